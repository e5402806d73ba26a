/// How numbers are represented; both ways give equal values.
package enum NumberLanes: Hashable, Sendable {
  /// Scaled integers wherever the types prove that they hold every value, decimals elsewhere.
  case narrow
  /// Decimals everywhere, except for what readers and counts give.
  case wide
}
