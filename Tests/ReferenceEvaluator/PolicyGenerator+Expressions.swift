import PolicySemantics
import PolicyTypes

/// What kind of value is wanted.
enum WantedForm: Hashable {
  case number
  case boolean
  case date
  case duration
  case text
  case label(LabelSet)

  func matches(_ type: PolicyType) -> Bool {
    switch (self, type.form) {
    case (.number, .number), (.boolean, .boolean), (.date, .date), (.duration, .duration), (.text, .text): true
    case (.label(let wanted), .oneOf(let labels)): wanted == labels
    default: false
    }
  }
}

extension PolicyGenerator {
  /// Makes a condition for the rows of `domain`; it is never absent.
  mutating func condition(at domain: Int, depth: Int) -> TypedExpression {
    present(boolean(at: domain, depth: depth), at: domain)
  }

  /// Makes a number for the rows of `domain`, never absent and not beyond `limit` in magnitude.
  mutating func presentNumber(at domain: Int, depth: Int, limit: Decimal128 = 1_000_000_000) -> TypedExpression {
    let made = present(number(at: domain, depth: depth), at: domain)
    if let magnitude = made.type.number?.range.magnitude, magnitude <= limit { return made }
    return .arithmetic(.minimum, .arithmetic(.maximum, made, .literal(limit.negated)), .literal(limit))
  }

  /// Makes a present number of at least zero.
  mutating func amount(at domain: Int, depth: Int) -> TypedExpression {
    let made = random.chance(40) ? .literal(randomNumber().magnitude) : presentNumber(at: domain, depth: depth)
    return made.type.number?.range.isNonNegative == true ? made : .arithmetic(.maximum, made, .literal(0))
  }

  mutating func expression(_ form: WantedForm, at domain: Int, depth: Int) -> TypedExpression {
    switch form {
    case .number: number(at: domain, depth: depth)
    case .boolean: boolean(at: domain, depth: depth)
    case .date: date(at: domain, depth: depth)
    case .label where depth > 0 && random.chance(25):
      extremeOfRecords(form, at: domain) ?? leaf(form, at: domain)
    case .duration, .text, .label: leaf(form, at: domain)
    }
  }

  /// Makes what may be absent present, by a default or by a test.
  mutating func present(_ expression: TypedExpression, at domain: Int) -> TypedExpression {
    guard expression.type.isOptional, let form = WantedForm(expression.type) else { return expression }
    let instead = literal(form)
    if random.chance(70) { return expression.orElse(instead) }
    return .conditional(expression.isPresent, expression.assumedPresent, instead)
  }

  // MARK: Leaves

  mutating func literal(_ form: WantedForm) -> TypedExpression {
    switch form {
    case .number: return .literal(randomNumber())
    case .boolean: return .literal(random.chance(50))
    case .date:
      let date = asOf.adding(days: -random.below(900))
      hints.dates.append(date)
      return .literal(date)
    case .duration: return .literal(randomDuration())
    case .text: return .literal(random.pick(Self.texts))
    case .label(let labels): return .literal(random.pick(labels.labels), of: labels)
    }
  }

  /// Makes something that is read, or a literal.
  mutating func leaf(_ form: WantedForm, at domain: Int) -> TypedExpression {
    let readable = readables(at: domain).filter { form.matches($0.type) }
    return readable.isEmpty || random.chance(15) ? literal(form) : random.pick(readable)
  }

  /// Everything with a name that rows of `domain` can read.
  func readables(at domain: Int) -> [TypedExpression] {
    let chain = chain(from: domain)
    var all = chain.flatMap { above in
      domains[above].fields.enumerated().map { place, field in
        TypedExpression(.field(FieldReference(domain: above, field: place)), field.type)
      }
    }
    all += constants.enumerated().map { TypedExpression(.constant(ConstantID($0)), $1.type) }
    for (place, fact) in facts.enumerated() {
      guard let home = factDomains[place], chain.contains(home), case .value(let value) = fact.kind else { continue }
      all.append(TypedExpression(.fact(FactID(place)), value.type))
    }
    for (place, repair) in repairs.enumerated() where chain.contains(repair.domain) {
      all.append(TypedExpression(.repaired(RepairID(place)), .boolean))
    }
    for (place, list) in lists.enumerated() where chain.contains(selections[list.enter.index].domain) {
      all.append(TypedExpression(.entered(ListID(place)), .date))
      all.append(TypedExpression(.leaves(ListID(place)), PolicyType(.date, isOptional: true)))
    }
    if phase >= .score {
      all += partGrades.enumerated().map { TypedExpression(.partGrade(PartGradeID($0)), $1.value.type) }
      all += indicators.enumerated().map { TypedExpression(.indicator(IndicatorIndex($0)), $1.type) }
    }
    if phase >= .moves {
      all += rules.indices.map { TypedExpression(.rule(RuleID($0)), .boolean) }
      if let grade { all.append(TypedExpression(.baseGrade, grade.base.type)) }
    }
    if phase >= .outcomes, let grade { all.append(TypedExpression(.grade, grade.base.type)) }
    return all
  }

  // MARK: Numbers

  mutating func number(at domain: Int, depth: Int) -> TypedExpression {
    guard depth > 0, random.chance(80) else { return leaf(.number, at: domain) }
    let made = compoundNumber(at: domain, depth: depth)
    return isTame(made.type) ? made : leaf(.number, at: domain)
  }

  private mutating func compoundNumber(at domain: Int, depth: Int) -> TypedExpression {
    switch random.below(16) {
    case 15: return number(at: domain, depth: depth - 1).squareRoot
    case 14:
      let part = random.pick(DatePart.allCases)
      return random.chance(70)
        ? date(at: domain, depth: depth - 1).derived(.datePart(part)) : text(at: domain).derived(.textLength)
    case 0...3:
      let operation = random.pick([ArithmeticOperator.add, .subtract, .multiply])
      return .arithmetic(operation, number(at: domain, depth: depth - 1), number(at: domain, depth: depth - 1))
    case 4: return .arithmetic(.divide, number(at: domain, depth: depth - 1), leaf(.number, at: domain))
    case 5, 6:
      let operation = random.pick([ArithmeticOperator.minimum, .maximum])
      return .arithmetic(operation, number(at: domain, depth: depth - 1), leaf(.number, at: domain))
    case 7: return -number(at: domain, depth: depth - 1)
    case 8: return roundedNumber(at: domain, depth: depth - 1)
    case 9:
      let otherwise = random.chance(15) ? TypedExpression.absent : leaf(.number, at: domain)
      return .conditional(
        condition(at: domain, depth: depth - 1), number(at: domain, depth: depth - 1), otherwise)
    case 10: return number(at: domain, depth: depth - 1).orElse(leaf(.number, at: domain))
    case 11:
      let (from, to) = (date(at: domain, depth: depth - 1), leaf(.date, at: domain))
      return random.chance(50) ? from.days(to: to) : .steps(from: from, to: to, of: randomStep())
    default: return figure(at: domain, depth: depth) ?? leaf(.number, at: domain)
    }
  }

  private mutating func roundedNumber(at domain: Int, depth: Int) -> TypedExpression {
    let number =
      random.chance(50)
      ? TypedExpression.arithmetic(.divide, self.number(at: domain, depth: depth), leaf(.number, at: domain))
      : self.number(at: domain, depth: depth)
    return number.rounded(random.integer(in: -1...3), random.pick(RoundingMode.allCases))
  }

  /// Whether numbers of the type stay well inside 34 digits, so that only quotients are ever rounded.
  private func isTame(_ type: PolicyType) -> Bool {
    guard let number = type.number, let magnitude = number.range.magnitude else { return false }
    return magnitude < Decimal128(1_000_000_000_000_000_000) && (number.decimals ?? 0) <= 12
  }

  // MARK: Truth

  mutating func boolean(at domain: Int, depth: Int) -> TypedExpression {
    guard depth > 0 else { return random.chance(50) ? leaf(.boolean, at: domain) : comparison(at: domain, depth: 0) }
    switch random.below(14) {
    case 13: return text(at: domain).derived(.textTest(random.pick(Self.textTests)))
    case 12: return atLeast(at: domain, depth: depth)
    case 0: return boolean(at: domain, depth: depth - 1) && boolean(at: domain, depth: depth - 1)
    case 1: return boolean(at: domain, depth: depth - 1) || boolean(at: domain, depth: depth - 1)
    case 2: return !boolean(at: domain, depth: depth - 1)
    case 3: return leaf(.boolean, at: domain)
    case 4, 5: return truthOfRecords(at: domain, depth: depth) ?? leaf(.boolean, at: domain)
    case 6:
      let optional = readables(at: domain).filter(\.type.isOptional)
      return optional.isEmpty ? leaf(.boolean, at: domain) : random.pick(optional).isPresent
    default: return comparison(at: domain, depth: depth - 1)
    }
  }

  /// Makes a text that is read, or a part of one, or one in other letters.
  mutating func text(at domain: Int) -> TypedExpression {
    let text = leaf(.text, at: domain)
    switch random.below(6) {
    case 0:
      let length = random.chance(60) ? random.integer(in: 1...4) : nil
      return text.derived(.textPart(TextPart(start: random.pick([1, 2, 3, -1, -2, 7]), length: length)))
    case 1: return text.derived(.letterCase(random.pick(LetterCase.allCases)))
    default: return text
    }
  }

  private static let textTests: [TextTest] = [
    .contains("甲"), .contains(""), .contains("1"), .startsWith("0101"), .startsWith("A "), .endsWith("b"),
    .endsWith("甲乙"),
    .matches("^[0-9]{6}$"), .matches("[甲乙]"), .matches("^$|b$"),
  ]

  private mutating func atLeast(at domain: Int, depth: Int) -> TypedExpression {
    var members: [TypedExpression] = []
    for _ in 0..<random.integer(in: 2...4) { members.append(condition(at: domain, depth: max(0, depth - 2))) }
    return TypedExpression(.atLeast(random.integer(in: 1...members.count), members), .boolean)
  }

  private mutating func comparison(at domain: Int, depth: Int) -> TypedExpression {
    let relation = random.pick(Relation.allCases)
    switch random.below(8) {
    case 0...2: return pair(.number, relation, at: domain, depth: depth)
    case 3: return pair(.date, relation, at: domain, depth: depth)
    case 4: return elapsedTime(relation, at: domain, depth: depth)
    case 5: return pair(.text, relation, at: domain, depth: 0)
    default: return labelTest(relation, at: domain, depth: depth)
    }
  }

  private mutating func labelTest(_ relation: Relation, at domain: Int, depth: Int) -> TypedExpression {
    let readable = readables(at: domain).filter { $0.type.labels != nil }
    guard !readable.isEmpty else { return pair(.number, relation, at: domain, depth: depth) }
    let looked = random.pick(readable)
    let set = looked.type.labels ?? Self.methods
    if random.chance(40) { return isOneOf(random.some(of: set.labels, percent: 50), present(looked, at: domain), set) }
    return pair(.label(set), set.isScale ? relation : random.pick([.equal, .notEqual]), at: domain, depth: depth)
  }

  /// Tests a present label against some, one after the other.
  func isOneOf(_ labels: [String], _ looked: TypedExpression, _ set: LabelSet) -> TypedExpression {
    let tests = labels.map { looked.compared(.equal, .literal($0, of: set)) }
    return tests.dropFirst().reduce(tests.first ?? .literal(false)) { $0 || $1 }
  }

  /// Compares two values of one form; only the order may meet absence, which the check lets equality never see.
  private mutating func pair(
    _ form: WantedForm, _ relation: Relation, at domain: Int, depth: Int
  ) -> TypedExpression {
    var a = expression(form, at: domain, depth: depth)
    var b = random.chance(50) ? literal(form) : leaf(form, at: domain)
    if relation == .equal || relation == .notEqual || random.chance(50) {
      a = present(a, at: domain)
      b = present(b, at: domain)
    }
    return a.compared(relation, b)
  }

  private mutating func elapsedTime(_ relation: Relation, at domain: Int, depth: Int) -> TypedExpression {
    let from = present(date(at: domain, depth: depth), at: domain)
    let to = present(leaf(.date, at: domain), at: domain)
    let comparison = from.elapsed(to: to, relation, present(leaf(.duration, at: domain), at: domain))
    return random.chance(50) ? comparison : comparison.withSidesSwapped
  }

  // MARK: Dates

  private mutating func randomStep() -> CalendarDuration {
    random.pick([CalendarDuration(months: 1), CalendarDuration(months: 3), CalendarDuration(months: 12)])
  }

  /// Makes the first day of a period, or of one some places before or after it.
  private mutating func periodBound(at domain: Int) -> TypedExpression {
    let (step, from) = (randomStep(), leaf(.date, at: domain))
    return .steps(from: from, to: .asOf, of: step).added(to: from, plus: random.integer(in: -2...1), of: step)
  }

  /// Makes the last day of the month, the quarter or the year of a date, or of one that begins on some other day.
  mutating func endOfUnit(around date: TypedExpression) -> TypedExpression {
    let (step, from, origin) = (randomStep(), literal(.date), literal(.date))
    return .steps(from: from, to: date, of: step).added(to: origin, plus: 1, of: step)
  }

  /// Makes a range of dates that is open at one end now and then.
  mutating func dateRange(at domain: Int) -> TypedExpression {
    let from = random.chance(80) ? present(periodBound(at: domain), at: domain) : nil
    let until = random.chance(80) ? present(date(at: domain, depth: 1), at: domain) : nil
    return TypedExpression(.dateRange(from: from, until: until), .dateRange)
  }

  mutating func date(at domain: Int, depth: Int) -> TypedExpression {
    guard depth > 0 else { return random.chance(20) ? .asOf : leaf(.date, at: domain) }
    switch random.below(7) {
    case 3: return periodBound(at: domain)
    case 5: return endOfUnit(around: date(at: domain, depth: depth - 1))
    case 4:
      let date = date(at: domain, depth: depth - 1)
      return TypedExpression(.workingDayFrom(date), date.type)
    case 0:
      let duration = random.chance(30) ? literal(.duration).reversed : leaf(.duration, at: domain)
      return date(at: domain, depth: depth - 1) + duration
    case 1:
      return .conditional(condition(at: domain, depth: depth - 1), leaf(.date, at: domain), leaf(.date, at: domain))
    case 2: return extremeOfRecords(.date, at: domain) ?? leaf(.date, at: domain)
    default: return random.chance(20) ? .asOf : leaf(.date, at: domain)
    }
  }
}

extension WantedForm {
  init?(_ type: PolicyType) {
    switch type.form {
    case .number: self = .number
    case .boolean: self = .boolean
    case .date: self = .date
    case .duration: self = .duration
    case .text: self = .text
    case .oneOf(let labels): self = .label(labels)
    case .elapsed, .dateRange, .nothing: return nil
    }
  }
}

extension TypedExpression {
  /// The literal duration the other way.
  fileprivate var reversed: TypedExpression {
    guard case .literal(.duration(let duration)) = kind else { return self }
    return .literal(
      CalendarDuration(
        months: -duration.months, days: -duration.days, workingDays: -duration.workingDays))
  }

  /// The same comparison with its sides the other way round.
  fileprivate var withSidesSwapped: TypedExpression {
    guard case .comparison(let relation, let a, let b) = kind else { return self }
    return TypedExpression(.comparison(relation.swapped, b, a), type)
  }
}
