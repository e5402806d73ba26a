import PolicyExecution
package import PolicyIR

/// Masking of citizen identity numbers in what is written for others to read.
///
/// A run of exactly 17 digits and a digit or `X`, of which the 7th to the 14th are a date, keeps its first six and its
/// last four characters; the date of birth becomes `********`. Whether the check digit is right does not matter: a
/// misspelt number is a person's, too. The length stays, so that the structure of JSON and CSV does.
package enum Masking {
  private static let length = 18
  private static let hidden = 6..<14

  /// Masks every citizen identity number in `bytes`.
  package static func apply(to bytes: inout [UInt8]) {
    var start = 0
    while start < bytes.count {
      guard isWord(bytes[start]) else {
        start += 1
        continue
      }
      var end = start + 1
      while end < bytes.count, isWord(bytes[end]) { end += 1 }
      if end - start == length, isCitizenNumber(bytes, from: start) {
        for place in hidden { bytes[start + place] = UInt8(ascii: "*") }
      }
      start = end
    }
  }

  /// Returns `text` with every citizen identity number masked.
  package static func text(_ text: String) -> String {
    var bytes = Array(text.utf8)
    apply(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func isCitizenNumber(_ bytes: [UInt8], from start: Int) -> Bool {
    for place in 0..<length - 1 where decimalDigit(bytes[start + place]) == nil { return false }
    let last = bytes[start + length - 1]
    guard decimalDigit(last) != nil || last == UInt8(ascii: "X") || last == UInt8(ascii: "x") else { return false }
    return parseDate(bytes.span.extracting(start + hidden.lowerBound..<start + hidden.upperBound), format: .compact)
      != nil
  }

  /// ASCII letters and digits: what stands beside them belongs to another word.
  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      true
    default: false
    }
  }
}

extension RowFault {
  /// The fault as masked output shows it.
  package func masked(in program: IRProgram, _ mapping: DataMapping) -> RowFault {
    let decoder = RecordDecoder(
      schema: program.schema, mapping: mapping, selection: InputSelection(allOf: program.schema))
    return masked(fields: decoder.maskedFields)
  }

  /// The fault with every citizen identity number masked, and with the values of `fields`.
  package func masked(fields: Set<String>) -> RowFault {
    let isHidden = fieldPath.map(fields.contains) ?? false
    return RowFault(
      file: file, line: line, subject: subject.map(Masking.text), record: record, field: field,
      value: value.map { isHidden ? Masking.name($0) : Masking.text($0) }, reason: reason,
      treatment: treatment)
  }
}
