package import PolicyDiagnostics

/// A page that stands by itself: its style is inside, and it loads nothing.
///
/// One style serves all reports: light and dark as the reader's device asks, narrow screens, and A4 on paper.
package struct HTMLPage: Sendable {
  package let title: String
  package let language: Language

  package init(title: String, language: Language) {
    self.title = title
    self.language = language
  }

  /// Returns the page around what `body` writes into its main part.
  package func text(_ body: (inout HTMLWriter) -> Void) -> String {
    var writer = HTMLWriter()
    writer.writeMarkup("<!DOCTYPE html>\n")
    writer.element("html", ["lang": language == .chinese ? "zh-CN" : "en"]) { writer in
      writer.element("head") { writer in
        writer.empty("meta", ["charset": "utf-8"])
        writer.empty("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
        writer.element("title", text: title)
        writer.element("style") { $0.writeMarkup(HTMLStyle.sheet) }
      }
      writer.element("body") { writer in
        writer.element("main") { body(&$0) }
      }
    }
    return writer.text
  }
}

extension HTMLWriter {
  /// Writes a section with a heading.
  package mutating func section(
    _ heading: String, _ attributes: KeyValuePairs<String, String> = [:], _ body: (inout HTMLWriter) -> Void
  ) {
    element("section", attributes) { writer in
      writer.element("h2", text: heading)
      body(&writer)
    }
  }

  /// Writes figures side by side: each a number with what it counts below it.
  package mutating func figures(_ figures: [(value: String, label: String)]) {
    element("ul", ["class": "figures"]) { writer in
      for figure in figures {
        writer.element("li") { writer in
          writer.element("strong", text: figure.value)
          writer.element("span", text: figure.label)
        }
      }
    }
  }

  /// Writes a table that scrolls by itself where the screen is narrow; columns of numbers stand at the right.
  package mutating func table(_ columns: [TextTable.Column], _ rows: [[String]]) {
    element("div", ["class": "scroll"]) { writer in
      writer.element("table") { writer in
        writer.element("thead") { writer in
          writer.element("tr") { writer in
            for column in columns { writer.cell("th", column.title, column.alignment) }
          }
        }
        writer.element("tbody") { writer in
          for row in rows {
            writer.element("tr") { writer in
              for (column, cell) in zip(columns, row) { writer.cell("td", cell, column.alignment, title: column.title) }
            }
          }
        }
      }
    }
  }

  /// A number has the title of its column, which a narrow screen shows beside it.
  private mutating func cell(_ name: String, _ text: String, _ alignment: TextAlignment, title: String? = nil) {
    var attributes: KeyValuePairs<String, String> = [:]
    if alignment == .right { attributes = ["class": "number"] }
    if alignment == .right, let title { attributes = ["class": "number", "data-title": title] }
    element(name, attributes) { $0.writeWithCode(text) }
  }

  /// Writes a text in which what stands between backquotes is code.
  package mutating func writeWithCode(_ text: String) {
    let pieces = text.split(separator: "`", omittingEmptySubsequences: false).map(String.init)
    // A backquote without an end is one.
    guard pieces.count % 2 == 1 else { return write(text) }
    for (place, piece) in pieces.enumerated() {
      if place % 2 == 1 { element("code", text: piece) } else { write(piece) }
    }
  }
}
