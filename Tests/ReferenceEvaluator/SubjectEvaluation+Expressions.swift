import PolicySemantics
import PolicyTypes

extension SubjectEvaluation {
  /// Whether a condition is true; neither false nor absent is.
  func holds(_ condition: TypedValue, at row: ReferenceRow) -> Bool { value(of: condition, at: row) == .boolean(true) }

  func holds(_ condition: TypedExpression, at row: ReferenceRow) -> Bool {
    value(of: condition, at: row) == .boolean(true)
  }

  func value(of value: TypedValue, at row: ReferenceRow) -> Value {
    switch value.kind {
    case .expression(let expression):
      return self.value(of: expression, at: row)
    case .table(let table): return self.value(of: table, value.type, at: row)
    }
  }

  private func value(of table: TypedTable, _ type: PolicyType, at row: ReferenceRow) -> Value {
    if table.inputs.contains(where: { value(of: $0, at: row).isAbsent }) { return .absent }
    let holding = table.rows.filter { holds($0.condition, at: row) }.map { value(of: $0.value, at: row) }
    guard let first = holding.first else { return table.otherwise.map { value(of: $0, at: row) } ?? .absent }
    guard table.take.combinesRows else { return first }
    if holding.contains(where: \.isAbsent) { return .absent }
    return holding.dropFirst().reduce(first) { taken($0, $1, table.take, type.labels) }
  }

  /// What two rows make together: a sum, or one of the two. Of labels the first is the highest.
  private func taken(_ a: Value, _ b: Value, _ take: Take, _ labels: LabelSet?) -> Value {
    if take == .sum { return arithmetic(.add, a, b) }
    let wantsGreater = (take == .highest) == (labels == nil)
    return (order(a, b, labels) < 0) == wantsGreater ? b : a
  }

  func value(of expression: TypedExpression, at row: ReferenceRow) -> Value {
    let value = plainValue(of: expression, at: row)
    // What rests on an invalid value counts nowhere.
    if !expression.type.admits(value), !isUnreadable(row) {
      breaches.note(value, of: expression.description, expression.type)
    }
    return value
  }

  private func plainValue(of expression: TypedExpression, at row: ReferenceRow) -> Value {
    switch expression.kind {
    case .literal(let value): value
    case .asOf: .date(asOf)
    case .constant(let id): policy.constants[id.index].entries.last { $0.from <= asOf }?.value ?? .absent
    case .field(let reference): row.ancestor(in: reference.domain).fields[reference.field]
    case .fact(let id): fact(id, at: row)
    case .indicator(let index): indicator(index)
    case .partGrade(let id): value(of: policy.partGrades[id.index].value, at: subject)
    case .baseGrade: baseGrade
    case .grade: grade
    case .computedGrade: computedGrade
    case .rule(let id): .boolean(holds(rule: id.index))

    case .arithmetic(let operation, let a, let b) where a.type.number == nil && operation != .divide:
      lesser(a, b, isLeast: operation == .minimum, at: row)
    case .arithmetic(let operation, let a, let b): arithmetic(operation, value(of: a, at: row), value(of: b, at: row))
    case .negation(let a): .optional(value(of: a, at: row).number?.negated)
    case .rounded(let a, let digits, let mode):
      .optional(value(of: a, at: row).number?.rounded(toScale: digits, mode))

    case .comparison(let relation, let a, let b): comparison(relation, a, b, at: row)
    case .and(let a, let b): and(value(of: a, at: row), value(of: b, at: row))
    case .or(let a, let b): not(and(not(value(of: a, at: row)), not(value(of: b, at: row))))
    case .not(let a): not(value(of: a, at: row))
    case .atLeast(let count, let members): .boolean(members.count { holds($0, at: row) } >= count)

    case .isPresent(let a): .boolean(!value(of: a, at: row).isAbsent)
    case .orElse(let a, let b): value(of: a, at: row).isAbsent ? value(of: b, at: row) : value(of: a, at: row)
    case .assumePresent(let a): value(of: a, at: row)
    case .conditional(let condition, let then, let otherwise):
      holds(condition, at: row) ? value(of: then, at: row) : value(of: otherwise, at: row)

    case .addDuration(let date, let duration): sum(value(of: date, at: row), value(of: duration, at: row))
    case .workingDayFrom(let date):
      value(of: date, at: row).date.flatMap { policy.calendar?.workingDay(from: $0) }.map { .date($0) } ?? .absent
    case .daysBetween(let a, let b): days(from: value(of: a, at: row), to: value(of: b, at: row))
    // A comparison looks into it; elsewhere only whether it is there counts.
    case .elapsed(let from, let to): days(from: value(of: from, at: row), to: value(of: to, at: row))

    case .steps(let from, let to, let step): steps(of: step, value(of: from, at: row), value(of: to, at: row))
    case .addSteps(let date, let count, let plus, let step):
      moved(value(of: date, at: row), value(of: count, at: row), plus: plus, by: step)
    case .derived(let derivation, let a): derived(derivation, value(of: a, at: row))
    case .dateRange: preconditionFailure("a range of dates is not a value")

    case .aggregate(let aggregate, let selection, let value, let above):
      figure(aggregate, selection, value, below: row.ancestor(in: above))
    case .repaired(let id):
      .boolean(isRepaired(row.ancestor(in: policy.repairs[id.index].domain), policy.repairs[id.index]))
    case .entered(let id): entered(id, at: row).map { .date($0) } ?? .absent
    case .leaves(let id): leaves(id, at: row)
    case .others(let others): .number(Decimal128(matches(others, of: row)))
    case .repairDone(let repair): repairDone(repair, at: row)
    case .ordinal(let selection, let within): ordinal(in: selection, within: within, at: row)
    }
  }

  private func fact(_ id: FactID, at row: ReferenceRow) -> Value {
    guard case .value(let value) = policy.facts[id.index].kind else {
      preconditionFailure("a selection is not a value")
    }
    return factMemory.recall(RowQuestion(id.index, at: row)) { self.value(of: value, at: row) }
  }

  func holds(rule place: Int) -> Bool {
    ruleMemory.recall(place) { holds(policy.rules[place].condition, at: subject) }
  }

  // MARK: Numbers and dates

  private func arithmetic(_ operation: ArithmeticOperator, _ a: Value, _ b: Value) -> Value {
    guard let a = a.number, let b = b.number else { return .absent }
    switch operation {
    case .add: return .optional(a.adding(b))
    case .subtract: return .optional(a.subtracting(b))
    case .multiply: return .optional(a.multiplied(by: b))
    case .divide: return .optional(a.divided(by: b))
    case .minimum: return .number(a < b ? a : b)
    case .maximum: return .number(a > b ? a : b)
    }
  }

  private func sum(_ date: Value, _ duration: Value) -> Value {
    guard let date = date.date, let duration = duration.duration else { return .absent }
    return day(duration, after: date).map { .date($0) } ?? .absent
  }

  /// The day that a duration leads to; nil where the calendar does not reach.
  func day(_ duration: CalendarDuration, after date: CalendarDate) -> CalendarDate? {
    duration.workingDays == 0 ? date.adding(duration) : policy.calendar?.adding(duration, to: date)
  }

  private func days(from a: Value, to b: Value) -> Value {
    guard let a = a.date, let b = b.date else { return .absent }
    return .number(Decimal128(Int(b.dayNumber) - Int(a.dayNumber)))
  }

  private func steps(of step: CalendarDuration, _ a: Value, _ b: Value) -> Value {
    guard let a = a.date, let b = b.date else { return .absent }
    return .number(Decimal128(a.steps(of: step, to: b)))
  }

  private func moved(_ date: Value, _ count: Value, plus: Int, by step: CalendarDuration) -> Value {
    guard let date = date.date, let count = count.number?.scaled(to: 0) else { return .absent }
    return .date(date.adding(step, times: Int(count) + plus))
  }

  // MARK: Parts of dates and texts

  /// By counting days and characters, without the calendar's formulas.
  private func derived(_ derivation: Derivation, _ a: Value) -> Value {
    switch (derivation, a) {
    case (.datePart(let part), .date(let date)): .number(Decimal128(self.part(part, of: date)))
    case (.textLength, .text(let text)): .number(Decimal128(Array(text.unicodeScalars).count))
    case (.textTest(.contains(let piece)), .text(let text)):
      .boolean(piece.isEmpty || !text.ranges(of: piece).isEmpty)
    case (.textTest(.startsWith(let piece)), .text(let text)): .boolean(text.hasPrefix(piece))
    case (.textTest(.endsWith(let piece)), .text(let text)): .boolean(text.hasSuffix(piece))
    case (.textTest(.matches(let pattern)), .text(let text)):
      .boolean((try? Regex(pattern)).flatMap { try? $0.firstMatch(in: text) } != nil)
    case (.textPart(let part), .text(let text)): self.part(part, of: text).map { .text($0) } ?? .absent
    case (.letterCase(.upper), .text(let text)): .text(text.uppercased())
    case (.letterCase(.lower), .text(let text)): .text(text.lowercased())
    case (.squareRoot, .number(let number)): number.squareRoot.map { .number($0) } ?? .absent
    default: .absent
    }
  }

  private func part(_ part: TextPart, of text: String) -> String? {
    let characters = Array(text.unicodeScalars)
    let rest = part.start > 0 ? characters.dropFirst(part.start - 1) : characters.suffix(-part.start)
    guard abs(part.start) <= characters.count + (part.start > 0 ? 1 : 0) else { return nil }
    return String(String.UnicodeScalarView(rest.prefix(part.length ?? characters.count)))
  }

  private func part(_ part: DatePart, of date: CalendarDate) -> Int {
    let (year, month, day) = date.components
    guard let newYear = CalendarDate(year: year, month: 1, day: 1) else { return 0 }
    let dayOfYear = Int(date.dayNumber - newYear.dayNumber) + 1
    // 2024-01-01 was a Monday.
    let monday = CalendarDate(year: 2024, month: 1, day: 1)?.dayNumber ?? 0
    let weekday = (Int(date.dayNumber - monday) % 7 + 7) % 7 + 1
    switch part {
    case .year: return year
    case .month: return month
    case .day: return day
    case .weekday: return weekday
    case .dayOfYear: return dayOfYear
    case .weekOfYear:
      // The formula of ISO 8601, with the weeks of the neighbouring years at both ends.
      let week = (dayOfYear - weekday + 10) / 7
      if week < 1 { return weeks(in: year - 1) }
      return week > weeks(in: year) ? 1 : week
    }
  }

  /// A year has 53 weeks if it begins on a Thursday, or on a Wednesday and is a leap year.
  private func weeks(in year: Int) -> Int {
    let (first, last) = (CalendarDate(year: year, month: 1, day: 1), CalendarDate(year: year, month: 12, day: 31))
    let isLong = [first, last].compactMap(\.self).contains { part(.weekday, of: $0) == 4 }
    return isLong ? 53 : 52
  }

  // MARK: Truth

  private func not(_ a: Value) -> Value { a.boolean.map { .boolean(!$0) } ?? .absent }

  private func and(_ a: Value, _ b: Value) -> Value {
    if a == .boolean(false) || b == .boolean(false) { return .boolean(false) }
    return a.isAbsent || b.isAbsent ? .absent : .boolean(true)
  }

  private func comparison(
    _ relation: Relation, _ a: TypedExpression, _ b: TypedExpression, at row: ReferenceRow
  ) -> Value {
    // Time has passed from one date to another when the second is reached by adding it to the first.
    if case .elapsed(let from, let to) = a.kind {
      return compare(relation, value(of: to, at: row), sum(value(of: from, at: row), value(of: b, at: row)), nil)
    }
    if case .elapsed = b.kind { return comparison(relation.swapped, b, a, at: row) }
    return compare(relation, value(of: a, at: row), value(of: b, at: row), a.type.labels ?? b.type.labels)
  }

  /// Compares as FEEL does: only equality has an answer where a value is absent.
  private func compare(_ relation: Relation, _ a: Value, _ b: Value, _ labels: LabelSet?) -> Value {
    if relation == .equal { return .boolean(a == b) }
    if relation == .notEqual { return .boolean(a != b) }
    if a.isAbsent || b.isAbsent { return .absent }
    let order = order(a, b, labels)
    switch relation {
    case .less: return .boolean(order < 0)
    case .lessOrEqual: return .boolean(order <= 0)
    case .greater: return .boolean(order > 0)
    default: return .boolean(order >= 0)
    }
  }

  /// −1, 0 or 1 as `a` is less than, equal to or greater than `b`; texts go by their bytes, and of two
  /// labels the one that stands first is the less.
  func order(_ a: Value, _ b: Value, _ labels: LabelSet?) -> Int {
    switch (a, b) {
    case (.number(let a), .number(let b)): return a < b ? -1 : a == b ? 0 : 1
    case (.date(let a), .date(let b)): return a < b ? -1 : a == b ? 0 : 1
    case (.text(let a), .text(let b)):
      if a == b { return 0 }
      return Array(a.utf8).lexicographicallyPrecedes(Array(b.utf8)) ? -1 : 1
    case (.label(let a), .label(let b)):
      guard let a = labels?.code(of: a), let b = labels?.code(of: b) else { break }
      return a < b ? -1 : a == b ? 0 : 1
    default: break
    }
    preconditionFailure("\(a) and \(b) have no order")
  }
}

extension Value {
  /// The number, or absence where there is none.
  static func optional(_ number: Decimal128?) -> Value { number.map { .number($0) } ?? .absent }
}
