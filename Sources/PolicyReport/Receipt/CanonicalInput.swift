package import PolicyDigest
package import PolicyExecution
package import PolicyIR
import PolicyTypes

/// The canonical text of what a policy reads of one subject, and its digest.
///
/// The text is one JSON object without blanks, in UTF-8: the fields of the subject that the policy reads, in the order
/// in which the policy declares them, each under the policy's own name for it; then every record type whose records the
/// policy reads, in the order of declaration, as an array of such objects, empty where there are none.
///
/// - What is absent is left out, whether it was `null`, an empty cell or not there at all.
/// - A number is written exactly, without an exponent, without zeros behind its last decimal and without `-0`. A date
///   is `"2025-06-30"`, a label of a one-of the policy's own spelling, a truth value `true` or `false`. A text is as it
///   came; only `"`, `\` and control characters are escaped, as `\"`, `\\`, `\n`, `\r`, `\t` and `\u001f`.
/// - Records are in the order in which the engine has them: by their date, then by their key, then as they came. Where
///   a record type has a key and no result depends on the order, records of one date are in the order of the bytes of
///   their own canonical texts. Records of after the as-of date are not there.
///
/// So the text is the same from JSON Lines and from CSV, under any data mapping, and for any order of keys.
package struct CanonicalInput: Sendable {
  private let schema: RecordSchema
  private let domains: [DomainForm]
  private let redaction: Redaction?

  /// How what masked output hides is hidden here, so that its digest does not give it away.
  package struct Redaction: Sendable {
    let name: @Sendable (String) -> String
    let text: @Sendable (inout [UInt8]) -> Void

    /// - Parameters:
    ///   - name: Makes of a text that the policy declares masked what is shown of it.
    ///   - text: Hides what else is to be hidden in the whole text.
    package init(
      name: @escaping @Sendable (String) -> String, text: @escaping @Sendable (inout [UInt8]) -> Void
    ) {
      self.name = name
      self.text = text
    }
  }

  /// What is written of the rows of a domain.
  private struct DomainForm: Sendable {
    /// `"name":` for each field that is read, with its place.
    let fields: [(field: Int, name: [UInt8], lane: Lane, isMasked: Bool)]
    let children: [(domain: Int, name: [UInt8])]
    let date: Int?
    /// Whether rows of one date have no order of their own.
    let sortsTies: Bool
  }

  /// Prepares the canonical texts of a policy; `selection` are the fields that its results depend on.
  package init(schema: RecordSchema, selection: InputSelection, redaction: Redaction? = nil) {
    self.schema = schema
    self.redaction = redaction
    domains = schema.domains.indices.map { index in
      let id = DomainID(index)
      let domain = schema[id]
      return DomainForm(
        fields: selection.readFields(of: id).map { field in
          let declared = domain.fields[field]
          return (field, Self.memberName(declared.name), declared.kind.lane, declared.isMasked)
        },
        children: schema.children(of: id).filter(selection.readsRows).map {
          ($0.index, Self.memberName(schema[$0].name))
        },
        date: domain.date,
        sortsTies: domain.key.map { !selection.contains(domain: id, field: $0) } ?? false)
    }
  }

  private static func memberName(_ name: String) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.appendJSON(name.utf8.span)
    return bytes + [UInt8(ascii: ":")]
  }

  /// Returns the digest of the canonical text of a subject.
  package func digest(of subject: Int, in batch: Batch) -> Digest {
    SHA256.digest(of: text(of: subject, in: batch))
  }

  /// Returns the canonical text of a subject.
  package func text(of subject: Int, in batch: Batch) -> [UInt8] {
    var bytes: [UInt8] = []
    append(subject, of: 0, in: batch, to: &bytes)
    redaction?.text(&bytes)
    return bytes
  }

  // MARK: Rows

  private func append(_ row: Int, of domain: Int, in batch: Batch, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "{"))
    var isFirst = true
    func begin(_ name: [UInt8]) {
      if !isFirst { bytes.append(UInt8(ascii: ",")) }
      isFirst = false
      bytes += name
    }
    for (field, name, lane, isMasked) in domains[domain].fields {
      let column = batch.domains[domain].columns[field]
      guard column.isPresent(row) else { continue }
      begin(name)
      if isMasked, let redaction {
        bytes.appendJSON(redaction.name(batch.text(column.texts[row])).utf8.span)
      } else {
        append(row, of: column, lane, in: batch, to: &bytes)
      }
    }
    for (child, name) in domains[domain].children {
      begin(name)
      let starts = batch.domains[child].starts
      appendRows(Int(starts[row])..<Int(starts[row + 1]), of: child, in: batch, to: &bytes)
    }
    bytes.append(UInt8(ascii: "}"))
  }

  private func appendRows(_ rows: Range<Int>, of domain: Int, in batch: Batch, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "["))
    if domains[domain].sortsTies, rows.count > 1 {
      let texts = sortedTexts(of: rows, domain, in: batch)
      bytes += texts.joined(separator: [UInt8(ascii: ",")])
    } else {
      for row in rows {
        if row > rows.lowerBound { bytes.append(UInt8(ascii: ",")) }
        append(row, of: domain, in: batch, to: &bytes)
      }
    }
    bytes.append(UInt8(ascii: "]"))
  }

  /// The texts of rows in the order of their dates, in which they are, and those of one date in the order of bytes.
  private func sortedTexts(of rows: Range<Int>, _ domain: Int, in batch: Batch) -> [[UInt8]] {
    let texts = rows.map { row in
      var bytes: [UInt8] = []
      append(row, of: domain, in: batch, to: &bytes)
      return bytes
    }
    var sorted: [[UInt8]] = []
    var start = rows.lowerBound
    while start < rows.upperBound {
      let day = self.day(of: start, domain, in: batch)
      let end = rows[start...].first { self.day(of: $0, domain, in: batch) != day } ?? rows.upperBound
      let ties = texts[(start - rows.lowerBound)..<(end - rows.lowerBound)]
      sorted += ties.count > 1 ? ties.sorted { $0.lexicographicallyPrecedes($1) } : Array(ties)
      start = end
    }
    return sorted
  }

  private func day(of row: Int, _ domain: Int, in batch: Batch) -> Int32? {
    guard let date = domains[domain].date, batch.domains[domain].columns[date].isPresent(row) else { return nil }
    return batch.domains[domain].columns[date].dates[row]
  }

  // MARK: Values

  private func append(_ row: Int, of column: Column, _ lane: Lane, in batch: Batch, to bytes: inout [UInt8]) {
    switch lane {
    case .boolean: bytes += (column.bytes[row] != 0 ? "true" : "false").utf8
    case .code(let labels):
      let code = Int(column.bytes[row])
      bytes.appendJSON((code < labels.labels.count ? labels.labels[code] : "").utf8.span)
    case .text:
      let range = column.texts[row]
      bytes.appendJSON(batch.text.span.extracting(Int(range.start)..<Int(range.start) + Int(range.count)))
    case .date: bytes.appendJSON(CalendarDate(dayNumber: column.dates[row]).description.utf8.span)
    case .integer(let decimals):
      Decimal128(coefficient: column.integers[row], scale: decimals).normalized.appendText(to: &bytes)
    case .decimal: column.decimals[row].normalized.appendText(to: &bytes)
    case .duration: bytes.appendJSON(PackedDuration.unpack(column.integers[row]).description.utf8.span)
    }
  }
}

extension [UInt8] {
  /// Appends a JSON string; only what must be escaped is.
  fileprivate mutating func appendJSON(_ utf8: borrowing Span<UInt8>) {
    append(UInt8(ascii: "\""))
    for place in utf8.indices {
      switch utf8[place] {
      case UInt8(ascii: "\""): self += [UInt8(ascii: "\\"), UInt8(ascii: "\"")]
      case UInt8(ascii: "\\"): self += [UInt8(ascii: "\\"), UInt8(ascii: "\\")]
      case 0x20...: append(utf8[place])
      case UInt8(ascii: "\n"): self += "\\n".utf8
      case UInt8(ascii: "\r"): self += "\\r".utf8
      case UInt8(ascii: "\t"): self += "\\t".utf8
      default:
        self += "\\u00\(utf8[place] < 0x10 ? "0" : "")\(String(utf8[place], radix: 16))".utf8
      }
    }
    append(UInt8(ascii: "\""))
  }
}
