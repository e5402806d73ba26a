package import PolicyIR
import PolicySemantics
import PolicyTypes

/// Writes made-up subjects as JSON Lines: one subject a line, its records in arrays below the names of their types.
package struct SampleJSONLines: Sendable {
  private let text: SampleText
  private let children: [[Int]]

  /// The key of each field, in quotes and with its colon, and that of each record type.
  private let fieldKeys: [[[UInt8]]]
  private let recordKeys: [[UInt8]]

  package init(_ generator: SampleGenerator, mapping: DataMapping) {
    text = SampleText(mapping)
    children = generator.children
    fieldKeys = mapping.domains.map { $0.fields.map { quotedJSON($0.source) + [UInt8(ascii: ":")] } }
    recordKeys = mapping.domains.map { quotedJSON($0.source) + [UInt8(ascii: ":")] }
  }

  /// Appends one line.
  package func append(_ subject: SampleRow, to bytes: inout [UInt8]) {
    appendRow(subject, to: &bytes)
    bytes.append(UInt8(ascii: "\n"))
  }

  private func appendRow(_ row: SampleRow, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "{"))
    let start = bytes.count
    for (field, value) in row.values.enumerated() {
      guard let value else { continue }
      if bytes.count > start { bytes.append(UInt8(ascii: ",")) }
      bytes += fieldKeys[row.domain][field]
      let written = text.text(of: value, field: field, of: row.domain)
      bytes += text.isBare(value, field: field, of: row.domain) ? Array(written.utf8) : quotedJSON(written)
    }
    for domain in children[row.domain] {
      let records = row.records.filter { $0.domain == domain }
      guard !records.isEmpty else { continue }
      if bytes.count > start { bytes.append(UInt8(ascii: ",")) }
      bytes += recordKeys[domain]
      appendRecords(records, to: &bytes)
    }
    bytes.append(UInt8(ascii: "}"))
  }

  private func appendRecords(_ records: [SampleRow], to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "["))
    for (place, record) in records.enumerated() {
      if place > 0 { bytes.append(UInt8(ascii: ",")) }
      appendRow(record, to: &bytes)
    }
    bytes.append(UInt8(ascii: "]"))
  }
}

/// Returns a JSON string; of what could stand in a name, only quotes, backslashes and control characters are escaped.
private func quotedJSON(_ text: String) -> [UInt8] {
  var bytes: [UInt8] = [UInt8(ascii: "\"")]
  for byte in text.utf8 {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
    case 0..<0x20: bytes += Array(("\\u00" + (byte < 16 ? "0" : "") + String(byte, radix: 16)).utf8)
    default: bytes.append(byte)
    }
  }
  return bytes + [UInt8(ascii: "\"")]
}
