import PolicyDiagnostics
import PolicyFEEL
import Testing

/// What became of an expression, as one line: its value, or the code of its first mistake.
func outcome(_ expression: String, inputs: [FEELInput] = []) -> String {
  outcome(.text(ExpressionText(expression, name: "test")), inputs: inputs)
}

func outcome(_ source: FEELSource, inputs: [FEELInput] = []) -> String {
  let (program, diagnostics) = FEELProgram.check(source, inputs: inputs)
  guard let program else { return diagnostics.sorted.first { $0.severity == .error }?.code.rawValue ?? "nothing" }
  do throws(FEELFailure) {
    return try program.value().literal
  } catch {
    return error.diagnostic.code.rawValue
  }
}

/// Returns the static type of an expression as FEEL writes it.
func typeText(_ expression: String, inputs: [FEELInput] = []) -> String? {
  FEELProgram.check(.text(ExpressionText(expression, name: "test")), inputs: inputs).program?.type.description
}

/// An expression with the value that it has to have, for reasons that stand beside it.
struct FEELCase: CustomTestStringConvertible, Sendable {
  let expression: String
  let value: String

  init(_ expression: String, _ value: String) {
    self.expression = expression
    self.value = value
  }

  var testDescription: String { expression }
}

func input(_ name: String, _ type: String, _ value: FEELValue) -> FEELInput {
  FEELInput(name: name, declared: DeclaredType(text: type)!, value: value)!
}
