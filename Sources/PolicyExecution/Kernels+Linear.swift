// Sums of several columns, each times a constant, in as few passes as registers allow.

extension Kernels {
  static func combine(
    _ values: [Operand<Int64>], factors: [Int64], constant: Int64, rows: Int, into result: inout [Int64]
  ) {
    result.resize(to: rows, filler: 0)
    var out = result.mutableSpan
    for row in 0..<rows { out[row] = constant }
    var place = 0
    while place + 1 < values.count {
      add(values[place], factors[place], values[place + 1], factors[place + 1], to: &out)
      place += 2
    }
    if place < values.count { add(values[place], factors[place], to: &out) }
  }

  private static func add(
    _ a: Operand<Int64>, _ aFactor: Int64, _ b: Operand<Int64>, _ bFactor: Int64, to out: inout MutableSpan<Int64>
  ) {
    let x = a.elements.span
    let y = b.elements.span
    precondition(x.count == out.count && y.count == out.count)
    for row in out.indices { out[row] &+= x[row] &* aFactor &+ y[row] &* bFactor }
  }

  private static func add(_ a: Operand<Int64>, _ factor: Int64, to out: inout MutableSpan<Int64>) {
    let x = a.elements.span
    precondition(x.count == out.count)
    for row in out.indices { out[row] &+= x[row] &* factor }
  }
}
