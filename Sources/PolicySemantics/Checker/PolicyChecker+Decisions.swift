import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// Decisions of people as they are being declared: a record type of the language's own.
struct DecisionsDraft {
  let domain: Int
  let fields: DecisionFields
  let form: Form
  /// The declared circumstances, and those of them that something reads.
  let circumstances: [YAMLScalar]
  var read: Set<String> = []
}

/// What people decide instead of the rules: records with a reason, who took the decision and its last day.
extension PolicyChecker {

  // MARK: Declarations

  func declareDecisions() {
    guard let entry = policy.entries[.decisions], let form = entry.piece.form else { return }
    let name = Keyword.decisions.english
    if let taken = domains.first(where: { $0.name == name }) {
      report(.duplicateName(taken.nameScalar, earlier: entry.key.span))
      return
    }
    var draft = DomainDraft(name: name, nameScalar: entry.key, form: nil, parent: 0)
    draft.isNamedByPolicy = false
    draft.limit = 1000
    if let scalar = form[.atMost]?.scalar, let limit = wholeNumber(scalar, in: 1...1_000_000) { draft.limit = limit }
    let circumstances = (form[.circumstances]?.elements ?? []).compactMap(\.scalar)
    for (place, label) in circumstances.enumerated() {
      if circumstances[..<place].contains(where: { $0.text == label.text }) { report(.duplicateLabel(label)) }
    }
    let fields = addDecisionFields(circumstances, to: &draft, at: entry.key.span)
    decisions = DecisionsDraft(domain: domains.count, fields: fields, form: form, circumstances: circumstances)
    domains.append(draft)
    for place in [fields.reason, fields.decider] {
      readFields.insert(FieldReference(domain: domains.count - 1, field: place))
    }
  }

  private func addDecisionFields(
    _ circumstances: [YAMLScalar], to draft: inout DomainDraft, at span: SourceSpan
  ) -> DecisionFields {
    func add(_ name: String, _ title: String, _ type: PolicyType, isPlanned: Bool = false) -> Int {
      draft.fields.append(
        FieldDraft(
          name: name, nameScalar: nil, title: title, span: span, type: type, identifier: nil, isPlanned: isPlanned,
          requiredWhen: nil))
      return draft.fields.count - 1
    }
    let decidedOn = add("decided on", "裁定日期", .date)
    let reason = add("reason", "理由", .text)
    let decider = add("decided by", "裁定人", .text)
    let until = add("until", "有效至", .date.optional(), isPlanned: true)
    let grade = scale.map { add("grade", "等级", .oneOf($0).optional()) }
    let effect = scale.map { scale in
      add("effect", "效力", .oneOf(LabelSet(DecisionEffect.all(on: scale).map(\.label))).optional())
    }
    let labels = circumstances.map(\.text)
    let circumstance =
      labels.isEmpty ? nil : add("circumstance", "情形", .oneOf(LabelSet(Array(Set(labels)).sorted())).optional())
    draft.date = decidedOn
    draft.status = add("status", "状态", .oneOf(LabelSet(["in force", "disputed", "withdrawn"])).optional())
    return DecisionFields(
      decidedOn: decidedOn, reason: reason, decider: decider, until: until, grade: grade, effect: effect,
      circumstance: circumstance)
  }

  // MARK: Which decisions count

  func typedDecisions(_ draft: DecisionsDraft) -> TypedDecisions {
    TypedDecisions(
      clause: clause(Keyword.decisions.english, draft.form, at: domains[draft.domain].nameScalar.span),
      domain: draft.domain, ofGrade: grade == nil ? nil : decisionOfGrade(draft), fields: draft.fields)
  }

  /// The latest decision in force about the grade: one that names a grade, or moves it by places.
  private func decisionOfGrade(_ draft: DecisionsDraft) -> SelectionID? {
    guard let scale, let place = draft.fields.grade, let effectPlace = draft.fields.effect else { return nil }
    let span = domains[draft.domain].nameScalar.span
    let namesGrade = TypedExpression(.isPresent(read(draft, place, at: span)), .boolean, at: span)
    let effect = read(draft, effectPlace, at: span)
    let no = TypedExpression(.literal(.boolean(false)), .boolean, at: span)
    let shifts = DecisionEffect.all(on: scale).filter { $0.placesWorse != nil }
    let decidesGrade = shifts.reduce(namesGrade) { known, shift in
      let label = TypedExpression(.literal(.label(shift.label)), effect.type.optional(false), at: span)
      let test = TypedExpression(.comparison(.equal, effect, label), .boolean.optional(), at: span)
      return TypedExpression(.or(known, TypedExpression(.orElse(test, no), .boolean, at: span)), .boolean, at: span)
    }
    return inForce(draft, decidesGrade, text: "grade != null", keep: .latest)
  }

  /// The decisions in force that meet a condition.
  private func inForce(
    _ draft: DecisionsDraft, _ condition: TypedExpression, text: String, keep: TypedKeep? = nil
  ) -> SelectionID {
    let span = domains[draft.domain].nameScalar.span
    let asOf = TypedExpression(.asOf, .date, at: span)
    let last = read(draft, draft.fields.until, at: span)
    let isBefore = TypedExpression(.comparison(.lessOrEqual, asOf, last), .boolean.optional(), at: span)
    let yes = TypedExpression(.literal(.boolean(true)), .boolean, at: span)
    let runs = TypedExpression(.orElse(isBefore, yes), .boolean, at: span)
    let both = TypedExpression(.and(condition, runs), .boolean, at: span)
    return add(
      TypedSelection(
        span: span, domain: draft.domain, source: Keyword.decisions.english, base: nil, window: nil,
        condition: TypedValue(
          text: "\(text) and until >= as of", span: span, type: .boolean, kind: .expression(both)),
        oncePer: [], keep: keep))
  }

  private func read(_ draft: DecisionsDraft, _ place: Int, at span: SourceSpan) -> TypedExpression {
    read(FieldReference(domain: draft.domain, field: place), Scope(), at: span)
  }

  // MARK: Circumstances

  /// Whether a decision in force finds a circumstance, `decided(other grave circumstances)`.
  func isDecided(_ values: [Expression], at span: SourceSpan) -> TypedExpression? {
    guard takes(1...1, .decided, values, at: span) else { return nil }
    guard let draft = decisions, let place = draft.fields.circumstance else {
      if policy.isWhole { report(.circumstancesNeeded(span)) }
      return nil
    }
    let name: String =
      switch values[0].kind {
      case .name(let name), .text(let name): name
      default: values[0].span.text
      }
    let type = domains[draft.domain].fields[place].type
    guard let labels = type.labels, labels.code(of: name) != nil else {
      report(.unknownCircumstance(name, at: values[0].span, known: draft.circumstances.map(\.text)))
      return nil
    }
    decisions?.read.insert(name)
    let home = domains[draft.domain].nameScalar.span
    let label = TypedExpression(.literal(.label(name)), .oneOf(labels), at: home)
    let test = TypedExpression(
      .comparison(.equal, read(draft, place, at: home), label), .boolean.optional(), at: home)
    let no = TypedExpression(.literal(.boolean(false)), .boolean, at: home)
    let finds = TypedExpression(.orElse(test, no), .boolean, at: home)
    let id = inForce(draft, finds, text: "circumstance = \(name)")
    return TypedExpression(.aggregate(.exists, id, nil, above: 0), .boolean, at: span)
  }

  /// Warns of circumstances that nothing reads, and of decisions that decide nothing.
  func checkCircumstances() {
    guard let draft = decisions, !diagnostics.containsError, holes.isEmpty else { return }
    for name in draft.circumstances where !draft.read.contains(name.text) { report(.unused(name)) }
    if scale == nil, draft.circumstances.isEmpty { report(.decisionsDecideNothing(policy.keySpan(.decisions))) }
  }
}
