package import PolicySemantics
package import PolicyTypes

/// Makes subjects with records that fit a policy's record types: plausible in their mass, and with the values at which
/// the policy's windows, cut points and repairs turn.
///
/// A subject depends on the seed and on its own number alone, so that the first of many are the same as of few, and on
/// integers alone, so that they are the same on every machine.
package struct SampleGenerator: Sendable {
  let policy: TypedPolicy
  let hints: SampleHints
  let seed: UInt64
  let asOf: CalendarDate
  let faultsPermille: Int
  let identifiers: SampleIdentifiers

  /// The record types directly below each one.
  let children: [[Int]]

  /// - Parameters:
  ///   - asOf: The date around which the records lie.
  ///   - faultsPermille: How many of a thousand subjects have a data fault, 0 to 1000.
  package init(policy: TypedPolicy, seed: UInt64, asOf: CalendarDate, faultsPermille: Int = 0) {
    self.policy = policy
    self.seed = seed
    self.asOf = asOf
    self.faultsPermille = faultsPermille
    hints = SampleHints(of: policy)
    identifiers = SampleIdentifiers(seed: seed)
    children = policy.domains.indices.map { parent in
      policy.domains.indices.filter { policy.domains[$0].parent == parent }
    }
  }

  /// Returns subject `index`, counted from 0.
  package func subject(_ index: Int) -> SampleRow {
    var maker = SampleSubjectMaker(self, index: index)
    var subject = maker.subject()
    if maker.random.chance(faultsPermille) { maker.addFault(to: &subject) }
    return subject
  }
}
