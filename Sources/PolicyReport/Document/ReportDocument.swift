package import PolicyDiagnostics

/// A report as its readers see it, whatever they read it on: a terminal, a comment in Markdown, a page.
package struct ReportDocument: Sendable {
  package let language: Language
  package let title: String
  /// Lines below the title: what is reported on.
  package let subtitles: [String]
  package private(set) var blocks: [Block] = []

  package enum Block: Sendable {
    case heading(String)
    case paragraph(String)
    /// What is said beside the figures, less loudly.
    case note(String)
    case list([Item])
    case figures([(value: String, label: String)])
    case table([TextTable.Column], [[String]])
    case bars(BarChart)
    case matrix(MatrixChart)
    case lines(LineChart)
    /// Whether something that had to hold does.
    case verdict(String, isPassed: Bool)
  }

  /// An entry of a list, and where it can be looked up.
  package struct Item: Sendable {
    package let text: String
    package let place: String?

    package init(_ text: String, place: String? = nil) {
      self.text = text
      self.place = place
    }
  }

  package init(language: Language, title: String, subtitles: [String]) {
    self.language = language
    self.title = title
    self.subtitles = subtitles
  }

  package mutating func add(_ block: Block) {
    blocks.append(block)
  }
}

extension LineChart {
  /// The values as a table: a row for each line, a column for each point.
  var table: (columns: [TextTable.Column], rows: [[String]]) {
    let columns = [TextTable.Column("")] + points.map { TextTable.Column($0, .right) }
    let rows = lines.map { line in [line.label] + line.values.map { $0.map(thousandths) ?? "" } }
    return (columns, rows)
  }
}

extension MatrixChart {
  /// The counts as a table.
  var table: (columns: [TextTable.Column], rows: [[String]]) {
    let columns =
      [TextTable.Column("\(rowTitle) \\ \(columnTitle)")] + self.columns.map { TextTable.Column($0, .right) }
    let rows = zip(self.rows, counts).map { label, counts in [label] + counts.map(String.init) }
    return (columns, rows)
  }
}
