import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// Decision tables.
extension FEELChecker {
  func table(_ source: FEELTableSource, _ scope: FEELScope) -> FEELNode? {
    guard let inputs = inputs(source, scope), let rules = rules(source, inputs, scope),
      let types = outputTypes(source, rules)
    else { return nil }
    guard let fallback = fallback(source, types, scope), let order = order(source, scope) else { return nil }
    let names = source.outputs.count > 1 ? source.outputs.map { $0.name ?? "" } : []
    let table = FEELTable(
      hitPolicy: source.hitPolicy, inputs: inputs, rules: rules, names: names, fallback: fallback.nodes, order: order)
    let span = rules.first?.outputs.first?.span ?? inputs.first?.value.span ?? .nowhere
    let row =
      names.isEmpty
      ? types[0] : FEELType.context(ContextType(zip(names, types).map { ContextType.Entry($0, $1) }))
    return FEELNode(.table(table), source.hitPolicy.type(of: row), at: span)
  }

  private func inputs(_ source: FEELTableSource, _ scope: FEELScope) -> [(slot: Int, value: FEELNode)]? {
    var inputs: [(slot: Int, value: FEELNode)] = []
    for input in source.inputs {
      guard let expression = parse(input.expression, scope), let node = check(expression, scope) else { return nil }
      guard !node.type.holdsFunction, input.type.accepts(node.type) else {
        report(.wrongType(node, wanted: input.type.words))
        return nil
      }
      inputs.append((newSlot(), node))
    }
    return inputs
  }

  private func rules(
    _ source: FEELTableSource, _ inputs: [(slot: Int, value: FEELNode)], _ scope: FEELScope
  ) -> [FEELTable.Rule]? {
    var rules: [FEELTable.Rule] = []
    for rule in source.rules {
      guard rule.tests.count == inputs.count, rule.outputs.count == source.outputs.count, !rule.outputs.isEmpty else {
        let place = rule.outputs.first ?? rule.tests.first
        report(.unevenRule(at: place.map { ExpressionSource($0.text, file: $0.file, start: 0).wholeSpan } ?? .nowhere))
        return nil
      }
      var tests: [[FEELTest]] = []
      for (text, input) in zip(rule.tests, inputs) {
        guard let cell = cell(text, input, scope) else { return nil }
        tests.append(cell)
      }
      var outputs: [FEELNode] = []
      for text in rule.outputs {
        guard let expression = parse(text, scope), let node = check(expression, scope) else { return nil }
        outputs.append(node)
      }
      rules.append(FEELTable.Rule(tests: tests, outputs: outputs))
    }
    return rules
  }

  private func cell(
    _ text: ExpressionText, _ input: (slot: Int, value: FEELNode), _ scope: FEELScope
  ) -> [FEELTest]? {
    if text.text.allSatisfy(\.isWhitespace) { return [.any] }
    let value = FEELNode(.slot(input.slot, name: "?"), input.value.type, at: input.value.span)
    let inner = scope.binding("?", slot: input.slot, input.value.type)
    guard let tests = parseTests(text, inner) else { return nil }
    var typed: [FEELTest] = []
    for test in tests {
      guard let test = self.test(test, of: value, inner, inCell: true) else { return nil }
      typed.append(test)
    }
    return typed
  }

  /// The types of the outputs, which all rules agree on.
  private func outputTypes(_ source: FEELTableSource, _ rules: [FEELTable.Rule]) -> [FEELType]? {
    var types: [FEELType] = []
    for (index, output) in source.outputs.enumerated() {
      var type = FEELType.never
      for rule in rules {
        let node = rule.outputs[index]
        guard !node.type.holdsFunction, let joined = type.joined(with: node.type) else {
          let place = LocalizedText("the output", "该输出列")
          report(
            node.type.holdsFunction
              ? .functionIsNoValue(at: node.span) : .mixedTypes(node, earlier: rules[0].outputs[index], in: place))
          return nil
        }
        guard output.accepts(node.type, source.hitPolicy), source.hitPolicy.accepts(node.type) else {
          report(.wrongType(node, wanted: output.type == .any ? .aNumber : output.type.words))
          return nil
        }
        type = joined
      }
      types.append(type)
    }
    return types.isEmpty ? nil : types
  }

  private func fallback(
    _ source: FEELTableSource, _ types: [FEELType], _ scope: FEELScope
  ) -> (nodes: [FEELNode]?, Void)? {
    guard source.outputs.contains(where: { $0.fallback != nil }) else { return (nil, ()) }
    var nodes: [FEELNode] = []
    for (output, type) in zip(source.outputs, types) {
      guard let text = output.fallback else {
        nodes.append(FEELNode(.literal(.null), .null, at: .nowhere))
        continue
      }
      guard let expression = parse(text, scope), let node = check(expression, scope) else { return nil }
      guard node.type.joined(with: type) != nil, output.accepts(node.type, source.hitPolicy) else {
        report(.wrongType(node, wanted: type.words))
        return nil
      }
      nodes.append(node)
    }
    return (nodes, ())
  }

  /// The values of each output in their declared order, where the table goes by it.
  private func order(_ source: FEELTableSource, _ scope: FEELScope) -> [[FEELNode]]? {
    guard source.hitPolicy.readsOrder else { return [] }
    var order: [[FEELNode]] = []
    for output in source.outputs {
      guard let text = output.values else {
        order.append([])
        continue
      }
      guard let tests = parseTests(text, scope) else { return nil }
      var values: [FEELNode] = []
      for test in tests {
        guard case .value(let expression) = test.kind, let node = check(expression, scope) else { return nil }
        values.append(node)
      }
      order.append(values)
    }
    return order
  }
}

extension FEELTableSource.Output {
  /// Whether a rule may give a value of `type`; where the outputs become a list, some declare the list.
  fileprivate func accepts(_ type: FEELType, _ policy: HitPolicy) -> Bool {
    self.type.accepts(type) || policy.givesList && self.type.accepts(.list(type))
  }
}

extension HitPolicy {
  /// Whether an output of `type` can be added up or compared, as far as the policy does that.
  fileprivate func accepts(_ type: FEELType) -> Bool {
    switch self {
    case .sum: type.form == .number || type.form == .nothing
    case .least, .greatest: type.hasOrder
    default: true
    }
  }

  /// The type of the result, if that of the output of a rule is `row`; where no rule holds, it is null.
  fileprivate func type(of row: FEELType) -> FEELType {
    switch self {
    case .count: .number
    case .ruleOrder, .outputOrder, .collect: FEELType.list(row).optional()
    default: row.optional()
    }
  }
}

extension Diagnostic {
  fileprivate static func unevenRule(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .wrongArguments,
      LocalizedText("a rule has a test for each input and a value for each output", "每条规则须有与输入、输出同样多的项"), at: span)
  }
}
