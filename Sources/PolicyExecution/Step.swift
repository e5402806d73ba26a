package import PolicyIR

/// One step of a plan: where its operands are found and where its result goes.
///
/// A class, because every batch goes through all steps, and a copy of a structure with so many lists owns each of them
/// once more: for a batch of one subject that was a fifth of the time.
final class Step: Sendable {
  /// What is done; the operands that it names are those of the folded program, `operands` has their places.
  let operation: StepOperation
  let operands: [ValuePlace]
  let operandLanes: [Lane]
  /// The domain that a reduction reads, else that of the result.
  let source: DomainID
  let domain: DomainID
  /// The domains between that of the result and the one whose rows hold its segments, from below.
  let between: [DomainID]
  /// The same for each further domain whose rows the step goes through beside its own.
  let paths: [SegmentPath]
  let lane: Lane
  let register: Int

  init(
    operation: StepOperation, operands: [ValuePlace], operandLanes: [Lane], source: DomainID, domain: DomainID,
    between: [DomainID], paths: [SegmentPath], lane: Lane, register: Int
  ) {
    self.operation = operation
    self.operands = operands
    self.operandLanes = operandLanes
    self.source = source
    self.domain = domain
    self.between = between
    self.paths = paths
    self.lane = lane
    self.register = register
  }
}

/// A domain whose rows are gone through in segments, and the domains between it and those that hold the segments.
struct SegmentPath: Hashable, Sendable {
  let domain: DomainID
  let between: [DomainID]
}

/// Where a value is found during a run and after it.
package struct ValuePlace: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case constant(Int)
    case input(DomainID, field: Int)
    case register(Int)
  }

  let kind: Kind
  /// Whether absence is not looked at, because the program knows that there is none where it matters.
  var isAssumedPresent = false

  init(kind: Kind, isAssumedPresent: Bool = false) {
    self.kind = kind
    self.isAssumedPresent = isAssumedPresent
  }

  /// The place of a field of a batch.
  package init(field: Int, of domain: DomainID) { self.init(kind: .input(domain, field: field)) }
}
