/// Writes HTML with inline SVG, piece by piece: every text is escaped, and what begins ends.
///
/// The result is well-formed XML as well, so that any XML tool can check its structure. Text from policies and data
/// passes through `shownText`, so that nothing in it can steer the page or turn the direction of reading around.
package struct HTMLWriter: Sendable {
  package private(set) var text = ""

  package init() {}

  /// The attributes of an element, in the order in which they are written.
  package typealias Attributes = KeyValuePairs<String, String>

  /// Writes an element whose content `body` writes.
  package mutating func element(_ name: String, _ attributes: Attributes = [:], _ body: (inout HTMLWriter) -> Void) {
    open(name, attributes)
    text += ">"
    body(&self)
    text += "</\(name)>"
    if Self.blocks.contains(name) { text += "\n" }
  }

  /// Writes an element that holds a text.
  package mutating func element(_ name: String, _ attributes: Attributes = [:], text content: String) {
    element(name, attributes) { $0.write(content) }
  }

  /// Writes an element without content, such as `<br/>` or a shape of SVG.
  package mutating func empty(_ name: String, _ attributes: Attributes = [:]) {
    open(name, attributes)
    text += "/>"
  }

  /// Writes a text, escaped.
  package mutating func write(_ content: String) {
    text += escapedForHTML(shownText(content))
  }

  /// Writes what is HTML already, made by a writer or fixed in this program; never text from outside.
  package mutating func writeMarkup(_ markup: String) {
    text += markup
  }

  private mutating func open(_ name: String, _ attributes: Attributes) {
    text += "<\(name)"
    for (attribute, value) in attributes { text += " \(attribute)=\"\(escapedForHTML(shownText(value)))\"" }
  }

  /// The elements after which a line ends, so that the source of a page can be read.
  private static let blocks: Set = [
    "body", "caption", "details", "div", "figure", "footer", "h1", "h2", "h3", "head", "header", "html", "li", "main",
    "nav", "ol", "p", "section", "style", "svg", "table", "tbody", "thead", "title", "tr", "ul",
  ]
}

/// Returns `text` with the signs of HTML written as references.
package func escapedForHTML(_ text: String) -> String {
  guard text.utf8.contains(where: { $0 < 0x40 && "<>&\"'".utf8.contains($0) }) else { return text }
  var escaped = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": escaped += "&amp;"
    case "<": escaped += "&lt;"
    case ">": escaped += "&gt;"
    case "\"": escaped += "&quot;"
    case "'": escaped += "&#39;"
    default: escaped.unicodeScalars.append(scalar)
    }
  }
  return escaped
}
