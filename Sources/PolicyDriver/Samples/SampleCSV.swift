package import PolicyIR
import PolicySemantics
import PolicyTypes

/// Writes made-up subjects as the files of a CSV folder: `subjects.csv` and one file for each record type.
///
/// A record has the subject's id in its first column and, where it hangs below another record, that one's key in the
/// second.
package struct SampleCSV: Sendable {
  private let text: SampleText
  private let generator: SampleGenerator
  private let mapping: DataMapping

  package init(_ generator: SampleGenerator, mapping: DataMapping) {
    text = SampleText(mapping)
    self.generator = generator
    self.mapping = mapping
  }

  /// The names of the files, one for each domain.
  package var fileNames: [String] {
    mapping.domains.enumerated().map { ($0 == 0 ? "subjects" : $1.source) + ".csv" }
  }

  /// The first line of each file.
  package var headers: [[UInt8]] {
    mapping.domains.indices.map { domain in
      var bytes: [UInt8] = []
      let names = fields(of: domain).map { mapping.domains[domain].fields[$0].source }
      appendLine(linkColumns(of: domain) + names, to: &bytes)
      return bytes
    }
  }

  /// Appends the subject to the first of `files` and its records to those of their types.
  package func append(_ subject: SampleRow, to files: inout [[UInt8]]) {
    append(subject, links: [], to: &files)
  }

  private func append(_ row: SampleRow, links: [String], to files: inout [[UInt8]]) {
    let cells = fields(of: row.domain).map { field in
      row.values[field].map { text.text(of: $0, field: field, of: row.domain) } ?? ""
    }
    appendLine(links + cells, to: &files[row.domain])
    let key = generator.policy.domains[row.domain].key.map { cells[$0] } ?? ""
    let inner = (links.first.map { [$0] } ?? []) + [key]
    for record in row.records { append(record, links: inner, to: &files) }
  }

  /// The fields that data have; the last may be one that only readers set.
  private func fields(of domain: Int) -> [Int] {
    let declared = generator.policy.domains[domain]
    return declared.fields.indices.filter { $0 != declared.voidMark }
  }

  /// The columns that say where a record belongs.
  private func linkColumns(of domain: Int) -> [String] {
    guard let parent = generator.policy.domains[domain].parent else { return [] }
    let column = mapping.domains[domain].parentColumn
    if parent == 0 { return [column] }
    var top = parent
    while let above = generator.policy.domains[top].parent, above != 0 { top = above }
    let subject = mapping.domains[top].parentColumn
    return [subject, column == subject ? mapping.domains[parent].source : column]
  }

  /// Appends a line as RFC 4180 has it, with a line feed alone at its end.
  private func appendLine(_ cells: [String], to bytes: inout [UInt8]) {
    for (place, cell) in cells.enumerated() {
      if place > 0 { bytes.append(UInt8(ascii: ",")) }
      appendCell(cell, to: &bytes)
    }
    bytes.append(UInt8(ascii: "\n"))
  }

  private func appendCell(_ cell: String, to bytes: inout [UInt8]) {
    let quote = UInt8(ascii: "\"")
    guard cell.utf8.contains(where: { [0x0A, 0x0D, 0x2C, quote].contains($0) }) else {
      bytes.append(contentsOf: cell.utf8)
      return
    }
    bytes.append(quote)
    for byte in cell.utf8 {
      if byte == quote { bytes.append(quote) }
      bytes.append(byte)
    }
    bytes.append(quote)
  }
}
