import PolicyIR
import PolicyTypes

/// A repeatable source of choices (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }
}

/// Makes programs of random instructions that the verifier accepts.
struct RandomProgram {
  private(set) var builder = ProgramBuilder()
  private var random: SeededGenerator
  private let lanes: [Lane] = [.boolean, .severity, .text, .date, .duration, .whole, .cents, .decimal]

  init(seed: UInt64, count: Int) {
    random = SeededGenerator(seed: seed)
    for (index, domain) in builder.schema.domains.enumerated() {
      for field in domain.fields { _ = builder.input(field.name, of: DomainID(index)) }
      for lane in lanes { addLiteral(DomainID(index), lane) }
    }
    _ = builder.add(.asOf, in: .subject, lane: .date)
    while builder.instructions.count < count { addInstruction() }
  }

  private mutating func addLiteral(_ domain: DomainID, _ lane: Lane) {
    let value: Value =
      switch lane {
      case .boolean: .boolean(random.chance(50))
      case .code: .label(LabelSet.severity.labels.randomElement(using: &random)!)
      case .text: .text(["a", "b", "李四", ""].randomElement(using: &random)!)
      case .date: .date(CalendarDate(dayNumber: .random(in: 19_000...20_500, using: &random)))
      case .duration:
        .duration(
          CalendarDuration(months: .random(in: -3...40, using: &random), days: .random(in: -2...40, using: &random)))
      case .integer(let decimals):
        .number(Decimal128(coefficient: .random(in: -300...300, using: &random), scale: decimals))
      case .decimal:
        .number(
          Decimal128(coefficient: .random(in: -300...300, using: &random), scale: .random(in: 0...3, using: &random)))
      }
    _ = builder.literal(random.chance(10) ? .absent : value, in: domain, lane)
  }

  /// Picks a value of the domain and lane; nil where there is none.
  private mutating func pick(_ domain: DomainID, _ lane: Lane, present: Bool = false) -> ValueID? {
    let fitting = builder.instructions.indices.filter {
      let instruction = builder.instructions[$0]
      if case .assumePresent = instruction.operation { return false }
      return instruction.domain == domain && instruction.type.lane == lane && !(present && instruction.type.isOptional)
    }
    return fitting.randomElement(using: &random).map(ValueID.init)
  }

  private mutating func addInstruction() {
    let domain = DomainID(Int.random(in: 0..<builder.schema.domains.count, using: &random))
    switch Int.random(in: 0..<5, using: &random) {
    case 0: addNumber(domain)
    case 1: addTruth(domain)
    case 2: addChoice(domain)
    case 3: addDate(domain)
    default: addAcrossDomains(domain)
    }
  }

  private mutating func emit(_ operation: PolicyIR.Operation, _ domain: DomainID, _ lane: Lane, mayFail: Bool = false) {
    let isOptional = mayFail || operation.operands.contains { builder[$0].type.isOptional }
    builder.add(operation, in: domain, IRType(lane, isOptional: isOptional))
  }

  private mutating func addNumber(_ domain: DomainID) {
    let lane = [Lane.whole, .cents, .decimal].randomElement(using: &random)!
    guard let a = pick(domain, lane), let b = pick(domain, lane) else { return }
    let mode = RoundingMode.allCases.randomElement(using: &random)!
    switch Int.random(in: 0..<7, using: &random) {
    case 0: emit(.negate(a), domain, lane)
    case 1 where lane == .decimal: emit(.arithmetic(.divide, a, b), domain, lane, mayFail: true)
    case 1:
      let digits = Int.random(in: 0...2, using: &random)
      emit(.divideRounded(a, b, digits: digits, mode), domain, .integer(decimals: 4), mayFail: true)
    case 2: emit(.round(a, digits: .random(in: -1...1, using: &random), mode), domain, lane)
    case 3 where lane != .decimal: emit(.convert(a), domain, lane == .whole ? .cents : .decimal)
    case 4 where isShallow(a) && isShallow(b):
      emit(.arithmetic(.multiply, a, b), domain, lane == .cents ? .integer(decimals: 4) : lane)
    default:
      guard isShallow(a), isShallow(b) else { return }
      let operation = [ArithmeticOperator.add, .subtract, .minimum, .maximum].randomElement(using: &random)!
      emit(.arithmetic(operation, a, b), domain, lane)
    }
  }

  /// Keeps numbers small: neither operand is itself the result of growth.
  private func isShallow(_ id: ValueID) -> Bool {
    switch builder[id].operation {
    case .input, .literal, .negate, .count, .ordinal, .daysBetween: true
    default: false
    }
  }

  private mutating func addTruth(_ domain: DomainID) {
    guard let a = pick(domain, .boolean), let b = pick(domain, .boolean) else { return }
    switch Int.random(in: 0..<6, using: &random) {
    case 0: emit(.and(a, b), domain, .boolean)
    case 1: emit(.or(a, b), domain, .boolean)
    case 2: emit(.not(a), domain, .boolean)
    case 3:
      let codes = (0..<3).filter { _ in random.chance(50) }.map(UInt8.init)
      if let code = pick(domain, .severity) { emit(.isOneOf(code, codes: codes), domain, .boolean) }
    default:
      let lane = lanes.randomElement(using: &random)!
      let relation: Relation = lane == .duration ? .notEqual : Relation.allCases.randomElement(using: &random)!
      guard let x = pick(domain, lane), let y = pick(domain, lane) else { return }
      emit(.compare(relation, x, y), domain, .boolean)
    }
  }

  private mutating func addChoice(_ domain: DomainID) {
    let lane = lanes.randomElement(using: &random)!
    guard let a = pick(domain, lane), let b = pick(domain, lane) else { return }
    switch Int.random(in: 0..<4, using: &random) {
    case 0: builder.add(.isPresent(a), in: domain, lane: .boolean)
    case 1:
      let isOptional = builder[a].type.isOptional && builder[b].type.isOptional
      builder.add(.orElse(a, b), in: domain, IRType(lane, isOptional: isOptional))
    case 2:
      // The guard that a checker asks for: where the value is looked at, it is present.
      let isPresent = builder.add(.isPresent(a), in: domain, lane: .boolean)
      let assumed = builder.add(.assumePresent(a), in: domain, lane: lane)
      emit(.select(isPresent, then: assumed, otherwise: b), domain, lane)
    default:
      guard let condition = pick(domain, .boolean, present: true) else { return }
      emit(.select(condition, then: a, otherwise: b), domain, lane)
    }
  }

  /// Some years of which most dates of random records are, and not all.
  private static let calendar = WorkingCalendar(
    name: "random", weekend: [5, 6],
    years: (2023...2025).map { WorkingCalendar.Year(year: $0, holidays: [], makeUpDays: []) })

  private mutating func addDate(_ domain: DomainID) {
    guard let a = pick(domain, .date), let b = pick(domain, .date), let duration = pick(domain, .duration) else {
      return
    }
    if random.chance(30) { return emit(.daysBetween(a, b), domain, .whole) }
    let step = CalendarDuration(months: .random(in: 0...13, using: &random), days: .random(in: 1...40, using: &random))
    if random.chance(20) { return emit(.steps(a, b, of: step), domain, .whole) }
    if random.chance(20), let count = pick(domain, .whole) {
      return emit(.addSteps(a, count: count, plus: .random(in: -1...1, using: &random), of: step), domain, .date)
    }
    if random.chance(20) {
      let calendar = Self.calendar
      let isAddition = random.chance(50)
      builder.add(
        .working(isAddition ? .add : .onOrAfter, isAddition ? [a, duration] : [a], calendar), in: domain,
        IRType(.date, isOptional: true))
      return
    }
    if random.chance(20) {
      let part = DatePart.allCases.randomElement(using: &random)!
      return emit(.derive(a, .datePart(part)), domain, .whole)
    }
    emit(.addDuration(a, duration), domain, .date)
    guard random.chance(60) else { return }
    // The shape that is folded into a cut-off.
    let sum = ValueID(builder.instructions.count - 1)
    let limit = builder.literal(
      .date(CalendarDate(dayNumber: .random(in: 19_500...20_500, using: &random))), in: domain, .date)
    let relation = Relation.allCases.randomElement(using: &random)!
    emit(random.chance(50) ? .compare(relation, sum, limit) : .compare(relation, limit, sum), domain, .boolean)
  }

  private mutating func addAcrossDomains(_ domain: DomainID) {
    let lane = lanes.randomElement(using: &random)!
    guard let parent = builder.schema[domain].parent, let mask = pick(domain, .boolean, present: true) else { return }
    let above = random.chance(50) ? parent : .subject
    switch Int.random(in: 0..<12, using: &random) {
    case 0: builder.add(.count(mask: mask), in: parent, lane: .whole)
    case 1: builder.add(.any(mask: mask), in: parent, lane: .boolean)
    case 2:
      guard let a = pick(domain, [Lane.whole, .cents, .decimal].randomElement(using: &random)!) else { return }
      builder.add(.sum(a, mask: mask), in: parent, lane: builder[a].type.lane)
    case 3 where lane != .text && lane != .duration:
      guard let a = pick(domain, lane) else { return }
      let operation: PolicyIR.Operation = random.chance(50) ? .least(a, mask: mask) : .greatest(a, mask: mask)
      emit(operation, parent, lane, mayFail: true)
    case 4:
      guard let key = pick(domain, lane), let other = pick(domain, .severity), let wish = pick(domain, .whole)
      else { return }
      let keys = random.chance(50) ? [key] : [key, other]
      let wishes = [Preference(wish, isLeast: random.chance(50)), Preference(other)]
      let preferences = wishes.prefix(.random(in: 0...2, using: &random))
      builder.add(
        .onePer(keys: random.chance(20) ? [] : keys, mask: mask, preferences: Array(preferences), above: above),
        in: domain, lane: .boolean)
    case 5:
      guard let date = pick(domain, .date), let until = pick(domain, .date) else { return }
      let isOptional = builder[date].type.isOptional
      builder.add(
        .ordinal(date: date, until: until, mask: mask, above: above), in: domain,
        IRType(.whole, isOptional: isOptional))
    case 6:
      guard let a = pick(domain, lane) else { return }
      emit(.first(a, mask: mask), parent, lane, mayFail: true)
    case 7:
      let step = RunStep.allCases.randomElement(using: &random)!
      guard let a = pick(domain, step == .number ? .whole : .date) else { return }
      builder.add(.runLength(a, mask: mask, step: step, above: above), in: domain, lane: .whole)
    case 8: addSpells(domain, mask: mask)
    case 9: addOthers(domain, lane, mask: mask, above: above)
    case 10: addCaps(domain, lane, mask: mask, above: above)
    default:
      guard let a = pick(parent, lane) else { return }
      emit(.gather(a), domain, lane)
    }
  }
}

extension RandomProgram {
  /// Adds what caps leave of numbers that rows share.
  private mutating func addCaps(_ domain: DomainID, _ lane: Lane, mask: ValueID, above: DomainID) {
    let number = [Lane.whole, .cents, .decimal].randomElement(using: &random)!
    guard let a = pick(domain, number) else { return }
    let caps = (0..<Int.random(in: 1...2, using: &random)).compactMap { _ -> KeyCap? in
      guard let bound = pick(domain, number), let key = pick(domain, lane), let other = pick(domain, .severity) else {
        return nil
      }
      return KeyCap(keys: [[], [key], [other], [key, other]].randomElement(using: &random)!, bound: bound)
    }
    builder.add(
      .capped(a, caps: caps, mask: mask, date: random.chance(40) ? pick(domain, .date) : nil, above: above), in: domain,
      IRType(number, isOptional: true))
  }

  /// Adds the count of other rows that match each row.
  private mutating func addOthers(_ domain: DomainID, _ lane: Lane, mask: ValueID, above: DomainID) {
    guard let other = pick(domain, lane), let own = pick(domain, lane), let bounded = pick(domain, .date) else {
      return
    }
    let bounds = (0..<Int.random(in: 0...2, using: &random)).compactMap { _ -> MatchBound? in
      let relation = [Relation.less, .lessOrEqual, .greater, .greaterOrEqual].randomElement(using: &random)!
      return pick(domain, .date).map { MatchBound(other: bounded, relation, own: $0) }
    }
    let equal = random.chance(70) ? [MatchPair(other: other, own: own)] : []
    builder.add(.others(equal: equal, bounds: bounds, mask: mask, above: above), in: domain, lane: .whole)
  }

  /// Adds the stays on a list that rows of a domain enter and rows of any domain touch.
  private mutating func addSpells(_ domain: DomainID, mask: ValueID) {
    guard let entered = pick(domain, .date), let until = pick(domain, .date), let term = pick(domain, .duration),
      let minimum = pick(domain, .duration)
    else { return }
    let touches = (0..<Int.random(in: 0...3, using: &random)).compactMap { _ -> SpellTouch? in
      let other = DomainID(Int.random(in: 1..<builder.schema.domains.count, using: &random))
      guard let date = pick(other, .date), let mask = pick(other, .boolean, present: true) else { return nil }
      return SpellTouch([.leave, .early, .restart].randomElement(using: &random)!, date: date, mask: mask)
    }
    builder.add(
      .spells(SpellEntries(entered: entered, until: until, term: term, minimum: minimum, mask: mask), touches),
      in: domain, IRType(.date, isOptional: true))
  }
}

extension SampleRecord {
  /// Makes a subject with up to `most` records of a type, some fields absent, some dates after the as-of date.
  static func random(_ index: Int, most: Int = 4, using random: inout SeededGenerator) -> SampleRecord {
    var records = (0..<Int.random(in: 0...most, using: &random)).map { _ in
      randomPenalty(most: most, using: &random)
    }
    for _ in 0..<Int.random(in: 0...most, using: &random) {
      records.append(.note(random.chance(70) ? "b" : nil, random.chance(70) ? "1.25" : nil))
    }
    var fields: [String: Value] = [:]
    if random.chance(80) { fields["staff"] = .number(Decimal128(Int.random(in: 0...9, using: &random))) }
    if random.chance(80) { fields["founded"] = randomDay(using: &random) }
    if random.chance(80) { fields["listed"] = .boolean(random.chance(50)) }
    if random.chance(80) {
      fields["rate"] = .number(Decimal128(coefficient: .random(in: -99...99, using: &random), scale: 2))
    }
    return .subject("s\(index)", fields, records)
  }

  private static func randomPenalty(most: Int, using random: inout SeededGenerator) -> SampleRecord {
    var fields: [String: Value] = ["decided": randomDay(using: &random)]
    fields["severity"] = .label(LabelSet.severity.labels.randomElement(using: &random)!)
    if random.chance(80) { fields["number"] = .text(["a", "b", "c"].randomElement(using: &random)!) }
    if random.chance(80) {
      fields["fine"] = .number(Decimal128(coefficient: .random(in: 0...900, using: &random), scale: 2))
    }
    if random.chance(80) { fields["until"] = randomDay(using: &random) }
    let repairs = (0..<Int.random(in: 0...most, using: &random)).map { _ in
      SampleRecord(
        .repairs,
        ["done": randomDay(using: &random), "share": .number(Decimal128(Int.random(in: 0...5, using: &random)))])
    }
    return SampleRecord(.penalties, fields, repairs)
  }

  private static func randomDay(using random: inout SeededGenerator) -> Value {
    .date(CalendarDate(dayNumber: .random(in: 19_000...20_500, using: &random)))
  }
}
