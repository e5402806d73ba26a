import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// Lists, contexts, ranges, and what is taken out of them.
extension FEELChecker {
  func list(_ elements: [Expression], _ scope: FEELScope, at span: SourceSpan) -> FEELNode? {
    let nodes = elements.map { check($0, scope) }
    var element = FEELType.never
    var first: FEELNode?
    for node in nodes {
      guard let node else { return nil }
      guard !node.type.holdsFunction else {
        report(.functionIsNoValue(at: node.span))
        return nil
      }
      guard let joined = element.joined(with: node.type) else {
        report(.mixedTypes(node, earlier: first ?? node, in: LocalizedText("the list", "列表的其他元素")))
        return nil
      }
      if node.type.form != .nothing { first = first ?? node }
      element = joined
    }
    return FEELNode(.list(nodes.compactMap(\.self)), .list(element), at: span)
  }

  /// Each entry sees those before it; an entry may be a function.
  func context(_ entries: [ContextEntry], _ scope: FEELScope, at span: SourceSpan) -> FEELNode? {
    var scope = scope
    var nodes: [(key: String, slot: Int, value: FEELNode)] = []
    var types: [ContextType.Entry] = []
    var places: [String: SourceSpan] = [:]
    var isWhole = true
    for entry in entries {
      if let earlier = places[entry.key.name] {
        report(.duplicateKey(entry.key, earlier: earlier))
        return nil
      }
      places[entry.key.name] = entry.key.span
      guard let node = check(entry.value, scope) else {
        isWhole = false
        continue
      }
      let slot = newSlot()
      nodes.append((entry.key.name, slot, node))
      types.append(.init(entry.key.name, node.type))
      scope =
        node.type.function == nil
        ? scope.binding(entry.key.name, slot: slot, node.type) : scope.binding(entry.key.name, node.kind, node.type)
    }
    guard isWhole else { return nil }
    return FEELNode(.context(nodes), .context(ContextType(types)), at: span)
  }

  func range(_ range: RangeExpression, _ scope: FEELScope, at span: SourceSpan) -> FEELNode? {
    let low = range.low.map { bound($0, scope) }
    let high = range.high.map { bound($0, scope) }
    if let low, low == nil { return nil }
    if let high, high == nil { return nil }
    let (first, second) = (low ?? nil, high ?? nil)
    var type = FEELType.never
    for node in [first, second].compactMap(\.self) {
      guard let joined = type.joined(with: node.type) else {
        report(.mixedTypes(node, earlier: first ?? node, in: LocalizedText("the other end", "另一端")))
        return nil
      }
      type = joined
    }
    let isOptional = type.isOptional
    return FEELNode(
      .range(first, includesLow: range.includesLow, second, includesHigh: range.includesHigh),
      FEELType.range(type.optional(false)).optional(isOptional), at: span)
  }

  private func bound(_ expression: Expression, _ scope: FEELScope) -> FEELNode? {
    guard let node = checkValue(expression, scope, wanted: .aValue) else { return nil }
    if node.type.hasOrder { return node }
    report(.hasNoOrder(node))
    return nil
  }

  // MARK: Parts

  func path(_ value: Expression, _ member: Identifier, _ whole: Expression, _ scope: FEELScope) -> FEELNode? {
    guard let node = check(value, scope) else { return nil }
    if node.type.isNull, !isGuessing {
      report(.nullOperand(node.span, wanted: LocalizedText("a context", "上下文（键值对）")))
      return nil
    }
    let part = part(of: node, member, at: whole.span)
    guard let part, part.type.isOptional, scope.knowsPresent(whole) else { return part }
    return FEELNode(part.kind, part.type.optional(false), at: part.span)
  }

  private func part(of node: FEELNode, _ member: Identifier, at span: SourceSpan) -> FEELNode? {
    if let context = node.type.context {
      guard let type = context[member.name] else { return unknownPart(of: node, member, known: context.keys) }
      if type.function != nil { return FEELNode(.member(node, key: member.name), type, at: span) }
      return FEELNode(.member(node, key: member.name), type.optional(as: node.type), at: span)
    }
    if let element = node.type.element {
      guard element.form != .nothing else {
        return FEELNode(.members(node, key: member.name), FEELType.list(.never).optional(as: node.type), at: span)
      }
      guard let context = element.context, let type = context[member.name] else {
        return unknownPart(of: node, member, known: element.context?.keys ?? [])
      }
      let inner = type.optional(as: element)
      return FEELNode(.members(node, key: member.name), FEELType.list(inner).optional(as: node.type), at: span)
    }
    guard let property = FEELProperty(rawValue: member.name), let type = property.type(of: node.type) else {
      return unknownPart(of: node, member, known: FEELProperty.names(of: node.type))
    }
    return FEELNode(.property(node, property), type.optional(as: node.type), at: span)
  }

  private func unknownPart(of node: FEELNode, _ member: Identifier, known: [String]) -> FEELNode? {
    report(.unknownEntry(member, of: node.type, known: known))
    return nil
  }

  /// `list[2]` and `list[condition]`; which it is, the type tells.
  func filter(_ value: Expression, _ predicate: Expression, _ scope: FEELScope, at span: SourceSpan) -> FEELNode? {
    guard let list = checkValue(value, scope, wanted: LocalizedText("a list", "列表")) else { return nil }
    guard let element = list.type.element else {
      report(.notAList(list))
      return nil
    }
    let slot = newSlot()
    let inner = elementScope(element, slot: slot, scope)
    guard let node = check(predicate, inner) else { return nil }
    switch node.type.form {
    case .number: return FEELNode(.element(list, index: node), element.optional(), at: span)
    case .boolean:
      return FEELNode(.filter(list, slot: slot, condition: node), list.type, at: span)
    case .nothing where isGuessing: return FEELNode(.literal(.null), .null, at: span)
    default:
      report(
        node.type.isNull
          ? .nullOperand(node.span, wanted: .yesOrNo)
          : .wrongType(node, wanted: LocalizedText("a number or a yes or no", "数或“是否”值")))
      return nil
    }
  }

  /// The names inside a filter: `item`, and the keys of an element, which come first.
  private func elementScope(_ element: FEELType, slot: Int, _ scope: FEELScope) -> FEELScope {
    var inner = scope.binding("item", slot: slot, element)
    guard let context = element.context else { return inner }
    let item = FEELNode(.slot(slot, name: "item"), element, at: SourceSpan.nowhere)
    for entry in context.entries {
      inner = inner.binding(entry.key, .member(item, key: entry.key), entry.type.optional(as: element))
    }
    return inner
  }
}

extension SourceSpan {
  /// The place of what no text stands for.
  static let nowhere = SourceSpan(file: SourceFile(path: "", text: ""), start: 0, end: 0)
}
