package import PolicyDiagnostics
import PolicySyntax

/// What is to be calculated: an expression or a decision table, with what is named before it.
package indirect enum FEELSource: Sendable {
  case text(ExpressionText)
  case table(FEELTableSource)
  case after([FEELDefinition], FEELSource)
}

/// The text of an expression, and the file as which messages show it.
package struct ExpressionText: Sendable {
  package let text: String
  package let file: SourceFile

  package init(_ text: String, name: String) {
    self.text = text
    self.file = SourceFile(path: name, text: text)
  }
}

/// A value or, with parameters, a function that what follows may use.
package struct FEELDefinition: Sendable {
  package let name: String
  package let parameters: [(name: String, type: DeclaredType)]?
  package let source: FEELSource
  package let type: DeclaredType

  package init(
    name: String, parameters: [(name: String, type: DeclaredType)]? = nil, source: FEELSource, type: DeclaredType = .any
  ) {
    self.name = name
    self.parameters = parameters
    self.source = source
    self.type = type
  }
}

extension FEELChecker {
  /// Checks what a source holds, in the order in which it defines.
  func check(_ source: FEELSource, _ scope: FEELScope) -> FEELNode? {
    switch source {
    case .text(let text):
      guard let expression = parse(text, scope) else { return nil }
      return check(expression, scope)
    case .table(let table): return self.table(table, scope)
    case .after(let definitions, let source): return check(definitions, then: source, scope)
    }
  }

  /// Checks a source whose value has to be of a declared type.
  func check(_ source: FEELSource, declared: DeclaredType, _ scope: FEELScope) -> FEELNode? {
    guard let node = check(source, scope) else { return nil }
    guard declared.accepts(node.type) else {
      report(.wrongType(node, wanted: declared.words))
      return nil
    }
    return node
  }

  private func check(_ definitions: [FEELDefinition], then source: FEELSource, _ scope: FEELScope) -> FEELNode? {
    var inner = scope
    var bindings: [(slot: Int, value: FEELNode)] = []
    for definition in definitions {
      if let parameters = definition.parameters {
        let typed = parameters.map { FEELParameter(name: $0.name, type: $0.type) }
        let id = define(.defined(typed, body: .source(definition.source, definition.type), inner))
        inner = inner.binding(definition.name, .function(id), FEELType(.function(id)))
        continue
      }
      guard let node = check(definition.source, declared: definition.type, inner) else { return nil }
      if node.type.function != nil {
        inner = inner.binding(definition.name, node.kind, node.type)
        // What the function has captured is set where it is defined.
        bindings.append((newSlot(), node))
      } else {
        let slot = newSlot()
        let type = definition.type.type(holding: node.type).optional(node.type.isOptional)
        inner = inner.binding(definition.name, slot: slot, type)
        bindings.append((slot, node))
      }
    }
    guard let body = check(source, inner) else { return nil }
    return bindings.isEmpty ? body : FEELNode(.binding(bindings, body: body), body.type, at: body.span)
  }

  func parse(_ text: ExpressionText, _ scope: FEELScope) -> Expression? {
    parseExpression(
      ExpressionSource(text.text, file: text.file, start: 0), mode: .strict, knownNames: knownNames(scope),
      into: &diagnostics)
  }

  func parseTests(_ text: ExpressionText, _ scope: FEELScope) -> [UnaryTest]? {
    parseUnaryTests(
      ExpressionSource(text.text, file: text.file, start: 0), mode: .strict, knownNames: knownNames(scope),
      into: &diagnostics)
  }

  /// The names that an expression may hold with signs and keywords inside: variables and keys at any depth.
  private func knownNames(_ scope: FEELScope) -> Set<String> {
    var names: Set<String> = []
    for name in scope.names {
      names.insert(name)
      if let type = scope[name]?.type { type.collectKeys(into: &names) }
    }
    return names
  }
}

extension FEELType {
  fileprivate func collectKeys(into names: inout Set<String>) {
    switch form {
    case .list(let inner), .range(let inner): inner.collectKeys(into: &names)
    case .context(let type):
      for entry in type.entries {
        names.insert(entry.key)
        entry.type.collectKeys(into: &names)
      }
    default: break
    }
  }
}
