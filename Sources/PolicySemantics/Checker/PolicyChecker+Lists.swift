import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// Lists: what puts a subject on one, and what ends its stay. A list is a fact whose records are its stays.
extension PolicyChecker {

  func list(_ name: YAMLScalar, _ form: Form) -> TypedFact? {
    guard let enter = form[.enter].flatMap({ listRecords($0) }) else { return nil }
    let domain = selections[enter.index].domain
    let source = list(of: enter)
    var scope = Scope(domain: domain)
    scope.list = source
    let times = [Keyword.after, .term, .notBefore].map { key in form[key].map { listTime($0, scope) } }
    let until = form[.until].map { value($0, .date, scope) }
    let touches = listTouches(form)
    let repair = form[.repair]?.scalar.map { repairReference($0, enter) }
    if case .some(.none) = until { return nil }
    if case .some(.none) = repair { return nil }
    for time in times { if case .some(.none) = time { return nil } }
    guard let touches else { return nil }
    let list = TypedList(
      clause: clause(name.text, form, at: name.span), enter: enter, source: source, after: times[0] ?? nil,
      term: times[1] ?? nil, until: until ?? nil, repair: repair ?? nil, touches: touches, minimum: times[2] ?? nil)
    guard hasWayOut(list, name, form), exitsCanHappen(list, form) else { return nil }
    lists.append(list)
    let records = add(
      TypedSelection(
        span: name.span, domain: domain, source: selections[enter.index].source, base: enter, window: nil,
        condition: nil, oncePer: [], list: ListID(lists.count - 1)))
    return TypedFact(clause: list.clause, kind: .selection(records))
  }

  /// The list whose stays the records of a selection begin; nil where they are records of any other kind.
  func list(of id: SelectionID) -> ListID? {
    let selection = selections[id.index]
    return selection.list ?? selection.base.flatMap { list(of: $0) }
  }

  /// Returns the scope inside one record of a selection, which may begin a stay on a list.
  func scope(_ scope: Scope, inside id: SelectionID) -> Scope {
    var inner = scope.inside(selections[id.index].domain)
    inner.list = list(of: id)
    return inner
  }

  // MARK: Records

  /// Checks the records of a list: a name, or `each` with `where`. How long they count is for the list to say.
  private func listRecords(_ piece: Piece) -> SelectionID? {
    guard let each = piece.scalar ?? piece.form?[.each]?.scalar,
      let base = selection(named: Expression(.name(each.text), at: each.span), Scope())
    else { return nil }
    let domain = selections[base.index].domain
    guard domains[domain].date != nil else {
      report(.windowNeedsDate(each.span, domains[domain].name))
      return nil
    }
    if let window = lengthWindow(of: base) { report(.listForgets(each.span, window: window)) }
    guard let condition = piece.form?[.where] else { return base }
    guard let typed = self.condition(condition, scope(Scope(), inside: base)) else { return nil }
    return add(
      TypedSelection(
        span: each.span, domain: domain, source: each.text, base: base, window: nil, condition: typed, oncePer: [],
        above: selections[base.index].above))
  }

  /// A window that records fall out of as time goes by; a list would forget that they ever put anybody on it.
  private func lengthWindow(of id: SelectionID) -> SourceSpan? {
    let selection = selections[id.index]
    if let window = selection.window, window.value.type.form != .dateRange { return window.value.span }
    // The stays on another list are remembered by that one.
    return selection.list == nil ? selection.base.flatMap { lengthWindow(of: $0) } : nil
  }

  private func listTouches(_ form: Form) -> [TypedListTouch]? {
    let keys: [(Keyword, SpellEvent)] = [(.restart, .restart), (.leave, .leave), (.early, .early)]
    let touches = keys.flatMap { key, event in
      (form[key]?.elements ?? []).map { piece in
        listRecords(piece).map { TypedListTouch(event, records: $0, list: list(of: $0)) }
      }
    }
    return touches.contains { $0 == nil } ? nil : touches.compactMap(\.self)
  }

  /// A length of time that is always there, in calendar time.
  private func listTime(_ piece: Piece, _ scope: Scope) -> TypedValue? {
    guard let value = value(piece, .duration, scope) else { return nil }
    guard !value.type.isOptional else {
      report(.optionalValue(piece.span))
      return nil
    }
    guard let days = workingDays(in: value) else { return value }
    report(.listInWorkingDays(days))
    return nil
  }

  /// Where a length of time is one of working days.
  private func workingDays(in value: TypedValue) -> SourceSpan? {
    literalDurations(in: value).first { $0.duration.workingDays != 0 }?.span
  }

  private struct LiteralDuration {
    let duration: CalendarDuration
    let span: SourceSpan
  }

  /// The lengths of time that a value may be, as far as they are written out.
  private func literalDurations(in value: TypedValue) -> [LiteralDuration] {
    switch value.kind {
    case .expression(let expression): literalDurations(in: expression)
    case .table(let table):
      (table.rows.map(\.value) + [table.otherwise].compactMap(\.self)).flatMap { literalDurations(in: $0) }
    }
  }

  private func literalDurations(in expression: TypedExpression) -> [LiteralDuration] {
    switch expression.kind {
    case .literal(.duration(let duration)): return [LiteralDuration(duration: duration, span: expression.span)]
    case .constant(let id):
      return (constants[id.index].result?.entries ?? []).compactMap(\.value.duration).map {
        LiteralDuration(duration: $0, span: expression.span)
      }
    case .fact(let id):
      guard case .value(let value)? = facts[id.index].result?.kind else { return [] }
      return literalDurations(in: value)
    case .orElse(let a, let b), .conditional(_, let a, let b):
      return literalDurations(in: a) + literalDurations(in: b)
    case .assumePresent(let a): return literalDurations(in: a)
    default: return []
    }
  }

  // MARK: Ways out

  private func hasWayOut(_ list: TypedList, _ name: YAMLScalar, _ form: Form) -> Bool {
    if list.term != nil || list.until != nil || list.repair != nil { return true }
    if list.touches.contains(where: { $0.event == .leave || $0.event == .early }) { return true }
    if form.isWhole { report(.listWithoutEnd(name)) }
    return false
  }

  /// Reports what can never begin again or end, and a list that nobody is long enough on another one to enter.
  private func exitsCanHappen(_ list: TypedList, _ form: Form) -> Bool {
    if list.term == nil, form[.restart] != nil {
      report(.restartNeedsTerm(form.keySpan(.restart)))
      return false
    }
    if list.minimum != nil, form[.early] == nil {
      report(.notBeforeNeedsEarly(form.keySpan(.notBefore)))
      return false
    }
    if let piece = form[.notBefore], form[.restart] == nil, let shortest = shortest(list.minimum),
      let longest = longest(list.term), longest.isNoLonger(than: shortest)
    {
      report(.earlyNeverHappens(piece.span, term: form.keySpan(.term)))
    }
    if let piece = form[.after], let source = list.source.map({ lists[$0.index] }),
      !source.touches.contains(where: { $0.event == .restart }), let wait = shortest(list.after),
      let stay = longest(source.term), stay.isNoLonger(than: wait), isAlone(source)
    {
      report(.listNeverEntered(piece.span, source.clause.name, at: source.clause.span))
    }
    return true
  }

  /// Whether no second record can make a stay longer; the check cannot tell, but where a type has one record at most.
  private func isAlone(_ list: TypedList) -> Bool { domains[selections[list.enter.index].domain].limit == 1 }

  private func shortest(_ value: TypedValue?) -> CalendarDuration? { bound(value) { $0.isNoLonger(than: $1) } }

  private func longest(_ value: TypedValue?) -> CalendarDuration? { bound(value) { $1.isNoLonger(than: $0) } }

  private func bound(
    _ value: TypedValue?, _ isBetter: (CalendarDuration, CalendarDuration) -> Bool
  ) -> CalendarDuration? {
    let all = value.map { literalDurations(in: $0).map(\.duration) } ?? []
    return all.dropFirst().reduce(all.first) { best, next in best.map { isBetter(next, $0) ? next : $0 } }
  }

  // MARK: In expressions

  /// `entered` or `leaves` of the stay that a record begins.
  func listWord(_ word: BuiltinName, _ scope: Scope, at span: SourceSpan) -> TypedExpression? {
    guard let list = scope.list else {
      report(.wordOnlyInside(span.text, LocalizedText("the records of a list", "名单的记录"), at: span))
      return nil
    }
    guard word == .leaves else { return TypedExpression(.entered(list), .date, at: span) }
    let leaves = TypedExpression(.leaves(list), .date.optional(), at: span)
    guard scope.present.contains(.leaves(list)) else { return leaves }
    return TypedExpression(.assumePresent(leaves), .date, at: span)
  }

  /// Whether the subject is on a list, `listed(watch list)`.
  func isListed(_ values: [Expression], _ scope: Scope, at span: SourceSpan) -> TypedExpression? {
    guard takes(1...1, .listed, values, at: span) else { return nil }
    guard let id = runningStay(values[0], scope) else {
      guard let id = selection(named: values[0], scope) else { return nil }
      report(.notAList(values[0].span, selections[id.index].source, known: listNames))
      return nil
    }
    return TypedExpression(.aggregate(.exists, id, nil, above: 0), .boolean, at: span)
  }

  private var listNames: [String] { (policy[.lists]?.named ?? []).map(\.name.text) }

  /// The stay on a list that has not ended on the as-of date, of which a subject has one at most; nil where the
  /// expression does not name a list.
  func runningStay(_ expression: Expression, _ scope: Scope) -> SelectionID? {
    guard case .name(let name) = expression.kind, case .fact(let index) = symbols[name],
      facts[index].piece.form?.id == .list, case .selection(let all)? = fact(at: index, readAt: expression.span)?.kind,
      let list = selections[all.index].list
    else { return nil }
    let span = facts[index].name.span
    let asOf = TypedExpression(.asOf, .date, at: span)
    let leaves = TypedExpression(.leaves(list), .date.optional(), at: span)
    let isBefore = TypedExpression(.comparison(.less, asOf, leaves), .boolean.optional(), at: span)
    let runs = TypedExpression(
      .orElse(isBefore, TypedExpression(.literal(.boolean(true)), .boolean, at: span)), .boolean, at: span)
    return add(
      TypedSelection(
        span: span, domain: selections[all.index].domain, source: name, base: all, window: nil,
        condition: TypedValue(text: "as of < leaves", span: span, type: .boolean, kind: .expression(runs)),
        oncePer: [], keep: .earliest))
  }
}

extension CalendarDuration {
  /// Whether it is no longer than another one, from whatever day both are counted.
  fileprivate func isNoLonger(than other: CalendarDuration) -> Bool {
    months * 31 + days <= other.months * 28 + other.days || months <= other.months && days <= other.days
  }
}
