import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// Calls: of functions that the expression defines, whose bodies take the place of the call, and of built-in ones.
extension FEELChecker {
  func functionLiteral(
    _ parameters: [Parameter], _ body: Expression, _ scope: FEELScope, at span: SourceSpan
  ) -> FEELNode? {
    if case .call(let callee, _) = body.kind, callee.kind == .name("external"), scope["external"] == nil {
      return refuse(.external, at: callee.span)
    }
    var typed: [FEELParameter] = []
    for parameter in parameters {
      guard let type = parameter.type else {
        typed.append(FEELParameter(name: parameter.name.name, type: .any))
        continue
      }
      guard let declared = DeclaredType(text: type, names: typeNames) else {
        report(.unknownVariable(type, at: parameter.name.span, known: Array(typeNames.keys).sorted()))
        return nil
      }
      typed.append(FEELParameter(name: parameter.name.name, type: declared))
    }
    let id = define(.defined(typed, body: .expression(body), scope))
    return FEELNode(.function(id), FEELType(.function(id)), at: span)
  }

  func call(
    _ callee: Expression, _ arguments: [Argument], _ scope: FEELScope, at span: SourceSpan
  ) -> FEELNode? {
    if case .name(let name) = callee.kind, scope[name] == nil {
      guard let builtin = Builtin(feelName: name) else { return unknownFunction(name, callee, scope) }
      guard let (nodes, labels) = checked(arguments, scope) else { return nil }
      return builtinCall(builtin, nodes, labels, at: span)
    }
    guard let function = check(callee, scope) else { return nil }
    guard let id = function.type.function else {
      report(.notCallable(function))
      return nil
    }
    guard let (nodes, labels) = checked(arguments, scope) else { return nil }
    guard let body = invoke(id, callee.span.text, nodes, labels, at: span) else { return nil }
    if case .name = callee.kind { return body }
    if case .function = callee.kind { return body }
    // The callee sets what its function has captured.
    return FEELNode(.binding([(newSlot(), function)], body: body), body.type, at: span)
  }

  private func unknownFunction(_ name: String, _ callee: Expression, _ scope: FEELScope) -> FEELNode? {
    if let reason = LocalizedText.reasonsForNone[name] { return refuse(reason, at: callee.span) }
    let known = Builtin.ofFEEL.map(\.english) + scope.names.filter { scope[$0]?.type.function != nil }
    report(.unknownFEELFunction(name, at: callee.span, known: known))
    return nil
  }

  private func checked(_ arguments: [Argument], _ scope: FEELScope) -> ([FEELNode], [Identifier])? {
    let nodes = arguments.map { check($0.value, scope) }
    let labels = arguments.compactMap(\.label)
    guard labels.isEmpty || labels.count == arguments.count else {
      let place = arguments.first { $0.label == nil }?.value.span ?? labels[0].span
      report(.mixedArguments(at: place))
      return nil
    }
    for (index, label) in labels.enumerated() where labels[..<index].contains(where: { $0.name == label.name }) {
      report(.repeatedArgument(label))
      return nil
    }
    let present = nodes.compactMap(\.self)
    return present.count == nodes.count ? (present, labels) : nil
  }

  /// Puts the body of a function in place of its call.
  func invoke(
    _ id: FunctionID, _ name: String, _ arguments: [FEELNode], _ labels: [Identifier], at span: SourceSpan
  ) -> FEELNode? {
    switch function(id) {
    case .builtin(let builtin): return builtinCall(builtin, arguments, labels, at: span)
    case .defined(let parameters, let body, let scope):
      guard let ordered = ordered(arguments, labels, parameters, name, at: span) else { return nil }
      var inner = scope
      var bindings: [(slot: Int, value: FEELNode)] = []
      for (parameter, node) in zip(parameters, ordered) {
        guard parameter.type.accepts(node.type) else {
          report(.wrongType(node, wanted: parameter.type.words))
          return nil
        }
        let type = parameter.type.type(holding: node.type).optional(node.type.isOptional)
        if type.function != nil {
          inner = inner.binding(parameter.name, node.kind, type)
        } else {
          let slot = newSlot()
          inner = inner.binding(parameter.name, slot: slot, type)
          bindings.append((slot, node))
        }
      }
      let node = expanding(at: span) {
        switch body {
        case .expression(let expression): self.check(expression, inner)
        case .source(let source, let type): self.check(source, declared: type, inner)
        }
      }
      guard let node else { return nil }
      return FEELNode(.binding(bindings, body: node), node.type, at: span)
    }
  }

  private func ordered(
    _ arguments: [FEELNode], _ labels: [Identifier], _ parameters: [FEELParameter], _ name: String, at span: SourceSpan
  ) -> [FEELNode]? {
    let form = ["\(name)(\(parameters.map(\.name).joined(separator: ", ")))"]
    let names = parameters.map(\.name)
    if let label = labels.first(where: { !names.contains($0.name) }) {
      report(.unknownParameter(label, of: name, forms: form, known: names))
      return nil
    }
    guard arguments.count == parameters.count else {
      report(.wrongCount(name, form, given: arguments.count, at: span))
      return nil
    }
    guard !labels.isEmpty else { return arguments }
    return names.compactMap { name in labels.firstIndex { $0.name == name }.map { arguments[$0] } }
  }
}

extension LocalizedText {
  fileprivate static let external = LocalizedText(
    "what an external function gives is known only when it runs", "外部函数的结果只有运行时才知道")

  /// Functions of FEEL that a static, repeatable language does without, and why.
  fileprivate static let reasonsForNone = [
    "now": clock, "today": clock, "external": external,
    "context": LocalizedText(
      "the keys of a context are known before it is made; write it as `{key: value}`", "上下文的键须事先确定，请写作 `{键: 值}`"),
    "range": LocalizedText(
      "a range is written out, such as `[1..10]`; its text is not read when an expression runs",
      "区间须直接写出，例如 `[1..10]`，不在运行时从文本读取"),
  ]

  private static let clock = LocalizedText(
    "nothing reads the clock: give the date as an input", "不读取系统时间，请把日期作为输入给出")
}

extension DeclaredType {
  /// What a value of the type is called in a sentence.
  var words: LocalizedText {
    switch self {
    case .any: .aValue
    case .simple(let type): type.words
    case .list: LocalizedText("a list of the declared type", "符合声明的列表")
    case .range: LocalizedText("a range of the declared type", "符合声明的区间")
    case .context: LocalizedText("a context with the declared entries", "含有所声明各键的上下文")
    case .function: LocalizedText("a function", "函数")
    }
  }
}
