import PolicySyntax
import PolicyTypes

/// What an expression may read where it stands, and what is known there.
struct Scope {
  /// The domain whose row is at hand: the subject, or one record.
  var domain = 0

  /// The variables of `some` and `every`, each a record of a domain.
  var variables: [String: Int] = [:]

  /// The time that a repair took, inside a repair.
  var took: TypedExpression?

  /// The repair inside which an expression stands.
  var repair: RepairID?

  /// The selection that `nth` counts in, inside an indicator with `each`.
  var ordinalSelection: SelectionID?

  /// The list whose stays the records at hand begin.
  var list: ListID?

  /// The grade of one part of the score, inside `parts`.
  var partGrade: TypedExpression?

  /// The record type of the record at hand, inside a filter over others.
  var this: Int?

  /// Whether the grade but for the outcomes may be read, inside `shows`.
  var mayReadComputedGrade = false

  /// The grades that a subject may have here; nil for all.
  var grades: [UInt8]?

  /// The fields and facts that a test before has shown to be present.
  var present: Set<PresenceKey> = []

  /// The conditions that hold here, by their canonical text.
  var holding: Set<String> = []

  /// Returns the scope inside one record of `domain`.
  func inside(_ domain: Int) -> Scope {
    var scope = self
    scope.domain = domain
    scope.list = nil
    return scope
  }

  /// Returns the scope in which `knowledge` holds as well.
  func knowing(_ knowledge: Knowledge) -> Scope {
    var scope = self
    scope.present.formUnion(knowledge.present)
    scope.holding.formUnion(knowledge.holding)
    return scope
  }
}

/// Something that a test for null can be about.
enum PresenceKey: Hashable {
  case field(FieldReference)
  case fact(FactID)
  case indicator(IndicatorIndex)
  case partGrade(PartGradeID)
  /// Some record of a selection.
  case anyRecord(SelectionID)
  /// The day on which a stay on a list ends.
  case leaves(ListID)
}

/// What a condition tells once it is known to hold, or known not to.
struct Knowledge {
  var present: Set<PresenceKey> = []
  var holding: Set<String> = []

  mutating func formUnion(_ other: Knowledge) {
    present.formUnion(other.present)
    holding.formUnion(other.holding)
  }
}
