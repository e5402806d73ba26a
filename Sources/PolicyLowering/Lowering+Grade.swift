import PolicyIR
import PolicySemantics
import PolicyTypes

/// The grade: a base, then the moves of the rules, kind by kind.
extension Lowering {
  func rule(_ id: RuleID) -> ValueID {
    if let known = rules[id] { return known }
    let condition = condition(policy.rules[id.index].condition)
    rules[id] = condition
    return condition
  }

  func loweredBaseGrade() -> ValueID {
    if let baseGrade { return baseGrade }
    // Nobody reads a grade that the policy does not give.
    guard let grade = policy.grade else { return builder.literal(.absent) }
    let base = builder.converted(lower(grade.base), to: .code(grade.scale))
    baseGrade = base
    return base
  }

  /// The grade after shifts, floors, ceilings and exact grades.
  func loweredGrade() -> ValueID {
    if let grade { return grade }
    guard let declaration = policy.grade else { return builder.literal(.absent) }
    let base = loweredBaseGrade()
    let outer = builder.span
    builder.span = declaration.clause.span
    defer { builder.span = outer }
    let result = moved(base, declaration.scale)
    grade = result
    return result
  }

  private func moved(_ base: ValueID, _ scale: LabelSet) -> ValueID {
    let moves = policy.rules.indices.compactMap { index in
      policy.rules[index].move.map { (rule: RuleID(index), move: $0) }
    }
    var grade = shifted(base, moves.compactMap { move in move.move.shift.map { (move.rule, $0) } }, scale)
    let (best, worst) = (UInt8(0), UInt8(clamping: scale.labels.count - 1))
    for case (let rule, .noWorseThan(let floor)) in moves {
      let bound = builder.select(self.rule(rule), label(floor, scale), label(worst, scale))
      grade = builder.least(grade, bound)
    }
    for case (let rule, .noBetterThan(let ceiling)) in moves {
      let bound = builder.select(self.rule(rule), label(ceiling, scale), label(best, scale))
      grade = builder.greatest(grade, bound)
    }
    return exact(grade, moves, scale)
  }

  /// Puts exact grades on top, the worst one last.
  private func exact(_ grade: ValueID, _ moves: [(rule: RuleID, move: GradeMove)], _ scale: LabelSet) -> ValueID {
    let exact = moves.compactMap { move in
      if case .exactly(let code) = move.move { (rule: move.rule, code: code) } else { nil }
    }
    return exact.sorted { $0.code < $1.code }.reduce(grade) { grade, move in
      builder.select(rule(move.rule), label(move.code, scale), grade)
    }
  }

  // MARK: Shifts

  /// Moves the grade by the sum of the shifts that hold, no further than to the ends of the scale.
  private func shifted(_ grade: ValueID, _ shifts: [(rule: RuleID, count: Int)], _ scale: LabelSet) -> ValueID {
    guard !shifts.isEmpty, let last = scale.labels.indices.last else { return grade }
    let place = shifts.reduce(place(of: grade, scale)) { place, shift in
      let count = builder.literal(Decimal128(shift.count))
      return builder.arithmetic(.add, place, builder.select(rule(shift.rule), count, builder.literal(.zero)))
    }
    let rows = (0..<last).map { code in
      let isHere = builder.compare(.lessOrEqual, place, builder.literal(Decimal128(code)))
      return (condition: isHere, value: label(UInt8(clamping: code), scale))
    }
    return restored(builder.choose(rows, otherwise: label(UInt8(clamping: last), scale)), where: grade)
  }

  /// The place of a grade on the scale, as a number; the best is 0.
  private func place(of grade: ValueID, _ scale: LabelSet) -> ValueID {
    let rows = scale.labels.indices.dropLast().map { code in
      let isHere = builder.definite(builder.compare(.equal, grade, label(UInt8(clamping: code), scale)))
      return (condition: isHere, value: builder.literal(Decimal128(code)))
    }
    return builder.choose(rows, otherwise: builder.literal(Decimal128(scale.labels.count - 1)))
  }

  /// Keeps a grade absent where it was.
  private func restored(_ shifted: ValueID, where grade: ValueID) -> ValueID {
    guard builder.isOptional(grade) else { return shifted }
    return builder.select(builder.isPresent(grade), shifted, builder.literal(.absent))
  }

  private func label(_ code: UInt8, _ scale: LabelSet) -> ValueID {
    let label = Int(code) < scale.labels.count ? Value.label(scale.labels[Int(code)]) : .absent
    return builder.literal(label, .code(scale))
  }
}

extension GradeMove {
  /// By how many places the move makes the grade worse; nil for a move of another kind.
  fileprivate var shift: Int? {
    switch self {
    case .worse(let count): count
    case .better(let count): -count
    case .exactly, .noBetterThan, .noWorseThan: nil
    }
  }
}
