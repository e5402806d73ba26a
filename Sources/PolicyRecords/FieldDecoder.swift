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
