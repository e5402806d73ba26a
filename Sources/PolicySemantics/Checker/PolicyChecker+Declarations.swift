import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// Constants and facts, each checked when it is first read.
extension PolicyChecker {

  // MARK: Constants

  func constant(at index: Int) -> TypedConstant? {
    if case .checked(let result) = constants[index].state { return result }
    let result = checkConstant(constants[index])
    constants[index].state = .checked(result)
    return result
  }

  private func checkConstant(_ draft: Draft<TypedConstant>) -> TypedConstant? {
    let clause = clause(draft.name.text, nil, at: draft.name.span)
    if let scalar = draft.piece.scalar {
      guard let (value, type) = literal(scalar) else { return nil }
      return TypedConstant(clause: clause, type: type, entries: [DatedValue(from: .earliest, value: value)])
    }
    var entries: [DatedValue] = []
    var type: PolicyType?
    for entry in draft.piece.named {
      guard let from = CalendarDate(text: entry.name.text) else {
        report(.notADate(entry.name.span, text: entry.name.text))
        return nil
      }
      guard let scalar = entry.piece.scalar, let (value, entryType) = literal(scalar) else { return nil }
      guard let joined = join(type ?? entryType, entryType) else {
        report(.typesDiffer(entry.piece.span, entryType.form, earlier: draft.name.span, type!.form))
        return nil
      }
      type = joined
      entries.append(DatedValue(from: from, value: value))
    }
    entries.sort { $0.from < $1.from }
    guard let type, let first = entries.first else { return nil }
    guard first.from <= effective.from ?? .earliest else {
      report(.constantNotInForce(draft.name, first: first.from, effective: effective.from))
      return nil
    }
    return TypedConstant(clause: clause, type: type, entries: entries)
  }

  /// Reads a constant's value: a literal number, percentage, duration, date, text or truth value.
  private func literal(_ scalar: YAMLScalar) -> (Value, PolicyType)? {
    if scalar.isQuoted { return (.text(scalar.text), .text) }
    guard let expression = parsed(scalar), let typed = check(expression, Scope()) else { return nil }
    guard case .literal(let value) = typed.kind else {
      report(.notALiteral(scalar))
      return nil
    }
    return (value, typed.type)
  }

  // MARK: Facts

  /// Returns the fact, checked; `span` is where it is read from.
  func fact(at index: Int, readAt span: SourceSpan?) -> TypedFact? {
    if let span { note(.fact(index), readAt: span) }
    switch facts[index].state {
    case .checked(let result): return result
    case .checking:
      reportCycle(backTo: .fact(index), at: span ?? facts[index].name.span)
      return nil
    case .unchecked:
      guard isShallow(at: span ?? facts[index].name.span) else { return nil }
      facts[index].state = .checking
      var result = reading(as: .fact(index)) { checkFact(facts[index]) }
      if !isShortChain(endingAt: .fact(index), facts[index].name.span) { result = nil }
      if case .value(let value)? = result?.kind { factDomains[index] = deepestDomain(of: value) }
      facts[index].state = .checked(result)
      return result
    }
  }

  private func checkFact(_ draft: Draft<TypedFact>) -> TypedFact? {
    let form = draft.piece.form
    if let form, form.id == .list { return list(draft.name, form) }
    let clause = clause(draft.name.text, form, at: draft.name.span)
    guard let form, form.id == .fact else {
      return value(draft.piece, .anything, Scope()).map { TypedFact(clause: clause, kind: .value($0)) }
    }
    var scope = Scope()
    if let per = form[.per]?.scalar {
      guard let domain = recordType(per) else { return nil }
      scope.domain = domain
    }
    if form[.each] != nil {
      return selection(form, above: scope.domain).map { TypedFact(clause: clause, kind: .selection($0)) }
    }
    guard let piece = form[.value] else {
      if form.isWhole { report(.factNeedsContent(draft.name)) }
      return nil
    }
    return value(piece, .anything, scope).map { TypedFact(clause: clause, kind: .value($0)) }
  }

  /// The domain of a record type that a key names.
  func recordType(_ scalar: YAMLScalar) -> Int? {
    if case .recordType(let domain) = symbols[scalar.text] { return domain }
    if !brokenNames.contains(scalar.text) { report(.unknownRecordType(scalar, known: recordTypeNames)) }
    return nil
  }

  // MARK: Dependencies

  /// Runs `body` as the check of `reader`, so that what it reads is noted.
  func reading<Result>(as reader: Dependency, _ body: () -> Result) -> Result {
    readers.append(reader)
    defer { readers.removeLast() }
    return body()
  }

  /// Reports a chain of declarations that read one another so deeply that no stack is safe with it.
  func isShallow(at span: SourceSpan) -> Bool {
    if readers.count < Self.longestChain { return true }
    report(.chainTooDeep(span, limit: Self.longestChain))
    return false
  }

  /// Reports the same of a chain whose links were checked one after the other, so that later stages may follow it.
  func isShortChain(endingAt end: Dependency, _ span: SourceSpan) -> Bool {
    let length = (reads[end] ?? []).map { chainLengths[$0.target] ?? 0 }.max() ?? 0
    chainLengths[end] = length + 1
    if length < Self.longestChain { return true }
    if length == Self.longestChain { report(.chainTooDeep(span, limit: Self.longestChain)) }
    return false
  }

  private static let longestChain = 100

  /// Notes that the declaration at hand reads `target`.
  func note(_ target: Dependency, readAt span: SourceSpan) {
    guard let reader = readers.last else { return }
    reads[reader, default: []].append((target, span))
  }

  /// Reports that `target`, which is being checked, is read by what it reads itself.
  func reportCycle(backTo target: Dependency, at span: SourceSpan) {
    let path = readers.firstIndex(of: target).map { Array(readers[$0...]) } ?? [target]
    hasCycle = true
    report(.cycle(through: path.map { name(of: $0) }, at: span))
  }

  /// Reports declarations that read each other in a circle, by way of the grade or of rules.
  func checkCycles() {
    guard !hasCycle else { return }
    for rule in rules.indices where rules[rule].result?.move != nil {
      reads[.grade, default: []].append((.rule(rule), rules[rule].name.span))
    }
    reads[.grade, default: []].append((.baseGrade, policy.keySpan(.grade)))
    var finished: Set<Dependency> = []
    for start in reads.keys.sorted(by: { name(of: $0) < name(of: $1) }) {
      if let path = cycle(from: start, path: [], &finished), let first = path.first {
        report(.cycle(through: path.map { name(of: $0.target) }, at: first.span))
        return
      }
    }
  }

  private func cycle(
    from start: Dependency, path: [(target: Dependency, span: SourceSpan)], _ finished: inout Set<Dependency>
  ) -> [(target: Dependency, span: SourceSpan)]? {
    if let index = path.firstIndex(where: { $0.target == start }), index < path.count - 1 {
      return Array(path[(index + 1)...])
    }
    guard !finished.contains(start) else { return nil }
    for edge in reads[start] ?? [] {
      let root = path.isEmpty ? [(start, edge.span)] : path
      if let found = cycle(from: edge.target, path: root + [edge], &finished) { return found }
    }
    finished.insert(start)
    return nil
  }

  private func name(of dependency: Dependency) -> String {
    switch dependency {
    case .fact(let index): facts[index].name.text
    case .indicator(let index): indicators[index].path
    case .partGrade(let index): indicators[partGrades[index].indicator].path + ".grade"
    case .rule(let index): rules[index].name.text
    case .repair(let index): repairs[index].name.text
    case .records(let domain): domains[domain].name
    case .baseGrade: "base grade"
    case .grade: "grade"
    case .measures: "measures"
    case .outputs: "outputs"
    }
  }

  // MARK: Use

  /// Warns of constants, facts and repairs that nothing reads.
  func checkUse() {
    // What fills a hole may read anything.
    guard !diagnostics.containsError, holes.isEmpty else { return }
    let readFacts = Set(reads.values.flatMap { $0.map(\.target) })
    for index in facts.indices where !readFacts.contains(.fact(index)) { report(.unused(facts[index].name)) }
    for index in constants.indices where !usedConstants.contains(index) { report(.unused(constants[index].name)) }
    for index in repairs.indices where !readFacts.contains(.repair(index)) { report(.unused(repairs[index].name)) }
  }
}
