import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// Functions whose types the table cannot say: those that take functions, and those of contexts.
extension FEELChecker {
  /// What became of a call; nil inside after an error.
  struct Outcome {
    let node: FEELNode?
  }

  /// Returns the outcome of a call that is special, nil for one that is not.
  func special(_ call: BuiltinCall, at span: SourceSpan) -> Outcome? {
    switch call.builtin {
    case .sort where call.arguments.count == 2 && call.arguments[1] != nil: Outcome(node: sorting(call, at: span))
    case .listReplace where call.arguments[1]?.type.function != nil: Outcome(node: replacing(call, at: span))
    case .flatten: Outcome(node: flattened(call, at: span))
    case .getValue: Outcome(node: value(call, at: span))
    case .getEntries: Outcome(node: entries(call, at: span))
    case .contextPut: Outcome(node: put(call, at: span))
    case .contextMerge: Outcome(node: merged(call, at: span))
    default: nil
    }
  }

  // MARK: Functions of functions

  private func sorting(_ call: BuiltinCall, at span: SourceSpan) -> FEELNode? {
    guard let list = call.arguments[0], let function = call.arguments[1] else { return nil }
    guard let (slots, body) = condition(of: function, list, with: nil, at: span) else { return nil }
    return FEELNode(.sorting(list, slots: slots, precedes: body), list.type.optional(), at: span)
  }

  private func replacing(_ call: BuiltinCall, at span: SourceSpan) -> FEELNode? {
    guard let list = call.arguments[0], let function = call.arguments[1], let value = call.arguments[2] else {
      return nil
    }
    guard let (slots, body) = condition(of: function, list, with: value, at: span) else { return nil }
    guard let type = list.type.joined(with: FEELType.list(value.type)) else {
      report(.mixedTypes(value, earlier: list, in: LocalizedText("the list", "列表")))
      return nil
    }
    return FEELNode(.replacing(list, slots: slots, matches: body, value: value), type.optional(), at: span)
  }

  /// Puts the body of a function of two elements, or of an element and `value`, in place.
  private func condition(
    of function: FEELNode, _ list: FEELNode, with value: FEELNode?, at span: SourceSpan
  ) -> (slots: (Int, Int), body: FEELNode)? {
    guard let id = function.type.function, let element = list.type.element else { return nil }
    let slots = (newSlot(), newSlot())
    let first = FEELNode(.slot(slots.0, name: "a"), element, at: function.span)
    let second = FEELNode(.slot(slots.1, name: "b"), value?.type ?? element, at: function.span)
    guard let body = invoke(id, function.span.text, [first, second], [], at: function.span) else { return nil }
    guard body.type.form == .boolean || body.type.form == .nothing else {
      report(.wrongType(body, wanted: .yesOrNo))
      return nil
    }
    return (slots, body)
  }

  // MARK: Lists

  private func flattened(_ call: BuiltinCall, at span: SourceSpan) -> FEELNode? {
    guard let list = call.arguments[0] else { return nil }
    var element = list.type.element ?? .never
    while let inner = element.element { element = inner.optional(as: element) }
    return FEELNode(.call(.flatten, [list]), FEELType.list(element).optional(as: list.type), at: span)
  }

  // MARK: Contexts

  /// Returns the text of a key, which has to be written out.
  private func key(_ node: FEELNode) -> String? {
    if case .literal(.string(let key)) = node.kind { return key }
    report(
      .dynamic(
        LocalizedText("a key is written out, so that its type is known", "键须直接写出，其类型才能确定"), at: node.span))
    return nil
  }

  private func value(_ call: BuiltinCall, at span: SourceSpan) -> FEELNode? {
    guard let context = call.arguments[0], let place = call.arguments[1], let key = key(place) else { return nil }
    // A key that is not there gives null, as FEEL has it for this function alone.
    guard let type = context.type.context?[key] else { return FEELNode(.literal(.null), .null, at: span) }
    return FEELNode(.member(context, key: key), type.optional(as: context.type), at: span)
  }

  private func entries(_ call: BuiltinCall, at span: SourceSpan) -> FEELNode? {
    guard let context = call.arguments[0] else { return nil }
    var value = FEELType.never
    for entry in context.type.context?.entries ?? [] {
      guard let joined = value.joined(with: entry.type) else {
        report(
          .dynamic(
            LocalizedText("the entries have different types, so that their list has none", "各键的值类型不同，不能组成列表"),
            at: context.span))
        return nil
      }
      value = joined
    }
    let element = ContextType([.init("key", .string), .init("value", value)])
    return FEELNode(
      .call(.getEntries, [context]), FEELType.list(.context(element)).optional(as: context.type), at: span)
  }

  private func put(_ call: BuiltinCall, at span: SourceSpan) -> FEELNode? {
    guard let context = call.arguments[0], let place = call.arguments[1], let value = call.arguments[2],
      let key = key(place)
    else { return nil }
    var entries = context.type.context?.entries ?? []
    let entry = ContextType.Entry(key, value.type)
    if let index = entries.firstIndex(where: { $0.key == key }) {
      entries[index] = entry
    } else {
      entries.append(entry)
    }
    return FEELNode(
      .call(.contextPut, [context, place, value]), FEELType.context(ContextType(entries)).optional(as: context.type),
      at: span)
  }

  private func merged(_ call: BuiltinCall, at span: SourceSpan) -> FEELNode? {
    guard let list = call.arguments[0] else { return nil }
    let type = list.type.element?.context ?? ContextType([])
    return FEELNode(.call(.contextMerge, [list]), FEELType.context(type).optional(), at: span)
  }
}
