import PolicySemantics
import PolicyTypes

extension RandomPolicy {
  /// Makes a subject of this policy; the same seed gives the same subject.
  package func subject(seed: UInt64) -> SubjectRecord {
    var generator = SubjectGenerator(self, seed: seed)
    return generator.record(of: 0)
  }
}

/// Makes records whose values lie where the policy changes its mind: dates on the edges of windows, numbers at the
/// bounds of lookups, records that share dates and keys.
private struct SubjectGenerator {
  let random: RandomPolicy
  var choices: SeededRandom
  /// The days near which this subject's records lie, so that some share one.
  let days: [CalendarDate]

  init(_ random: RandomPolicy, seed: UInt64) {
    self.random = random
    var choices = SeededRandom(seed: seed)
    let edges = random.hints.durations.flatMap { duration in
      let edge = random.asOf.adding(CalendarDuration(months: -duration.months, days: -duration.days))
      return [-2, -1, 0, 1, 2].map { edge.adding(days: $0) }
    }
    let all = edges + random.hints.dates + [random.asOf, random.asOf.adding(days: -1)]
    var days = (0..<6).map { _ in choices.pick(all) }
    days += (0..<3).map { _ in random.asOf.adding(days: -choices.below(1200)) }
    self.days = days
    self.choices = choices
  }

  mutating func record(of domain: Int) -> SubjectRecord {
    let declaration = random.policy.domains[domain]
    var record = SubjectRecord()
    for (place, field) in declaration.fields.enumerated() {
      let value = value(of: field, isOwnDate: declaration.date == place, isKey: declaration.key == place)
      if !value.isAbsent { record.fields[field.name] = value }
    }
    makeUnreadable(&record, declaration)
    for (index, below) in random.policy.domains.enumerated() where below.parent == domain {
      let count = recordCount(atMost: below.limit)
      if count > 0 { record.records[below.name] = (0..<count).map { _ in self.record(of: index) } }
    }
    return record
  }

  /// Now and then takes values out that are invalid, which makes the record void; else it is not.
  private mutating func makeUnreadable(_ record: inout SubjectRecord, _ declaration: TypedDomain) {
    guard let mark = declaration.voidMark else { return }
    record.fields[declaration.fields[mark].name] = nil
    let voiding = declaration.fields.filter { $0.onInvalid == .void && record.fields[$0.name] != nil }
    guard !voiding.isEmpty, choices.chance(20) else { return }
    record.fields[choices.pick(voiding).name] = nil
    record.fields[declaration.fields[mark].name] = .boolean(true)
  }

  /// Few records as a rule, and now and then so many that an engine goes about them in another way.
  private mutating func recordCount(atMost limit: Int) -> Int {
    if limit >= 40, choices.chance(4) { return 40 }
    return min(limit, choices.pick([0, 1, 2, 3, 5, 8]))
  }

  private mutating func value(of field: TypedField, isOwnDate: Bool, isKey: Bool) -> Value {
    if field.type.isOptional, choices.chance(35) { return .absent }
    switch field.type.form {
    case .boolean: return .boolean(choices.chance(50))
    case .text: return .text(choices.pick(isKey ? ["1", "2", "10", "甲", "Z"] : PolicyGenerator.texts))
    case .oneOf(let labels): return .label(choices.pick(labels.labels))
    case .number(let type): return .number(number(type))
    case .date: return .date(date(mayBeLater: isOwnDate || field.isPlanned || field.type.isOptional))
    case .duration, .elapsed, .dateRange, .nothing: return .absent
    }
  }

  private mutating func date(mayBeLater: Bool) -> CalendarDate {
    if mayBeLater, choices.chance(12) { return random.asOf.adding(days: choices.pick([1, 1, 2, 30, 400])) }
    let date = choices.pick(days)
    return mayBeLater ? date : min(date, random.asOf)
  }

  private mutating func number(_ type: NumberType) -> Decimal128 {
    guard let lower = type.range.lower, let upper = type.range.upper else { return 0 }
    let decimals = type.decimals ?? 3
    let unit = Decimal128(coefficient: 1, scale: decimals)
    var number =
      switch choices.below(8) {
      case 0: lower
      case 1: upper
      case 2...5: nearHint(unit)
      default: random(from: lower, to: upper, decimals: decimals)
      }
    number = number.rounded(toScale: decimals, .halfEven) ?? lower
    return max(lower, min(upper, number))
  }

  /// Returns a literal of the policy, or the number just below or above it.
  private mutating func nearHint(_ unit: Decimal128) -> Decimal128 {
    guard !random.hints.numbers.isEmpty else { return 0 }
    let hint = choices.pick(random.hints.numbers)
    let step = choices.pick([Decimal128(-1), 0, 0, 1]).multiplied(by: unit) ?? 0
    return hint.adding(step) ?? hint
  }

  private mutating func random(from lower: Decimal128, to upper: Decimal128, decimals: Int) -> Decimal128 {
    guard let low = lower.scaled(to: decimals), let high = upper.scaled(to: decimals) else { return lower }
    return choices.number(in: low...high, decimals: decimals)
  }
}
