package import PolicyTypes

/// The periods of a policy, which follow one another without a gap, and the one that a run grades.
package struct TypedPeriod: Hashable, Sendable {
  /// The day on which one of them begins: a literal, or a date of the subject. The k-th begins `k` lengths later, for
  /// every whole k.
  package let from: TypedExpression
  package let every: CalendarDuration
  /// 0 for the period that the as-of date lies in, −1 for the last one that is complete.
  package let offset: Int

  package init(from: TypedExpression, every: CalendarDuration, offset: Int) {
    self.from = from
    self.every = every
    self.offset = offset
  }

  /// The first day of the period that is graded.
  package var start: TypedExpression { bound(offset) }

  /// The first day after the period that is graded.
  package var end: TypedExpression { bound(offset + 1) }

  /// The first day after the period that `date` lies in.
  package func end(around date: TypedExpression) -> TypedExpression {
    .steps(from: from, to: date, of: every).added(to: from, plus: 1, of: every)
  }

  private func bound(_ place: Int) -> TypedExpression {
    let asOf = TypedExpression(.asOf, .date, at: from.span)
    return .steps(from: from, to: asOf, of: every).added(to: from, plus: place, of: every)
  }
}

extension TypedExpression {
  /// Makes the count of steps from one date to another.
  package static func steps(
    from: TypedExpression, to: TypedExpression, of step: CalendarDuration
  ) -> TypedExpression {
    let bound = Decimal128(3_660_000)
    let type = NumberType(range: NumberRange(lower: bound.negated, upper: bound), decimals: 0)
    let isOptional = from.type.isOptional || to.type.isOptional
    return TypedExpression(
      .steps(from: from, to: to, of: step), PolicyType(.number(type), isOptional: isOptional), at: from.span)
  }

  /// Makes the date that lies this count of steps and `plus` more after `date`.
  package func added(to date: TypedExpression, plus: Int, of step: CalendarDuration) -> TypedExpression {
    TypedExpression(
      .addSteps(date, count: self, plus: plus, of: step),
      PolicyType(.date, isOptional: date.type.isOptional || type.isOptional), at: date.span)
  }
}
