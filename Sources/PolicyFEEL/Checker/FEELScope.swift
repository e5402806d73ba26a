import PolicySyntax
import PolicyTypes

/// The names that an expression may use, and what is known not to be null.
struct FEELScope: Sendable {
  struct Binding: Sendable {
    let kind: FEELNode.Kind
    let type: FEELType
  }

  private var bindings: [String: Binding] = [:]

  /// Names and paths, in canonical form, that a test before has found to be there.
  private var present: Set<String> = []

  subscript(name: String) -> Binding? { bindings[name] }

  var names: [String] { bindings.keys.sorted() }

  /// Whether `expression`, a name or a path, is known not to be null.
  func knowsPresent(_ expression: Expression) -> Bool {
    !present.isEmpty && present.contains(expression.description)
  }

  /// Returns the scope with one more name, which hides an outer one.
  func binding(_ name: String, _ kind: FEELNode.Kind, _ type: FEELType) -> FEELScope {
    var scope = self
    scope.bindings[name] = Binding(kind: kind, type: type)
    if !present.isEmpty { scope.present = present.filter { $0 != name && !$0.hasPrefix(name + ".") } }
    return scope
  }

  func binding(_ name: String, slot: Int, _ type: FEELType) -> FEELScope {
    binding(name, .slot(slot, name: name), type)
  }

  /// Returns the scope where `condition` is known to have come out as `holds`.
  func knowing(_ condition: Expression, holds: Bool) -> FEELScope {
    var scope = self
    condition.collectPresent(holds: holds, into: &scope.present)
    return scope
  }
}

extension Expression {
  /// Adds the names and paths that are not null where the expression comes out as `holds`.
  fileprivate func collectPresent(holds: Bool, into present: inout Set<String>) {
    switch kind {
    case .binary(.and, let left, let right) where holds, .binary(.or, let left, let right) where !holds:
      left.collectPresent(holds: holds, into: &present)
      right.collectPresent(holds: holds, into: &present)
    case .binary(let operation, let left, let right) where operation.isComparisonOperator:
      collectCompared(operation, left, right, holds: holds, into: &present)
    case .between(let value, _, _) where holds: value.collectOperands(into: &present)
    case .call(let callee, let arguments) where callee.kind == .name(Builtin.not.english) && arguments.count == 1:
      arguments[0].value.collectPresent(holds: !holds, into: &present)
    case .name, .path: if holds { present.insert(description) }
    default: break
    }
  }

  private func collectCompared(
    _ operation: BinaryOperator, _ left: Expression, _ right: Expression, holds: Bool, into present: inout Set<String>
  ) {
    switch operation {
    case .equal, .notEqual:
      let isEqual = (operation == .equal) == holds
      for (side, other) in [(left, right), (right, left)] {
        // Equal to a value, or other than null, is there.
        if isEqual ? other.isLiteralValue : other.kind == .null { side.collectOperands(into: &present) }
      }
    default:
      // A comparison with null is null, which neither branch of a test takes for certain but the one that holds.
      guard holds else { return }
      left.collectOperands(into: &present)
      right.collectOperands(into: &present)
    }
  }

  private func collectOperands(into present: inout Set<String>) {
    switch kind {
    case .name, .path: present.insert(description)
    case .negation(let value): value.collectOperands(into: &present)
    case .binary(.add, let left, let right), .binary(.subtract, let left, let right),
      .binary(.multiply, let left, let right), .binary(.divide, let left, let right):
      left.collectOperands(into: &present)
      right.collectOperands(into: &present)
    default: break
    }
  }

  private var isLiteralValue: Bool {
    switch kind {
    case .boolean, .number, .text: true
    default: false
    }
  }
}

extension BinaryOperator {
  var isComparisonOperator: Bool {
    switch self {
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: true
    default: false
    }
  }

  /// How the operator compares; nil for one that does something else.
  var relation: Relation? {
    switch self {
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    default: nil
    }
  }

  var feelOperator: FEELOperator? { FEELOperator(rawValue: rawValue) }
}
