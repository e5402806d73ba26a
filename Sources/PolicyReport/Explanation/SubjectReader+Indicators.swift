import PolicyIR
import PolicyTypes

/// Reads the trees of indicators.
extension SubjectReader {
  func step(for id: IndicatorID) -> IndicatorStep {
    let indicator = program.outline[id]
    let worth = worth(of: indicator)
    let isMissing = worth.isMissing && indicator.condition.map { isTrue($0.result, at: subject) } ?? true
    let subtotal = value(of: indicator.subtotal, at: subject).number
    let condition = indicator.condition.map { step(for: $0, at: subject) }
    return IndicatorStep(
      id: indicator.clause.name, clause: Citation(indicator.clause),
      weight: indicator.weight.flatMap { value(of: $0, at: subject).number }, condition: condition, worth: worth,
      subtotal: subtotal, limits: limits(of: indicator, from: subtotal),
      missing: isMissing ? missing(of: indicator) : nil,
      result: value(of: indicator.result, at: subject).number, grade: indicator.grade.map { step(for: $0) })
  }

  private func worth(of indicator: IndicatorOutline) -> IndicatorStep.Worth {
    switch indicator.worth {
    case .points(let points): own(points, of: indicator, isDeduction: false)
    case .deduction(let deduction): own(deduction, of: indicator, isDeduction: true)
    case .sum(let start, let children):
      .sum(start: start.map { step(for: $0, at: subject) }, children: children.map { step(for: $0) })
    case .weightedMean(let children): .weightedMean(children: children.map { step(for: $0) })
    case .chosen(let choice, let start, let children, let counts):
      .chosen(
        choice, start: start.map { step(for: $0, at: subject) }, children: children.map { step(for: $0) },
        counts: counts.firstIndex { isTrue($0, at: subject) })
    }
  }

  private func own(_ value: ValueOutline, of indicator: IndicatorOutline, isDeduction: Bool) -> IndicatorStep.Worth {
    guard let selection = indicator.selection else {
      return .value(step(for: value, at: subject), isDeduction: isDeduction)
    }
    return .records(records(of: indicator, selection, worth: value, isDeduction: isDeduction))
  }

  private func missing(of indicator: IndicatorOutline) -> MissingStep? {
    if let value = indicator.missing { return .replaced(step(for: value, at: subject)) }
    if indicator.isLeftOutWhenMissing { return .leftOut }
    return indicator.worth.children.isEmpty && program.type(of: indicator.result).isOptional ? .notRated : nil
  }

  private func limits(of indicator: IndicatorOutline, from subtotal: Decimal128?) -> [LimitStep] {
    var before = subtotal
    return indicator.limits.map { limit in
      let after = value(of: limit.result, at: subject).number
      defer { before = after }
      return LimitStep(
        id: "\(indicator.clause.name)/\(limit.kind.name)", kind: limit.kind.shown,
        bound: limit.bound.map { step(for: $0, at: subject) }, place: Place(limit.span), before: before, after: after)
    }
  }
}

extension IndicatorStep.Worth {
  /// Whether there was nothing to make a number of.
  fileprivate var isMissing: Bool {
    switch self {
    case .value(let value, _): value.result.isAbsent
    case .weightedMean(let children):
      children.allSatisfy { $0.result == nil } || children.contains { $0.result == nil && $0.missing != .leftOut }
    case .chosen(_, let start, let children, let counts):
      counts == nil || start?.result.isAbsent == true
        || children.contains { $0.result == nil && $0.missing != .leftOut }
    case .sum(let start, let children): start?.result.isAbsent == true || children.contains { $0.result == nil }
    case .records: false
    }
  }
}

extension LimitOutline.Kind {
  /// The last part of the step's id.
  fileprivate var name: String {
    switch self {
    case .restored: "restored"
    case .perKey: "cap-per"
    case .cap: "cap"
    case .atLeast: "at-least"
    case .atMost: "at-most"
    case .round: "round"
    }
  }

  fileprivate var shown: LimitStep.Kind {
    switch self {
    case .restored: .restored
    case .perKey: .perKey
    case .cap: .cap
    case .atLeast: .atLeast
    case .atMost: .atMost
    case .round(let digits, let mode): .round(digits: digits, mode)
    }
  }
}
