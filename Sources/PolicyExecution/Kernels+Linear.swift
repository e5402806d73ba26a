// Sums of several columns, each times a constant.

extension Kernels {
  /// Adds the products to a constant. Factors of 32 bits, which nearly all are, cost half as much as wider ones where
  /// the processor multiplies no 64-bit integers many at a time.
  static func combine(
    _ values: [Operand<Int64>], factors: [Int64], constant: Int64, rows: Int, into result: inout [Int64]
  ) {
    result.resize(to: rows, filler: 0)
    var out = result.mutableSpan
    for row in 0..<rows { out[row] = constant }
    for (value, factor) in zip(values, factors) {
      if let narrow = UInt32(exactly: factor.magnitude) {
        add(value, narrow, isSubtracted: factor < 0, to: &out)
      } else {
        accumulate(value, to: &out) { $0 &+ $1 &* factor }
      }
    }
  }

  private static func add(
    _ value: Operand<Int64>, _ factor: UInt32, isSubtracted: Bool, to out: inout MutableSpan<Int64>
  ) {
    let factor = Int64(factor)
    switch (factor, isSubtracted) {
    case (1, false): accumulate(value, to: &out) { $0 &+ $1 }
    case (1, true): accumulate(value, to: &out) { $0 &- $1 }
    case (_, false): accumulate(value, to: &out) { $0 &+ $1 &* factor }
    case (_, true): accumulate(value, to: &out) { $0 &- $1 &* factor }
    }
  }

  @inline(__always)  // The closure has to end up inside the loop, or nothing is vectorised.
  private static func accumulate(
    _ value: Operand<Int64>, to out: inout MutableSpan<Int64>, _ combine: (Int64, Int64) -> Int64
  ) {
    let x = value.elements.span
    precondition(x.count == out.count)
    for row in out.indices { out[row] = combine(out[row], x[row]) }
  }
}
