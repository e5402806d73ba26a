import PolicyDiagnostics
import PolicyIR
import PolicyTypes

/// Collects what a policy's author takes for granted: that every row, condition, grade, measure and limit matters to
/// somebody, and that tables leave no gap.
struct ClaimCollector {
  private let program: IRProgram
  private(set) var claims: [Claim] = []
  private var known: Set<Claim> = []

  init(_ program: IRProgram) {
    self.program = program
    let outline = program.outline
    for fact in outline.facts {
      switch fact.kind {
      case .value(let value): add(value)
      case .selection(let selection): add(selection)
      }
    }
    for indicator in outline.indicators { add(indicator) }
    if let grade = outline.grade { add(grade) }
    for rule in outline.rules { addCondition(rule.condition) }
    for measure in outline.measures { add(measure) }
    for output in outline.outputs { add(output.value) }
  }

  private mutating func add(_ kind: Claim.Kind, _ tests: [ClaimTest], at span: SourceSpan) {
    let domain = tests.flatMap(\.values).map { program[$0].domain }.max() ?? .subject
    let claim = Claim(kind: kind, span: span, domain: domain, tests: tests)
    if known.insert(claim).inserted { claims.append(claim) }
  }

  // MARK: Parts of a policy

  private mutating func add(_ indicator: IndicatorOutline) {
    if let condition = indicator.condition { addCondition(condition) }
    if let selection = indicator.selection { add(selection) }
    switch indicator.worth {
    case .points(let value), .deduction(let value): add(value)
    case .sum(let start, _): if let start { add(start) }
    case .weightedMean: break
    }
    if let repair = indicator.repair {
      if let isRepairable = repair.isRepairable { addCondition(isRepairable) }
      add(repair.restored)
    }
    if let missing = indicator.missing { add(missing) }
    addLimits(of: indicator)
  }

  private mutating func addLimits(of indicator: IndicatorOutline) {
    var before = indicator.subtotal
    for limit in indicator.limits {
      if let bound = limit.bound {
        add(bound)
        if before != limit.result { add(.limitBites, [.differ(before, limit.result)], at: limit.span) }
      }
      before = limit.result
    }
  }

  private mutating func add(_ selection: SelectionOutline) {
    for filter in selection.filters where filter.kind == .condition {
      guard let span = program[filter.passes].span else { continue }
      add(.conditionHolds, [.isTrue(filter.passes)], at: span)
      add(.conditionFails, [.isFalse(filter.passes)], at: span)
    }
  }

  private mutating func add(_ grade: GradeOutline) {
    add(grade.base)
    for label in grade.scale.labels {
      add(.gradeGiven(label), [.hasLabel(grade.result, label)], at: grade.clause.span)
    }
  }

  private mutating func add(_ measure: MeasureOutline) {
    add(.measureGiven(measure.clause.title ?? measure.clause.name), [.isTrue(measure.isGiven)], at: measure.clause.span)
    if let condition = measure.condition { addCondition(condition) }
    for number in measure.numbers { add(number.value, within: [.isTrue(measure.isGiven)]) }
  }

  // MARK: Values

  private mutating func addCondition(_ condition: ValueOutline) {
    add(.conditionHolds, [.isTrue(condition.result)], at: condition.span)
    add(.conditionFails, [.isFalse(condition.result)], at: condition.span)
    add(condition)
  }

  /// Adds the claims about the rows of a value that is looked at where `context` holds.
  private mutating func add(_ value: ValueOutline, within context: [ClaimTest] = []) {
    if let members = value.members { add(members) }
    guard !value.rows.isEmpty else { return }
    // Where something that is looked up is absent, its rows mean nothing.
    let isLookedUp: [ClaimTest] = program[value.result].type.isOptional ? [.isPresent(value.result)] : []
    let conditions = value.rows.compactMap(\.condition)
    for (place, row) in value.rows.enumerated() {
      let earlier = value.take.combinesRows && row.condition != nil ? [] : value.rows[..<place].compactMap(\.condition)
      let tests = context + isLookedUp + earlier.map(ClaimTest.isFalse) + (row.condition.map { [.isTrue($0)] } ?? [])
      add(.rowDecides, tests, at: row.span)
      if let members = row.members { add(members) }
      add(row.value, within: tests)
    }
    if value.rows.last?.condition != nil {
      add(.rowsCover, context + isLookedUp + conditions.map(ClaimTest.isFalse), at: value.span)
    }
    if value.take == .unique { add(.rowsDisjoint, context + isLookedUp + [.twoHold(conditions)], at: value.span) }
  }

  private mutating func add(_ members: MembersOutline) {
    for condition in members.conditions { addCondition(condition) }
  }
}
