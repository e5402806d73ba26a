/// A table of text whose columns line up in a terminal, with Chinese text too.
package struct TextTable: Hashable, Sendable {
  package struct Column: Hashable, Sendable {
    package let title: String
    package let alignment: TextAlignment

    package init(_ title: String, _ alignment: TextAlignment = .left) {
      self.title = title
      self.alignment = alignment
    }
  }

  package let columns: [Column]
  private var rows: [[String]] = []

  package init(columns: [Column]) {
    self.columns = columns
  }

  /// Adds a row; cells that are missing are empty, and cells beyond the columns are dropped.
  package mutating func append(_ cells: [String]) {
    let shown = cells.prefix(columns.count).map { shownText($0) }
    rows.append(shown + Array(repeating: "", count: columns.count - shown.count))
  }

  /// Returns the lines of the table, each with its line end, `indentation` spaces from the margin.
  package func text(style: TextStyle = .plain, indentation: Int = 0) -> String {
    let titles = columns.map { shownText($0.title) }
    let widths = columns.indices.map { column in
      rows.reduce(titles[column].displayWidth) { max($0, $1[column].displayWidth) }
    }
    let margin = String(repeating: " ", count: indentation)
    let header = titles.allSatisfy(\.isEmpty) ? [] : [style.paint(line(titles, widths), as: .strong)]
    return (header + rows.map { line($0, widths) }).map { margin + $0 + "\n" }.joined()
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    let padded = columns.indices.map { cells[$0].padded(toWidth: widths[$0], columns[$0].alignment) }
    return padded.joined(separator: "  ").withoutTrailingSpaces
  }
}

extension String {
  /// The text without the spaces at its end.
  var withoutTrailingSpaces: String {
    var end = endIndex
    while end > startIndex, self[index(before: end)] == " " { end = index(before: end) }
    return String(self[..<end])
  }
}
