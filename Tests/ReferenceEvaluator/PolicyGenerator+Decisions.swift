import PolicySemantics
import PolicyTypes

extension PolicyGenerator {
  // MARK: Decisions

  /// Now and then lets people decide about the grade.
  mutating func makeDecisions() {
    guard let scale = grade?.scale, random.chance(30) else { return }
    let domain = domains.count
    let effects = LabelSet(DecisionEffect.all(on: scale).map(\.label))
    let types: [(PolicyType, Bool)] = [
      (.date, false), (.text, false), (.text, false), (PolicyType(.date, isOptional: true), true),
      (PolicyType(.oneOf(scale), isOptional: true), false), (PolicyType(.oneOf(effects), isOptional: true), false),
      (PolicyType(.oneOf(Self.statuses), isOptional: true), false),
    ]
    let fields = types.enumerated().map { place, type in
      TypedField(
        name: "f\(place)", title: nil, span: .nowhere, type: type.0, identifier: nil, isPlanned: type.1,
        requiredWhen: nil)
    }
    domains.append(
      TypedDomain(
        name: "decisions", title: nil, span: .nowhere, parent: 0, fields: fields, key: nil, date: 0, limit: 20,
        repairs: nil, status: 6))
    func field(_ place: Int) -> TypedExpression {
      TypedExpression(.field(FieldReference(domain: domain, field: place)), fields[place].type)
    }
    let runs = TypedExpression.asOf.compared(.lessOrEqual, field(3)).orElse(.literal(true))
    let labels = DecisionEffect.all(on: scale).filter { $0.placesWorse != nil }.map(\.label)
    let shifts = labels.reduce(TypedExpression.literal(false)) { known, label in
      known || field(5).compared(.equal, .literal(label, of: effects)).orElse(.literal(false))
    }
    let inForce = add(
      TypedSelection(
        span: .nowhere, domain: domain, source: "decisions", base: nil, window: nil,
        condition: TypedValue((field(4).isPresent || shifts) && runs), oncePer: [], keep: .latest))
    decisions = TypedDecisions(
      clause: clause("decisions"), domain: domain, ofGrade: inForce,
      fields: DecisionFields(
        decidedOn: 0, reason: 1, decider: 2, until: 3, grade: 4, effect: 5, circumstance: nil))
  }

  // MARK: Outcomes

  /// Makes outcomes beside the scale that are tried before a base grade.
  mutating func makeOutcomes(_ scale: LabelSet) -> [TypedOutcome] {
    scale.labels.dropFirst(scale.rankedCount).filter { _ in random.chance(60) }.map { label in
      TypedOutcome(clause: clause(label), label: label, applies: TypedValue(condition(at: 0, depth: 2)))
    }
  }

  /// Says what some of the outcomes show, which may read everything.
  mutating func makeShownGrades() {
    guard let made = grade else { return }
    var outcomes = made.outcomes
    let computed = TypedExpression(
      .computedGrade, PolicyType.oneOf(made.scale).optional(made.computed.type.isOptional))
    for (place, outcome) in outcomes.enumerated() where random.chance(70) {
      let shows =
        random.chance(40)
        ? TypedValue(computed)
        : TypedValue(.conditional(condition(at: 0, depth: 1), .literal(made.scale.labels[0], of: made.scale), .absent))
      outcomes[place] = TypedOutcome(
        clause: outcome.clause, label: outcome.label, applies: outcome.applies, shows: shows)
    }
    grade = TypedGrade(
      clause: made.clause, scale: made.scale, base: made.base, order: made.order, outcomes: outcomes,
      computed: made.computed)
  }
}
