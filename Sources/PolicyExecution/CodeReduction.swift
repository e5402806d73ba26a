import PolicyIR

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
