import PolicySyntax
import PolicyTypes

extension Builtin {
  func numeric(_ arguments: [FEELValue]) -> FEELValue {
    switch arguments[0] {
    case .yearsMonths(let duration):
      return YearsMonths(months: Swift.abs(duration.months)).map { .yearsMonths($0) } ?? .null
    case .daysTime(let duration):
      return DaysTime(nanoseconds: Swift.abs(duration.nanoseconds)).map { .daysTime($0) } ?? .null
    case .number(let number): return numeric(number, arguments.count > 1 ? arguments[1] : .null)
    default: return .null
    }
  }

  private func numeric(_ number: Decimal128, _ second: FEELValue) -> FEELValue {
    switch self {
    case .abs: .number(number.magnitude)
    case .modulo: .number(orNull: second.number.flatMap { number.modulo($0) })
    case .sqrt: .number(orNull: number.squareRoot)
    case .log: .number(orNull: number.naturalLogarithm)
    case .exp: .number(orNull: number.exponential)
    case .even: .boolean(number.isWholeMultiple(of: 2))
    case .odd: .boolean(number.isInteger && !number.isWholeMultiple(of: 2))
    case .floor, .ceiling: rounded(number, second.isNull ? .number(.zero) : second)
    default: rounded(number, second)
    }
  }

  private func rounded(_ number: Decimal128, _ scale: FEELValue) -> FEELValue {
    guard let places = scale.number?.wholeNumber, -6111...6176 ~= places else { return .null }
    return .number(orNull: number.rounded(toScale: places, roundingMode))
  }
}

extension Decimal128 {
  fileprivate func isWholeMultiple(of divisor: Decimal128) -> Bool {
    // A whole number too long to divide has trailing zeros, so that it is even.
    isInteger && (remainder(dividingBy: divisor)?.isZero ?? true)
  }

}

// MARK: Figures of lists

extension Builtin {
  func figure(_ arguments: [FEELValue]) -> FEELValue {
    let isOneList = arguments.count == 1
    if isOneList, arguments[0].isNull { return .null }
    let values = isOneList ? arguments[0].list ?? arguments : arguments
    switch self {
    case .count: return .integer(values.count)
    case .min, .max: return extreme(values)
    default: break
    }
    var numbers: [Decimal128] = []
    for value in values {
      // A null among the numbers leaves the figure unknown.
      guard let number = value.number else { return .null }
      numbers.append(number)
    }
    return figure(of: numbers)
  }

  private func extreme(_ values: [FEELValue]) -> FEELValue {
    guard var best = values.first, !best.isNull else { return .null }
    for value in values.dropFirst() {
      guard let order = value.compare(best) else { return .null }
      if self == .min ? order < 0 : order > 0 { best = value }
    }
    return best
  }

  private func figure(of numbers: [Decimal128]) -> FEELValue {
    if self == .mode { return .list(numbers.modes.map { .number($0) }) }
    guard !numbers.isEmpty else { return .null }
    switch self {
    case .sum: return .number(orNull: numbers.sum)
    case .mean: return .number(orNull: numbers.mean)
    case .median: return .number(orNull: numbers.median)
    case .stddev: return .number(orNull: numbers.standardDeviation)
    default:
      var product = Decimal128.one
      for number in numbers {
        guard let next = product.multiplied(by: number) else { return .null }
        product = next
      }
      return .number(product)
    }
  }
}

extension [Decimal128] {
  fileprivate var sum: Decimal128? {
    var sum = Decimal128.zero
    for number in self {
      guard let next = sum.adding(number) else { return nil }
      sum = next
    }
    return sum
  }

  fileprivate var mean: Decimal128? { sum?.divided(by: Decimal128(count)) }

  fileprivate var median: Decimal128? {
    let sorted = sorted()
    let middle = count / 2
    if count % 2 == 1 { return sorted[middle] }
    return sorted[middle - 1].adding(sorted[middle])?.divided(by: 2)
  }

  /// Of a sample: the squares are summed and divided by one less than there are numbers.
  fileprivate var standardDeviation: Decimal128? {
    guard count > 1, let mean else { return nil }
    let squares = compactMap { number in number.subtracting(mean).flatMap { $0.multiplied(by: $0) } }
    guard squares.count == count else { return nil }
    return squares.sum?.divided(by: Decimal128(count - 1))?.squareRoot
  }

  /// The numbers that occur most often, the least first.
  fileprivate var modes: [Decimal128] {
    var counts: [Decimal128: Int] = [:]
    for number in self { counts[number, default: 0] += 1 }
    let most = counts.values.max() ?? 0
    return counts.filter { $0.value == most }.keys.sorted()
  }
}
