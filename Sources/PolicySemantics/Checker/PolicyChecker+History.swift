import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// Earlier results of the policy as they are being declared: a record type of the language's own.
struct HistoryDraft {
  let domain: Int
  /// Whether a subject without a previous result is a fault of the data.
  let isRequired: Bool
  /// The fields that every result has, by their places.
  let date: Int
  let gradedOn: Int
}

/// Earlier results: what the policy gave a subject before.
///
/// They are records like any other, so that selections, windows and figures need no second form for them. Their fields
/// are called what the policy calls the same things today: `grade` inside `results` is the grade of that result.
extension PolicyChecker {

  // MARK: Declarations

  func declareHistory() {
    guard let form = policy[.history]?.form, let isRequired = form[.missing]?.scalar.flatMap(isFault) else { return }
    let domain = domains.count
    let span = policy.keySpan(.history)
    var draft = DomainDraft(
      name: BuiltinName.results.english, nameScalar: policy.entries[.history]!.key, form: nil, parent: 0)
    draft.isNamedByPolicy = false
    draft.limit = 1000
    draft.fields = resultFields(at: span) + rememberedFields()
    let date = draft.fields.firstIndex { !$0.type.isOptional && $0.type.form == .date } ?? 0
    draft.date = date
    let gradedOn = draft.fields.firstIndex { $0.name == BuiltinName.gradedOn.english } ?? 0
    history = HistoryDraft(domain: domain, isRequired: isRequired, date: date, gradedOn: gradedOn)
    domains.append(draft)
  }

  private func isFault(_ scalar: YAMLScalar) -> Bool? {
    switch Keyword(spelling: scalar.text) {
    case .nothing: return false
    case .fault: return true
    default:
      report(.badWord(scalar, allowed: Keyword.nothing.spellings + Keyword.fault.spellings))
      return nil
    }
  }

  private func resultFields(at span: SourceSpan) -> [FieldDraft] {
    var fields: [FieldDraft] = []
    let hasPeriods = policy[.period] != nil
    // A result says which period it grades; where there are none, only the day on which it was given.
    if hasPeriods { fields.append(resultField(.periodStart, .date, at: span)) }
    fields.append(resultField(.gradedOn, .date.optional(hasPeriods), at: span, isPlanned: hasPeriods))
    if policy[.score] != nil {
      let number = NumberType(range: Self.defaultRange, decimals: nil)
      fields.append(resultField(.score, PolicyType(.number(number), isOptional: true), at: span))
    }
    if let scale {
      fields.append(resultField(.baseGrade, .oneOf(scale).optional(), at: span))
      fields.append(resultField(.grade, .oneOf(scale), at: span))
    }
    return fields
  }

  private func resultField(
    _ name: BuiltinName, _ type: PolicyType, at span: SourceSpan, isPlanned: Bool = false
  ) -> FieldDraft {
    FieldDraft(
      name: name.english, nameScalar: nil, title: name.chinese, span: span, type: type, identifier: nil,
      isPlanned: isPlanned,
      requiredWhen: nil)
  }

  private func rememberedFields() -> [FieldDraft] {
    guard let piece = policy[.remember] else { return [] }
    guard case .list(let names) = piece.content else { return piece.named.compactMap { field($0) } }
    return names.compactMap(\.scalar).map { name in
      FieldDraft(
        name: name.text, nameScalar: name, title: nil, span: name.span, type: .boolean, identifier: nil,
        isPlanned: false, requiredWhen: nil)
    }
  }

  // MARK: What is remembered

  /// Checks that what is remembered is there and has the type that later runs read, and returns it.
  func checkRemembered() -> [TypedRemembered] {
    guard let piece = policy[.remember] else { return [] }
    guard let history else {
      if policy.isWhole, policy[.history] == nil { report(.historyNeeded(policy.keySpan(.remember))) }
      return []
    }
    let fields = domains[history.domain].fields
    return fields.indices.compactMap { place in
      guard let name = fields[place].nameScalar, let value = remembered(name, piece) else { return nil }
      guard fits(value.type, fields[place].type) else {
        report(.rememberedTypeDiffers(value.span, value.type, declared: name, fields[place].type))
        return nil
      }
      return TypedRemembered(field: place, value: value)
    }
  }

  private func remembered(_ name: YAMLScalar, _ piece: Piece) -> TypedExpression? {
    switch symbols[name.text] {
    case .rule(let index): return TypedExpression(.rule(RuleID(index)), .boolean, at: name.span)
    case .fact(let index):
      guard let fact = fact(at: index, readAt: name.span) else { return nil }
      guard case .value(let value) = fact.kind else { return selectionIsNoValue(at: name.span) }
      guard factDomains[index] ?? 0 == 0 else {
        report(.outOfScope(name.text, at: name.span, recordType: domains[factDomains[index] ?? 0].name))
        return nil
      }
      return TypedExpression(.fact(FactID(index)), value.type, at: name.span)
    default:
      if !brokenNames.contains(name.text) {
        report(.unknownRemembered(name, known: (rules.map(\.name) + facts.map(\.name)).map(\.text)))
      }
      return nil
    }
  }

  /// Whether every value of one type is a value of the other.
  private func fits(_ type: PolicyType, _ wanted: PolicyType) -> Bool {
    guard !type.isOptional || wanted.isOptional else { return false }
    switch (type.form, wanted.form) {
    case (.number(let given), .number(let declared)):
      let fitsDecimals = declared.decimals.map { limit in given.decimals.map { $0 <= limit } ?? false } ?? true
      return fitsDecimals && (given.unit == declared.unit || given.range == .zero)
        && given.range.intersection(declared.range) == given.range
    case (.oneOf(let given), .oneOf(let declared)): return given.labels == declared.labels
    default: return type.form == wanted.form
    }
  }

  func typedHistory(_ history: HistoryDraft, _ remembered: [TypedRemembered]) -> TypedHistory {
    let span = domains[history.domain].nameScalar.span
    return TypedHistory(
      domain: history.domain, results: historySelection(.results, at: span),
      required: history.isRequired ? historySelection(.previous, at: span) : nil, remembered: remembered)
  }

  // MARK: Selections

  /// The selection that `results` or `previous` stands for.
  func historySelection(_ name: BuiltinName, at span: SourceSpan) -> SelectionID? {
    guard let history else {
      if policy.isWhole, policy[.history] == nil { report(.historyNeeded(span)) }
      return nil
    }
    guard let results = earlierResults(history) else { return nil }
    guard name == .previous else { return results }
    // One place for all, so that the selection is the same wherever it is read.
    let span = domains[history.domain].nameScalar.span
    let isLast = period.map { _ in
      comparison(.equal, periodsAgo(history, at: span), with: .one, text: "periods ago = 1", at: span)
    }
    return add(
      TypedSelection(
        span: span, domain: history.domain, source: BuiltinName.previous.english, base: results, window: nil,
        condition: isLast, oncePer: [], keep: .latest))
  }

  /// What was given for earlier periods and before today, the latest for each period; without periods what was given
  /// on earlier days.
  private func earlierResults(_ history: HistoryDraft) -> SelectionID? {
    let span = domains[history.domain].nameScalar.span
    let gradedOn = resultField(history, history.gradedOn, at: span)
    let asOf = TypedExpression(.asOf, .date, at: span)
    guard period != nil else {
      guard policy[.period] == nil else { return nil }
      let isEarlier = TypedExpression(.comparison(.less, gradedOn, asOf), .boolean, at: span)
      return add(
        TypedSelection(
          span: span, domain: history.domain, source: BuiltinName.results.english, base: nil, window: nil,
          condition: TypedValue(
            text: HistoryCondition.earlierDay.rawValue, span: span, type: .boolean, kind: .expression(isEarlier)),
          oncePer: [gradedOn]))
    }
    let ago = unguardedPeriodsAgo(history, at: span)
    let isEarlier = comparison(
      .greaterOrEqual, ago, with: .one, text: HistoryCondition.earlierPeriod.rawValue, at: span)
    guard case .expression(let isOfEarlierPeriod) = isEarlier.kind else { return nil }
    let isGiven = TypedExpression(
      .orElse(
        TypedExpression(.comparison(.lessOrEqual, gradedOn, asOf), .boolean.optional(), at: span),
        TypedExpression(.literal(.boolean(true)), .boolean, at: span)), .boolean, at: span)
    let condition = TypedExpression(.and(isOfEarlierPeriod, isGiven), .boolean, at: span)
    return add(
      TypedSelection(
        span: span, domain: history.domain, source: BuiltinName.results.english, base: nil, window: nil,
        condition: TypedValue(
          text: isEarlier.text, span: span, type: .boolean, kind: .expression(condition)),
        oncePer: [ago], keep: .highest(gradedOn)))
  }

  private func resultField(_ history: HistoryDraft, _ place: Int, at span: SourceSpan) -> TypedExpression {
    let field = FieldReference(domain: history.domain, field: place)
    return TypedExpression(.field(field), domains[history.domain].fields[place].type, at: span)
  }

  /// A test of a number that may be absent, which then fails.
  private func comparison(
    _ relation: Relation, _ number: TypedExpression, with other: Decimal128, text: String, at span: SourceSpan
  ) -> TypedValue {
    let literal = TypedExpression(.literal(.number(other)), .number(NumberType(other)), at: span)
    var test = TypedExpression(
      .comparison(relation, number, literal), .boolean.optional(number.type.isOptional), at: span)
    if number.type.isOptional {
      let no = TypedExpression(.literal(.boolean(false)), .boolean, at: span)
      test = TypedExpression(.orElse(test, no), .boolean, at: span)
    }
    return TypedValue(text: text, span: span, type: .boolean, kind: .expression(test))
  }

  // MARK: Words

  /// How many periods lie from a result to the one that is graded; in a result that counts it is never absent.
  private func periodsAgo(_ history: HistoryDraft, at span: SourceSpan) -> TypedExpression {
    let ago = unguardedPeriodsAgo(history, at: span)
    return ago.type.isOptional ? TypedExpression(.assumePresent(ago), ago.type.optional(false), at: span) : ago
  }

  private func unguardedPeriodsAgo(_ history: HistoryDraft, at span: SourceSpan) -> TypedExpression {
    guard let period else { return TypedExpression(.literal(.absent), .nothing, at: span) }
    let asOf = TypedExpression(.asOf, .date, at: span)
    let now = TypedExpression.steps(from: period.from, to: asOf, of: period.every)
    let then = TypedExpression.steps(
      from: period.from, to: resultField(history, history.date, at: span), of: period.every)
    let bound = Decimal128(7_320_001)
    let type = PolicyType(
      .number(NumberType(range: NumberRange(lower: bound.negated, upper: bound), decimals: 0)),
      isOptional: now.type.isOptional)
    let offset = Decimal128(period.offset)
    let shift = TypedExpression(.literal(.number(offset)), .number(NumberType(offset)), at: span)
    let difference = TypedExpression(.arithmetic(.subtract, now, then), type, at: span)
    return period.offset == 0 ? difference : TypedExpression(.arithmetic(.add, difference, shift), type, at: span)
  }

  func historyWord(_ name: BuiltinName, _ scope: Scope, at span: SourceSpan) -> TypedExpression? {
    switch name {
    case .results: return selectionIsNoValue(at: span)
    case .previous:
      guard historySelection(.previous, at: span) != nil else { return nil }
      return selectionIsNoValue(at: span)
    case .sincePreviousResult: return sincePreviousResult(at: span)
    default: break
    }
    guard let history, scope.domain == history.domain else {
      report(.wordOnlyInside(span.text, LocalizedText("`results`", "`历次结果`"), at: span))
      return nil
    }
    guard policy[.period] != nil else {
      report(.policyHasNoPeriod(span))
      return nil
    }
    return period == nil ? nil : periodsAgo(history, at: span)
  }

  /// The dates after the day on which the previous result was given; a result of an earlier period that does not say
  /// when counts as given when its period was over.
  private func sincePreviousResult(at span: SourceSpan) -> TypedExpression? {
    guard let previous = historySelection(.previous, at: span), let history else { return nil }
    let day = TypedExpression(.literal(.duration(CalendarDuration(days: 1))), .duration, at: span)
    let gradedOn = TypedExpression(
      .aggregate(.first, previous, resultField(history, history.gradedOn, at: span), above: 0), .date.optional(),
      at: span)
    var from = TypedExpression(.addDuration(gradedOn, day), .date.optional(), at: span)
    if let start = period?.start {
      let hasPrevious = TypedExpression(.aggregate(.exists, previous, nil, above: 0), .boolean, at: span)
      let nothing = TypedExpression(.literal(.absent), .nothing, at: span)
      let end = TypedExpression(
        .conditional(hasPrevious, then: start, otherwise: nothing), .date.optional(), at: span)
      from = TypedExpression(.orElse(from, end), .date.optional(), at: span)
    }
    let earliest = TypedExpression(.literal(.date(.earliest)), .date, at: span)
    let start = TypedExpression(.orElse(from, earliest), .date, at: span)
    return TypedExpression(.dateRange(from: start, until: nil), .dateRange, at: span)
  }

  // MARK: Functions

  /// How many results in a row, from the previous one back, meet a condition.
  func streak(_ values: [Expression], _ scope: Scope, at span: SourceSpan) -> TypedExpression? {
    guard takes(2...2, .streak, values, at: span) else { return nil }
    guard case .name(let name) = values[0].kind, BuiltinName(spelling: name) == .results else {
      report(.streakOfOtherRecords(values[0].span))
      return nil
    }
    guard let results = historySelection(.results, at: values[0].span), let history else { return nil }
    guard let meeting = filtered(results, by: values[1], scope, at: span) else { return nil }
    let place = period == nil ? placeFromTheEnd(in: results, at: span) : periodsAgo(history, at: span)
    let limit = Decimal128(domains[history.domain].limit)
    return TypedExpression(
      .aggregate(.streak, meeting, place, above: 0),
      .number(NumberType(range: NumberRange(lower: .zero, upper: limit), decimals: 0)), at: span)
  }

  /// The place of a result among all, 1 for the last.
  private func placeFromTheEnd(in results: SelectionID, at span: SourceSpan) -> TypedExpression {
    let domain = selections[results.index].domain
    let limit = Decimal128(domains[domain].limit)
    let whole = NumberType(range: NumberRange(lower: .zero, upper: limit), decimals: 0)
    let forever = TypedExpression(.literal(.duration(.forever)), .duration, at: span)
    let place = TypedExpression(
      .ordinal(results, within: forever),
      .number(NumberType(range: NumberRange(lower: 1, upper: limit), decimals: 0)), at: span)
    let count = TypedExpression(.aggregate(.count, results, nil, above: 0), .number(whole), at: span)
    let after = NumberType(range: whole.range + -NumberRange(lower: 1, upper: limit), decimals: 0)
    let one = TypedExpression(.literal(.number(.one)), .number(NumberType(.one)), at: span)
    let behind = TypedExpression(.arithmetic(.subtract, count, place), .number(after), at: span)
    return TypedExpression(
      .arithmetic(.add, behind, one),
      .number(NumberType(range: after.range + NumberRange(.one), decimals: 0)), at: span)
  }

  /// A grade moved by a number of places, no further than to the ends of the scale; one beside it stays.
  func movedGrade(_ builtin: Builtin, _ values: [Expression], _ scope: Scope, at span: SourceSpan) -> TypedExpression? {
    guard takes(2...2, builtin, values, at: span), let grade = check(values[0], scope) else { return nil }
    guard let scale = grade.type.labels, scale.isScale, scale.rankedCount > 0 else {
      report(.noOrder(values[0].span, grade.type.form))
      return nil
    }
    guard isPresentForComparison(grade) else { return nil }
    guard case .number(let digits) = values[1].kind, let count = Int(digits),
      (1..<max(2, scale.rankedCount)).contains(count)
    else {
      report(.badPlaces(values[1].span, ofScale: scale.rankedCount))
      return nil
    }
    let rows = scale.ranked.indices.map { place in
      let moved = builtin == .better ? max(0, place - count) : min(scale.rankedCount - 1, place + count)
      return (from: scale.labels[place], to: scale.labels[moved])
    }
    return rows.reversed().reduce(grade) { rest, row in
      let literals = [row.from, row.to].map { TypedExpression(.literal(.label($0)), grade.type, at: span) }
      let isHere = TypedExpression(.comparison(.equal, grade, literals[0]), .boolean, at: span)
      return TypedExpression(.conditional(isHere, then: literals[1], otherwise: rest), grade.type, at: span)
    }
  }
}
