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
    guard let repair = repair(at: index, for: domain) else { return nil }
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
    for index in repairs.indices where !used.contains(repairs[index].name.text) { _ = repair(at: index, for: domain) }
  }

  private func repair(at index: Int, for domain: Int) -> TypedRepair? {
    if case .checked(let result) = repairs[index].state { return result }
    let result = checkRepair(repairs[index], RepairID(index), for: domain)
    repairs[index].state = .checked(result)
    return result
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
    let repaired = TypedExpression(.repairDone(id), .date.optional(), at: draft.name.span)
    let present = TypedExpression(.assumePresent(repaired), .date, at: draft.name.span)
    inside.took = TypedExpression(.elapsed(from: from, to: present), .elapsed, at: draft.name.span)
    let notBefore = form[.notBefore].map { value($0, .duration, scope) }
    let never = form[.never].map { condition($0, scope) }
    let restore = form[.restore].flatMap { share($0, inside) }
    if case .some(.none) = notBefore { return nil }
    if case .some(.none) = never { return nil }
    guard let restore else { return nil }
    return TypedRepair(
      clause: clause(draft.name.text, form, at: draft.name.span), domain: domain, done: done, from: from,
      notBefore: notBefore ?? nil, never: never ?? nil, restore: restore)
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
