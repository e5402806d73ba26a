import PolicyTypes

/// The values of an evaluation that their types do not admit.
final class TypeBreaches {
  private(set) var descriptions: [String] = []

  func note(_ value: Value, of source: String, _ type: PolicyType) {
    let description = "\(source) is \(value), which is not of \(type)"
    if !descriptions.contains(description) { descriptions.append(description) }
  }
}

extension PolicyType {
  /// Whether a value of this type may be `value`.
  func admits(_ value: Value) -> Bool {
    switch (form, value) {
    case (_, .absent): isOptional
    case (.number(let type), .number(let number)): type.admits(number)
    case (.oneOf(let labels), .label(let label)): labels.labels.contains(label)
    case (.boolean, .boolean), (.text, .text), (.date, .date), (.duration, .duration), (.elapsed, _): true
    default: false
    }
  }
}

extension NumberType {
  func admits(_ number: Decimal128) -> Bool {
    range.contains(number) && (decimals.map { number.decimalPlaces <= $0 } ?? true)
  }
}
