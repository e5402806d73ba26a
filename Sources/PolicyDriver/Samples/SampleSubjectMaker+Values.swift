import PolicyIR
import PolicySemantics
import PolicyTypes

// The values of fields, by their types.

extension SampleSubjectMaker {
  /// Returns a value for a field, however optional it is.
  mutating func value(of field: Int, in row: SampleRow, date: CalendarDate?) -> SampleValue {
    let reference = FieldReference(domain: row.domain, field: field)
    let declared = generator.policy.domains[row.domain].fields[field]
    switch declared.type.form {
    case .boolean:
      return .boolean(generator.hints.isMostlyTrue(reference) != random.chance(conduct.exceptionChance))
    case .oneOf(let labels):
      return .label(label(of: labels, for: reference))
    case .number(let type):
      return number(
        earlierScore(declared, in: row.domain) ?? type, cutPoints: generator.hints.cutPoints[reference] ?? [])
    case .date:
      // What must be there and lies ahead would not be there yet.
      let mayLieAhead = declared.type.isOptional && declared.requiredWhen == nil
      return .date(
        otherDate(for: reference, recordDate: date, isPlanned: declared.isPlanned, mayLieAhead: mayLieAhead))
    case .text, .duration, .elapsed, .dateRange, .nothing:
      return .text(text(of: declared, in: row.domain))
    }
  }

  /// The type of the score of an earlier result, which lies where the policy's scores lie.
  private func earlierScore(_ field: TypedField, in domain: Int) -> NumberType? {
    let policy = generator.policy
    guard domain == policy.history?.domain, field.name == BuiltinName.score.english, let score = policy.score,
      let type = policy.indicators[score.index].type.number, type.range.lower != nil, type.range.upper != nil
    else { return nil }
    return NumberType(range: type.range, decimals: type.decimals.map { min($0, 1) } ?? 1)
  }

  private mutating func label(of labels: LabelSet, for field: FieldReference) -> String {
    // A label that the policy does not read, or the method of a repair, says nothing about the subject.
    guard generator.hints.readFields.contains(field), !isRepair(field.domain) else {
      return random.pick(labels.labels) ?? ""
    }
    let ratio = field.domain == 0 ? conduct.subjectLabelRatio : conduct.recordLabelRatio
    return labels.labels[random.skewedPlace(below: labels.labels.count, permille: ratio)]
  }

  private mutating func text(of field: TypedField, in domain: Int) -> String {
    // The one text of a repair is its method.
    if isRepair(domain) { return random.pick(generator.hints.methods[domain] ?? []) ?? "整改" }
    if let kind = field.identifierKind {
      return generator.identifiers.text(kind, of: random.below(1 << 30))
    }
    guard SampleNames.isName(field.name) else { return "T" + padded(random.below(100_000), to: 5) }
    let isPerson = generator.policy.domains[0].fields.first?.identifierKind == .citizenNumber
    return isPerson ? SampleNames.person(&random) : SampleNames.enterprise(&random)
  }

  // MARK: Numbers

  private mutating func number(_ type: NumberType, cutPoints: [Decimal128]) -> SampleValue {
    let decimals = min(type.decimals ?? 2, 6)
    let lower = type.range.lower?.rounded(toScale: decimals, .ceiling)?.scaled(to: decimals) ?? 0
    let upper = type.range.upper?.rounded(toScale: decimals, .floor)?.scaled(to: decimals) ?? lower
    let cuts = cutPoints.compactMap { $0.scaled(to: decimals) }.filter { $0 >= lower && $0 <= upper }.sorted()
    let chosen =
      if !cuts.isEmpty { number(lower, upper, cuts: cuts) } else { plainNumber(lower, upper, decimals: decimals) }
    return .number(max(lower, min(upper, chosen)), decimals: decimals)
  }

  /// Returns a number between two neighbouring cut points or, often, one of them or what lies next to it.
  private mutating func number(_ lower: Int64, _ upper: Int64, cuts: [Int64]) -> Int64 {
    if random.chance(150), let cut = random.pick(cuts) { return cut + Int64(random.below(3)) - 1 }
    let (first, last) = (cuts[0], cuts[cuts.count - 1])
    // A number that may be anything lies about the points at which something changes, as amounts do.
    let least = lower.magnitude < 1 << 40 ? lower : max(lower, min(0, first * 2))
    let bounds = [least] + cuts + [min(upper, last.magnitude < 1 << 40 ? last * 2 + 1 : upper)]
    let place = random.skewedPlace(below: bounds.count - 1, permille: conduct.subjectLabelRatio)
    return bounds[place] + uniform(below: bounds[place + 1] - bounds[place] + 1)
  }

  /// Returns a number of a narrow range, each alike; of a wide one, each order of magnitude alike.
  private mutating func plainNumber(_ lower: Int64, _ upper: Int64, decimals: Int) -> Int64 {
    let unit = powerOfTen(decimals)
    if lower >= 0, upper / unit <= 1000 { return lower + uniform(below: upper - lower + 1) }
    let magnitude = powerOfTen(2 + random.below(4))
    let whole = (1 + uniform(below: 99)) * (magnitude / 10)
    return random.chance(800) ? whole * unit : whole * unit + uniform(below: unit)
  }

  private mutating func uniform(below count: Int64) -> Int64 {
    Int64(random.next().multipliedFullWidth(by: UInt64(max(1, count))).high)
  }
}

extension TypedField {
  var identifierKind: IdentifierKind? { identifier.flatMap(IdentifierKind.init(rawValue:)) }
}
