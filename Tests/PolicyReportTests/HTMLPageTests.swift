import Foundation
import FoundationXML
import PolicyDiagnostics
import PolicyReport
import Testing

/// Pages are well formed, load nothing, and show text from outside as text.
@Suite struct HTMLPageTests {
  private let hostile = "<script>alert('甲')</script> & \"\u{202E}txt\""

  private var page: String {
    HTMLPage(title: hostile, language: .chinese).text { writer in
      writer.element("h1", text: hostile)
      writer.section(hostile) { writer in
        writer.figures([("1", hostile)])
        writer.table([.init(hostile), .init("数", .right)], [[hostile, "2"]])
        BarChart(title: hostile, bars: [.init(label: hostile, length: 0, note: hostile)]).write(to: &writer)
        LineChart(title: hostile, points: ["一", "二"], lines: [.init(label: hostile, values: [1250, nil])]).write(
          to: &writer)
        matrix.write(to: &writer)
      }
    }
  }

  private var matrix: MatrixChart {
    MatrixChart(
      title: hostile, rowTitle: "原", columnTitle: "新", rows: ["甲", "乙"], columns: ["甲", "乙"],
      counts: [[5, 1], [0, 7]]
    ) { row, column in row == column ? .same : row < column ? .worse : .better }
  }

  @Test func aPageIsWellFormedAndHoldsNoScript() throws {
    let elements = try HTMLElements(of: page)
    #expect(
      elements.names.isSuperset(of: ["html", "head", "title", "style", "main", "svg", "table", "rect", "circle"]))
    #expect(!elements.names.contains("script"))
    #expect(elements.text.contains("<script>alert('甲')</script> & \"<U+202E>txt\""))
  }

  @Test func aPageLoadsNothing() {
    for word in ["http:", "https:", "src=", "@import", "url("] { #expect(!page.contains(word), "\(word)") }
    #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"zh-CN\">"))
  }

  @Test func everyCountOfAMatrixIsInItsPicture() throws {
    var writer = HTMLWriter()
    matrix.write(to: &writer)
    let texts = try HTMLElements(of: writer.text).texts["text"] ?? []
    #expect(texts == ["新", "原", "甲", "乙", "甲", "5", "1", "乙", "0", "7"])
  }

  @Test(arguments: [(1250, "1.25"), (-500, "-0.5"), (0, "0"), (3000, "3")])
  func thousandthsAreWrittenShort(_ value: Int, _ text: String) {
    #expect(thousandths(value) == text)
  }
}

/// The elements of a page, read by an XML parser, which refuses what is not well formed.
final class HTMLElements: NSObject, XMLParserDelegate {
  private(set) var names: Set<String> = []
  /// The texts of each element, in order; those of elements inside are not among them.
  private(set) var texts: [String: [String]] = [:]
  private(set) var text = ""
  private var open: [(name: String, text: String)] = []

  init(of page: String) throws {
    super.init()
    let parser = XMLParser(data: Data(page.utf8))
    parser.delegate = self
    if !parser.parse() { throw parser.parserError ?? CocoaError(.fileReadCorruptFile) }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    names.insert(name)
    open.append((name, ""))
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    text += string
    open[open.count - 1].text += string
  }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    if let last = open.popLast() { texts[last.name, default: []].append(last.text) }
  }
}
