import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// An indicator as it is being checked.
struct IndicatorDraft {
  let path: String
  let name: YAMLScalar
  let form: Form
  let children: [Int]
  /// What the nearest group above says of missing values, for an indicator that does not say itself.
  let inheritedMissing: Piece?
  /// Whether the group above takes one of its parts.
  let isToBeTaken: Bool
  var state = Draft<TypedIndicator>.State.unchecked

  var result: TypedIndicator? {
    if case .checked(let result) = state { result } else { nil }
  }
}

/// The tree of indicators whose root is the score.
extension PolicyChecker {

  /// Lists the tree, children before their parent, so that paths are known to every expression.
  func declareIndicators() {
    guard let entry = policy.entries[.score], let form = entry.piece.form else { return }
    _ = declareIndicator(path: "score", name: entry.key, form, inheriting: nil)
  }

  private func declareIndicator(
    path: String, name: YAMLScalar, _ form: Form, inheriting missing: Piece?, isToBeTaken: Bool = false
  ) -> Int {
    let children = (form[.indicators]?.named ?? []).compactMap { child -> Int? in
      guard checkName(child.name), let childForm = child.piece.form else { return nil }
      return declareIndicator(
        path: "\(path).\(child.name.text)", name: child.name, childForm, inheriting: form[.missing] ?? missing,
        isToBeTaken: form[.take] != nil)
    }
    indicators.append(
      IndicatorDraft(
        path: path, name: name, form: form, children: children, inheritedMissing: missing,
        isToBeTaken: isToBeTaken))
    if form[.grade] != nil { declarePartGrade(of: indicators.count - 1) }
    indicatorPlaces[path] = indicators.count - 1
    return indicators.count - 1
  }

  func checkIndicators() {
    for index in indicators.indices { _ = indicator(at: index, readAt: nil) }
    if let score = indicatorPlaces["score"], let typed = indicators[score].result { checkScore(typed) }
  }

  private func checkScore(_ score: TypedIndicator) {
    if score.type.isOptional, !isRequired(indicators.count - 1) { report(.optionalScore(score.clause.span)) }
    if score.weight != nil { report(.scoreHasWeight(score.clause.span)) }
  }

  func indicator(at index: Int, readAt span: SourceSpan?) -> TypedIndicator? {
    switch indicators[index].state {
    case .checked(let result): return result
    case .checking:
      reportCycle(backTo: .indicator(index), at: span ?? indicators[index].name.span)
      return nil
    case .unchecked:
      guard isShallow(at: span ?? indicators[index].name.span) else { return nil }
      indicators[index].state = .checking
      var result = reading(as: .indicator(index)) { checkIndicator(indicators[index]) }
      if !isShortChain(endingAt: .indicator(index), indicators[index].name.span) { result = nil }
      indicators[index].state = .checked(result)
      return result
    }
  }

  private func checkIndicator(_ draft: IndicatorDraft) -> TypedIndicator? {
    let form = draft.form
    checkExclusiveKeys(form, draft.name)
    guard let context = context(of: form) else { return nil }
    guard let worth = worth(draft, context.scope) else { return nil }
    let missing = missing(draft, worth.type, context.scope)
    let cap = form[.cap].map { limit($0, context.subjectScope) }
    let clamp = form[.clamp]?.scalar.map { clampBounds($0, context.subjectScope) }
    let rounding = form[.round]?.scalar.map(rounding)
    if case .some(.none) = cap { return nil }
    if case .some(.none) = clamp { return nil }
    if case .some(.none) = rounding { return nil }
    if case .some(.none) = missing { return nil }
    let repair = form[.repair]?.scalar.map { repairReference($0, context.selection) }
    if case .some(.none) = repair { return nil }
    var result = IndicatorResult(worth.type, name: draft.name)
    guard apply(missing ?? nil, to: &result, draft) else { return nil }
    guard let keyCaps = keyCaps(form, of: result, context.scope) else { return nil }
    sumRecords(of: context.selection, condition: context.condition != nil, repair: repair ?? nil, &result)
    applyKeyCaps(keyCaps, whole: cap ?? nil, of: context.selection, &result)
    applyLimits(cap: cap ?? nil, clamp: clamp ?? nil, rounding: rounding ?? nil, &result, form)
    if let claim = form[.range]?.scalar { checkRange(claim, result, draft.name) }
    let weight = form[.weight].map { self.weight($0, context.subjectScope) }
    if case .some(.none) = weight { return nil }
    return TypedIndicator(
      clause: clause(draft.path, form, at: draft.name.span), type: result.type, weight: weight ?? nil,
      condition: context.condition, selection: context.selection, repair: repair ?? nil, worth: worth.kind,
      keyCaps: keyCaps, cap: cap ?? nil,
      clampLow: clamp??.low, clampHigh: clamp??.high, rounding: rounding ?? nil, missing: missing ?? nil)
  }

  private func checkExclusiveKeys(_ form: Form, _ name: YAMLScalar) {
    let worths: [Keyword] = [.points, .deduct, .indicators]
    let given = worths.filter { form[$0] != nil }
    if given.count > 1 { report(.keysExclude(form.keySpan(given[1]), given[1], given[0], form.keySpan(given[0]))) }
    checkSelectionKeys(form, and: [.repair, .capPer])
    if form[.start] != nil, form[.indicators] == nil { report(.startNeedsIndicators(form.keySpan(.start))) }
    if form[.weights] != nil, form[.indicators] == nil { report(.startNeedsIndicators(form.keySpan(.weights))) }
    if form[.take] != nil, form[.indicators] == nil { report(.takeNeedsIndicators(form.keySpan(.take))) }
  }

  /// Reports the keys of a selection that stand without `each`.
  func checkSelectionKeys(_ form: Form, and more: [Keyword] = []) {
    for keyword in [Keyword.within, .where, .oncePer, .keep] + more where form[keyword] != nil && form[.each] == nil {
      report(.keyNeedsEach(form.keySpan(keyword), keyword))
    }
  }

  // MARK: Where an indicator applies

  private struct Context {
    let condition: TypedValue?
    let selection: SelectionID?
    /// Where the worth stands: inside a record, or the subject.
    let scope: Scope
    let subjectScope: Scope
  }

  private func context(of form: Form) -> Context? {
    var subject = Scope()
    var condition: TypedValue?
    if let when = form[.when] {
      condition = self.condition(when, subject)
      guard condition != nil else { return nil }
      subject = subject.knowing(knowledge(from: when, subject).ifTrue)
    }
    guard form[.each] != nil else {
      return Context(condition: condition, selection: nil, scope: subject, subjectScope: subject)
    }
    guard let id = selection(form) else { return nil }
    let scope = inside(id, form, subject)
    return Context(condition: condition, selection: id, scope: scope, subjectScope: subject)
  }

  /// The scope inside a record of the selection that `form` makes.
  func inside(_ id: SelectionID, _ form: Form, _ scope: Scope) -> Scope {
    var scope = scope.inside(selections[id.index].domain)
    scope.ordinalSelection = ordinalSelection(of: id)
    scope.list = list(of: id)
    for condition in conditions(of: form) { scope = scope.knowing(knowledge(from: condition, scope).ifTrue) }
    return scope
  }

  /// The conditions that every record of an indicator meets: its own, and those of the selections it starts from.
  private func conditions(of form: Form) -> [Piece] {
    var conditions = form[.where].map { [$0] } ?? []
    if let each = form[.each]?.text, case .fact(let index) = symbols[each], let base = facts[index].piece.form,
      base.id == .fact
    {
      conditions += self.conditions(of: base)
    }
    return conditions
  }

  // MARK: Worth

  private func worth(
    _ draft: IndicatorDraft, _ scope: Scope
  ) -> (kind: TypedIndicator.Worth, type: PolicyType)? {
    if let piece = draft.form[.points] {
      return points(piece, scope).map { (.points($0), $0.type) }
    }
    if let piece = draft.form[.deduct] { return deduction(piece, scope) }
    guard draft.form[.indicators] != nil else {
      if draft.form.isWhole { leaveOpen(draft) }
      return nil
    }
    return group(draft, scope)
  }

  /// What has a weight and no worth is a hole: its place is known, and its worth is for another policy to say.
  private func leaveOpen(_ draft: IndicatorDraft) {
    guard draft.form[.weight] != nil else { return report(.missingWorth(draft.name)) }
    holes.append(PolicyHole(path: draft.path, span: draft.name.span))
  }

  func points(_ piece: Piece, _ scope: Scope) -> TypedValue? {
    guard let value = value(piece, .number, scope) else { return nil }
    if case .money(let currency) = value.type.number?.unit {
      report(.moneyIsNotPoints(piece.span, currency))
      return nil
    }
    return value
  }

  private func deduction(_ piece: Piece, _ scope: Scope) -> (kind: TypedIndicator.Worth, type: PolicyType)? {
    guard let value = points(piece, scope), let number = value.type.number else { return nil }
    guard number.range.isNonNegative else {
      report(.maybeNegative(piece.span, number.range, .deduct))
      return nil
    }
    let type = NumberType(range: -number.range, decimals: number.decimals)
    return (.deduction(value), PolicyType(.number(type), isOptional: value.type.isOptional))
  }

  private func group(
    _ draft: IndicatorDraft, _ scope: Scope
  ) -> (kind: TypedIndicator.Worth, type: PolicyType)? {
    let start = draft.form[.start].map { points($0, scope) }
    let children = draft.children.map { (index: $0, typed: indicator(at: $0, readAt: nil)) }
    for child in draft.children { note(.indicator(child), readAt: indicators[child].name.span) }
    if case .some(.none) = start { return nil }
    guard draft.form[.indicators]?.named.count == children.count else { return nil }
    guard !children.isEmpty else {
      report(.emptyGroup(draft.name))
      return nil
    }
    guard children.allSatisfy({ $0.typed != nil }) else { return nil }
    let parts = children.compactMap { child in child.typed.map { (child.index, $0) } }
    if draft.form[.take] != nil { return choice(start ?? nil, parts, draft) }
    let weighted = parts.filter { $0.1.weight != nil }
    if weighted.isEmpty { return sum(start ?? nil, parts) }
    guard weighted.count == parts.count else {
      let bare = parts.first { $0.1.weight == nil }!
      report(.mixedWeights(bare.1.clause.span, weighted: weighted[0].1.clause.span))
      return nil
    }
    return weightedMean(start ?? nil, parts, draft)
  }

  private func sum(
    _ start: TypedValue?, _ parts: [(Int, TypedIndicator)]
  ) -> (kind: TypedIndicator.Worth, type: PolicyType)? {
    if let leftOut = parts.first(where: { $0.1.type.isOptional && !isRequired($0.0) }) {
      report(.leftOutOfSum(leftOut.1.clause.span))
      return nil
    }
    let base = start?.type.number ?? NumberType(.zero)
    let total = parts.compactMap(\.1.type.number).reduce(base) { sum, part in
      NumberType(range: sum.range + part.range, decimals: both(sum.decimals, part.decimals, max))
    }
    let isOptional = start?.type.isOptional ?? false || parts.contains { $0.1.type.isOptional }
    let type = PolicyType(.number(total), isOptional: isOptional)
    return (.sum(start: start, children: parts.map { IndicatorIndex($0.0) }), type)
  }

  private func weightedMean(
    _ start: TypedValue?, _ parts: [(Int, TypedIndicator)], _ draft: IndicatorDraft
  ) -> (kind: TypedIndicator.Worth, type: PolicyType)? {
    if start != nil { report(.startOfWeightedMean(draft.form.keySpan(.start))) }
    guard checkWeights(parts, draft) else { return nil }
    let numbers = parts.compactMap { $0.1.weight?.number }
    let types = parts.compactMap(\.1.type.number)
    let range = types.dropFirst().reduce(types[0].range) { $0.union($1.range) }
    let mayLeaveOut = parts.contains { $0.1.type.isOptional } || draft.form[.weights] != nil
    let weightDecimals = numbers.map(\.decimalPlaces).max() ?? 0
    let decimals = types.reduce(0 as Int?) { both($0, $1.decimals, max) }.map { $0 + weightDecimals + 2 }
    let type = NumberType(range: range, decimals: mayLeaveOut ? nil : decimals)
    return (
      .weightedMean(children: parts.map { IndicatorIndex($0.0) }),
      PolicyType(.number(type), isOptional: mayHaveNoWeight(parts) || parts.contains { isRequired($0.0) })
    )
  }
}

/// The type of an indicator as the check follows it from its worth to its result.
struct IndicatorResult {
  var type: PolicyType
  let name: YAMLScalar

  init(_ type: PolicyType, name: YAMLScalar) {
    self.type = type
    self.name = name
  }

  var number: NumberType { type.number ?? NumberType(.zero) }

  mutating func replace(range: NumberRange, decimals: Int?) {
    type = PolicyType(.number(NumberType(range: range, decimals: decimals)), isOptional: type.isOptional)
  }
}
