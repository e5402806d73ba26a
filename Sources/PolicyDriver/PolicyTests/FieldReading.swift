import PolicyDiagnostics
import PolicyIR
import PolicyTypes

/// Why a text is not a value of a field.
enum FieldMisreading: Error {
  case notYesOrNo
  case notALabel(LabelSet)
  case notADate
  case notANumber
  case outOfRange(NumberRange)
  case tooManyDecimals(Int)
}

extension FieldKind {
  /// Returns the value that `text` stands for in a field of this kind; the kind alone decides how a text is read.
  func value(reading text: String) throws(FieldMisreading) -> Value {
    switch self {
    case .boolean: return .boolean(try yesOrNo(text))
    case .label(let labels):
      guard labels.code(of: text) != nil else { throw .notALabel(labels) }
      return .label(text)
    case .text, .identifier: return .text(text)
    case .date:
      guard let date = CalendarDate(text: text) else { throw .notADate }
      return .date(date)
    case .number(let type): return .number(try number(text, type))
    }
  }

  private func yesOrNo(_ text: String) throws(FieldMisreading) -> Bool {
    switch text {
    case "true", "是", "真": return true
    case "false", "否", "假": return false
    default: throw .notYesOrNo
    }
  }

  private func number(_ text: String, _ type: NumberType) throws(FieldMisreading) -> Decimal128 {
    guard let number = Decimal128(writtenAs: text) else { throw .notANumber }
    guard type.range.contains(number) else { throw .outOfRange(type.range) }
    if let decimals = type.decimals, number.decimalPlaces > decimals { throw .tooManyDecimals(decimals) }
    return number
  }
}

extension Decimal128 {
  /// Reads a number as a policy writes it: `86.5`, or `80%` for 0.8.
  init?(writtenAs text: String) {
    guard text.hasSuffix("%") else {
      self.init(exactly: text)
      return
    }
    let hundredth = Decimal128(coefficient: 1, scale: 2)
    guard let share = Decimal128(exactly: String(text.dropLast()))?.multiplied(by: hundredth) else { return nil }
    self = share
  }
}
