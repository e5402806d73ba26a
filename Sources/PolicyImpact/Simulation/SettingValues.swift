import PolicyTypes

/// The values that a simulation tries at one place: `15..30 step 5`, or `15, 20, 25`.
package struct SettingValues: Hashable, Sendable {
  /// Where the values go.
  package let path: String
  package let values: [String]

  /// The most values of one setting.
  package static let limit = 200

  /// Reads `constants.serious points=15..30 step 5`; nil where it is nothing of the kind.
  package init?(_ text: String) {
    // The last sign is the one that counts: tests such as `>= 90` have one of their own.
    guard let sign = text.lastIndex(of: "=") else { return nil }
    path = trimmed(text[..<sign])
    let list = trimmed(text[text.index(after: sign)...])
    guard !path.isEmpty, !list.isEmpty, let values = Self.range(list) ?? Self.list(list) else { return nil }
    self.values = values
  }

  private static func list(_ text: String) -> [String]? {
    let values = text.split(omittingEmptySubsequences: false) { $0 == "," || $0 == "，" || $0 == "、" }.map {
      trimmed($0)
    }
    return values.contains { $0.isEmpty || $0.contains("..") } || values.count > limit ? nil : values
  }

  /// `15..30 step 5`, with the unit of the numbers behind each of them or behind the last: `10%..30% step 5%`.
  private static func range(_ text: String) -> [String]? {
    let parts = text.replacing("步长", with: " step ").split(separator: " step ").map { trimmed($0) }
    guard (1...2).contains(parts.count), let dots = parts[0].firstRange(of: "..") else { return nil }
    let bounds = [parts[0][..<dots.lowerBound], parts[0][dots.upperBound...]].map { Quantity(trimmed($0)) }
    guard let low = bounds[0], let high = bounds[1], let step = parts.count == 2 ? Quantity(parts[1]) : Quantity("1"),
      step.number.signum > 0
    else { return nil }
    var values: [String] = []
    var value = low.number
    while value <= high.number {
      guard values.count < limit, let next = value.adding(step.number) else { return nil }
      values.append(value.normalized.description + high.unit)
      value = next
    }
    return values.isEmpty ? nil : values
  }

  private struct Quantity {
    let number: Decimal128
    let unit: String

    init?(_ text: String) {
      let digits = text.prefix { $0.isASCII && ($0.isNumber || "+-.".contains($0)) }
      guard let number = Decimal128(exactly: String(digits)) else { return nil }
      self.number = number
      unit = String(text.dropFirst(digits.count))
    }
  }
}

private func trimmed(_ text: some StringProtocol) -> String {
  String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
}
