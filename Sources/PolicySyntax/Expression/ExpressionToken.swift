import PolicyDiagnostics

/// A word, literal or sign of an expression, with its UTF-8 bytes in the text.
struct ExpressionToken: Hashable {
  let kind: Kind

  /// The word, the digits, the value of a text, or the sign in ASCII.
  let text: String

  let range: Range<Int>

  enum Kind: Hashable {
    case word
    case keyword(ExpressionKeyword)
    case number
    case string
    /// `@"…"`.
    case temporal
    /// `2022-07-27`.
    case date
    case sign(ExpressionSign)
    case end
  }

  var sign: ExpressionSign? {
    if case .sign(let sign) = kind { sign } else { nil }
  }

  var keyword: ExpressionKeyword? {
    if case .keyword(let keyword) = kind { keyword } else { nil }
  }
}

/// A sign that is not a word.
enum ExpressionSign: String, CaseIterable {
  case openParenthesis = "("
  case closeParenthesis = ")"
  case openBracket = "["
  case closeBracket = "]"
  case openBrace = "{"
  case closeBrace = "}"
  case comma = ","
  case colon = ":"
  case dot = "."
  case range = ".."
  case percent = "%"
  case apostrophe = "'"

  case plus = "+"
  case minus = "-"
  case star = "*"
  case slash = "/"
  case power = "**"
  case equal = "="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="

  // Signs of other languages, kept so that they can be named and mended.
  case doubleEqual = "=="
  case tripleEqual = "==="
  case notDoubleEqual = "!=="
  case assign = ":="
  case angles = "<>"
  case equalGreater = "=>"
  case equalLess = "=<"
  case doubleAmpersand = "&&"
  case ampersand = "&"
  case doubleBar = "||"
  case bar = "|"
  case caret = "^"
  case exclamation = "!"

  /// The operator that the sign writes.
  var binaryOperator: BinaryOperator? { BinaryOperator(rawValue: rawValue) }

  /// The operator that the author of a sign of another language meant.
  var meantOperator: BinaryOperator? {
    switch self {
    case .doubleEqual, .tripleEqual, .assign: .equal
    case .notDoubleEqual, .angles: .notEqual
    case .equalGreater: .greaterOrEqual
    case .equalLess: .lessOrEqual
    case .doubleAmpersand, .ampersand: .and
    case .doubleBar, .bar: .or
    case .caret: .power
    default: nil
    }
  }

  /// The bracket that closes this one.
  var closer: ExpressionSign? {
    switch self {
    case .openParenthesis: .closeParenthesis
    case .openBracket: .closeBracket
    case .openBrace: .closeBrace
    default: nil
    }
  }

  var isCloser: Bool {
    self == .closeParenthesis || self == .closeBracket || self == .closeBrace
  }

  /// The signs by their ASCII bytes, the longest first.
  static let spellings: [(bytes: [UInt8], sign: ExpressionSign)] =
    allCases.map { (Array($0.rawValue.utf8), $0) }.sorted { $0.bytes.count > $1.bytes.count }

  /// The signs that stand for ASCII ones in a policy.
  static let typographic: [Unicode.Scalar: ExpressionSign] = [
    "≤": .lessOrEqual, "≥": .greaterOrEqual, "≠": .notEqual, "×": .star, "÷": .slash, "−": .minus,
  ]
}

/// The mistake at which the reading of an expression ends; indirect, so that the many frames that may pass it on stay
/// small.
indirect enum ExpressionFailure: Error {
  case mistake(Diagnostic)

  init(_ diagnostic: Diagnostic) {
    self = .mistake(diagnostic)
  }

  var diagnostic: Diagnostic {
    switch self {
    case .mistake(let diagnostic): diagnostic
    }
  }
}
