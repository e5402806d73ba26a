/// Writes a report as Markdown that GitHub and GitLab show in a comment.
package struct ReportMarkdown: Sendable {
  package init() {}

  package func text(of report: ReportDocument) -> String {
    var text = "## \(escaped(report.title))\n\n"
    if !report.subtitles.isEmpty { text += report.subtitles.map(escaped).joined(separator: "  \n") + "\n" }
    for block in report.blocks { text += "\n" + self.text(of: block) }
    return text
  }

  private func text(of block: ReportDocument.Block) -> String {
    switch block {
    case .heading(let heading): "### \(escaped(heading))\n"
    case .paragraph(let paragraph): escaped(paragraph) + "\n"
    case .note(let note): "<sub>\(escaped(note))</sub>\n"
    case .list(let items): items.map(text(of:)).joined()
    case .figures(let figures):
      figures.map { "**\(escaped($0.value))** \(escaped($0.label))" }.joined(separator: " · ") + "\n"
    case .table(let columns, let rows): table(columns, rows)
    case .bars(let chart): table([.init(""), .init("", .right)], chart.bars.map { [$0.label, $0.note] })
    case .matrix(let chart): table(chart.table.columns, chart.table.rows)
    case .lines(let chart): table(chart.table.columns, chart.table.rows)
    case .verdict(let verdict, let isPassed): "- \(isPassed ? "✅" : "❌") \(escaped(verdict))\n"
    }
  }

  private func text(of item: ReportDocument.Item) -> String {
    "- \(escaped(item.text))" + (item.place.map { " <sub>\(escaped($0))</sub>" } ?? "") + "\n"
  }

  private func table(_ columns: [TextTable.Column], _ rows: [[String]]) -> String {
    let rules = columns.map { $0.alignment == .right ? "---:" : "---" }
    let lines = [columns.map { escaped($0.title) }, rules] + rows.map { $0.map(escaped) }
    return lines.map { "| " + $0.joined(separator: " | ") + " |\n" }.joined()
  }

  /// Text from policies as text: code between backquotes stays code, and nothing else has a meaning.
  private func escaped(_ text: String) -> String {
    var escaped = ""
    var isCode = false
    for character in shownText(text) {
      switch character {
      case "`":
        isCode.toggle()
        escaped.append(character)
      case "|": escaped += "\\|"
      case "<", ">", "*", "_", "[", "]", "#", "~", "\\", "&", "@":
        escaped += isCode ? String(character) : "\\" + String(character)
      default: escaped.append(character)
      }
    }
    // A backquote that is never closed would take the rest of the line.
    return isCode ? escaped.replacing("`", with: "'") : escaped
  }
}
