import PolicyDiagnostics
import PolicyIR
import PolicyTypes

/// Collects what a policy's author takes for granted: that every row, condition, grade, measure and limit matters to
/// somebody, and that tables leave no gap.
struct ClaimCollector {
  /// What the claims are for.
  enum Purpose {
    /// Proofs: about the policy as a whole.
    case proof
    /// Coverage: about what single cases show, where a row decides only for what counts.
    case coverage
  }

  private let program: IRProgram
  private let purpose: Purpose
  private(set) var claims: [Claim] = []

  /// For each claim the part of the policy that it is about.
  private(set) var parts: [PolicyPart] = []
  private var known: Set<Claim> = []
  private var clause: Clause?

  init(_ program: IRProgram, for purpose: Purpose = .proof) {
    self.program = program
    self.purpose = purpose
    let outline = program.outline
    for fact in outline.facts {
      clause = fact.clause
      switch fact.kind {
      case .value(let value): add(value)
      case .selection(let selection): add(selection)
      case .list(let list): add(list)
      }
    }
    for indicator in outline.indicators { add(indicator) }
    if let grade = outline.grade { add(grade) }
    for rule in outline.rules {
      clause = rule.clause
      addCondition(rule.condition, .rule)
    }
    for measure in outline.measures { add(measure) }
    for output in outline.outputs {
      clause = output.clause
      add(output.value)
    }
  }

  private mutating func add(
    _ kind: Claim.Kind, _ tests: [ClaimTest], _ part: PolicyPart.Kind, at span: SourceSpan,
    saying text: LocalizedText? = nil
  ) {
    let domain = tests.flatMap(\.values).map { program.domain(of: $0) }.max() ?? .subject
    let claim = Claim(kind: kind, span: span, domain: domain, tests: tests)
    guard known.insert(claim).inserted else { return }
    claims.append(claim)
    parts.append(PolicyPart(kind: part, clause: clause, text: text))
  }

  // MARK: Parts of a policy

  private mutating func add(_ indicator: IndicatorOutline) {
    clause = indicator.clause
    if let condition = indicator.condition { addCondition(condition) }
    if let selection = indicator.selection { add(selection) }
    let context = context(of: indicator)
    switch indicator.worth {
    case .points(let value), .deduction(let value):
      add(value, within: context)
      if purpose == .coverage, let missing = indicator.missing {
        add(.conditionHolds, context + [.isAbsent(value.result)], .missing, at: missing.span)
      }
    case .sum(let start, _): if let start { add(start) }
    case .weightedMean: break
    case .chosen(_, let start, let children, let counts):
      if let start { add(start) }
      for (child, isTaken) in zip(children, counts) {
        add(.partCounts, [.isTrue(isTaken)], .part, at: program.outline[child].clause.span)
      }
    }
    if let repair = indicator.repair { add(repair, within: context) }
    clause = indicator.clause
    if let missing = indicator.missing { add(missing) }
    if purpose == .coverage, indicator.isLeftOutWhenMissing {
      add(.conditionHolds, [.isAbsent(indicator.result)], .missing, at: indicator.clause.span)
    }
    if let grade = indicator.grade { add(grade) }
    addLimits(of: indicator)
  }

  /// What holds of a record, or of the subject, for which the indicator counts.
  private func context(of indicator: IndicatorOutline) -> [ClaimTest] {
    guard purpose == .coverage else { return [] }
    return [indicator.condition?.result, indicator.selection?.mask].compactMap(\.self).map(ClaimTest.isTrue)
  }

  private mutating func addLimits(of indicator: IndicatorOutline) {
    for cap in indicator.keyCaps?.caps ?? [] {
      add(cap.bound)
      guard let limited = indicator.limits.first(where: { $0.kind == .perKey }) else { continue }
      add(.limitBites, [.differ(cap.sumWithout, limited.result)], .cap, at: cap.span)
    }
    var before = indicator.subtotal
    for limit in indicator.limits {
      if let bound = limit.bound {
        add(bound)
        let part: PolicyPart.Kind = [.cap, .restored].contains(limit.kind) ? .cap : .clamp
        if before != limit.result { add(.limitBites, [.differ(before, limit.result)], part, at: limit.span) }
      }
      before = limit.result
    }
  }

  private mutating func add(_ repair: RepairOutline, within context: [ClaimTest]) {
    clause = repair.clause
    if let isRepairable = repair.isRepairable { addCondition(isRepairable) }
    if let needs = repair.needs { addCondition(needs) }
    guard purpose == .coverage else { return add(repair.restored) }
    add(.conditionHolds, [.isTrue(repair.isRepaired)], .repair, at: repair.clause.span)
    if let notBefore = repair.notBefore {
      // The time of grace: a repair was done and does not count yet.
      var tooEarly: [ClaimTest] = [.isPresent(repair.done), .isFalse(repair.isRepaired)]
      for condition in [repair.isRepairable, repair.needs] {
        if let condition { tooEarly.append(.isTrue(condition.result)) }
      }
      add(.conditionHolds, tooEarly, .grace, at: notBefore.span)
      add(notBefore, .grace, within: [.isPresent(repair.done)])
    }
    add(repair.restored, .repairTier, within: context + [.isTrue(repair.isRepaired)])
  }

  private mutating func add(_ selection: SelectionOutline) {
    for filter in selection.filters {
      guard let part = part(of: filter), let span = program[filter.passes].span else { continue }
      // A record that would not count anyway says nothing of the window.
      let others = selection.filters.filter { $0 != filter && ($0.kind == .inForce || $0.kind == .condition) }
      let context = part == .window ? others.map { ClaimTest.isTrue($0.passes) } : []
      add(.conditionHolds, context + [.isTrue(filter.passes)], part, at: span)
      add(.conditionFails, context + [.isFalse(filter.passes)], part, at: span)
    }
  }

  /// That somebody enters the list; that what touches its stays can be there.
  private mutating func add(_ list: ListOutline) {
    add(list.selection)
    for touch in list.touches { add(touch.records) }
    guard let clause else { return }
    add(.conditionHolds, [.isPresent(list.ends)], .condition, at: clause.span)
  }

  private func part(of filter: SelectionFilter) -> PolicyPart.Kind? {
    switch filter.kind {
    case .condition: .condition
    case .within: purpose == .coverage ? .window : nil
    case .inForce, .readable, .valid, .oncePer, .kept, .begins: nil
    }
  }

  private mutating func add(_ grade: GradeOutline) {
    clause = grade.clause
    add(grade.base, .band)
    for label in grade.scale.labels {
      add(.gradeGiven(label), [.hasLabel(grade.result, label)], .grade, at: grade.clause.span)
    }
  }

  private mutating func add(_ measure: MeasureOutline) {
    clause = measure.clause
    let name = measure.clause.title ?? measure.clause.name
    add(.measureGiven(name), [.isTrue(measure.isGiven)], .measure, at: measure.clause.span)
    if let condition = measure.condition { addCondition(condition) }
    if let exception = measure.exception { addCondition(exception) }
    if let records = measure.records { add(records.selection) }
    let given = measure.records?.isGiven ?? measure.isGiven
    // The day on which a measure ends follows from its term, and has no rows of its own.
    var places: Set<SourceSpan> = []
    for number in measure.numbers where places.insert(number.value.span).inserted {
      add(number.value, within: [.isTrue(given)])
    }
    // That nobody gets both is to be proved; no test could show it.
    for place in measure.conflicts where purpose != .coverage {
      let other = program.outline.measures[place]
      // Each pair once, at the later of the two.
      guard other.clause.span.start < measure.clause.span.start else { continue }
      add(
        .neverTogether(measure.clause.title ?? measure.clause.name, other.clause.title ?? other.clause.name),
        [.isTrue(measure.isGiven), .isTrue(other.isGiven)], .measure, at: measure.clause.span)
    }
  }

  // MARK: Values

  private mutating func addCondition(_ condition: ValueOutline, _ part: PolicyPart.Kind = .condition) {
    add(.conditionHolds, [.isTrue(condition.result)], part, at: condition.span)
    add(.conditionFails, [.isFalse(condition.result)], part, at: condition.span)
    add(condition)
  }

  /// Adds the claims about the rows of a value that is looked at where `context` holds.
  private mutating func add(
    _ value: ValueOutline, _ part: PolicyPart.Kind = .row, within context: [ClaimTest] = []
  ) {
    if let members = value.members { add(members) }
    // That a published figure decides for nobody is no fault of the policy.
    guard !value.rows.isEmpty, value.reference == nil else { return }
    // Where something that is looked up is absent, its rows mean nothing.
    let isLookedUp: [ClaimTest] = program.type(of: value.result).isOptional ? [.isPresent(value.result)] : []
    let conditions = value.rows.compactMap(\.condition)
    for (place, row) in value.rows.enumerated() {
      let earlier = value.take.combinesRows && row.condition != nil ? [] : value.rows[..<place].compactMap(\.condition)
      // A row that says itself that there is nothing decides by that.
      let isKnown = program.type(of: row.value.result).isOptional ? [] : isLookedUp
      let tests = context + isKnown + earlier.map(ClaimTest.isFalse) + (row.condition.map { [.isTrue($0)] } ?? [])
      add(.rowDecides, tests, part, at: row.span, saying: row.words)
      if let members = row.members { add(members) }
      add(row.value, part, within: tests)
    }
    if value.rows.last?.condition != nil {
      add(.rowsCover, context + isLookedUp + conditions.map(ClaimTest.isFalse), part, at: value.span)
    }
    if value.take == .unique { add(.rowsDisjoint, context + isLookedUp + [.twoHold(conditions)], part, at: value.span) }
  }

  private mutating func add(_ members: MembersOutline) {
    for condition in members.conditions { addCondition(condition) }
  }
}

extension ValueRow {
  /// The row as people write it, where its value is no table itself.
  fileprivate var words: LocalizedText? {
    guard value.rows.isEmpty else { return nil }
    guard condition == nil else { return LocalizedText(verbatim: "\(span.firstLine.text): \(value.text)") }
    let otherwise = LocalizedText("otherwise", "其余")
    return LocalizedText("\(otherwise.english): \(value.text)", "\(otherwise.chinese): \(value.text)")
  }
}
