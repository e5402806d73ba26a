import PolicyIR
import PolicySemantics
import PolicyTypes

/// The grade: a base, then the moves of the rules, in their order.
extension Lowering {
  /// The grade and what it was after each group of moves.
  struct Grade {
    let groups: [MoveGroup]
    /// What people decided about the grade after them.
    let decision: DecisionOutline?
    let result: ValueID
  }

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
    let base = rated(grade.base, grade.scale)
    baseGrade = base
    return base
  }

  /// A base grade, or `not rated` where there is none.
  private func rated(_ base: TypedValue, _ scale: LabelSet) -> ValueID {
    let base = builder.converted(lower(base), to: .code(scale))
    return scale.code(of: LabelSet.notRated).map { builder.orElse(base, label($0, scale)) } ?? base
  }

  /// The grade after all moves, but for the outcomes beside the scale and for what people decided.
  func computedGrade() -> ValueID {
    guard let declaration = policy.grade else { return builder.literal(.absent) }
    return moveGroups(declaration.order).reduce(rated(declaration.computed, declaration.scale)) { grade, group in
      moved(grade, group.0, group.1, declaration.scale)
    }
  }

  /// The grade after all moves.
  func loweredGrade() -> ValueID { gradeAndMoves().result }

  func gradeAndMoves() -> Grade {
    if let grade { return grade }
    guard let declaration = policy.grade else {
      return Grade(groups: [], decision: nil, result: builder.literal(.absent))
    }
    var current = loweredBaseGrade()
    let outer = builder.span
    builder.span = declaration.clause.span
    defer { builder.span = outer }
    let groups = moveGroups(declaration.order).map { kind, moves in
      current = moved(current, kind, moves, declaration.scale)
      return MoveGroup(kind: kind, rules: moves.map(\.rule.index), result: current)
    }
    let decision = policy.decisions.flatMap { self.decision($0, current, declaration.scale) }
    let result = Grade(groups: groups, decision: decision, result: decision?.result ?? current)
    grade = result
    return result
  }

  // MARK: Moves

  private struct Move {
    let rule: RuleID
    let move: GradeMove<TypedValue>
  }

  private func moveGroups(_ order: MoveOrder) -> [(MoveKind, [Move])] {
    let moves = policy.rules.indices.compactMap { index in
      policy.rules[index].move.map { Move(rule: RuleID(index), move: $0) }
    }
    switch order {
    case .asWritten: return moves.map { ($0.move.kind, [$0]) }
    case .byKind(let kinds):
      return kinds.map { kind in (kind, moves.filter { $0.move.kind == kind }) }.filter { !$0.1.isEmpty }
    }
  }

  private func moved(_ grade: ValueID, _ kind: MoveKind, _ moves: [Move], _ scale: LabelSet) -> ValueID {
    switch kind {
    case .exact: exact(grade, moves, scale)
    case .shift: besideStays(grade, shifted(grade, moves, scale), scale)
    case .floor:
      besideStays(
        grade, moves.reduce(grade) { builder.least($0, bound($1, else: scale.rankedCount - 1, scale)) }, scale)
    case .ceiling:
      besideStays(grade, moves.reduce(grade) { builder.greatest($0, bound($1, else: 0, scale)) }, scale)
    }
  }

  /// Keeps a grade that stands beside the scale.
  func besideStays(_ grade: ValueID, _ moved: ValueID, _ scale: LabelSet) -> ValueID {
    guard scale.hasBeside else { return moved }
    return builder.select(isRanked(grade, scale), moved, grade)
  }

  func isRanked(_ grade: ValueID, _ scale: LabelSet) -> ValueID {
    builder.definite(builder.isOneOf(grade, codes: scale.rankedCodes))
  }

  /// The bound of a move where its rule holds, else the grade that bounds nothing.
  private func bound(_ move: Move, else code: Int, _ scale: LabelSet) -> ValueID {
    let open = label(UInt8(clamping: code), scale)
    let given = lowered(move, scale)
    let isLiteral = literalCode(of: move, scale) != nil
    let bound = scale.hasBeside && !isLiteral ? builder.select(isRanked(given, scale), given, open) : given
    return builder.select(rule(move.rule), bound, open)
  }

  private func lowered(_ move: Move, _ scale: LabelSet) -> ValueID {
    builder.converted(lower(move.move.bound), to: .code(scale))
  }

  private func literalCode(of move: Move, _ scale: LabelSet) -> UInt8? {
    guard case .expression(let expression) = move.move.bound.kind, case .literal(let value) = expression.kind else {
      return nil
    }
    return value.label.flatMap { scale.code(of: $0) }
  }

  // MARK: Exact grades

  /// Puts exact grades on top: those beside the scale first, then the worst one last.
  private func exact(_ grade: ValueID, _ moves: [Move], _ scale: LabelSet) -> ValueID {
    let codes = moves.compactMap { literalCode(of: $0, scale) }
    guard codes.count == moves.count else { return computedExact(grade, moves, scale) }
    func precedence(_ code: UInt8) -> Int { Int(code) < scale.rankedCount ? Int(code) : -Int(code) }
    return zip(moves, codes).sorted { precedence($0.1) < precedence($1.1) }.reduce(grade) { grade, entry in
      builder.select(rule(entry.0.rule), label(entry.1, scale), grade)
    }
  }

  /// The same where some grades are computed, so that their order is not known.
  private func computedExact(_ grade: ValueID, _ moves: [Move], _ scale: LabelSet) -> ValueID {
    var worst = builder.literal(.absent, .code(scale))
    var beside = worst
    for move in moves {
      let (holds, given) = (rule(move.rule), lowered(move, scale))
      let onScale = isRanked(given, scale)
      let ranked = builder.select(builder.and(holds, onScale), given, builder.literal(.absent))
      worst = builder.orElse(builder.greatest(worst, ranked), builder.orElse(worst, ranked))
      guard scale.hasBeside else { continue }
      let outcome = builder.select(builder.and(holds, builder.not(onScale)), given, builder.literal(.absent))
      beside = builder.orElse(builder.least(beside, outcome), builder.orElse(beside, outcome))
    }
    return builder.orElse(worst, builder.orElse(beside, grade))
  }

  // MARK: Shifts

  /// Moves the grade by the sum of the shifts that hold.
  private func shifted(_ grade: ValueID, _ moves: [Move], _ scale: LabelSet) -> ValueID {
    guard scale.rankedCount > 0 else { return grade }
    return self.label(
      at: moves.reduce(place(of: grade, scale)) { place, move in
        builder.arithmetic(.add, place, builder.select(rule(move.rule), steps(move.move), builder.literal(.zero)))
      }, insteadOf: grade, scale)
  }

  /// Moves the grade by a number of places, which makes it worse where it is positive.
  func shifted(_ grade: ValueID, by places: ValueID, _ scale: LabelSet) -> ValueID {
    label(at: builder.arithmetic(.add, place(of: grade, scale), places), insteadOf: grade, scale)
  }

  /// The grade at a place, no further than at the ends of the scale.
  private func label(at place: ValueID, insteadOf grade: ValueID, _ scale: LabelSet) -> ValueID {
    let last = scale.rankedCount - 1
    let rows = (0..<last).map { code in
      let isHere = builder.compare(.lessOrEqual, place, builder.literal(Decimal128(code)))
      return (condition: isHere, value: label(UInt8(clamping: code), scale))
    }
    return restored(builder.choose(rows, otherwise: label(UInt8(clamping: last), scale)), where: grade)
  }

  /// By how many places a shift makes the grade worse.
  private func steps(_ move: GradeMove<TypedValue>) -> ValueID {
    guard case .better(let count) = move else { return lower(move.bound) }
    if case .expression(let expression) = count.kind, case .literal(.number(let number)) = expression.kind {
      return builder.literal(number.negated)
    }
    return builder.negated(lower(count))
  }

  /// The place of a grade on the scale, as a number; the best is 0.
  private func place(of grade: ValueID, _ scale: LabelSet) -> ValueID {
    let rows = scale.ranked.indices.dropLast().map { code in
      let isHere = builder.definite(builder.compare(.equal, grade, label(UInt8(clamping: code), scale)))
      return (condition: isHere, value: builder.literal(Decimal128(code)))
    }
    return builder.choose(rows, otherwise: builder.literal(Decimal128(scale.rankedCount - 1)))
  }

  /// Keeps a grade absent where it was.
  private func restored(_ shifted: ValueID, where grade: ValueID) -> ValueID {
    guard builder.isOptional(grade) else { return shifted }
    return builder.select(builder.isPresent(grade), shifted, builder.literal(.absent))
  }

  func label(_ code: UInt8, _ scale: LabelSet) -> ValueID {
    let label = Int(code) < scale.labels.count ? Value.label(scale.labels[Int(code)]) : .absent
    return builder.literal(label, .code(scale))
  }
}
