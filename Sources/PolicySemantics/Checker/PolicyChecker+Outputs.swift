import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// The outputs: facts that the policy publishes, and values that are read last of all.
extension PolicyChecker {

  func checkOutputs() -> [TypedOutput] {
    guard let piece = policy[.outputs] else { return [] }
    guard case .list(let names) = piece.content else { return piece.named.compactMap { output($0) } }
    let scalars = names.compactMap(\.scalar)
    for (index, scalar) in scalars.enumerated() {
      if let earlier = scalars[..<index].first(where: { $0.text == scalar.text }) {
        report(.duplicateName(scalar, earlier: earlier.span))
      }
    }
    return scalars.compactMap { publishedFact($0) }
  }

  // MARK: Facts

  private func publishedFact(_ name: YAMLScalar) -> TypedOutput? {
    guard isFree(name) else { return nil }
    guard case .fact(let index) = symbols[name.text] else {
      if !brokenNames.contains(name.text) { report(.unknownFact(name, known: facts.map(\.name.text))) }
      return nil
    }
    guard let fact = fact(at: index, readAt: name.span) else { return nil }
    guard case .value(let value) = fact.kind else {
      report(.selectionAsOutput(name))
      return nil
    }
    let per = facts[index].piece.form.flatMap { $0.id == .fact ? $0[.per]?.scalar : nil }
    guard isOutput(value, at: name.span) else { return nil }
    return TypedOutput(
      clause: fact.clause, domain: per.flatMap { recordType($0) } ?? 0, value: value,
      unit: value.type.number?.unit ?? .none)
  }

  // MARK: Values

  private func output(_ entry: NamedPiece) -> TypedOutput? {
    guard isFree(entry.name) else { return nil }
    let form = entry.piece.form.flatMap { $0.id == .output ? $0 : nil }
    guard let piece = form == nil ? entry.piece : form?[.value] else { return nil }
    var scope = Scope()
    if let per = form?[.per]?.scalar {
      guard let domain = recordType(per) else { return nil }
      scope.domain = domain
    }
    guard let declared = form.map({ declaredType($0, entry.name) }) ?? .some(nil) else { return nil }
    guard let value = value(piece, declared.map(Wanted.init) ?? .anything, scope), isOutput(value, at: piece.span)
    else {
      return nil
    }
    if let declared, !fits(value, declared, piece.span, form) { return nil }
    return TypedOutput(
      clause: clause(entry.name.text, form, at: entry.name.span), domain: scope.domain, value: value,
      unit: declared?.number?.unit ?? value.type.number?.unit ?? .none)
  }

  /// The type that an output is declared to have; nothing where it says none, and nil where what it says is wrong.
  private func declaredType(_ form: Form, _ name: YAMLScalar) -> PolicyType?? {
    let kinds: [Keyword] = [.type, .oneOf, .scale, .integer, .number, .percent]
    let given = kinds.filter { form[$0] != nil }
    if given.isEmpty { return .some(nil) }
    return fieldType(Piece(.form(form), at: form.span), of: name).map { $0.0 }
  }

  /// Whether a number lies in the range that its output claims.
  private func fits(_ value: TypedValue, _ declared: PolicyType, _ span: SourceSpan, _ form: Form?) -> Bool {
    guard let wanted = declared.number, let given = value.type.number else { return true }
    return checkFits(given, wanted, span, declaredAt: form?.numberDeclaration?.span ?? span)
  }

  /// Whether a value can be written into a result at all.
  private func isOutput(_ value: TypedValue, at span: SourceSpan) -> Bool {
    switch value.type.form {
    case .elapsed, .dateRange, .nothing:
      report(.typeMismatch(span, value.type.form, wanted: .anything))
      return false
    case .boolean, .number, .text, .date, .duration, .oneOf: return true
    }
  }

  /// Whether a name is not that of a column that results have anyway.
  func isFree(_ name: YAMLScalar) -> Bool {
    if !Self.resultColumns.contains(name.text), !recordTypeNames.contains(name.text) { return true }
    report(.outputNameTaken(name))
    return false
  }

  private static let resultColumns: Set<String> = [
    "id", "score", "grade", "base grade", "rules", "alerts", "tags", "measures", "measures ended", "discretion",
  ]
}

extension Wanted {
  /// What a declared type wants.
  init(_ type: PolicyType) {
    switch type.form {
    case .boolean: self = .boolean
    case .number: self = .number
    case .text: self = .text
    case .date: self = .date
    case .duration: self = .duration
    case .oneOf(let labels): self = .oneOf(labels)
    case .elapsed, .dateRange, .nothing: self = .anything
    }
  }
}
