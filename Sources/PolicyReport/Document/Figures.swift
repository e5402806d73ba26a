package import PolicyTypes

/// Returns `count` of `total` as a percentage with two decimals, rounded half up; `–` of nobody.
package func shareText(_ count: Int, of total: Int) -> String {
  guard total > 0 else { return "–" }
  let (negative, magnitude) = (count < 0, Int(count.magnitude))
  let hundredths = (magnitude * 20_000 + total) / (2 * total)
  let fraction = String(100 + hundredths % 100).dropFirst()
  return "\(negative ? "-" : "")\(hundredths / 100).\(fraction)%"
}

/// Returns a difference with its sign: `+3`, `-2`, `0`.
package func signedText(_ value: Int) -> String { value > 0 ? "+\(value)" : String(value) }

/// Returns a difference with its sign, exactly; `–` where there is none.
package func signedText(_ value: Decimal128?) -> String {
  guard let value else { return "–" }
  let text = value.normalized.description
  return value.signum > 0 ? "+" + text : text
}
