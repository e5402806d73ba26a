import PolicyTypes

/// What became of a step, in one word that is the same for every kind of policy.
package enum StepState: String, Hashable, Sendable, CaseIterable {
  /// A rule holds, a measure is given, a move changed the grade.
  case fired
  case notFired
  /// A move whose rule holds, and which changed nothing.
  case noEffect
  /// A number or a record counts as it is.
  case counted
  /// A limit changed the number, or took something from the record.
  case capped
  /// The condition of an indicator does not hold.
  case notApplicable
  /// Something is missing, and the policy says what stands for it.
  case missing
  /// A record counts, and costs or gives nothing, as a first offence may.
  case inGrace
  case repaired
  /// The repair is done and does not count yet.
  case repairPending
  /// The repair is done and does not count: what it needs does not hold, or others have used up the budget.
  case repairRefused
  /// The window of a record is over.
  case expired
  /// Another record of the same kind counts.
  case duplicate
  /// A condition, or the selection that an indicator starts from, leaves the record out.
  case excluded
  case withdrawn
  /// A record that its type's own condition makes void.
  case void
}

extension IndicatorStep {
  package var state: StepState {
    if !applies { return .notApplicable }
    if missing != nil { return .missing }
    return limits.contains { $0.isLimit && $0.bites } ? .capped : .counted
  }
}

extension LimitStep {
  /// Whether it bounds the number, and does not only round it.
  fileprivate var isLimit: Bool { if case .round = kind { false } else { true } }
}

extension RecordStep {
  package var state: StepState {
    switch repair?.state {
    case .inEffect: return .repaired
    case .notYetInEffect: return .repairPending
    case .needsNotMet, .beyondBudget: return .repairRefused
    case .notDone, .notRepairable, nil: break
    }
    if missing != nil { return .missing }
    if keyCaps != nil { return .capped }
    return points?.isZero == true ? .inGrace : .counted
  }
}

extension UncountedRecord {
  package var state: StepState {
    switch reasons.first {
    case .withdrawn: .withdrawn
    case .void: .void
    case .windowOver: .expired
    case .duplicate, .notKept, .joins: .duplicate
    case .outsideRange, .conditionNotMet, .notSelected, nil: .excluded
    }
  }
}

extension RuleStep {
  package var state: StepState { holds ? .fired : .notFired }
}

extension MoveStep {
  package var state: StepState { isEffective ? .fired : .noEffect }
}

extension MeasureStep {
  package var state: StepState { isGiven ? .fired : .notFired }
}
