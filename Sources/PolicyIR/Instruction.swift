package import PolicyDiagnostics
package import PolicyTypes

/// A value of the program: the column that one instruction makes.
package struct ValueID: Hashable, Sendable, Comparable {
  /// The place of the instruction in the program.
  package let index: Int

  package init(_ index: Int) {
    self.index = index
  }

  package static func < (a: ValueID, b: ValueID) -> Bool { a.index < b.index }
}

/// One typed operation over all rows of one domain.
package struct Instruction: Hashable, Sendable {
  package let operation: Operation
  package let domain: DomainID
  package let type: IRType

  /// The piece of the policy that asks for the value.
  package let span: SourceSpan?

  package init(_ operation: Operation, domain: DomainID, type: IRType, span: SourceSpan?) {
    self.operation = operation
    self.domain = domain
    self.type = type
    self.span = span
  }
}

/// What an instruction does.
///
/// Three families: element-wise inside one domain, `gather` from a parent to its children, and segmented reductions
/// from a domain to its parent. Rows of a segment are in the order of their date, then key, then arrival. An
/// operation on an absent row is absent, except where a case says otherwise.
package enum Operation: Hashable, Sendable {

  // Sources.
  case input(field: Int)
  case literal(Value)
  /// The as-of date of the run.
  case asOf
  /// The literal in force on the as-of date; the entries are in the order of their dates.
  case dated([DatedValue])

  // Numbers. Both operands have the lane of the result, except where a case says otherwise.
  /// The least and the greatest are of dates and labels, too. Factors may have other decimals than the product.
  case arithmetic(ArithmeticOperator, ValueID, ValueID)
  case negate(ValueID)
  /// Moves a number into the lane of the result, which holds it exactly, or a label into a set of the same labels.
  case convert(ValueID)
  /// Rounds to `digits` after the point; the result may be in a lane of as many decimals.
  case round(ValueID, digits: Int, RoundingMode)
  /// Divides two integers of the same lane and rounds once; equal to `divide` and `round` in sequence.
  case divideRounded(ValueID, ValueID, digits: Int, RoundingMode)

  // Truth, with three values where operands are optional.
  case compare(Relation, ValueID, ValueID)
  case and(ValueID, ValueID)
  case or(ValueID, ValueID)
  case not(ValueID)
  /// Whether a code is among `codes`, which are in ascending order.
  case isOneOf(ValueID, codes: [UInt8])

  // Absence.
  case isPresent(ValueID)
  /// The first value, or the second where the first is absent.
  case orElse(ValueID, ValueID)
  /// The same value, known to be present wherever it is looked at.
  case assumePresent(ValueID)

  /// The second where the first holds, else the third. The condition is never absent.
  case select(ValueID, then: ValueID, otherwise: ValueID)

  // Dates.
  case addDuration(ValueID, ValueID)
  /// Working days, of a calendar; absent also where the calendar does not reach.
  case working(WorkingOperation, [ValueID], WorkingCalendar)
  /// The second date minus the first, in days.
  case daysBetween(ValueID, ValueID)
  /// How often a length of time, which is longer than nothing, goes into the time from the first date to the second;
  /// negative where the second lies before the first.
  case steps(ValueID, ValueID, of: CalendarDuration)
  /// The date moved by so many steps, the ones in `plus` included, all measured from the date itself.
  case addSteps(ValueID, count: ValueID, plus: Int, of: CalendarDuration)

  /// What follows from a date, a text or a decimal alone.
  case derive(ValueID, Derivation)

  // From the parent domain to this one.
  case gather(ValueID)

  // From a child domain to this one. Masks are never absent; where a value is absent its row does not take part.
  case count(mask: ValueID)
  case any(mask: ValueID)
  case sum(ValueID, mask: ValueID)
  /// Absent where no row takes part.
  case least(ValueID, mask: ValueID)
  /// Absent where no row takes part.
  case greatest(ValueID, mask: ValueID)

  /// The value of the first row of the mask that has one, in any lane; absent where none has.
  case first(ValueID, mask: ValueID)

  // Inside the segments of one domain: the rows below one row of `above`, which is any domain over them. Below a
  // domain further up than the parent, rows are in the order of their parents first.
  /// The mask with one row left for each combination of `keys`: the one that the first preference puts in front, of
  /// equal ones the one that the next does, else the first row.
  case onePer(keys: [ValueID], mask: ValueID, preferences: [Preference], above: DomainID)
  /// 1 + the number of earlier rows of the segment that are in `mask` and whose `until` lies after this row's `date`.
  /// Rows are in the order of their dates, then of the segment.
  case ordinal(date: ValueID, until: ValueID, mask: ValueID, above: DomainID)
  /// How many values in a row, each one step after the other, the segment's mask has up to this row's value. Equal
  /// values count once. 0 outside the mask and where the value is absent.
  case runLength(ValueID, mask: ValueID, step: RunStep, above: DomainID)

  /// How much of each row's number counts, under caps that rows with equal keys share: row by row, in the order of
  /// `date` where there is one and then of the segment, as much of its magnitude as every cap leaves. An absent bound
  /// leaves everything. 0 outside the mask.
  case capped(ValueID, caps: [KeyCap], mask: ValueID, date: ValueID?, above: DomainID)

  /// How many other rows of the segment are in the mask and match this one: all pairs are equal, and the one value of
  /// the other row that the bounds are about lies within them. A pair of which one is absent does not match.
  case others(equal: [MatchPair], bounds: [MatchBound], mask: ValueID, above: DomainID)

  /// The stays on a list below each subject, as `SpellSweep` makes them: for each row that begins one the first day
  /// after it, as far as is known; absent in all other rows.
  case spells(SpellEntries, [SpellTouch])
}

/// The most that the magnitudes of all rows with equal keys come to; the bound has the lane of the numbers.
package struct KeyCap: Hashable, Sendable {
  package let keys: [ValueID]
  package let bound: ValueID

  package init(keys: [ValueID], bound: ValueID) {
    self.keys = keys
    self.bound = bound
  }

  package var operands: [ValueID] { [bound] + keys }
}

/// A value of another row and one of the row at hand, in one lane.
package struct MatchPair: Hashable, Sendable {
  package let other: ValueID
  package let own: ValueID

  package init(other: ValueID, own: ValueID) {
    self.other = other
    self.own = own
  }
}

/// A bound that the row at hand sets to a value of other rows: `other relation own`. The value is the same in all
/// bounds of an operation.
package struct MatchBound: Hashable, Sendable {
  package let other: ValueID
  package let relation: Relation
  package let own: ValueID

  package init(other: ValueID, _ relation: Relation, own: ValueID) {
    self.other = other
    self.relation = relation
    self.own = own
  }
}

/// The rows that enter a list. All are values of one domain, and of the rows in the mask none is absent.
package struct SpellEntries: Hashable, Sendable {
  /// The day on which a row enters, and the first day on which it alone would no longer keep the subject on the list.
  package let entered: ValueID
  package let until: ValueID
  /// The term that a restart begins again, and how long a stay lasts before anything ends it early.
  package let term: ValueID
  package let minimum: ValueID
  package let mask: ValueID

  package init(entered: ValueID, until: ValueID, term: ValueID, minimum: ValueID, mask: ValueID) {
    self.entered = entered
    self.until = until
    self.term = term
    self.minimum = minimum
    self.mask = mask
  }

  package var operands: [ValueID] { [entered, until, term, minimum, mask] }
}

/// The rows of any record type that touch who is on a list, and what they do.
package struct SpellTouch: Hashable, Sendable {
  package let event: SpellEvent
  package let date: ValueID
  package let mask: ValueID

  package init(_ event: SpellEvent, date: ValueID, mask: ValueID) {
    self.event = event
    self.date = date
    self.mask = mask
  }

  package var operands: [ValueID] { [date, mask] }
}

/// What is asked of a calendar of working days.
package enum WorkingOperation: String, Hashable, Sendable {
  /// The date plus a duration, which may count working days.
  case add
  /// The date itself where it is a working day, else the next one.
  case onOrAfter

  package var operandCount: Int { self == .add ? 2 : 1 }
}

/// Which of two rows is put in front: the one with the greater value, or the one with the lesser. Absence comes last.
package struct Preference: Hashable, Sendable {
  package let value: ValueID
  package let isLeast: Bool

  package init(_ value: ValueID, isLeast: Bool = false) {
    self.value = value
    self.isLeast = isLeast
  }
}

extension Operation {
  /// The domain whose rows hold the segments, for an operation inside segments.
  package var above: DomainID? {
    switch self {
    case .onePer(_, _, _, let above), .ordinal(_, _, _, let above), .runLength(_, _, _, let above): above
    case .others(_, _, _, let above), .capped(_, _, _, _, let above): above
    case .spells: .subject
    default: nil
    }
  }

  /// The values that the operation reads, in order.
  package var operands: [ValueID] {
    switch self {
    case .input, .literal, .asOf, .dated: []
    case .negate(let a), .convert(let a), .round(let a, _, _), .not(let a), .isOneOf(let a, _), .isPresent(let a),
      .assumePresent(let a), .derive(let a, _), .gather(let a), .count(let a), .any(let a):
      [a]
    case .arithmetic(_, let a, let b), .divideRounded(let a, let b, _, _), .compare(_, let a, let b),
      .and(let a, let b),
      .or(let a, let b), .orElse(let a, let b), .addDuration(let a, let b), .daysBetween(let a, let b),
      .steps(let a, let b, _), .addSteps(let a, let b, _, _), .sum(let a, let b), .least(let a, let b),
      .greatest(let a, let b), .first(let a, let b), .runLength(let a, let b, _, _):
      [a, b]
    case .select(let a, let b, let c), .ordinal(let a, let b, let c, _): [a, b, c]
    case .working(_, let operands, _): operands
    case .onePer(let keys, let mask, let preferences, _): keys + [mask] + preferences.map(\.value)
    case .others(let equal, let bounds, let mask, _):
      equal.flatMap { [$0.other, $0.own] } + bounds.flatMap { [$0.other, $0.own] } + [mask]
    case .spells(let entries, let touches): entries.operands + touches.flatMap(\.operands)
    case .capped(let a, let caps, let mask, let date, _):
      [a, mask] + (date.map { [$0] } ?? []) + caps.flatMap(\.operands)
    }
  }
}
