import PolicySyntax
import PolicyTypes

/// The typed tree as people read it: each part on a line, deeper parts further right.
extension FEELProgram {
  package var treeText: String {
    var text = ""
    var pending = [(node: root, label: "", depth: 0)]
    while let (node, label, depth) = pending.popLast() {
      let indent = String(repeating: "  ", count: depth)
      text += "\(indent)\(label)\(node.name): \(node.type)\n"
      pending += node.parts.reversed().map { ($0.node, $0.label, depth + 1) }
    }
    return text
  }
}

extension FEELNode {
  /// What the part is, in a word or two.
  fileprivate var name: String {
    switch kind {
    case .literal(let value): value.literal
    case .slot(_, let name): name
    case .function: "function"
    case .member(_, let key), .members(_, let key): ".\(key)"
    case .property(_, let property): ".\(property.rawValue)"
    case .element: "[index]"
    case .filter: "[condition]"
    case .call(let builtin, _): "\(builtin.english)()"
    case .negation: "-"
    case .arithmetic(let operation, _, _): operation.rawValue
    case .comparison(let relation, _, _): relation.sign
    case .conjunction: "and"
    case .disjunction: "or"
    case .membership: "in"
    case .conditional: "if"
    case .range(_, let includesLow, _, let includesHigh): "\(includesLow ? "[" : "(")..\(includesHigh ? "]" : ")")"
    case .list: "list"
    case .context: "context"
    case .iteration: "for"
    case .quantified(let quantifier, _, _): quantifier == .some ? "some" : "every"
    case .binding: "call"
    case .table(let table): "table \(table.hitPolicy.rawValue)"
    case .sorting: "sort()"
    case .replacing: "list replace()"
    }
  }

  /// The parts with what they are for.
  fileprivate var parts: [(label: String, node: FEELNode)] {
    switch kind {
    case .literal, .slot, .function: []
    case .member(let node, _), .members(let node, _), .property(let node, _), .negation(let node): [("", node)]
    case .element(let list, let index): [("", list), ("", index)]
    case .filter(let list, _, let condition): [("", list), ("", condition)]
    case .call(_, let arguments): arguments.filter { !$0.type.isNull }.map { ("", $0) }
    case .arithmetic(_, let a, let b), .comparison(_, let a, let b), .conjunction(let a, let b),
      .disjunction(let a, let b):
      [("", a), ("", b)]
    case .membership(let value, let tests): [("", value)] + tests.flatMap(\.parts)
    case .conditional(let condition, let then, let otherwise):
      [("", condition), ("then ", then), ("else ", otherwise)]
    case .range(let low, _, let high, _): [low, high].compactMap { $0.map { ("", $0) } }
    case .list(let elements): elements.map { ("", $0) }
    case .context(let entries): entries.map { ($0.key + ": ", $0.value) }
    default: partsOfConstruct
    }
  }

  private var partsOfConstruct: [(label: String, node: FEELNode)] {
    switch kind {
    case .iteration(let iterators, _, let body): iterators.flatMap(\.parts) + [("return ", body)]
    case .quantified(_, let iterators, let condition): iterators.flatMap(\.parts) + [("satisfies ", condition)]
    case .binding(let bindings, let body): bindings.map { ("", $0.value) } + [("body ", body)]
    case .sorting(let list, _, let precedes): [("", list), ("precedes ", precedes)]
    case .replacing(let list, _, let matches, let value): [("", list), ("match ", matches), ("", value)]
    case .table(let table): table.inputs.map { ("", $0.value) }
    default: []
    }
  }
}

extension FEELIterator {
  fileprivate var parts: [(label: String, node: FEELNode)] {
    switch domain {
    case .elements(let node): [("in ", node)]
    case .span(let low, let high): [("in ", low), (".. ", high)]
    }
  }
}

extension FEELTest {
  fileprivate var parts: [(label: String, node: FEELNode)] {
    switch self {
    case .any: []
    case .comparison(let relation, let node): [("\(relation.sign) ", node)]
    case .equal(let node), .within(let node), .oneOf(let node), .holds(let node): [("", node)]
    case .anyOf(let tests): tests.flatMap(\.parts)
    case .not(let tests): tests.flatMap { $0.parts.map { ("not " + $0.label, $0.node) } }
    }
  }
}

extension Relation {
  fileprivate var sign: String {
    switch self {
    case .equal: "="
    case .notEqual: "!="
    case .less: "<"
    case .lessOrEqual: "<="
    case .greater: ">"
    case .greaterOrEqual: ">="
    }
  }
}
