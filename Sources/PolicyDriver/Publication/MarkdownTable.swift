/// A table of a Markdown page.
struct MarkdownTable {
  let header: [String]
  let rows: [[String]]

  /// The lines of the table, each with its line end.
  var text: String {
    ([header, header.map { _ in "---" }] + rows).map(line).joined()
  }

  private func line(_ cells: [String]) -> String {
    "| " + cells.map(escaped).joined(separator: " | ") + " |\n"
  }

  /// A bar would end the cell, even inside backquotes.
  private func escaped(_ cell: String) -> String {
    cell.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
  }
}
