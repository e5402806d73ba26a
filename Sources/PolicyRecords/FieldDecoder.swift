import PolicyIR
import PolicyTypes

/// How one field's text becomes a typed value: everything that the hot loop needs, in one value without references.
struct FieldDecoder: Sendable {
  enum Kind: UInt8, Sendable {
    case boolean
    case label
    case text
    case unifiedCode
    case citizenNumber
    case registrationNumber
    case date
    case integer
    case decimal
  }

  let kind: Kind
  let domain: DomainID
  let field: Int
  let dateFormat: DateFormat

  /// The words of a yes-or-no field or of labels, as JSON strings have them and as CSV fields do.
  let words: WordTable.Words
  let csvWords: WordTable.Words

  /// Whether outside codes stand for the values, which may then be written as numbers, too.
  let hasCodes: Bool

  /// The decimals of a scaled integer, and the bounds that it must keep, scaled alike.
  let scale: Int
  let lower: Int64
  let upper: Int64
}

// MARK: One text to one value

extension FieldDecoder {
  /// Returns a date's day number.
  @inline(__always)
  func day(_ text: borrowing Span<UInt8>, _ form: WrittenForm) throws(DecodingProblem) -> Int32 {
    if form == .bare, dateFormat != .compact { throw .wrongKind }
    guard let date = parseDate(text, format: dateFormat) else { throw .invalidDate }
    return date.dayNumber
  }

  /// Returns a label's code.
  @inline(__always)
  func code(
    _ text: borrowing Span<UInt8>, _ form: WrittenForm, _ table: WordTable
  ) throws(DecodingProblem) -> UInt8 {
    if form == .bare, !hasCodes { throw .wrongKind }
    guard let code = table.code(of: text, in: form == .field ? csvWords : words) else { throw .unknownLabel }
    return code
  }

  @inline(__always)
  func boolean(
    _ text: borrowing Span<UInt8>, _ form: WrittenForm, _ table: WordTable
  ) throws(DecodingProblem) -> UInt8 {
    if form == .string, !hasCodes { throw .wrongKind }
    guard let code = table.code(of: text, in: form == .field ? csvWords : words) else {
      throw form == .bare && !hasCodes ? .wrongKind : .notBoolean
    }
    return code
  }

  /// Returns a number of an integer lane, scaled.
  @inline(__always)
  func integer(_ text: borrowing Span<UInt8>, _ form: WrittenForm) throws(DecodingProblem) -> Int64 {
    if form == .string { throw .wrongKind }
    switch parseScaledNumber(text, scale: scale) {
    case .value(let value):
      guard value >= lower, value <= upper else { throw .outOfRange }
      return value
    case .tooManyDecimals: throw .tooManyDecimals
    case .outOfRange: throw .outOfRange
    case .tooLong: throw .numberTooLong
    case .malformed: throw form == .bare ? .wrongKind : .invalidNumber
    }
  }

  @inline(never)
  func decimal(
    _ text: borrowing Span<UInt8>, _ form: WrittenForm, _ type: NumberType?
  ) throws(DecodingProblem) -> Decimal128 {
    if form == .string { throw .wrongKind }
    switch parseDecimal(text) {
    case .malformed: throw form == .bare ? .wrongKind : .invalidNumber
    case .tooLong: throw .numberTooLong
    case .value(let value):
      if let limit = type?.decimals, value.decimalPlaces > limit { throw .tooManyDecimals }
      if let type, !type.range.contains(value) { throw .outOfRange }
      return value
    }
  }

  /// Checks a text, and the check digit of an identifier.
  @inline(__always)
  func checkText(_ text: borrowing Span<UInt8>, _ form: WrittenForm) throws(DecodingProblem) {
    if form == .bare { throw .wrongKind }
    switch kind {
    case .unifiedCode where !isValidIdentifier(text, of: .unifiedCode): throw .wrongIdentifier
    case .citizenNumber where !isValidIdentifier(text, of: .citizenNumber): throw .wrongIdentifier
    case .registrationNumber where !isValidIdentifier(text, of: .registrationNumber): throw .wrongIdentifier
    default: return
    }
  }
}

/// How a value is written in its file.
enum WrittenForm {
  /// A JSON string.
  case string
  /// A JSON number, `true` or `false`.
  case bare
  /// A field of a CSV file, which says nothing of its kind.
  case field
}

/// Why a text is no value of its field; what is said about it is worked out from the field.
enum DecodingProblem: UInt8, Error {
  case wrongKind
  case notBoolean
  case unknownLabel
  case invalidDate
  case invalidNumber
  case numberTooLong
  case outOfRange
  case tooManyDecimals
  case wrongIdentifier
}
