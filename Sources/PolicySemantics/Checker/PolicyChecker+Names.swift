import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// The flat namespace of fields, record types, constants, facts and rules.
extension PolicyChecker {
  func declareNames() {
    for (index, domain) in domains.enumerated().dropFirst() where domain.isNamedByPolicy {
      declare(domain.nameScalar, as: .recordType(domain: index))
    }
    for (index, field) in domains[0].fields.enumerated() {
      if let name = field.nameScalar { declare(name, as: .subjectField(index)) }
    }
    for entry in policy[.constants]?.named ?? [] { declareConstant(entry) }
    for entry in policy[.facts]?.named ?? [] { declareFact(entry) }
    for entry in policy[.lists]?.named ?? [] { declareFact(entry) }
    for (index, entry) in (policy[.rules]?.named ?? []).enumerated() {
      rules.append(Draft(name: entry.name, piece: entry.piece))
      declare(entry.name, as: .rule(index))
    }
    for entry in policy[.repairs]?.named ?? [] { repairs.append(Draft(name: entry.name, piece: entry.piece)) }
  }

  /// A constant that depends on the subject, on its kind or its region, is a fact like any other.
  private func declareConstant(_ entry: NamedPiece) {
    let isFixed = entry.piece.scalar != nil || entry.piece.named.allSatisfy { $0.piece.scalar != nil }
    guard isFixed, entry.piece.form == nil, !entry.piece.isList else { return declareFact(entry) }
    constants.append(Draft(name: entry.name, piece: entry.piece))
    declare(entry.name, as: .constant(constants.count - 1))
  }

  private func declareFact(_ entry: NamedPiece) {
    facts.append(Draft(name: entry.name, piece: entry.piece))
    declare(entry.name, as: .fact(facts.count - 1))
  }

  private func declare(_ name: YAMLScalar, as symbol: Symbol) {
    guard checkName(name) else { return }
    if let earlier = declarationSpan(of: name.text) {
      report(.duplicateName(name, earlier: earlier))
      return
    }
    symbols[name.text] = symbol
  }

  /// Reports a name that could not be read in an expression.
  @discardableResult
  func checkName(_ name: YAMLScalar) -> Bool {
    if isReadableName(name) { return true }
    brokenNames.insert(name.text)
    return false
  }

  private func isReadableName(_ name: YAMLScalar) -> Bool {
    var ignored = DiagnosticSet()
    if BuiltinName.reserved.contains(name.text) {
      report(.reservedName(name))
      return false
    }
    if case .name(let read)? = parseExpression(name.expressionSource, into: &ignored)?.kind, read == name.text {
      return true
    }
    if let word = keyword(in: name.text) {
      namesWithKeywords.insert(name.text)
      report(.nameWithKeyword(name, word))
    } else {
      report(.unreadableName(name))
    }
    return false
  }

  /// The first word between blanks that expressions read as a keyword.
  private func keyword(in name: String) -> String? {
    let words = name.split(separator: " ").map(String.init)
    return words.first { word in
      ExpressionKeyword.spellings.contains { $0.english == word || $0.chinese == word }
    }
  }

  /// Where a name was declared before.
  func declarationSpan(of name: String) -> SourceSpan? {
    switch symbols[name] {
    case .recordType(let index): domains[index].nameScalar.span
    case .subjectField(let index): domains[0].fields[index].span
    case .constant(let index): constants[index].name.span
    case .fact(let index): facts[index].name.span
    case .rule(let index): rules[index].name.span
    case nil: nil
    }
  }

  /// Every name that an expression in `scope` may read, for the nearest one to a misspelt name.
  func visibleNames(in scope: Scope) -> [String] {
    var names = scope.variables.keys.sorted()
    var domain: Int? = scope.domain
    while let index = domain {
      names += domains[index].fields.map(\.name)
      domain = domains[index].parent
    }
    names += symbols.keys.sorted() + ["score", "grade", "base grade", "as of"]
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }
}
