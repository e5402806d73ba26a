import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// Selections: which records count.
extension PolicyChecker {

  func isSelectionName(_ name: String) -> Bool {
    if let word = BuiltinName(spelling: name) { return word == .results || word == .previous }
    switch symbols[name] {
    case .recordType: return true
    case .fact(let index):
      guard let form = facts[index].piece.form else { return false }
      return form.id == .list || form.id == .fact && form[.each] != nil
    default: return Keyword(spelling: name) == .repairs
    }
  }

  /// Adds a selection, or finds the same one.
  func add(_ selection: TypedSelection) -> SelectionID {
    // Equal ones are written in the same place, where there are few: to compare with all takes long in a long policy.
    let start = selection.span.start
    for place in selectionsAtOffset[start] ?? [] where selections[place] == selection { return SelectionID(place) }
    selectionsAtOffset[start, default: []].append(selections.count)
    selections.append(selection)
    return SelectionID(selections.count - 1)
  }

  // MARK: In expressions

  /// Checks an expression that names records: a record type, a selection, or either with a filter.
  func selection(named expression: Expression, _ scope: Scope) -> SelectionID? {
    switch expression.kind {
    case .name(let name): return selection(named: name, scope, at: expression.span)
    case .filter(let base, let predicate):
      guard let id = selection(named: base, scope) else { return nil }
      return filtered(id, by: predicate, scope, at: expression.span)
    default:
      report(.notASelection(expression.span))
      return nil
    }
  }

  private func selection(named name: String, _ scope: Scope, at span: SourceSpan) -> SelectionID? {
    if Keyword(spelling: name) == .repairs, let domain = domains[scope.domain].repairs {
      return add(wholeSelection(of: domain, name))
    }
    if let word = BuiltinName(spelling: name), word == .results || word == .previous {
      return historySelection(word, at: span)
    }
    switch symbols[name] {
    case .recordType(let domain): return recordSelection(of: domain, name)
    case .fact(let index):
      guard let fact = fact(at: index, readAt: span) else { return nil }
      guard case .selection(let id) = fact.kind else {
        report(.notASelection(span))
        return nil
      }
      return id
    case nil where brokenNames.contains(name): return nil
    case nil where !isDeclared(name, in: scope):
      report(.unknownSelection(name, at: span, known: symbols.keys.sorted().filter(isSelectionName)))
    default: report(.notASelection(span))
    }
    return nil
  }

  func wholeSelection(of domain: Int, _ name: String) -> TypedSelection {
    TypedSelection(
      span: domains[domain].nameScalar.span, domain: domain, source: name, base: nil, window: nil, condition: nil,
      oncePer: [])
  }

  func filtered(
    _ base: SelectionID, by predicate: Expression, _ scope: Scope, at span: SourceSpan
  ) -> SelectionID? {
    let selection = selections[base.index]
    guard let test = truth(predicate, self.scope(scope, inside: base)) else { return nil }
    guard !test.type.isOptional else {
      report(.optionalCondition(predicate.span))
      return nil
    }
    let condition = TypedValue(
      text: predicate.span.text, span: predicate.span, type: .boolean, kind: .expression(test))
    return add(
      TypedSelection(
        span: span, domain: selection.domain, source: selection.source, base: base, window: nil, condition: condition,
        oncePer: [], above: selection.above))
  }

  // MARK: In facts and indicators

  /// Checks `each`, `within`, `where`, `once per` and `keep`. A named selection or an indicator may have them; it
  /// chooses among the records below one row of `above`.
  func selection(_ form: Form, above: Int = 0) -> SelectionID? {
    guard let each = form[.each]?.scalar, let base = selection(named: each, above: above) else { return nil }
    let domain = selections[base.index].domain
    let scope = Scope(domain: domain, ordinalSelection: withoutWindows(base), list: list(of: base))
    let window = window(form, domain: domain, base: base, scope)
    let condition = form[.where].map { self.condition($0, scope) }
    let keys = (form[.oncePer]?.elements ?? []).compactMap(\.scalar).map { parsed($0).flatMap { check($0, scope) } }
    let keep = form[.keep].map { self.keep($0, scope) }
    if case .some(.none) = condition { return nil }
    if case .some(.none) = keep { return nil }
    guard let window, !keys.contains(where: { $0 == nil }) else { return nil }
    return add(
      TypedSelection(
        span: each.span, domain: domain, source: each.text, base: base, window: window.value,
        condition: condition ?? nil, oncePer: keys.compactMap(\.self), keep: keep ?? nil, above: above))
  }

  private func selection(named each: YAMLScalar, above: Int) -> SelectionID? {
    guard let base = selection(named: Expression(.name(each.text), at: each.span), Scope(domain: above)) else {
      return nil
    }
    let domain = selections[base.index].domain
    if domain != above, isAncestorOrSelf(above, of: domain) { return base }
    report(.recordsOutOfScope(each, above: domains[above].name))
    return nil
  }

  private func keep(_ piece: Piece, _ scope: Scope) -> TypedKeep? {
    if let scalar = piece.scalar { return dateKeep(scalar, scope) }
    guard let form = piece.form else { return nil }
    guard let scalar = (form[.highest] ?? form[.lowest])?.scalar, form.entries.count == 1 else {
      if form.isWhole { report(.keepNeedsOneKey(form.span)) }
      return nil
    }
    guard let typed = parsed(scalar).flatMap({ check($0, scope) }) else { return nil }
    guard typed.type.form.hasOrder else {
      report(.noOrder(typed.span, typed.type.form))
      return nil
    }
    // The better label is the higher one, and stands first.
    return (form[.highest] != nil) == (typed.type.labels == nil) ? .highest(typed) : .lowest(typed)
  }

  private func dateKeep(_ scalar: YAMLScalar, _ scope: Scope) -> TypedKeep? {
    guard let word = Keyword(spelling: scalar.text), word == .earliest || word == .latest else {
      report(.badWord(scalar, allowed: Keyword.earliest.spellings + Keyword.latest.spellings))
      return nil
    }
    guard domains[scope.domain].date != nil else {
      reportNoDate(of: scope.domain, at: scalar.span)
      return nil
    }
    return word == .earliest ? .earliest : .latest
  }

  /// A record type that names its date, if a wrong one, has been told so.
  private func reportNoDate(of domain: Int, at span: SourceSpan) {
    guard domains[domain].form?[.at] == nil else { return }
    report(.windowNeedsDate(span, domains[domain].name))
  }

  /// The window of a selection; a selection of a selection inherits one, records with a date need one.
  private func window(
    _ form: Form, domain: Int, base: SelectionID, _ scope: Scope
  ) -> (value: TypedWindow?, Void)? {
    guard let piece = form[.within] else {
      if domains[domain].date == nil || hasWindow(base) { return (nil, ()) }
      if form.isWhole { report(.windowNeeded(form.keySpan(.each), domains[domain].name)) }
      return nil
    }
    guard let value = value(piece, .window, scope) else { return nil }
    guard !value.type.isOptional else {
      report(value.type.form == .dateRange ? .optionalDateRange(piece.span) : .optionalWindow(piece.span))
      return nil
    }
    guard domains[domain].date != nil || value.type.form == .date else {
      reportNoDate(of: domain, at: piece.span)
      return nil
    }
    if case .expression(let typed) = value.kind, typed.kind == .literal(.duration(.forever)) { return (nil, ()) }
    return (TypedWindow(value: value), ())
  }

  private func hasWindow(_ id: SelectionID) -> Bool {
    let selection = selections[id.index]
    // A named selection was made to say how long its records count, be it forever.
    return selection.window != nil || selection.base != nil
  }

  /// The selection that `nth` counts in: that which `each` names, with every window ignored.
  func ordinalSelection(of id: SelectionID) -> SelectionID {
    withoutWindows(selections[id.index].base ?? id)
  }

  private func withoutWindows(_ id: SelectionID) -> SelectionID {
    let selection = selections[id.index]
    guard selection.base != nil || selection.window != nil else { return id }
    return add(
      TypedSelection(
        span: selection.span, domain: selection.domain, source: selection.source,
        base: selection.base.map(withoutWindows),
        window: nil, condition: selection.condition, oncePer: selection.oncePer, keep: selection.keep,
        above: selection.above, list: selection.list))
  }

  // MARK: Domains of values

  /// The deepest domain that a value reads, and so the one for whose rows it has a value.
  func deepestDomain(of value: TypedValue) -> Int {
    switch value.kind {
    case .expression(let typed): deepestDomain(of: typed)
    case .table(let table):
      (table.inputs.map { deepestDomain(of: $0) } + [table.otherwise.map { deepestDomain(of: $0) } ?? 0]
        + table.rows.flatMap { [deepestDomain(of: $0.condition), deepestDomain(of: $0.value)] }).max() ?? 0
    }
  }

  func deepestDomain(of typed: TypedExpression) -> Int {
    switch typed.kind {
    case .literal, .asOf, .constant, .indicator, .partGrade, .baseGrade, .grade, .computedGrade,
      .rule:
      return 0
    case .field(let reference): return reference.domain
    case .fact(let id): return factDomains[id.index] ?? 0
    case .aggregate(_, _, _, let above): return above
    case .ordinal(let id, _): return selections[id.index].domain
    case .others(let others): return selections[others.selection.index].domain
    case .repairDone(let id), .repaired(let id): return repairs[id.index].result?.domain ?? 0
    case .entered(let id), .leaves(let id): return selections[lists[id.index].enter.index].domain
    case .dateRange(let from, let until):
      return [from, until].compactMap(\.self).map { deepestDomain(of: $0) }.max() ?? 0
    case .negation(let a), .rounded(let a, _, _), .not(let a), .isPresent(let a), .assumePresent(let a),
      .workingDayFrom(let a), .derived(_, let a):
      return deepestDomain(of: a)
    case .arithmetic(_, let a, let b), .comparison(_, let a, let b), .and(let a, let b), .or(let a, let b),
      .orElse(let a, let b), .addDuration(let a, let b), .daysBetween(let a, let b), .elapsed(let a, let b),
      .steps(let a, let b, _), .addSteps(let a, let b, _, _):
      return max(deepestDomain(of: a), deepestDomain(of: b))
    case .atLeast(_, let members): return members.map { deepestDomain(of: $0) }.max() ?? 0
    case .conditional(let a, let b, let c):
      return max(deepestDomain(of: a), deepestDomain(of: b), deepestDomain(of: c))
    }
  }
}
