package import PolicyDiagnostics
package import PolicyTypes

/// An expression whose names are resolved and whose type is known.
///
/// An expression varies with the rows of at most one record type (and with those above it); it is evaluated once for
/// each row of the deepest one that it reads.
package struct TypedExpression: Hashable, Sendable {
  package let kind: Kind
  package let type: PolicyType
  package let span: SourceSpan

  package init(_ kind: Kind, _ type: PolicyType, at span: SourceSpan) {
    self.kind = kind
    self.type = type
    self.span = span
  }

  package indirect enum Kind: Hashable, Sendable {
    case literal(Value)
    /// The as-of date of the run.
    case asOf
    case constant(ConstantID)
    case field(FieldReference)
    case fact(FactID)
    case indicator(IndicatorIndex)
    /// The grade of a part of the score.
    case partGrade(PartGradeID)
    case baseGrade
    case grade
    /// The grade after the rules, but for the outcomes beside the scale and for decisions.
    case computedGrade
    /// Whether a rule holds.
    case rule(RuleID)

    case arithmetic(ArithmeticOperator, TypedExpression, TypedExpression)
    case negation(TypedExpression)
    case rounded(TypedExpression, digits: Int, RoundingMode)

    /// A comparison of two values of one form. Scales compare by rank, best first.
    case comparison(Relation, TypedExpression, TypedExpression)
    case and(TypedExpression, TypedExpression)
    case or(TypedExpression, TypedExpression)
    case not(TypedExpression)
    /// Whether so many of the conditions hold; none of them is ever absent.
    case atLeast(Int, [TypedExpression])

    case isPresent(TypedExpression)
    /// The first, or the second where the first is absent.
    case orElse(TypedExpression, TypedExpression)
    /// The same value, which a test before has shown to be present.
    case assumePresent(TypedExpression)
    case conditional(TypedExpression, then: TypedExpression, otherwise: TypedExpression)

    case addDuration(TypedExpression, TypedExpression)
    /// The date where it is a working day, else the next one.
    case workingDayFrom(TypedExpression)
    /// The second date minus the first, in days.
    case daysBetween(TypedExpression, TypedExpression)
    /// The time from the first date to the second. Only an operand of a comparison, which lowers it away.
    case elapsed(from: TypedExpression, to: TypedExpression)
    /// How often a length of time goes into that from the first date to the second; negative where it runs backwards.
    case steps(from: TypedExpression, to: TypedExpression, of: CalendarDuration)
    /// The date moved by a count of steps and `plus` more, all measured from the date itself.
    case addSteps(TypedExpression, count: TypedExpression, plus: Int, of: CalendarDuration)
    /// The dates from the first day on, before `until`; an absent bound is none. Only a window, or what stands after
    /// `in`, which lowers it away.
    case dateRange(from: TypedExpression?, until: TypedExpression?)

    /// What follows from a date or a text alone.
    case derived(Derivation, TypedExpression)

    /// A figure over the records of a selection that lie below the row of the domain `above`.
    case aggregate(Aggregate, SelectionID, TypedExpression?, above: Int)
    /// The day on which a record was repaired, as its repair finds it; optional.
    case repairDone(RepairID)
    /// Whether a repair of a record has taken effect.
    case repaired(RepairID)
    /// The day on which the stay on a list that a record begins was entered, and the first day after it; the latter is
    /// absent while nothing ends it.
    case entered(ListID)
    case leaves(ListID)
    /// How many other records of a selection match the record at hand.
    case others(TypedOthers)
    /// The place of a record among the earlier ones of a selection: 1 + how many of them lie less than the duration
    /// before it.
    case ordinal(SelectionID, within: TypedExpression)
  }
}

package enum Aggregate: Hashable, Sendable {
  case count
  /// Whether any record of the selection is there; with a value, whether it holds for any.
  case exists
  /// Whether the value holds for every record.
  case every
  /// 0 for no record; records whose value is absent do not take part.
  case sum
  /// Absent for no record.
  case least
  /// Absent for no record.
  case greatest
  /// The sum of the values that are there, divided by how many there are; absent for none.
  case mean
  /// The value of the first record that has one, in the order of dates and keys; absent for none.
  case first
  /// How many different values there are.
  case distinct
  /// The most values in a row, each one step after the other; 0 for none.
  case longestRun(RunStep)
  /// How many of the numbers 1, 2, 3 and so on are among the values, up to the first that is not.
  case streak
}

/// A field of the subject (domain 0) or of a record type, by their places in `TypedPolicy.domains`.
package struct FieldReference: Hashable, Sendable {
  package let domain: Int
  package let field: Int

  package init(domain: Int, field: Int) {
    self.domain = domain
    self.field = field
  }
}

/// The places of declarations in the lists of their policy.
package struct ConstantID: Hashable, Sendable {
  package let index: Int
  package init(_ index: Int) { self.index = index }
}

package struct FactID: Hashable, Sendable {
  package let index: Int
  package init(_ index: Int) { self.index = index }
}

package struct SelectionID: Hashable, Sendable {
  package let index: Int
  package init(_ index: Int) { self.index = index }
}

package struct IndicatorIndex: Hashable, Sendable {
  package let index: Int
  package init(_ index: Int) { self.index = index }
}

package struct PartGradeID: Hashable, Sendable {
  package let index: Int
  package init(_ index: Int) { self.index = index }
}

package struct RepairID: Hashable, Sendable {
  package let index: Int
  package init(_ index: Int) { self.index = index }
}

package struct ListID: Hashable, Sendable {
  package let index: Int
  package init(_ index: Int) { self.index = index }
}

package struct RuleID: Hashable, Sendable {
  package let index: Int
  package init(_ index: Int) { self.index = index }
}
