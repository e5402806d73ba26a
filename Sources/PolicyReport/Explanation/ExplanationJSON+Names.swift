import PolicyTypes

extension Unit {
  var name: String? {
    switch self {
    case .none: nil
    case .percent: "percent"
    case .money(let currency): currency
    }
  }
}

extension MemberNeed {
  var name: String {
    switch self {
    case .all: "all"
    case .any: "any"
    case .atLeast: "atLeast"
    }
  }
}

extension Move {
  var kind: String {
    switch self {
    case .exactly: "exactly"
    case .noBetterThan: "noBetterThan"
    case .noWorseThan: "noWorseThan"
    case .worse: "worse"
    case .better: "better"
    }
  }

  var grade: String? {
    switch self {
    case .exactly(let grade), .noBetterThan(let grade), .noWorseThan(let grade): grade
    case .worse, .better: nil
    }
  }

  var steps: Int? {
    switch self {
    case .worse(let steps), .better(let steps): steps
    case .exactly, .noBetterThan, .noWorseThan: nil
    }
  }
}

extension LimitStep.Kind {
  var name: String {
    switch self {
    case .restored: "restored"
    case .perKey: "capPer"
    case .cap: "cap"
    case .atLeast: "atLeast"
    case .atMost: "atMost"
    case .round: "round"
    }
  }

  var rounding: (digits: Int, mode: RoundingMode)? {
    if case .round(let digits, let mode) = self { (digits, mode) } else { nil }
  }
}

extension UncountedRecord.Reason {
  var kind: String {
    switch self {
    case .withdrawn: "withdrawn"
    case .void: "void"
    case .windowOver: "windowOver"
    case .outsideRange: "outsideRange"
    case .conditionNotMet: "conditionNotMet"
    case .duplicate: "duplicate"
    case .notKept: "notKept"
    case .joins: "joins"
    case .notSelected: "notSelected"
    }
  }

  /// The window, the condition, the keys or the selection that the record failed.
  var text: String? {
    switch self {
    case .withdrawn: nil
    case .void(let text): text
    case .windowOver(let text, _), .outsideRange(let text, _, _), .conditionNotMet(let text),
      .duplicate(let text, _),
      .notKept(let text, _), .notSelected(let text), .joins(let text):
      text
    }
  }

  /// The key of the record that is kept instead.
  var instead: String? {
    switch self {
    case .duplicate(_, let instead), .notKept(_, let instead): instead
    default: nil
    }
  }

  var since: CalendarDate? {
    if case .windowOver(_, let since) = self { since } else { nil }
  }

  /// The first day of the range that the record is dated outside of, and the first day after it.
  var range: (from: CalendarDate?, until: CalendarDate?) {
    if case .outsideRange(_, let from, let until) = self { (from, until) } else { (nil, nil) }
  }
}
