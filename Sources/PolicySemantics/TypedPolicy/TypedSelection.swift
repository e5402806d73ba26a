package import PolicyDiagnostics
package import PolicyTypes

/// Which records of one type count: those of `base` (or all that are not withdrawn), in the window, meeting the
/// condition, one for each combination of keys.
package struct TypedSelection: Hashable, Sendable {
  package let span: SourceSpan
  package let domain: Int
  /// What the policy calls the thing that it selects from.
  package let source: String
  package let base: SelectionID?
  package let window: TypedWindow?
  package let condition: TypedValue?
  package let oncePer: [TypedExpression]
  /// Which record is kept of those with the same keys, or of all where there are no keys; nil means the one that an
  /// indicator's contribution makes the dearest, elsewhere the earliest, and without keys all.
  package let keep: TypedKeep?
  /// The domain of the row below which one record is kept.
  package let above: Int
  /// The list whose stays the records begin; nil for any records.
  package let list: ListID?

  package init(
    span: SourceSpan, domain: Int, source: String, base: SelectionID?, window: TypedWindow?, condition: TypedValue?,
    oncePer: [TypedExpression], keep: TypedKeep? = nil, above: Int = 0, list: ListID? = nil
  ) {
    self.span = span
    self.domain = domain
    self.source = source
    self.base = base
    self.window = window
    self.condition = condition
    self.oncePer = oncePer
    self.keep = keep
    self.above = above
    self.list = list
  }

  /// Whether it chooses anything among the records that its filters leave.
  package var isChoice: Bool { keep != nil || !oncePer.isEmpty }
}

/// Which one of several records is kept; of equal ones the earliest, and of those the first by its key.
package enum TypedKeep: Hashable, Sendable {
  case earliest
  case latest
  case highest(TypedExpression)
  case lowest(TypedExpression)

  /// The expression whose value decides; nil where the date does.
  package var measure: TypedExpression? {
    switch self {
    case .earliest, .latest: nil
    case .highest(let measure), .lowest(let measure): measure
    }
  }
}

/// How long a record counts.
package struct TypedWindow: Hashable, Sendable {
  /// A duration: the record counts while `at ≤ as of < at + duration`. A date: the last day on which it counts. A range
  /// of dates: the record counts if it is dated inside.
  package let value: TypedValue

  package init(value: TypedValue) {
    self.value = value
  }
}

/// A named fact: a value of the subject or of each record of a type, or a selection.
package struct TypedFact: Hashable, Sendable {
  package let clause: Clause
  package let kind: Kind

  package enum Kind: Hashable, Sendable {
    case value(TypedValue)
    case selection(SelectionID)
  }

  package init(clause: Clause, kind: Kind) {
    self.clause = clause
    self.kind = kind
  }
}
