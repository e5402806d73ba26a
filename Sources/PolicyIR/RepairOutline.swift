package import PolicyTypes

/// How repair gives points of one indicator back, record by record.
package struct RepairOutline: Sendable {
  package let clause: Clause
  /// Whether the record may be repaired at all.
  package let isRepairable: ValueOutline?
  /// Whether everything holds that a repair needs.
  package let needs: ValueOutline?
  /// How many repairs count within a time, and the place of each record among them.
  package let budget: BudgetOutline?
  /// Whether a repair has taken effect by the as-of date.
  package let isRepaired: ValueID
  /// The day on which the repair was done.
  package let done: ValueID
  /// How data say that a repair was done; nil where it is computed.
  package let way: RepairWay?
  /// The first day on which a repair counts.
  package let effectiveFrom: ValueID
  /// How long after the record a repair counts at the earliest.
  package let notBefore: ValueOutline?
  /// The share of the points given back: a number from 0 to 1.
  package let restored: ValueOutline

  package init(
    clause: Clause, isRepairable: ValueOutline?, needs: ValueOutline? = nil, budget: BudgetOutline? = nil,
    isRepaired: ValueID, done: ValueID, way: RepairWay? = nil, effectiveFrom: ValueID,
    notBefore: ValueOutline? = nil, restored: ValueOutline
  ) {
    self.clause = clause
    self.isRepairable = isRepairable
    self.needs = needs
    self.budget = budget
    self.isRepaired = isRepaired
    self.done = done
    self.way = way
    self.effectiveFrom = effectiveFrom
    self.notBefore = notBefore
    self.restored = restored
  }

  /// Whether both are one declaration, read for one record type.
  fileprivate func isOfSameRecords(as other: RepairOutline) -> Bool {
    clause.span == other.clause.span && isRepaired == other.isRepaired && done == other.done
  }
}

/// How many repairs count within a time, the earliest first.
package struct BudgetOutline: Sendable {
  package let limit: Int
  /// The time as written.
  package let text: String
  /// The place of a record's repair among those that count against it, from 1; absent while it is not done.
  package let place: ValueID

  package init(limit: Int, text: String, place: ValueID) {
    self.limit = limit
    self.text = text
    self.place = place
  }
}

/// How the data of a record say that it was repaired.
package enum RepairWay: Hashable, Sendable {
  /// By a date of the record itself.
  case field(Int)
  /// By records below it: one with any of the methods, or one with each of them.
  case records(DomainID, method: Int, done: Int, methods: [Value], needsAll: Bool)
}

extension Outline {
  /// Every repair that gives points back or lifts a rule, each once.
  package var repairs: [RepairOutline] {
    var repairs: [RepairOutline] = []
    for repair in indicators.compactMap(\.repair) + rules.flatMap(\.repairs)
    where !repairs.contains(where: { $0.isOfSameRecords(as: repair) }) {
      repairs.append(repair)
    }
    return repairs
  }
}
