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

/// A value that follows from a few codes and yes-or-no values, worked out for all their combinations beforehand.
struct Lookup: Sendable {
  /// The values that decide: never absent, each a byte less than its factor's successor divided by its factor.
  let keys: [ValueID]
  /// What each key counts for in the place of a combination.
  let factors: [UInt8]
  /// One row for each byte: the combinations, then the filler.
  let table: Column

  static let tableSize = 256
}

/// A count, a test or a sum over the rows of some codes.
struct CodeReduction: Sendable {
  enum Kind: Sendable {
    case count
    case any
    case sum
  }

  let kind: Kind
  /// The code column, what else a row has to meet where there is more, and what a sum adds up.
  let operands: [ValueID]
  let codes: [UInt8]
  let hasRest: Bool
  /// Which of the run's partitions it reads; reductions over one code column share one.
  let partition: Int
}
