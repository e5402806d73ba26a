import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// Calls of built-in functions, by the forms in the table of functions.
extension FEELChecker {
  func builtinCall(
    _ builtin: Builtin, _ arguments: [FEELNode], _ labels: [Identifier], at span: SourceSpan
  ) -> FEELNode? {
    let forms = Signature.forms(of: builtin)
    let fitting =
      labels.isEmpty ? forms.filter { $0.counts.contains(arguments.count) } : forms.filter { $0.fits(labels) }
    guard !fitting.isEmpty else {
      reportNoForm(builtin, forms, arguments, labels, at: span)
      return nil
    }
    for form in fitting {
      let call = BuiltinCall(builtin, form, arguments, labels)
      var variables: TypeVariables = [:]
      if call.accepts(&variables, takingNull: isGuessing) { return finished(call, variables, at: span) }
    }
    reportWrongTypes(builtin, fitting, arguments, labels, at: span)
    return nil
  }

  private func finished(_ call: BuiltinCall, _ variables: TypeVariables, at span: SourceSpan) -> FEELNode? {
    if let special = special(call, at: span) { return special.node }
    // A null where none may stand makes the result null.
    let isOptional = zip(call.arguments, call.patterns).contains { node, pattern in
      node.map { $0.type.isOptional && !pattern.contains { $0.isNullable } } ?? false
    }
    var type = call.form.result.type(variables)
    type = type.optional(type.isOptional || isOptional)
    let nodes = call.arguments.map { $0 ?? FEELNode(.literal(.null), .null, at: span) }
    return folded(FEELNode(.call(call.builtin, nodes), type, at: span), call)
  }

  // MARK: Constants

  /// Refines the type of a conversion of constants by its value, and warns of a text that is none.
  private func folded(_ node: FEELNode, _ call: BuiltinCall) -> FEELNode {
    warnOfPattern(call)
    guard let kind = call.builtin.conversionWords else { return node }
    let values = call.arguments.map { argument -> FEELValue? in
      guard let argument else { return .null }
      if case .literal(let value) = argument.kind { return value }
      return nil
    }
    let constants = values.compactMap(\.self)
    guard constants.count == values.count else { return node }
    let value = call.builtin.apply(constants, zones)
    if !value.isNull, let type = value.type { return FEELNode(node.kind, type, at: node.span) }
    if constants.count == 1, case .string(let text) = constants[0], let argument = call.arguments[0] {
      report(.notATemporalText(text, kind, at: argument.span))
    }
    return FEELNode(node.kind, node.type.optional(), at: node.span)
  }

  private func warnOfPattern(_ call: BuiltinCall) {
    let index: Int
    switch call.builtin {
    case .matches, .replace, .split: index = 1
    default: return
    }
    guard let argument = call.arguments[index], case .literal(.string(let text)) = argument.kind else { return }
    var flags = ""
    if call.builtin != .split, let node = call.arguments.last ?? nil, node.span != argument.span,
      case .literal(.string(let given)) = node.kind, call.arguments.count > (call.builtin == .matches ? 2 : 3)
    {
      flags = given
    }
    if case .failure(let failure) = Pattern.compile(text, flags: flags) {
      report(.badPattern(failure.reason, at: argument.span))
    }
  }

  // MARK: What is wrong

  private func reportNoForm(
    _ builtin: Builtin, _ forms: [Signature], _ arguments: [FEELNode], _ labels: [Identifier], at span: SourceSpan
  ) {
    let texts = forms.map(\.text)
    let known = forms.flatMap(\.parameters).map(\.name)
    if let label = labels.first(where: { !known.contains($0.name) }) {
      report(.unknownParameter(label, of: builtin.english, forms: texts, known: known))
      return
    }
    let given = Set(labels.map(\.name))
    let missing = forms.lazy.compactMap { form in
      form.parameters.first { !given.contains($0.name) && !$0.isOptional }?.name
    }.first
    if !labels.isEmpty, let missing {
      report(.missingArgument(missing, of: builtin.english, forms: texts, at: span))
      return
    }
    report(.wrongCount(builtin.english, texts, given: arguments.count, at: span))
  }

  private func reportWrongTypes(
    _ builtin: Builtin, _ forms: [Signature], _ arguments: [FEELNode], _ labels: [Identifier], at span: SourceSpan
  ) {
    // Where null alone is in the way, null is the mistake.
    if let null = arguments.first(where: { $0.type.isNull }) {
      let others = forms.lazy.compactMap { form -> TypePattern? in
        let call = BuiltinCall(builtin, form, arguments, labels)
        var variables: TypeVariables = [:]
        return call.accepts(&variables, takingNull: true) ? call.pattern(of: null) : nil
      }
      if let pattern = others.first {
        report(.nullOperand(null.span, wanted: pattern.words))
        return
      }
    }
    guard forms.count == 1 else {
      report(.noSuchForm(builtin.english, forms.map(\.text), arguments, at: span))
      return
    }
    let call = BuiltinCall(builtin, forms[0], arguments, labels)
    var variables: TypeVariables = [:]
    for (node, patterns) in zip(call.arguments, call.patterns) {
      guard let node, !patterns.contains(where: { $0.accepts(node.type, &variables) }) else { continue }
      let wrapped = FEELType.list(node.type)
      let fix =
        patterns.contains { $0.accepts(wrapped, &variables) }
        ? FixIt(replacing: node.span, with: "[\(node.span.text)]") : nil
      report(.wrongType(node, wanted: patterns[0].words, fixIt: fix))
      return
    }
    report(.noSuchForm(builtin.english, forms.map(\.text), arguments, at: span))
  }
}

/// A call of one form of a function, its arguments in the order of the form.
struct BuiltinCall {
  let builtin: Builtin
  let form: Signature
  /// The arguments by place; nil for an optional one that is left out.
  let arguments: [FEELNode?]
  /// The types that each place takes.
  let patterns: [[TypePattern]]

  init(_ builtin: Builtin, _ form: Signature, _ arguments: [FEELNode], _ labels: [Identifier]) {
    self.builtin = builtin
    self.form = form
    if labels.isEmpty {
      let missing = form.isVariadic ? 0 : max(0, form.parameters.count - arguments.count)
      self.arguments = arguments.map { $0 } + [FEELNode?](repeating: nil, count: missing)
    } else {
      self.arguments = form.parameters.map { parameter in
        labels.firstIndex { $0.name == parameter.name }.map { arguments[$0] }
      }
    }
    patterns = self.arguments.indices.map { form.parameter(at: $0).patterns }
  }

  /// Tells whether the form takes the arguments, and binds its variables.
  func accepts(_ variables: inout TypeVariables, takingNull: Bool = false) -> Bool {
    for (node, patterns) in zip(arguments, patterns) {
      guard let node else { continue }
      if takingNull, node.type.isNull { continue }
      guard patterns.contains(where: { $0.accepts(node.type, &variables) }) else { return false }
    }
    return true
  }

  /// What the form wants where `node` stands and null may not.
  func pattern(of node: FEELNode) -> TypePattern? {
    zip(arguments, patterns).first { argument, patterns in
      argument?.span == node.span && !patterns.contains { $0.isNullable }
    }?.1.first
  }
}

extension Signature {
  /// Whether the form has a parameter for each label, and the labels name every one that it needs.
  fileprivate func fits(_ labels: [Identifier]) -> Bool {
    let given = Set(labels.map(\.name))
    let names = Set(parameters.map(\.name))
    // Several arguments have no name of their own, but for those after others.
    guard !isVariadic || parameters.count > 1 else { return false }
    return given.isSubset(of: names) && parameters.allSatisfy { $0.isOptional || given.contains($0.name) }
  }
}

extension TypePattern {
  /// What a value that fits is called in a sentence.
  var words: LocalizedText {
    switch form {
    case .simple(let type): type.words
    case .variable: .aValue
    case .list: LocalizedText("a list", "列表")
    case .range: LocalizedText("a range", "区间")
    case .context: LocalizedText("a context", "上下文（键值对）")
    case .function: LocalizedText("a function", "函数")
    }
  }
}

extension Builtin {
  /// What a conversion makes, in a sentence; nil for other functions.
  fileprivate var conversionWords: LocalizedText? {
    switch self {
    case .date: LocalizedText("date", "日期")
    case .time: LocalizedText("time", "时刻")
    case .dateAndTime: LocalizedText("date and time", "日期时间")
    case .duration: LocalizedText("duration", "时长")
    default: nil
    }
  }
}
