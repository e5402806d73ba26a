import PolicySemantics
import PolicyTypes

extension PolicyGenerator {
  // MARK: Repairs

  mutating func makeRepairs() {
    for domain in domains.indices.dropFirst() where random.chance(70) {
      guard let below = domains[domain].repairs else {
        addRepair(of: domain, done: .date(dateField(of: domain)))
        continue
      }
      let done = field(1, of: below)
      let isRevoked = field(3, of: below).isPresent
      let methods = random.some(of: Self.methods.labels, percent: 70)
      addRepair(
        of: domain,
        done: .records(
          domain: below, method: field(2, of: below), done: done, isRevoked: isRevoked,
          methods: (methods.isEmpty ? Self.methods.labels : methods).map { .label($0) }, needsAll: random.chance(40)))
    }
  }

  private func field(_ place: Int, of domain: Int) -> TypedExpression {
    TypedExpression(.field(FieldReference(domain: domain, field: place)), domains[domain].fields[place].type)
  }

  private mutating func dateField(of domain: Int) -> TypedExpression {
    let dates = domains[domain].fields.indices.filter { domains[domain].fields[$0].type.form == .date }
    return field(random.pick(dates), of: domain)
  }

  private mutating func addRepair(of domain: Int, done: TypedRepair.Done) {
    let id = RepairID(repairs.count)
    let from = present(dateField(of: domain), at: domain)
    let took = TypedExpression(.repairDone(id), PolicyType(.date, isOptional: true)).assumedPresent
    let rows = (0..<random.integer(in: 1...3)).map { _ in
      (clock(from, took, at: domain), TypedValue(share()))
    }
    repairs.append(
      TypedRepair(
        clause: clause("p\(id.index)"), domain: domain, done: done, from: from,
        notBefore: random.chance(50) ? TypedValue(leaf(.duration, at: domain)) : nil,
        never: random.chance(30) ? conditionValue(at: domain, depth: 1) : nil,
        restore: TypedValue(rows, otherwise: TypedValue(share())),
        needs: random.chance(30) ? needs(from, took, at: domain) : nil,
        budget: random.chance(30) ? budget(of: id, at: domain) : nil,
        cap: random.chance(30) ? nonNegative(at: 0, depth: 0) : nil))
  }

  /// A condition on how long a repair took, on the day on which it was done, or on something else.
  private mutating func clock(
    _ from: TypedExpression, _ done: TypedExpression, at domain: Int
  ) -> TypedExpression {
    switch random.below(10) {
    case 0..<4: from.elapsed(to: done, .lessOrEqual, literal(.duration))
    case 4..<7: done.compared(.lessOrEqual, present(endOfUnit(around: from), at: domain))
    default: condition(at: domain, depth: 1)
    }
  }

  private mutating func needs(
    _ from: TypedExpression, _ done: TypedExpression, at domain: Int
  ) -> TypedValue {
    random.chance(50) ? conditionValue(at: domain, depth: 1) : TypedValue(clock(from, done, at: domain))
  }

  private mutating func budget(of id: RepairID, at domain: Int) -> TypedBudget {
    let done = TypedExpression(.repairDone(id), PolicyType(.date, isOptional: true))
    let until =
      random.chance(50)
      ? endOfUnit(around: done)
      : TypedExpression(.addDuration(done, literal(.duration)), PolicyType(.date, isOptional: true))
    return TypedBudget(
      text: "", limit: random.integer(in: 1...3), until: until,
      condition: random.chance(30) ? conditionValue(at: domain, depth: 1) : nil)
  }

  private mutating func share() -> TypedExpression {
    .literal(
      random.pick([Decimal128(0), 1, Decimal128(coefficient: 5, scale: 1), Decimal128(coefficient: 333, scale: 3)]))
  }

  // MARK: Score

  mutating func makeScore() {
    guard random.chance(95) else { return }
    score = makeGroup(path: "score", place: .root, depth: 2)
  }

  /// How an indicator enters the one above it.
  enum Place {
    case root
    case summand
    case weighted
    case taken
  }

  private mutating func makeIndicator(path: String, place: Place, depth: Int) -> IndicatorIndex {
    if depth > 0, random.chance(30) { return makeGroup(path: path, place: place, depth: depth) }
    let types = domains.indices.dropFirst().filter { isBelow($0, 0) }
    return random.chance(60)
      ? makeRecordIndicator(path: path, place: place, domain: random.pick(Array(types)))
      : makeSubjectIndicator(path: path, place: place)
  }

  private mutating func makeGroup(path: String, place: Place, depth: Int) -> IndicatorIndex {
    if random.chance(25) { return makeChoice(path: path, place: place, depth: depth) }
    let isMean = random.chance(40)
    let count = random.integer(in: 1...4)
    let children = (0..<count).map { child in
      makeIndicator(path: "\(path).part \(child)", place: isMean ? .weighted : .summand, depth: depth - 1)
    }
    let types = children.compactMap { indicators[$0.index].type.number }
    guard isMean else {
      let start = random.chance(60) ? TypedValue(presentNumber(at: 0, depth: 1, limit: 1000)) : nil
      let terms = types + (start?.type.number.map { [$0] } ?? [])
      let sum = NumberType.sum(of: terms)
      let isOptional = children.contains { indicators[$0.index].type.isOptional }
      return finish(
        path, place, worth: .sum(start: start, children: children),
        type: PolicyType(.number(sum), isOptional: isOptional))
    }
    let isOptional = children.contains(where: isRequired) || children.allSatisfy(mayWeighNothing)
    let range = types.dropFirst().reduce(types[0]) { $0.union($1) }.range
    let mean = NumberType(range: range + NumberRange(lower: -1, upper: 1), decimals: nil)
    return finish(
      path, place, worth: .weightedMean(children: children), type: PolicyType(.number(mean), isOptional: isOptional))
  }

  /// Makes a group of which one part counts.
  private mutating func makeChoice(path: String, place: Place, depth: Int) -> IndicatorIndex {
    let children = (0..<random.integer(in: 1...3)).map { child in
      makeIndicator(path: "\(path).part \(child)", place: .taken, depth: depth - 1)
    }
    let choice = PartChoice(random.chance(50) ? .highest : .lowest, isOfDeductions: random.chance(50))
    let start = random.chance(40) ? TypedValue(presentNumber(at: 0, depth: 1, limit: 1000)) : nil
    let types = children.compactMap { indicators[$0.index].type.number }
    let taken = types.dropFirst().reduce(types[0]) { $0.union($1) }
    let isOptional =
      children.contains(where: isRequired) || children.allSatisfy { indicators[$0.index].type.isOptional }
    return finish(
      path, place, worth: .chosen(choice, start: start, children: children),
      type: PolicyType(
        .number(start?.type.number.map { NumberType.sum(of: [$0, taken]) } ?? taken), isOptional: isOptional))
  }

  /// Whether the whole is missing where the indicator is.
  private func isRequired(_ index: IndicatorIndex) -> Bool {
    let indicator = indicators[index.index]
    guard indicator.type.isOptional else { return false }
    switch (indicator.missing, indicator.worth) {
    case (.notRated, _): return true
    case (nil, .sum(_, let children)), (nil, .weightedMean(let children)), (nil, .chosen(_, _, let children)):
      return children.contains(where: isRequired)
    default: return false
    }
  }

  private func mayWeighNothing(_ index: IndicatorIndex) -> Bool {
    indicators[index.index].type.isOptional || indicators[index.index].weight?.number == nil
  }

  private mutating func makeRecordIndicator(path: String, place: Place, domain: Int) -> IndicatorIndex {
    let selection = makeSelection(of: domain, depth: 2)
    let isDeduction = random.chance(50)
    let points = isDeduction ? deduction(at: domain) : somePoints(at: domain)
    let instead = points.type.isOptional && random.chance(60) ? TypedValue(.literal(randomNumber().magnitude)) : nil
    let candidates = repairs.indices.filter { repairs[$0].domain == domain }
    let repair = candidates.isEmpty || random.chance(40) ? nil : RepairID(random.pick(Array(candidates)))
    var each = (points.type.number ?? .unknown).negated(isDeduction)
    if let instead { each = each.union((instead.type.number ?? .unknown).negated(isDeduction)) }
    let cap = repair.flatMap { repairs[$0.index].cap }
    if let repair { each = each.times((repairs[repair.index].restore.type.number ?? .unknown).complement) }
    let keyCaps = random.chance(35) ? keyCaps(at: domain) : []
    let total = each.total(ofAtMost: domains[domain].limit).mixed(with: cap?.type.number)
    return finish(
      path, place, selection: selection, repair: repair, worth: isDeduction ? .deduction(points) : .points(points),
      type: .number(keyCaps.reduce(total) { $0.mixed(with: $1.bound.type.number) }), keyCaps: keyCaps, instead: instead)
  }

  /// Caps that records share; numbers of both signs share them by their magnitudes.
  private mutating func keyCaps(at domain: Int) -> [TypedKeyCap] {
    (0..<random.integer(in: 1...2)).map { _ in
      let keys = (0..<random.integer(in: 1...2)).map { _ in
        expression(random.pick([.number, .boolean, .date]), at: domain, depth: 1)
      }
      let bound = random.chance(50) ? nonNegative(at: 0, depth: 0) : nonNegative(at: domain, depth: 1)
      return TypedKeyCap(text: "keys", span: .nowhere, keys: keys, bound: bound)
    }
  }

  private mutating func makeSubjectIndicator(path: String, place: Place) -> IndicatorIndex {
    if random.chance(30) {
      let deduction = deduction(at: 0)
      let type = (deduction.type.number ?? .unknown).negated(true)
      return finish(
        path, place, worth: .deduction(deduction),
        type: PolicyType(.number(type), isOptional: deduction.type.isOptional))
    }
    let points = somePoints(at: 0)
    return finish(path, place, worth: .points(points), type: points.type)
  }

  private mutating func deduction(at domain: Int) -> TypedValue {
    let optional = readables(at: domain).filter { readable in
      guard readable.type.isOptional, let range = readable.type.number?.range, let magnitude = range.magnitude else {
        return false
      }
      return range.isNonNegative && magnitude < 1_000_000_000_000
    }
    return optional.isEmpty || random.chance(70)
      ? nonNegative(at: domain, depth: 2) : TypedValue(random.pick(optional))
  }

  private mutating func somePoints(at domain: Int) -> TypedValue {
    random.chance(40) ? optionalPoints(at: domain) : points(at: domain, depth: 2)
  }

  /// Points that may be absent, as of an optional field.
  private mutating func optionalPoints(at domain: Int) -> TypedValue {
    let optional = readables(at: domain).filter { $0.type.isOptional && $0.type.number != nil }
    let points =
      optional.isEmpty || random.chance(30)
      ? value(.number, at: domain, depth: 1) : TypedValue(random.pick(optional))
    guard let magnitude = points.type.number?.range.magnitude, magnitude < 1_000_000_000_000 else {
      return self.points(at: domain, depth: 1)
    }
    return points
  }

  // MARK: Limits

  /// Adds an indicator with random limits to the policy, given the type of its worth; `instead` stands for the missing
  /// points of single records.
  private mutating func finish(
    _ path: String, _ place: Place, selection: SelectionID? = nil, repair: RepairID? = nil,
    worth: TypedIndicator.Worth, type: PolicyType, keyCaps: [TypedKeyCap] = [], instead: TypedValue? = nil
  ) -> IndicatorIndex {
    let isDeduction = if case .deduction = worth { true } else { false }
    let missing = instead.map { .value($0) } ?? (type.isOptional ? missing(place, isDeduction) : nil)
    let condition = random.chance(20) ? conditionValue(at: 0, depth: 2) : nil
    var number = type.number ?? .unknown
    var isOptional = type.isOptional
    if isOptional, case .value(let instead)? = missing {
      isOptional = false
      number = number.union((instead.type.number ?? .unknown).negated(isDeduction))
    }
    if condition != nil { number = number.union(NumberType(0)) }
    let cap = random.chance(30) ? nonNegative(at: 0, depth: 1) : nil
    let clampLow = random.chance(12) ? TypedValue(presentNumber(at: 0, depth: 0, limit: 1000)) : nil
    let clampHigh = random.chance(12) ? TypedValue(presentNumber(at: 0, depth: 0, limit: 1000)) : nil
    number = number.limited(cap: cap?.type.number, low: clampLow?.type.number, high: clampHigh?.type.number)
    let rounding =
      random.chance(30)
      ? TypedIndicator.Rounding(
        digits: random.integer(in: 0...2), mode: random.pick(RoundingMode.allCases), span: .nowhere) : nil
    if let rounding { number = number.rounded(rounding.digits, rounding.mode) }
    indicators.append(
      TypedIndicator(
        clause: clause(path), type: PolicyType(.number(number), isOptional: isOptional),
        weight: place == .weighted ? randomWeight() : nil, condition: condition, selection: selection, repair: repair,
        worth: worth, keyCaps: keyCaps, cap: cap, clampLow: clampLow, clampHigh: clampHigh, rounding: rounding,
        missing: missing))
    return IndicatorIndex(indicators.count - 1)
  }

  /// What happens when it is missing; only a weighted group goes on without a child.
  private mutating func missing(_ place: Place, _ isDeduction: Bool) -> TypedIndicator.Missing? {
    switch place {
    case .weighted where random.chance(60), .taken where random.chance(60): .leftOut
    case .weighted where random.chance(30), .taken where random.chance(20), .summand where random.chance(15): .notRated
    case .root where random.chance(50): nil
    default:
      .value(
        isDeduction ? TypedValue(amount(at: 0, depth: 0)) : TypedValue(presentNumber(at: 0, depth: 0, limit: 1000)))
    }
  }

  private mutating func randomWeight() -> TypedWeight {
    if random.chance(15) { return .value(nonNegative(at: 0, depth: 1)) }
    return .number(
      random.pick([
        Decimal128(60), 40, 25, 1, 3, Decimal128(coefficient: 333, scale: 1), Decimal128(coefficient: 5, scale: 1),
      ]))
  }
}

extension NumberType {
  fileprivate static func sum(of types: [NumberType]) -> NumberType {
    types.reduce(NumberType(0)) { sum, type in
      NumberType(
        range: sum.range + type.range, decimals: sum.decimals.flatMap { a in type.decimals.map { max(a, $0) } })
    }
  }

  fileprivate func negated(_ isNegated: Bool) -> NumberType {
    isNegated ? NumberType(range: -range, decimals: decimals) : self
  }

  fileprivate func times(_ other: NumberType) -> NumberType {
    NumberType(range: range * other.range, decimals: decimals.flatMap { a in other.decimals.map { a + $0 } })
  }

  /// The type of a sum of these numbers, some of which another one stands for in part.
  fileprivate func mixed(with other: NumberType?) -> NumberType {
    guard let other else { return self }
    return NumberType(range: range, decimals: decimals.flatMap { a in other.decimals.map { max(a, $0) } })
  }

  /// The type of 1 less a share of this type; a share of zero is always possible.
  fileprivate var complement: NumberType {
    NumberType(range: NumberRange(1) - range.union(.zero), decimals: decimals)
  }

  fileprivate func limited(cap: NumberType?, low: NumberType?, high: NumberType?) -> NumberType {
    var type = self
    if let cap { type = type.clamped(to: -cap.range.union(.zero), cap.range.union(.zero), cap.decimals) }
    if let low { type = type.clamped(to: low.range, nil, low.decimals) }
    if let high { type = type.clamped(to: nil, high.range, high.decimals) }
    return type
  }

  /// The type after a lower and an upper bound, each of which lies in a range.
  private func clamped(to low: NumberRange?, _ high: NumberRange?, _ decimals: Int?) -> NumberType {
    var (lower, upper) = (range.lower, range.upper)
    if let low, let bound = low.lower, let highest = low.upper {
      lower = lower.map { max($0, bound) } ?? bound
      upper = upper.map { max($0, highest) }
    }
    if let high, let bound = high.upper, let lowest = high.lower {
      upper = upper.map { min($0, bound) } ?? bound
      lower = lower.map { min($0, lowest) }
    }
    return NumberType(
      range: NumberRange(lower: lower, upper: upper),
      decimals: self.decimals.flatMap { a in decimals.map { max(a, $0) } })
  }
}
