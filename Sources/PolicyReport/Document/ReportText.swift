/// Writes a report for a terminal.
package struct ReportText: Sendable {
  package let style: TextStyle
  /// The cells of a line.
  package let width: Int

  package init(style: TextStyle, width: Int) {
    self.style = style
    self.width = width
  }

  package func text(of report: ReportDocument) -> String {
    var lines = TextLines(style: style, width: width)
    lines.add(report.title, as: .strong)
    for subtitle in report.subtitles { lines.add(subtitle) }
    var text = lines.text
    for block in report.blocks { text += self.text(of: block) }
    return text
  }

  private func text(of block: ReportDocument.Block) -> String {
    switch block {
    case .heading(let heading): "\n" + style.paint(shownText(heading), as: .strong) + "\n"
    case .paragraph(let paragraph): wrapped(paragraph, as: nil)
    case .note(let note): wrapped(note, as: .faint)
    case .list(let items): items.map(text(of:)).joined()
    case .figures(let figures): table([.init("", .right), .init("")], figures.map { [$0.value, $0.label] })
    case .table(let columns, let rows): table(columns, rows)
    case .bars(let chart): bars(chart)
    case .matrix(let chart): table(chart.table.columns, chart.table.rows)
    case .lines(let chart): table(chart.table.columns, chart.table.rows)
    case .verdict(let verdict, let isPassed):
      "  " + style.paint(isPassed ? "✓ " : "✗ ", as: isPassed ? .good : .error) + shownText(verdict) + "\n"
    }
  }

  private func wrapped(_ content: String, as role: TextRole?) -> String {
    var lines = TextLines(style: style, width: width)
    lines.add(content, depth: 1, as: role)
    return lines.text
  }

  private func text(of item: ReportDocument.Item) -> String {
    var lines = TextLines(style: style, width: width)
    lines.add("- " + item.text, depth: 1)
    if let place = item.place { lines.add(place, depth: 2, as: .faint) }
    return lines.text
  }

  private func table(_ columns: [TextTable.Column], _ rows: [[String]]) -> String {
    var table = TextTable(columns: columns)
    for row in rows { table.append(row) }
    return table.text(style: style, indentation: 2)
  }

  private func bars(_ chart: BarChart) -> String {
    let longest = max(1, chart.bars.map(\.length).max() ?? 1)
    let rows = chart.bars.map { bar in
      let cells = bar.length == 0 ? 0 : max(1, (bar.length * Self.barWidth + longest / 2) / longest)
      return [bar.label, bar.note, String(repeating: "█", count: cells)]
    }
    return table([.init(""), .init("", .right), .init("")], rows)
  }

  private static let barWidth = 30
}
