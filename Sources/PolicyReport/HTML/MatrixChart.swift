/// A square of counts as inline SVG: from what (rows) to what (columns), the deeper the colour the more.
package struct MatrixChart: Sendable {
  /// What a cell means for those in it.
  package enum Direction: Sendable {
    case better
    case worse
    case same
    /// Neither is better.
    case other

    fileprivate var color: String {
      switch self {
      case .better: "--better"
      case .worse: "--worse"
      case .same, .other: "--same"
      }
    }
  }

  package let title: String
  package let rowTitle: String
  package let columnTitle: String
  package let rows: [String]
  package let columns: [String]
  /// A count for each row and column.
  package let counts: [[Int]]
  package let direction: @Sendable (_ row: Int, _ column: Int) -> Direction

  package init(
    title: String, rowTitle: String, columnTitle: String, rows: [String], columns: [String], counts: [[Int]],
    direction: @escaping @Sendable (_ row: Int, _ column: Int) -> Direction
  ) {
    self.title = title
    self.rowTitle = rowTitle
    self.columnTitle = columnTitle
    self.rows = rows
    self.columns = columns
    self.counts = counts
    self.direction = direction
  }

  /// Writes the chart as a figure.
  package func write(to writer: inout HTMLWriter) {
    let left = 20 + 8 * max(rowTitle.displayWidth, rows.map(\.displayWidth).max() ?? 0)
    let width = left + Self.cellWidth * columns.count + 4
    let height = Self.top + Self.cellHeight * rows.count + 4
    // Small squares stay small on a wide page.
    let style = "max-width: \(width * 5 / 4)px"
    writer.element("figure") { writer in
      writer.element(
        "svg", ["viewBox": "0 0 \(width) \(height)", "role": "img", "aria-label": title, "style": style]
      ) { writer in
        writer.text(columnTitle, x: left + Self.cellWidth * columns.count / 2, y: 16, anchor: "middle", size: 13)
        writer.text(rowTitle, x: left - 10, y: Self.top - 10, anchor: "end", size: 13)
        for (column, label) in columns.enumerated() {
          let x = left + Self.cellWidth * column + Self.cellWidth / 2
          writer.text(label, x: x, y: Self.top - 10, anchor: "middle", style: "font-weight: 600")
        }
        for (row, label) in rows.enumerated() {
          let y = Self.top + Self.cellHeight * row + Self.cellHeight / 2 + 5
          writer.text(label, x: left - 10, y: y, anchor: "end", style: "font-weight: 600")
          for column in columns.indices { writeCell(row, column, left: left, to: &writer) }
        }
      }
    }
  }

  private func writeCell(_ row: Int, _ column: Int, left: Int, to writer: inout HTMLWriter) {
    let count = counts[row][column]
    let direction = direction(row, column)
    let (x, y) = (left + Self.cellWidth * column, Self.top + Self.cellHeight * row)
    let depth = depth(of: count, direction)
    let style =
      "fill: var(\(direction.color)); fill-opacity: \(depth == 0 ? "0.06" : "0.\(depth)"); stroke: var(--line)"
    writer.empty(
      "rect",
      [
        "x": "\(x + 1)", "y": "\(y + 1)", "width": "\(Self.cellWidth - 2)", "height": "\(Self.cellHeight - 2)",
        "rx": "3", "style": style,
      ])
    let textStyle = count == 0 ? "fill: var(--faint)" : depth > 54 ? "fill: var(--on-colour); font-weight: 600" : ""
    writer.text(
      String(count), x: x + Self.cellWidth / 2, y: y + Self.cellHeight / 2 + 5, anchor: "middle", style: textStyle)
  }

  /// How deep the colour of a cell is, from 15 to 85 hundredths by its share of the largest count that moves, or of
  /// the largest that does not; 0 for nobody.
  private func depth(of count: Int, _ direction: Direction) -> Int {
    guard count > 0 else { return 0 }
    var largest = 1
    for (row, counts) in counts.enumerated() {
      for (column, other) in counts.enumerated() {
        let isStill = self.direction(row, column) == .same
        if isStill == (direction == .same) { largest = max(largest, other) }
      }
    }
    return direction == .same ? 12 + count * 28 / largest : 20 + count * 65 / largest
  }

  private static let (cellWidth, cellHeight, top) = (84, 44, 56)
}
