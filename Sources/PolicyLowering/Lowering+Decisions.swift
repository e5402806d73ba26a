import PolicyDiagnostics
import PolicyIR
import PolicySemantics
import PolicyTypes

/// What people decided about the grade, and the outcomes beside the scale.
extension Lowering {
  func decision(_ decisions: TypedDecisions, _ grade: ValueID, _ scale: LabelSet) -> DecisionOutline? {
    let fields = decisions.fields
    guard let id = decisions.ofGrade, let gradeField = fields.grade, let effectField = fields.effect else { return nil }
    let outer = builder.span
    builder.span = decisions.clause.span
    defer { builder.span = outer }
    let selection = selection(id)
    func first(_ field: Int) -> ValueID {
      builder.first(
        self.field(FieldReference(domain: decisions.domain, field: field)), mask: selection.mask, above: .subject)
    }
    let named = builder.converted(first(gradeField), to: .code(scale))
    let result = decided(grade, naming: named, first(effectField), scale)
    let isDecided = builder.any(selection.mask, above: .subject)
    return DecisionOutline(
      clause: decisions.clause, selection: selection, reason: fields.reason, decider: fields.decider,
      until: fields.until, grade: gradeField, effect: effectField, isDecided: isDecided,
      reasonText: first(fields.reason), before: grade, result: builder.select(isDecided, result, grade))
  }

  private func has(_ effect: ValueID, _ wanted: DecisionEffect) -> ValueID {
    let label = builder.literal(.label(wanted.label), builder.lane(of: effect))
    return builder.definite(builder.compare(.equal, effect, label))
  }

  /// The grade as a decision leaves it; one beside the scale yields to exact grades only, and bounds nothing itself.
  private func decided(_ grade: ValueID, naming decided: ValueID, _ effect: ValueID, _ scale: LabelSet) -> ValueID {
    func isEffect(_ wanted: DecisionEffect) -> ValueID { has(effect, wanted) }
    let bound = builder.assumePresent(decided)
    let mayBound = builder.and(isRanked(grade, scale), isRanked(bound, scale))
    let ceiling = builder.and(isEffect(.noBetterThan), mayBound)
    let floor = builder.and(isEffect(.noWorseThan), mayBound)
    let isBound = builder.or(isEffect(.noBetterThan), isEffect(.noWorseThan))
    // Of labels the first is the best.
    let limited = builder.select(
      ceiling, builder.greatest(grade, bound), builder.select(floor, builder.least(grade, bound), grade))
    let named = builder.select(isBound, limited, bound)
    let shifts = shifts(effect, scale)
    guard !shifts.isEmpty else { return named }
    let isShift = shifts.dropFirst().reduce(shifts[0].condition) { builder.or($0, $1.condition) }
    let moved = shifted(grade, by: builder.choose(shifts, otherwise: builder.literal(.zero)), scale)
    return builder.select(isShift, besideStays(grade, moved, scale), named)
  }

  /// The effects that move a grade, each with the places by which it makes the grade worse.
  private func shifts(_ effect: ValueID, _ scale: LabelSet) -> [(condition: ValueID, value: ValueID)] {
    DecisionEffect.all(on: scale).compactMap { wanted in
      wanted.placesWorse.map { (has(effect, wanted), builder.literal(Decimal128($0))) }
    }
  }

  // MARK: Requirements

  /// A decision names its reason and who took it, and decides something: not a grade and a move of it at once.
  func requirements(of decisions: TypedDecisions) -> [Requirement] {
    let domain = DomainID(decisions.domain)
    builder.span = decisions.clause.span
    defer { builder.span = nil }
    let texts = [decisions.fields.reason, decisions.fields.decider].map { place in
      let text = field(FieldReference(domain: domain.index, field: place))
      let length = builder.derived(.textLength, text)
      return Requirement(
        domain: domain, field: place, kind: .decisionIsWhole, text: "",
        isViolated: builder.definite(builder.compare(.equal, length, builder.literal(.zero))))
    }
    let contents = [decisions.fields.grade, decisions.fields.circumstance].compactMap(\.self)
    guard let first = contents.first else { return texts }
    let given = contents.map { builder.isPresent(field(FieldReference(domain: domain.index, field: $0))) }
    let shifts = movesGrade(decisions)
    let decidesSomething = (given + [shifts].compactMap(\.self)).dropFirst().reduce(given[0]) { builder.or($0, $1) }
    let whole = Requirement(
      domain: domain, field: first, kind: .decisionIsWhole, text: "",
      isViolated: builder.aligned(builder.not(decidesSomething), to: domain))
    guard let shifts else { return texts + [whole] }
    let contradiction = Requirement(
      domain: domain, field: first, kind: .decisionIsOne, text: "",
      isViolated: builder.aligned(builder.and(given[0], shifts), to: domain))
    return texts + [whole, contradiction]
  }

  /// Whether a decision moves the grade by places; nil where none can.
  private func movesGrade(_ decisions: TypedDecisions) -> ValueID? {
    guard let scale = policy.grade?.scale, decisions.fields.grade != nil, let place = decisions.fields.effect else {
      return nil
    }
    let shifts = shifts(field(FieldReference(domain: decisions.domain, field: place)), scale).map(\.condition)
    return shifts.first.map { first in shifts.dropFirst().reduce(first) { builder.or($0, $1) } }
  }

  // MARK: Outcomes

  func outline(of outcome: TypedOutcome) -> OutcomeOutline {
    OutcomeOutline(
      clause: outcome.clause, label: outcome.label,
      applies: outline(of: outcome.applies, result: condition(outcome.applies)),
      shows: outcome.shows.map { outline(of: $0) }, lastDay: outcome.lastDay.map { outline(of: $0) },
      reason: outcome.reason)
  }

  /// The grade that is shown: what the outcome says that the subject has, or the grade itself.
  func shownGrade(_ grade: TypedGrade) -> ValueID? {
    guard grade.outcomes.contains(where: { $0.shows != nil }) else { return nil }
    let result = loweredGrade()
    let rows = grade.outcomes.compactMap { outcome -> (condition: ValueID, value: ValueID)? in
      guard let shows = outcome.shows, let code = grade.scale.code(of: outcome.label) else { return nil }
      let has = builder.definite(builder.isOneOf(result, codes: [code]))
      return (has, builder.converted(lower(shows), to: .code(grade.scale)))
    }
    return builder.choose(rows, otherwise: result)
  }
}
