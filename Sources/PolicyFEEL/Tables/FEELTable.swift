/// A decision table as it is given.
package struct FEELTableSource: Sendable {
  package let hitPolicy: HitPolicy
  package let inputs: [Input]
  package let outputs: [Output]
  package let rules: [Rule]

  package struct Input: Sendable {
    package let expression: ExpressionText
    package let type: DeclaredType

    package init(expression: ExpressionText, type: DeclaredType) {
      self.expression = expression
      self.type = type
    }
  }

  package struct Output: Sendable {
    package let name: String?
    package let type: DeclaredType
    /// The values in their order of priority.
    package let values: ExpressionText?
    /// What comes out where no rule holds.
    package let fallback: ExpressionText?

    package init(name: String?, type: DeclaredType, values: ExpressionText?, fallback: ExpressionText?) {
      self.name = name
      self.type = type
      self.values = values
      self.fallback = fallback
    }
  }

  package struct Rule: Sendable {
    package let tests: [ExpressionText]
    package let outputs: [ExpressionText]

    package init(tests: [ExpressionText], outputs: [ExpressionText]) {
      self.tests = tests
      self.outputs = outputs
    }
  }

  package init(hitPolicy: HitPolicy, inputs: [Input], outputs: [Output], rules: [Rule]) {
    self.hitPolicy = hitPolicy
    self.inputs = inputs
    self.outputs = outputs
    self.rules = rules
  }
}

/// A decision table after the check.
package struct FEELTable: Sendable {
  let hitPolicy: HitPolicy
  /// The values that the rules test, each kept in a slot.
  let inputs: [(slot: Int, value: FEELNode)]
  let rules: [Rule]
  /// The names of the outputs where there are several.
  let names: [String]
  /// What comes out where no rule holds.
  let fallback: [FEELNode]?
  /// For each output its values in their order of priority.
  let order: [[FEELNode]]

  struct Rule: Sendable {
    /// For each input the tests of which one has to hold.
    let tests: [[FEELTest]]
    let outputs: [FEELNode]
  }
}
