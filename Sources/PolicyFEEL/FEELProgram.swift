package import PolicyDiagnostics

/// A FEEL expression that was checked, ready to be calculated.
package struct FEELProgram: Sendable {
  /// The typed tree.
  package let root: FEELNode
  private let slotCount: Int
  private let inputs: [(slot: Int, value: FEELValue)]
  private let zones: ZoneRules

  /// The type of the value.
  package var type: FEELType { root.type }

  /// Checks `source` with what `inputs` declare; without a program where it has errors.
  ///
  /// `declared` is the type that the result has to have. `typeNames` are types with names of their own.
  package static func check(
    _ source: FEELSource, inputs: [FEELInput] = [], declared: DeclaredType? = nil, declaredText: String = "",
    typeNames: [String: DeclaredType] = [:], zones: ZoneRules = .none
  ) -> (program: FEELProgram?, diagnostics: DiagnosticSet) {
    let checker = FEELChecker(zones: zones, typeNames: typeNames)
    var scope = FEELScope()
    var values: [(slot: Int, value: FEELValue)] = []
    for input in inputs {
      let slot = checker.newSlot()
      scope = scope.binding(input.name, slot: slot, input.type)
      values.append((slot, input.value))
    }
    guard let root = checker.check(source, scope) else { return (nil, checker.diagnostics) }
    if root.type.holdsFunction {
      checker.report(.functionIsNoValue(at: root.span))
    } else if let declared, !declared.accepts(root.type) {
      checker.report(.wrongResult(root, declared: declaredText))
    }
    guard !checker.diagnostics.containsError else { return (nil, checker.diagnostics) }
    let program = FEELProgram(root: root, slotCount: checker.slotCount, inputs: values, zones: zones)
    return (program, checker.diagnostics)
  }

  /// Calculates the value.
  package func value() throws(FEELFailure) -> FEELValue {
    var evaluator = FEELEvaluator(slotCount: slotCount, zones: zones)
    for input in inputs { evaluator.frame[input.slot] = input.value }
    let value = try evaluator.value(of: root)
    // Whoever takes the value goes through all of it.
    try evaluator.countWhole(value, at: root.span)
    return value
  }
}

/// A value that an expression may use by name.
package struct FEELInput: Sendable {
  package let name: String
  package let type: FEELType
  package let value: FEELValue

  /// Makes an input of the type that `declared` gives to a place that holds `value`; nil where the value does not fit.
  package init?(name: String, declared: DeclaredType, value: FEELValue) {
    guard let actual = value.type, declared.accepts(actual) else { return nil }
    self.name = name
    self.type = declared == .any ? actual : declared.type(holding: actual)
    self.value = value
  }
}
