import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// How much work a function is, counted before it does anything: values may share parts, so that a small frame can hold
/// what is far too large to go through.
extension FEELEvaluator {
  mutating func countWork(of builtin: Builtin, _ values: [FEELValue], at span: SourceSpan) throws(FEELFailure) {
    switch builtin {
    case .flatten, .string, .stringJoin, .listContains, .indexOf, .is:
      for value in values { try countWhole(value, at: span) }
    case .distinctValues, .union:
      for value in values { try countWhole(value, at: span) }
      // Values that may be equal though written otherwise are compared with each other.
      let elements = values.flatMap { $0.list ?? [] }
      if elements.contains(where: \.mayEqualOtherForms) { try work(elements.count * elements.count / 8, at: span) }
    case .matches, .replace, .split: try countMatching(values, at: span)
    default: try work(values.reduce(0) { $0 + $1.surfaceSize }, at: span)
    }
  }

  /// Counts going through a value and everything inside it.
  mutating func countWhole(_ value: FEELValue, at span: SourceSpan) throws(FEELFailure) {
    var room = remainingSteps
    value.takeSize(from: &room)
    try work(room < 0 ? remainingSteps + 1 : remainingSteps - room, at: span)
  }

  /// A matcher enters each instruction of a pattern at most once for each character.
  private mutating func countMatching(_ values: [FEELValue], at span: SourceSpan) throws(FEELFailure) {
    guard let text = values[0].string, let pattern = values[1].string else { return }
    let size = try? Pattern.compile(pattern, flags: "").get().size
    try work(text.utf8.count / 16 * (size ?? pattern.utf8.count) + pattern.utf8.count / 16, at: span)
  }
}

extension FEELValue {
  /// How much work it is, roughly, to go through the value without its parts.
  fileprivate var surfaceSize: Int {
    switch self {
    case .string(let text): text.utf8.count / 16
    case .list(let elements): elements.count
    case .context(let context): context.entries.count
    default: 0
    }
  }

  /// Takes the size of the value and its parts from `room`, until nothing is left.
  fileprivate func takeSize(from room: inout Int) {
    room -= 1 + surfaceSize
    guard room >= 0 else { return }
    switch self {
    case .list(let elements):
      for element in elements where room >= 0 { element.takeSize(from: &room) }
    case .context(let context):
      for entry in context.entries where room >= 0 { entry.value.takeSize(from: &room) }
    default: break
    }
  }
}
