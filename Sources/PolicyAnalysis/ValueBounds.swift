package import PolicyIR
package import PolicyTypes

/// What a value can be, whatever the data.
struct Bounds: Equatable {
  /// Where it lies where it is present: a number as it is, yes as 1 and no as 0, a label as its place in its set, a
  /// date as its day number, a length of time in days. Nil where it is never present.
  var range: NumberRange?
  var mayBeAbsent: Bool

  init(_ range: NumberRange?, mayBeAbsent: Bool = false) {
    self.range = range
    self.mayBeAbsent = mayBeAbsent
  }

  static let truth = NumberRange(lower: .zero, upper: .one)

  /// The one place of a value that is always there, if there is only one.
  var single: Decimal128? { mayBeAbsent ? nil : range?.single }

  var isNeverPresent: Bool { range == nil }
}

/// The bounds of every value of a program as of a date, found from the ranges of the fields by following the program.
package struct ValueBounds {
  private let program: IRProgram
  private let asOf: CalendarDate
  private var bounds: [Bounds] = []
  private let means: [ValueID: Mean]

  subscript(id: ValueID) -> Bounds { bounds[id.index] }

  package init(_ program: IRProgram, asOf: CalendarDate) { self.init(program, asOf: asOf, where: [:]) }

  /// - Parameter settled: Values of which more is known than the program says; what reads them follows.
  init(_ program: IRProgram, asOf: CalendarDate, where settled: [ValueID: Bounds]) {
    self.program = program
    self.asOf = asOf
    means = program.outline.means
    bounds.reserveCapacity(program.instructions.count)
    for (index, instruction) in program.instructions.enumerated() {
      var found = settled[ValueID(index)] ?? self.bounds(of: instruction)
      if let mean = means[ValueID(index)], let range = found.range, let between = between(mean) {
        found.range = range.intersection(between) ?? range
      }
      found.mayBeAbsent = found.mayBeAbsent && instruction.type.isOptional
      bounds.append(found)
    }
  }

  /// Whether the bounds leave room for what a value is in some run.
  package func mayBe(_ value: Value, at id: ValueID) -> Bool {
    if value.isAbsent { return self[id].mayBeAbsent }
    guard let found = literal(value, program.type(of: id).lane).range, let range = self[id].range else { return false }
    return (found.lower ?? found.upper).map(range.contains) ?? true
  }

  /// Whether one value is never more than another where both are present.
  func isAtMost(_ a: ValueID, _ b: ValueID) -> Bool {
    if a == b { return true }
    guard let low = self[a].range, let high = self[b].range else { return true }
    if let most = low.upper, let least = high.lower, most <= least { return true }
    switch program.operation(of: b) {
    case .arithmetic(.maximum, let first, let second):
      if isAtMost(a, first) || isAtMost(a, second) { return true }
    case .convert(let inner): if program.type(of: b).lane.isNumber { return isAtMost(a, inner) }
    default: break
    }
    switch program.operation(of: a) {
    case .arithmetic(.minimum, let first, let second): return isAtMost(first, b) || isAtMost(second, b)
    case .convert(let inner): return program.type(of: a).lane.isNumber && isAtMost(inner, b)
    default: return false
    }
  }

  /// A mean lies between its parts.
  private func between(_ mean: Mean) -> NumberRange? {
    let range = mean.parts.reduce(NumberRange?.none) { union($0, self[$1].range) }
    guard case .round(let digits, let mode)? = mean.rounding else { return range }
    return range?.rounded(digits, mode)
  }

  // MARK: Operations

  private func bounds(of instruction: Instruction) -> Bounds {
    let operation = instruction.operation
    let anyAbsent = operation.operands.contains { self[$0].mayBeAbsent }
    switch operation {
    case .input(let field): return input(program.schema[instruction.domain].fields[field])
    case .literal(let value): return literal(value, instruction.type.lane)
    case .asOf: return Bounds(NumberRange(Decimal128(Int(asOf.dayNumber))))
    case .dated(let entries):
      guard let value = entries.last(where: { $0.from <= asOf })?.value else {
        return Bounds(instruction.type.lane.everything, mayBeAbsent: true)
      }
      return literal(value, instruction.type.lane)
    case .arithmetic, .negate, .round, .divideRounded, .addDuration, .daysBetween:
      return numeric(operation, anyAbsent: anyAbsent)
    case .convert(let a): return converted(a, instruction.type.lane)
    case .assumePresent(let a): return Bounds(self[a].range)
    case .gather(let a): return self[a]
    case .orElse(let a, let b):
      guard self[a].mayBeAbsent || self[a].isNeverPresent else { return self[a] }
      return Bounds(union(self[a].range, self[b].range), mayBeAbsent: self[b].mayBeAbsent || self[b].isNeverPresent)
    case .select(let condition, let a, let b): return choice(condition, a, b)
    case .compare, .and, .or, .not, .isOneOf, .isPresent: return truth(operation, anyAbsent: anyAbsent)
    case .count, .any, .sum, .least, .greatest, .first: return reduced(operation)
    case .onePer(_, let mask, _, _): return self[mask].range?.upper == .zero ? self[mask] : Bounds(Bounds.truth)
    case .ordinal: return Bounds(NumberRange(lower: .one, upper: nil), mayBeAbsent: true)
    case .runLength, .others: return Bounds(NumberRange(lower: .zero, upper: nil), mayBeAbsent: true)
    case .capped(let a, let caps, _, _, _): return capped(a, caps)
    case .working, .steps, .addSteps, .derive, .spells:
      return Bounds(instruction.type.lane.everything, mayBeAbsent: true)
    }
  }

  private func input(_ field: InputField) -> Bounds {
    switch field.kind {
    case .number(let type): Bounds(type.range, mayBeAbsent: field.isOptional)
    case .date(isPlanned: false):
      Bounds(NumberRange(lower: nil, upper: Decimal128(Int(asOf.dayNumber))), mayBeAbsent: true)
    default: Bounds(field.kind.lane.everything, mayBeAbsent: true)
    }
  }

  private func literal(_ value: Value, _ lane: Lane) -> Bounds {
    switch value {
    case .absent: Bounds(nil, mayBeAbsent: true)
    case .boolean(let value): Bounds(NumberRange(value ? .one : .zero))
    case .number(let number): Bounds(NumberRange(number))
    case .date(let date): Bounds(NumberRange(Decimal128(Int(date.dayNumber))))
    case .duration(let length): Bounds(length.days(atMost: 10_000 * 12))
    case .label(let label): Bounds((lane.labels?.code(of: label)).map { NumberRange(Decimal128(Int($0))) })
    case .text: Bounds(.unbounded)
    }
  }

  private func numeric(_ operation: Operation, anyAbsent: Bool) -> Bounds {
    guard let ranges = ranges(operation.operands) else { return Bounds(nil, mayBeAbsent: true) }
    switch operation {
    case .arithmetic(let arithmetic, _, _):
      let mayDivideByZero = arithmetic == .divide && ranges[1].contains(.zero)
      return Bounds(arithmetic.range(ranges[0], ranges[1]), mayBeAbsent: anyAbsent || mayDivideByZero)
    case .negate: return Bounds(-ranges[0], mayBeAbsent: anyAbsent)
    case .round(_, let digits, let mode): return Bounds(ranges[0].rounded(digits, mode), mayBeAbsent: anyAbsent)
    case .divideRounded(_, _, let digits, let mode):
      return Bounds(
        (ranges[0] / ranges[1]).rounded(digits, mode), mayBeAbsent: anyAbsent || ranges[1].contains(.zero))
    case .addDuration: return Bounds((ranges[0] + ranges[1]).insideCalendar, mayBeAbsent: anyAbsent)
    case .daysBetween: return Bounds(ranges[1] - ranges[0], mayBeAbsent: anyAbsent)
    default: return Bounds(.unbounded, mayBeAbsent: true)
    }
  }

  /// The ranges of some values; nil where one is never present.
  private func ranges(_ ids: [ValueID]) -> [NumberRange]? {
    let ranges = ids.compactMap { self[$0].range }
    return ranges.count == ids.count ? ranges : nil
  }

  private func converted(_ a: ValueID, _ lane: Lane) -> Bounds {
    guard let labels = lane.labels, let before = program.type(of: a).lane.labels, !labels.begins(with: before) else {
      return self[a]
    }
    return Bounds(self[a].range.map { _ in lane.everything }, mayBeAbsent: self[a].mayBeAbsent)
  }

  private func choice(_ condition: ValueID, _ a: ValueID, _ b: ValueID) -> Bounds {
    if let only = self[condition].single { return self[only == .zero ? b : a] }
    return Bounds(union(self[a].range, self[b].range), mayBeAbsent: [a, b].contains { self[$0].mayBeAbsent })
  }

  private func union(_ a: NumberRange?, _ b: NumberRange?) -> NumberRange? {
    guard let a, let b else { return a ?? b }
    return a.union(b)
  }

  // MARK: Truth

  private func truth(_ operation: Operation, anyAbsent: Bool) -> Bounds {
    if case .isPresent(let a) = operation {
      if self[a].isNeverPresent { return Bounds(.zero) }
      return Bounds(self[a].mayBeAbsent ? Bounds.truth : NumberRange(.one))
    }
    guard let ranges = ranges(operation.operands) else { return Bounds(Bounds.truth, mayBeAbsent: true) }
    let truth =
      switch operation {
      case .compare(let relation, _, _): relation.truth(ranges[0], ranges[1])
      case .and: ArithmeticOperator.minimum.range(ranges[0], ranges[1])
      case .or: ArithmeticOperator.maximum.range(ranges[0], ranges[1])
      case .not: NumberRange(.one) - ranges[0]
      case .isOneOf(_, let codes): ranges[0].truth(of: codes)
      default: Bounds.truth
      }
    return Bounds(truth, mayBeAbsent: anyAbsent)
  }

  // MARK: Records

  private func reduced(_ operation: Operation) -> Bounds {
    let operands = operation.operands
    guard let mask = operands.last else { return Bounds(.unbounded, mayBeAbsent: true) }
    let isEmpty = self[mask].range?.upper == .zero
    let most = Decimal128(mostRows(of: mask))
    switch operation {
    case .any: return Bounds(isEmpty ? .zero : Bounds.truth)
    case .count: return Bounds(isEmpty ? .zero : NumberRange(lower: .zero, upper: most))
    case .sum:
      guard !isEmpty, let range = self[operands[0]].range else { return Bounds(.zero) }
      return Bounds(range.times(NumberRange(lower: .zero, upper: most)).union(.zero))
    default: return Bounds(isEmpty ? nil : self[operands[0]].range, mayBeAbsent: true)
    }
  }

  /// What counts lies between nothing and the number, and no bound is exceeded.
  private func capped(_ a: ValueID, _ caps: [KeyCap]) -> Bounds {
    let range = caps.reduce(self[a].range?.union(.zero)) { range, cap in
      guard !self[cap.bound].mayBeAbsent, let most = self[cap.bound].range?.upper else { return range }
      let bound = max(.zero, most)
      return range?.intersection(NumberRange(lower: bound.negated, upper: bound))
    }
    return Bounds(range ?? .zero, mayBeAbsent: self[a].mayBeAbsent)
  }

  /// How many rows of a mask one row above can have.
  private func mostRows(of mask: ValueID) -> Int {
    let limit = program.schema[program.domain(of: mask)].limit
    guard case .onePer(let keys, _, _, let above) = program.operation(of: mask),
      above == program.schema[program.domain(of: mask)].parent
    else { return limit }
    let groups = keys.reduce(1) { count, key in
      min(limit, count * (program.type(of: key).lane.labels.map { $0.labels.count + 1 } ?? limit))
    }
    return min(limit, groups)
  }
}

/// A value that is the mean of parts, and nothing else.
private struct Mean {
  let parts: [ValueID]
  /// How the mean is rounded; nil where it is not.
  let rounding: LimitOutline.Kind?
}

extension Outline {
  /// The means among the numbers of indicators, as they are and rounded.
  fileprivate var means: [ValueID: Mean] {
    var means: [ValueID: Mean] = [:]
    for indicator in indicators where indicator.condition == nil && indicator.missing == nil {
      guard case .weightedMean(let children) = indicator.worth else { continue }
      let parts = children.map { self[$0].result }
      means[indicator.subtotal] = Mean(parts: parts, rounding: nil)
      guard let first = indicator.limits.first, case .round = first.kind else { continue }
      means[first.result] = Mean(parts: parts, rounding: first.kind)
    }
    return means
  }
}

extension Lane {
  /// The range of everything that the lane holds.
  var everything: NumberRange {
    switch self {
    case .boolean: Bounds.truth
    case .code(let labels): NumberRange(lower: .zero, upper: Decimal128(max(0, labels.labels.count - 1)))
    case .text, .date, .duration, .integer, .decimal: .unbounded
    }
  }

  var isNumber: Bool {
    switch self {
    case .integer, .decimal: true
    case .boolean, .code, .text, .date, .duration: false
    }
  }
}

extension LabelSet {
  /// Whether each label of `other` is one of these with the same code.
  func begins(with other: LabelSet) -> Bool { labels.starts(with: other.labels) }
}

extension CalendarDuration {
  /// How many days the length has at the least and at the most; open where it is longer than so many months.
  fileprivate func days(atMost months: Int) -> NumberRange {
    let short = self.months * (self.months < 0 ? 31 : 28) + days + workingDays
    guard self.months < months else { return NumberRange(lower: Decimal128(short), upper: nil) }
    let long = self.months * (self.months < 0 ? 28 : 31) + days + workingDays * 40
    return NumberRange(lower: Decimal128(short), upper: Decimal128(long))
  }
}
