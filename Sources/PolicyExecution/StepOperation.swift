import PolicyIR

/// What a step does: one operation of the folded program, or something quicker that gives the same values.
enum StepOperation: Sendable {
  case single(Operation)
  /// Stands for all operations between the value and its keys.
  case lookup(Lookup)
  /// Stands for a reduction whose mask asks for some codes of a column.
  case reductionByCode(CodeReduction)
  /// Stands for a chain of additions and constant factors.
  case linear(LinearCombination)

  /// The values that the step reads, in order.
  var operands: [ValueID] {
    switch self {
    case .single(let operation): operation.operands
    case .lookup(let lookup): lookup.keys
    case .reductionByCode(let reduction): reduction.operands
    case .linear(let combination): combination.values
    }
  }
}
