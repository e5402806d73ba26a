import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// Expressions: literals, names and what is built of them.
extension PolicyChecker {

  /// Checks an expression; nil means that a mistake in it has been reported.
  func check(_ expression: Expression, _ scope: Scope) -> TypedExpression? {
    let span = expression.span
    switch expression.kind {
    case .null: return TypedExpression(.literal(.absent), .nothing, at: span)
    case .boolean(let value): return TypedExpression(.literal(.boolean(value)), .boolean, at: span)
    case .number(let digits): return number(digits, unit: .none, at: span)
    case .percent(let digits): return number(digits, unit: .percent, at: span)
    case .text(let text): return TypedExpression(.literal(.text(text)), .text, at: span)
    case .date(let text), .temporal(let text): return date(text, at: span)
    case .duration(let count, let unit): return duration(count, unit, at: span)
    case .name(let name): return self.name(name, scope, at: span)
    case .path: return path(expression, scope)
    case .call(let callee, let arguments): return call(callee, arguments, scope, at: span)
    case .negation(let operand): return negation(operand, scope, at: span)
    case .binary(let binary, let left, let right): return operation(binary, left, right, scope, at: span)
    case .membership(let operand, let tests):
      return check(operand, scope).flatMap { looked in
        membership(of: looked, in: tests, scope, at: span).map { reportIfDecided($0, of: looked) }
      }
    case .between(let operand, let low, let high): return between(operand, low, high, scope, at: span)
    case .conditional(let condition, let then, let otherwise):
      return conditional(condition, then, otherwise, scope, at: span)
    case .quantified(let quantifier, let iterators, let condition):
      return quantified(quantifier, iterators, condition, scope, at: span)
    case .filter: return selectionIsNoValue(at: span)
    case .range(let range): return dateRange(range, scope, at: span)
    case .list, .context, .iteration, .function, .instanceOf:
      report(.notSupportedInPolicies(span))
      return nil
    }
  }

  // MARK: Literals

  private func number(_ digits: String, unit: Unit, at span: SourceSpan) -> TypedExpression? {
    guard let written = Decimal128(exactly: digits) else {
      report(.numberTooLong(span))
      return nil
    }
    let value = unit == .percent ? written.multiplied(by: Decimal128(coefficient: 1, scale: 2)) ?? written : written
    return TypedExpression(.literal(.number(value)), .number(NumberType(value, unit: unit)), at: span)
  }

  private func date(_ text: String, at span: SourceSpan) -> TypedExpression? {
    guard let date = CalendarDate(text: text) else {
      report(.notADate(span, text: text))
      return nil
    }
    return TypedExpression(.literal(.date(date)), .date, at: span)
  }

  private func duration(_ count: String, _ unit: DurationUnit, at span: SourceSpan) -> TypedExpression? {
    guard let count = Int(count), count <= 100_000 else {
      report(.durationNotWhole(span))
      return nil
    }
    if unit == .workingDays, calendar == nil {
      if policy.isWhole, policy[.calendar] == nil { report(.workingDaysNeedCalendar(span)) }
      return nil
    }
    return TypedExpression(.literal(.duration(CalendarDuration(count, unit))), .duration, at: span)
  }

  // MARK: Names

  func isDeclared(_ name: String, in scope: Scope) -> Bool {
    var domain: Int? = scope.domain
    while let index = domain {
      if domains[index].field(named: name) != nil { return true }
      domain = domains[index].parent
    }
    return symbols[name] != nil || brokenNames.contains(name) || scope.variables[name] != nil
      || BuiltinName(spelling: name) != nil
  }

  private func name(_ name: String, _ scope: Scope, at span: SourceSpan) -> TypedExpression? {
    if brokenNames.contains(name) { return nil }
    if let field = field(named: name, from: scope.domain) { return read(field, scope, at: span) }
    if let builtin = BuiltinName(spelling: name) { return self.builtin(builtin, scope, at: span) }
    switch symbols[name] {
    case .constant(let index):
      usedConstants.insert(index)
      return constant(at: index).map { TypedExpression(.constant(ConstantID(index)), $0.type, at: span) }
    case .fact(let index): return readFact(index, scope, at: span)
    case .rule(let index):
      note(.rule(index), readAt: span)
      return TypedExpression(.rule(RuleID(index)), .boolean, at: span)
    case .subjectField(let index): return read(FieldReference(domain: 0, field: index), scope, at: span)
    case .recordType: return selectionIsNoValue(at: span)
    case nil:
      report(unknownName(name, scope, at: span))
      return nil
    }
  }

  /// An unknown name; where it is a known one and another word, most likely an operator is missing between them.
  /// Finds a field by name in a domain or above it.
  func field(named name: String, from domain: Int) -> FieldReference? {
    var domain: Int? = domain
    while let index = domain {
      if let field = fieldPlace(name, in: index) { return FieldReference(domain: index, field: field) }
      domain = domains[index].parent
    }
    return nil
  }

  /// The place of a field; those of results are called by words of the language, in either of its spellings.
  func fieldPlace(_ name: String, in domain: Int) -> Int? {
    if let place = domains[domain].field(named: name) { return place }
    guard domain == history?.domain || domains[domain].isPublished, let word = BuiltinName(spelling: name) else {
      return nil
    }
    return domains[domain].field(named: word.english)
  }

  func read(_ reference: FieldReference, _ scope: Scope, at span: SourceSpan) -> TypedExpression {
    readFields.insert(reference)
    let type = domains[reference.domain].fields[reference.field].type
    let typed = TypedExpression(.field(reference), type, at: span)
    guard type.isOptional, isPresent(reference, in: scope) else { return typed }
    return TypedExpression(.assumePresent(typed), type.optional(false), at: span)
  }

  private func isPresent(_ reference: FieldReference, in scope: Scope) -> Bool {
    scope.present.contains(.field(reference))
      || requirements[reference].map { scope.holding.contains($0.canonical) } ?? false
  }

  private func readFact(_ index: Int, _ scope: Scope, at span: SourceSpan) -> TypedExpression? {
    guard let fact = fact(at: index, readAt: span) else { return nil }
    guard case .value(let value) = fact.kind else { return selectionIsNoValue(at: span) }
    let domain = factDomains[index] ?? 0
    guard isAncestorOrSelf(domain, of: scope.domain) else {
      report(.outOfScope(fact.clause.name, at: span, recordType: domains[domain].name))
      return nil
    }
    let typed = TypedExpression(.fact(FactID(index)), value.type, at: span)
    guard value.type.isOptional, scope.present.contains(.fact(FactID(index))) else { return typed }
    return TypedExpression(.assumePresent(typed), value.type.optional(false), at: span)
  }

  func selectionIsNoValue(at span: SourceSpan) -> TypedExpression? {
    report(.selectionIsNoValue(span))
    return nil
  }

  func isAncestorOrSelf(_ ancestor: Int, of domain: Int) -> Bool {
    var current: Int? = domain
    while let index = current {
      if index == ancestor { return true }
      current = domains[index].parent
    }
    return false
  }

  // MARK: Words of the language

  private func builtin(_ name: BuiltinName, _ scope: Scope, at span: SourceSpan) -> TypedExpression? {
    switch name {
    case .asOf: return TypedExpression(.asOf, .date, at: span)
    case .forever: return TypedExpression(.literal(.duration(.forever)), .duration, at: span)
    case .score: return readIndicator(at: "score", scope, span)
    case .baseGrade: return readGrade(.baseGrade, .baseGrade, at: span)
    case .grade: return scope.partGrade ?? readGrade(.grade, .grade, at: span)
    case .age: return age(scope, at: span)
    case .period, .periodStart, .periodEnd, .calendarYear, .calendarQuarter, .calendarMonth, .yearBefore:
      return calendarWord(name, at: span)
    case .results, .previous, .periodsAgo, .gradedOn, .sincePreviousResult:
      return historyWord(name, scope, at: span)
    case .entered, .leaves: return listWord(name, scope, at: span)
    case .computedGrade: return computedGrade(scope, at: span)
    case .this:
      report(.thisOnlyInFilters(span))
      return nil
    case .took, .dayOfRepair:
      if let value = name == .took ? scope.took : scope.repair.map({ dayOfRepair($0, at: span) }) { return value }
      report(
        .wordOnlyInside(
          span.text, LocalizedText("`restore` and `needs` of a repair", "修复办法的 `恢复` 和 `前提`"), at: span))
      return nil
    }
  }

  private func readGrade(_ kind: TypedExpression.Kind, _ target: Dependency, at span: SourceSpan) -> TypedExpression? {
    note(target, readAt: span)
    guard let scale else {
      if policy.isWhole, policy[.grades] == nil { report(.policyHasNoGrade(span)) }
      return nil
    }
    return TypedExpression(kind, .oneOf(scale), at: span)
  }

  func readIndicator(at path: String, _ scope: Scope, _ span: SourceSpan) -> TypedExpression? {
    if let grade = partGrade(named: path) { return readPartGrade(grade, scope, at: span) }
    guard let index = indicatorPlaces[path] else {
      report(.unknownIndicator(path, at: span, known: indicatorPlaces.keys.sorted()))
      return nil
    }
    note(.indicator(index), readAt: span)
    guard let indicator = indicator(at: index, readAt: span) else { return nil }
    let id = IndicatorIndex(index)
    let typed = TypedExpression(.indicator(id), indicator.type, at: span)
    guard indicator.type.isOptional, scope.present.contains(.indicator(id)) else { return typed }
    return TypedExpression(.assumePresent(typed), indicator.type.optional(false), at: span)
  }

  private func age(_ scope: Scope, at span: SourceSpan) -> TypedExpression? {
    guard let date = domains[scope.domain].date else {
      report(.wordOnlyInside(span.text, LocalizedText("a record type with a date (`at`)", "有日期（`日期`键）的记录类型"), at: span))
      return nil
    }
    let at = TypedExpression(.field(FieldReference(domain: scope.domain, field: date)), .date, at: span)
    return TypedExpression(.elapsed(from: at, to: TypedExpression(.asOf, .date, at: span)), .elapsed, at: span)
  }

  // MARK: Paths

  /// `score.late`, or a field of the record that a variable stands for.
  private func path(_ expression: Expression, _ scope: Scope) -> TypedExpression? {
    guard let names = dottedNames(expression), let first = names.first else {
      return selectionIsNoValue(at: expression.span)
    }
    if let domain = scope.variables[first], case .path(_, let member) = expression.kind, names.count == 2 {
      return memberValue(Identifier(member.name, at: expression.span), of: domain, scope.inside(domain))
    }
    if BuiltinName(spelling: first) == .this, case .path(_, let member) = expression.kind {
      guard let domain = scope.this, names.count == 2 else {
        report(.thisOnlyInFilters(expression.span))
        return nil
      }
      return memberValue(Identifier(member.name, at: expression.span), of: domain, scope.inside(domain))
    }
    if BuiltinName(spelling: first) == .score {
      return readIndicator(at: (["score"] + names.dropFirst()).joined(separator: "."), scope, expression.span)
    }
    if case .path(let base, let member) = expression.kind, names.count > 2 || !isSelectionName(first),
      DatePart(member: member.name) != nil
        || isDeclared(first, in: scope) && names.count == 2 && !isSelectionName(first)
    {
      return datePart(of: base, member, scope, at: expression.span)
    }
    if isSelectionName(first), case .path(let base, let member) = expression.kind, names.count == 2 {
      guard let id = runningStay(base, scope) ?? selection(named: base, scope) else { return nil }
      if isOne(id) { return fieldOfOne(id, member, expression, scope) }
    }
    if isSelectionName(first) { return selectionIsNoValue(at: expression.span) }
    report(.unknownName(first, at: expression.span, known: visibleNames(in: scope)))
    return nil
  }

  func dottedNames(_ expression: Expression) -> [String]? {
    switch expression.kind {
    case .name(let name): [name]
    case .path(let base, let member): dottedNames(base).map { $0 + [member.name] }
    default: nil
    }
  }

  // MARK: Conditionals

  private func conditional(
    _ condition: Expression, _ then: Expression, _ otherwise: Expression, _ scope: Scope, at span: SourceSpan
  ) -> TypedExpression? {
    let test = truth(condition, scope)
    let (ifTrue, ifFalse) = knowledge(from: condition, scope)
    let first = check(then, scope.knowing(ifTrue))
    let second = check(otherwise, scope.knowing(ifFalse))
    guard let test, let first, let second else { return nil }
    guard !test.type.isOptional else {
      report(.optionalCondition(condition.span))
      return nil
    }
    guard let type = join(first.type, second.type) else {
      report(.typesDiffer(second.span, second.type.form, earlier: first.span, first.type.form))
      return nil
    }
    return TypedExpression(.conditional(test, then: first, otherwise: second), type, at: span)
  }
}
