package import PolicyTypes

/// How records are repaired and what that gives back.
package struct TypedRepair: Hashable, Sendable {
  package let clause: Clause
  package let domain: Int
  /// The day on which the repair was done; absent while it is not.
  package let done: Done
  /// The day from which the time taken is counted.
  package let from: TypedExpression
  /// How long after the record's date a repair counts at the earliest.
  package let notBefore: TypedValue?
  /// Whether the record can never be repaired.
  package let never: TypedValue?
  /// The share given back, 0 to 1.
  package let restore: TypedValue
  /// What must hold for the repair to count.
  package let needs: TypedValue?
  package let budget: TypedBudget?
  /// The most that comes back in one indicator; never negative.
  package let cap: TypedValue?

  package enum Done: Hashable, Sendable {
    /// A date of the record itself.
    case date(TypedExpression)
    /// Among the record's repairs that are not revoked, the first by any of the methods, or the last once all are
    /// there. `method` and `done` are fields of the repairs' domain; `isRevoked` is a condition on it.
    case records(
      domain: Int, method: TypedExpression, done: TypedExpression, isRevoked: TypedExpression, methods: [Value],
      needsAll: Bool)
  }

  package init(
    clause: Clause, domain: Int, done: Done, from: TypedExpression, notBefore: TypedValue?, never: TypedValue?,
    restore: TypedValue, needs: TypedValue? = nil, budget: TypedBudget? = nil, cap: TypedValue? = nil
  ) {
    self.clause = clause
    self.domain = domain
    self.done = done
    self.from = from
    self.notBefore = notBefore
    self.never = never
    self.restore = restore
    self.needs = needs
    self.budget = budget
    self.cap = cap
  }
}

/// How many repairs of a subject count within a time, the earliest first.
package struct TypedBudget: Hashable, Sendable {
  /// The time as written.
  package let text: String
  package let limit: Int
  /// For each record, the first day on which its repair no longer counts against others; absent while not repaired.
  package let until: TypedExpression
  /// Of which records the repairs are counted; nil means all.
  package let condition: TypedValue?

  package init(text: String, limit: Int, until: TypedExpression, condition: TypedValue? = nil) {
    self.text = text
    self.limit = limit
    self.until = until
    self.condition = condition
  }
}
