package import PolicySemantics
package import PolicyTypes

/// A well-typed policy that no one would write, with the values at which something changes in it.
package struct RandomPolicy: Sendable {
  package let seed: UInt64
  package let policy: TypedPolicy
  package let asOf: CalendarDate
  package let hints: Hints

  /// The literals of a policy, near which subjects are interesting.
  package struct Hints: Sendable {
    package var numbers: [Decimal128] = []
    package var durations: [CalendarDuration] = []
    package var dates: [CalendarDate] = []
  }

  package init(seed: UInt64) {
    var generator = PolicyGenerator(seed: seed)
    self.seed = seed
    self.policy = generator.makePolicy()
    self.asOf = generator.asOf
    self.hints = generator.hints
  }
}
