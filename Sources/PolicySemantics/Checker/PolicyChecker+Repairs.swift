import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// Repairs: what repairs a record, and what comes back.
///
/// A repair is checked for the record type of the first indicator that uses it, so that its expressions are typed
/// inside that record.
extension PolicyChecker {

  /// Finds the repair that an indicator names, and checks it for the indicator's records.
  func repairReference(_ scalar: YAMLScalar, _ selection: SelectionID?) -> RepairID? {
    guard let index = repairs.firstIndex(where: { $0.name.text == scalar.text }) else {
      report(.unknownRepair(scalar, known: repairs.map(\.name.text)))
      return nil
    }
    guard let selection else { return nil }
    let domain = selections[selection.index].domain
    note(.repair(index), readAt: scalar.span)
    guard let repair = repair(at: index, for: domain, readAt: scalar.span) else { return nil }
    guard repair.domain == domain else {
      report(.repairOfOtherRecords(scalar, domains[repair.domain].name, domains[domain].name))
      return nil
    }
    return RepairID(index)
  }

  /// Checks the repairs that no indicator uses, for the first repairable record type.
  ///
  /// One that is used but not checked yet belongs to an indicator that is wrong itself; it would be held against the
  /// wrong records here.
  func checkUnusedRepairs() {
    guard let domain = domains.firstIndex(where: { $0.repairs != nil }) ?? domains.indices.dropFirst().first else {
      return
    }
    let used = Set(indicators.compactMap { $0.form[.repair]?.text })
    for index in repairs.indices where !used.contains(repairs[index].name.text) {
      _ = repair(at: index, for: domain, readAt: repairs[index].name.span)
    }
  }

  func repair(at index: Int, for domain: Int, readAt span: SourceSpan) -> TypedRepair? {
    switch repairs[index].state {
    case .checked(let result): return result
    case .checking:
      reportCycle(backTo: .repair(index), at: span)
      return nil
    case .unchecked:
      guard isShallow(at: span) else { return nil }
      repairs[index].state = .checking
      var result = reading(as: .repair(index)) { checkRepair(repairs[index], RepairID(index), for: domain) }
      if !isShortChain(endingAt: .repair(index), repairs[index].name.span) { result = nil }
      repairs[index].state = .checked(result)
      return result
    }
  }

  /// Whether a record has been repaired, `repaired(standard)`: the repair has taken effect, whatever it gives back.
  func isRepaired(_ values: [Expression], _ scope: Scope, at span: SourceSpan) -> TypedExpression? {
    guard takes(1...1, .repaired, values, at: span) else { return nil }
    guard case .name(let name) = values[0].kind, let index = repairs.firstIndex(where: { $0.name.text == name }) else {
      report(.unknownName(values[0].span.text, at: values[0].span, known: repairs.map(\.name.text)))
      return nil
    }
    guard scope.domain != 0 else {
      report(.wordOnlyInside(name, LocalizedText("a record, such as in `where`", "记录之内，例如 `条件`"), at: values[0].span))
      return nil
    }
    note(.repair(index), readAt: span)
    guard let repair = repair(at: index, for: scope.domain, readAt: span) else { return nil }
    guard isAncestorOrSelf(repair.domain, of: scope.domain) else {
      report(.outOfScope(name, at: span, recordType: domains[repair.domain].name))
      return nil
    }
    return TypedExpression(.repaired(RepairID(index)), .boolean, at: span)
  }

  private func checkRepair(_ draft: Draft<TypedRepair>, _ id: RepairID, for domain: Int) -> TypedRepair? {
    guard let form = draft.piece.form else { return nil }
    let scope = Scope(domain: domain)
    guard let date = domains[domain].date else {
      report(.repairNeedsDate(draft.name, domains[domain].name))
      return nil
    }
    let at = TypedExpression(.field(FieldReference(domain: domain, field: date)), .date, at: draft.name.span)
    guard let done = done(form, draft.name, scope), let from = start(form, at, scope) else { return nil }
    var inside = scope
    inside.repair = id
    inside.took = TypedExpression(
      .elapsed(from: from, to: dayOfRepair(id, at: draft.name.span)), .elapsed, at: draft.name.span)
    let repaired = TypedExpression(.repairDone(id), .date.optional(), at: draft.name.span)
    let notBefore = form[.notBefore].map { value($0, .duration, scope) }
    let never = form[.never].map { condition($0, scope) }
    let needs = form[.needs].map { condition($0, inside) }
    let budget = form[.budget]?.form.map { self.budget($0, repaired, scope) }
    let cap = form[.cap].map { limit($0, Scope()) }
    let restore = form[.restore].flatMap { share($0, inside) }
    if case .some(.none) = needs { return nil }
    if case .some(.none) = budget { return nil }
    if case .some(.none) = cap { return nil }
    if case .some(.none) = notBefore { return nil }
    if case .some(.none) = never { return nil }
    guard let restore else { return nil }
    return TypedRepair(
      clause: clause(draft.name.text, form, at: draft.name.span), domain: domain, done: done, from: from,
      notBefore: notBefore ?? nil, never: never ?? nil, restore: restore, needs: needs ?? nil,
      budget: budget ?? nil, cap: cap ?? nil)
  }

  /// The day on which a repair was done, where it is known that it was.
  func dayOfRepair(_ id: RepairID, at span: SourceSpan) -> TypedExpression {
    let done = TypedExpression(.repairDone(id), .date.optional(), at: span)
    return TypedExpression(.assumePresent(done), .date, at: span)
  }

  /// Reads a budget: how many repairs count, and until when each of them is counted against later ones.
  private func budget(_ form: Form, _ repaired: TypedExpression, _ scope: Scope) -> TypedBudget? {
    let condition = form[.where].map { self.condition($0, scope) }
    if case .some(.none) = condition { return nil }
    guard let limit = form[.atMost]?.scalar.flatMap({ wholeNumber($0, in: 1...1000) }),
      let scalar = form[.within]?.scalar, let typed = parsed(scalar).flatMap({ check($0, Scope()) })
    else { return nil }
    guard let until = end(of: typed, writtenAs: scalar, after: repaired) else {
      report(.badBudget(scalar))
      return nil
    }
    return TypedBudget(text: scalar.text, limit: limit, until: until, condition: condition ?? nil)
  }

  /// The first day after the time of a budget in which a repair counts: its own year, quarter, month or period, or a
  /// length of time from it on.
  private func end(
    of time: TypedExpression, writtenAs scalar: YAMLScalar, after repaired: TypedExpression
  ) -> TypedExpression? {
    if case .name(let name)? = parsed(scalar)?.kind, let word = BuiltinName(spelling: name),
      let until = endOfUnit(named: word, around: repaired)
    {
      return until
    }
    guard case .literal(.duration(let length)) = time.kind else { return nil }
    return length == .forever
      ? TypedExpression(.literal(.date(.latest)), .date, at: scalar.span)
      : TypedExpression(.addDuration(repaired, time), .date.optional(), at: scalar.span)
  }

  private func start(_ form: Form, _ at: TypedExpression, _ scope: Scope) -> TypedExpression? {
    guard let scalar = form[.from]?.scalar else { return at }
    guard let typed = parsed(scalar).flatMap({ check($0, scope) }) else { return nil }
    guard typed.type == .date else {
      report(.typeMismatch(typed.span, typed.type.form, wanted: .window))
      return nil
    }
    return typed
  }

  private func share(_ piece: Piece, _ scope: Scope) -> TypedValue? {
    guard let value = value(piece, .number, scope), let number = value.type.number else { return nil }
    let whole = NumberRange(lower: .zero, upper: .one)
    guard let low = number.range.lower, let high = number.range.upper, whole.contains(low), whole.contains(high) else {
      report(.shareOutOfRange(piece.span, number.range))
      return nil
    }
    guard !value.type.isOptional else {
      report(.optionalValue(piece.span))
      return nil
    }
    return value
  }

  // MARK: When a repair is done

  private func done(_ form: Form, _ name: YAMLScalar, _ scope: Scope) -> TypedRepair.Done? {
    if let scalar = form[.done]?.scalar {
      guard let typed = parsed(scalar).flatMap({ check($0, scope) }) else { return nil }
      guard typed.type.form == .date else {
        report(.typeMismatch(typed.span, typed.type.form, wanted: .window))
        return nil
      }
      return .date(typed)
    }
    guard let domain = domains[scope.domain].repairs else {
      report(.notRepairable(name, domains[scope.domain].name, domains[scope.domain].nameScalar.span))
      return nil
    }
    guard let methods = methods(form, name, domain) else { return nil }
    let fields = (0..<3).map { field in
      TypedExpression(
        .field(FieldReference(domain: domain, field: field)), domains[domain].fields[field].type, at: name.span)
    }
    let isRevoked = TypedExpression(.isPresent(fields[2]), .boolean, at: name.span)
    return .records(
      domain: domain, method: fields[0], done: fields[1], isRevoked: isRevoked, methods: methods.values,
      needsAll: methods.needsAll)
  }

  private func methods(
    _ form: Form, _ name: YAMLScalar, _ domain: Int
  ) -> (values: [Value], needsAll: Bool)? {
    guard let methods = form[.methods]?.form else {
      if form.isWhole { report(.repairNeedsMethods(name)) }
      return nil
    }
    let needsAll = methods[.anyOf] == nil
    guard let list = methods[.anyOf] ?? methods[.allOf], methods[.anyOf] == nil || methods[.allOf] == nil else {
      if methods.isWhole { report(.methodsNeedOneKey(methods.span)) }
      return nil
    }
    let labels = domains[domain].fields[0].type.labels
    let scalars = list.elements.compactMap(\.scalar)
    for scalar in scalars where labels != nil && labels?.code(of: scalar.text) == nil {
      report(.unknownLabel(scalar.text, at: scalar.span, in: labels!))
    }
    return (scalars.map { labels == nil ? .text($0.text) : .label($0.text) }, needsAll)
  }
}
