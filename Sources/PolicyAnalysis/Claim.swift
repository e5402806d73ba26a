package import PolicyDiagnostics
import PolicyIR
package import PolicyTypes

/// Something that the author of a policy takes for granted, which can be shown, or shown to be wrong.
package struct Claim: Hashable, Sendable {
  package let kind: Kind

  /// The piece of the policy that it is about.
  package let span: SourceSpan

  /// The rows of which one is an example: it meets every test.
  let domain: DomainID
  let tests: [ClaimTest]

  package enum Kind: Hashable, Sendable {
    /// The row of a lookup, or the case, decides for some subject.
    case rowDecides
    case conditionHolds
    case conditionFails
    case gradeGiven(String)
    case measureGiven(String)
    /// A cap or a clamp changes the number of some subject.
    case limitBites
    /// The part of a group is the one that counts.
    case partCounts
    /// Something reads the field.
    case fieldRead(String)
    /// Some row holds whatever is looked up.
    case rowsCover
    /// No two rows hold at once.
    case rowsDisjoint
    /// Something lies at a bound, or next to it.
    case bound(Side)
    /// Nobody gets both of two measures.
    case neverTogether(String, String)
    /// The points of an indicator fall all the way along a field.
    case pointsSteady(ChangedInput)
    /// Nobody who is worse in one thing gets a better score or grade.
    case worseNeverBetter(ChangedInput)
    /// Nobody gets a worse score or grade by the repair.
    case repairNeverWorse(String)
    /// No grade lacks a penalty that a better one gets, with nothing in its place, or an incentive that a worse one
    /// gets.
    case gradedMeasure(String, gets: String, lacks: String?)
    /// The number of a measure goes one way along the grades.
    case gradedNumber(measure: String, number: String, MeasureKind)
  }

  /// Whether it is about the rows of a table together.
  package var isAboutTables: Bool { kind == .rowsCover || kind == .rowsDisjoint }

  /// Whether an example refutes the claim; of other claims an example is the proof.
  var isRefutedByExample: Bool {
    if case .neverTogether = kind { return true }
    return isAboutTables
  }
}

/// On which side of a bound something lies.
package enum Side: Int, CaseIterable, Sendable {
  case below = -1
  case at = 0
  case above = 1
}

/// A test that an example of a claim passes.
enum ClaimTest: Hashable {
  case isTrue(ValueID)
  case isFalse(ValueID)
  case isPresent(ValueID)
  case isAbsent(ValueID)
  case hasLabel(ValueID, String)
  case differ(ValueID, ValueID)
  /// The first lies below the second, at it, or above it, as close as it can.
  case near(ValueID, ValueID, Side)
  case twoHold([ValueID])

  /// The values that the test reads.
  var values: [ValueID] {
    switch self {
    case .isTrue(let value), .isFalse(let value), .isPresent(let value), .isAbsent(let value),
      .hasLabel(let value, _):
      [value]
    case .differ(let a, let b), .near(let a, let b, _): [a, b]
    case .twoHold(let values): values
    }
  }
}

/// What became of a claim.
package struct Proof: Sendable {
  package let claim: Claim
  package let verdict: Verdict

  /// A subject that shows it, as a file of policy tests that runs; nil where there is none to show.
  package let example: String?

  package enum Verdict: String, CaseIterable, Sendable {
    case proved
    case refuted
    case undecided
  }
}

extension Proof {
  /// Returns the proof that a field is read, or that nothing reads it.
  package static func ofField(_ name: String, at span: SourceSpan, isRead: Bool) -> Proof {
    let claim = Claim(kind: .fieldRead(name), span: span, domain: .subject, tests: [])
    return Proof(claim: claim, verdict: isRead ? .proved : .refuted, example: nil)
  }
}
