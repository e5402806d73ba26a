package import PolicyDiagnostics

/// What records of an indicator that have something in common add or take away together at most.
package struct KeyCapsOutline: Sendable {
  /// How much of what each record would add counts.
  package let counted: ValueID
  /// What each record would add; where the repair has a cap, after that.
  package let before: ValueID
  package let caps: [KeyCapOutline]

  package init(counted: ValueID, before: ValueID, caps: [KeyCapOutline]) {
    self.counted = counted
    self.before = before
    self.caps = caps
  }
}

/// One cap that records with equal keys share.
package struct KeyCapOutline: Sendable {
  /// The keys as written.
  package let text: String
  package let span: SourceSpan
  /// What the records of one group have in common.
  package let keys: [NamedValue]
  package let bound: ValueOutline
  /// The bound for each record.
  package let limit: ValueID
  /// The sum as it would be without this cap.
  package let sumWithout: ValueID

  package init(
    text: String, span: SourceSpan, keys: [NamedValue], bound: ValueOutline, limit: ValueID, sumWithout: ValueID
  ) {
    self.text = text
    self.span = span
    self.keys = keys
    self.bound = bound
    self.limit = limit
    self.sumWithout = sumWithout
  }
}
