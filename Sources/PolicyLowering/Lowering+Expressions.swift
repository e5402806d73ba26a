import PolicyIR
import PolicySemantics
import PolicyTypes

extension Lowering {
  /// Lowers a value: one expression, or a table of rows.
  func lower(_ value: TypedValue) -> ValueID {
    switch value.kind {
    case .expression(let expression): return lower(expression)
    case .table(let table): return lower(table)
    }
  }

  /// Lowers a condition; where it is absent it does not hold.
  func condition(_ value: TypedValue) -> ValueID { builder.definite(lower(value)) }

  func condition(_ expression: TypedExpression) -> ValueID { builder.definite(lower(expression)) }

  // MARK: Expressions

  func lower(_ expression: TypedExpression) -> ValueID {
    let outer = builder.span
    builder.span = expression.span
    defer { builder.span = outer }
    switch expression.kind {
    case .literal(let value): return literal(value, expression.type)
    case .asOf: return builder.asOf()
    case .constant(let id): return constant(id)
    case .field(let reference): return field(reference)
    case .fact(let id): return fact(id)
    case .indicator(let index): return indicator(index).result
    case .partGrade(let id): return partGrade(id)
    case .baseGrade: return loweredBaseGrade()
    case .grade: return loweredGrade()
    case .computedGrade: return computedGrade()
    case .rule(let id): return rule(id)
    case .repairDone(let id): return repairDone(id)
    case .repaired(let id): return repair(id).isRepaired
    case .entered(let id): return list(id).entered
    case .leaves(let id): return list(id).leaves

    case .arithmetic(.minimum, let a, let b) where a.type.number == nil: return builder.least(lower(a), lower(b))
    case .arithmetic(.maximum, let a, let b) where a.type.number == nil: return builder.greatest(lower(a), lower(b))
    case .arithmetic(let operation, let a, let b): return builder.arithmetic(operation, lower(a), lower(b))
    case .negation(let a): return builder.negated(lower(a))
    case .rounded(let a, let digits, let mode): return builder.rounded(lower(a), digits: digits, mode)

    case .comparison(let relation, let a, let b): return comparison(relation, a, b)
    case .and(let a, let b): return builder.and(lower(a), lower(b))
    case .or(let a, let b): return builder.or(lower(a), lower(b))
    case .not(let a): return builder.not(lower(a))
    case .atLeast(let count, let members): return atLeast(count, members)

    case .isPresent(let a): return builder.isPresent(lower(a))
    case .orElse(let a, let b): return builder.orElse(lower(a), lower(b))
    case .assumePresent(let a): return builder.assumePresent(lower(a))
    case .conditional(let test, let a, let b): return builder.select(condition(test), lower(a), lower(b))

    case .addDuration(let date, let duration): return added(lower(date), lower(duration), reading: date)
    case .workingDayFrom(let date): return workingDay(from: lower(date), reading: date)
    // Beside a duration a comparison lowers it away; elsewhere only whether it is there matters.
    case .daysBetween(let from, let to), .elapsed(let from, let to): return builder.daysBetween(lower(from), lower(to))

    case .steps(let from, let to, let step): return builder.steps(lower(from), lower(to), of: step)
    case .addSteps(let date, let count, let plus, let step):
      return builder.addSteps(lower(date), lower(count), plus: plus, of: step)
    case .derived(let derivation, let a):
      let derived = builder.derived(derivation, lower(a))
      return expression.type.isOptional ? derived : builder.assumePresent(derived)
    // A window or a test reads its bounds; it is no value of its own.
    case .dateRange: return builder.literal(.absent)

    case .aggregate(let aggregate, let selection, let value, let above):
      return figure(aggregate, selection, value, above: DomainID(above))
    case .ordinal(let selection, let within): return ordinal(in: selection, within: within)
    case .others(let others): return self.others(others)
    }
  }

  // MARK: Leaves

  func literal(_ value: Value, _ type: PolicyType) -> ValueID {
    if let number = value.number { return builder.literal(number) }
    return builder.literal(value, builder.lane(for: type))
  }

  private func constant(_ id: ConstantID) -> ValueID {
    if let known = constants[id] { return known }
    let constant = policy.constants[id.index]
    let value =
      if constant.entries.count == 1, let entry = constant.entries.first, entry.from == .earliest {
        literal(entry.value, constant.type)
      } else {
        builder.add(
          .dated(constant.entries), in: .subject, IRType(builder.lane(for: constant.type)), number: constant.type.number
        )
      }
    constants[id] = value
    return value
  }

  func field(_ reference: FieldReference) -> ValueID {
    let domain = DomainID(reference.domain)
    let field = builder.schema[domain].fields[reference.field]
    let number: NumberType? = if case .number(let type) = field.kind { type } else { nil }
    return builder.add(
      .input(field: reference.field), in: domain, IRType(field.kind.lane, isOptional: field.isOptional), number: number)
  }

  private func fact(_ id: FactID) -> ValueID {
    if let known = facts[id] { return known }
    // The check lets nobody read a selection as a value.
    guard case .value(let value) = policy.facts[id.index].kind else { return builder.literal(.absent) }
    let lowered = lower(value)
    facts[id] = lowered
    return lowered
  }

  // MARK: Comparisons

  private func comparison(_ relation: Relation, _ a: TypedExpression, _ b: TypedExpression) -> ValueID {
    if case .elapsed(let from, let to) = a.kind {
      // Time has passed from one date to another when the second is reached by adding it to the first.
      return builder.compare(relation, lower(to), added(lower(from), lower(b), reading: from))
    }
    if case .elapsed = b.kind { return comparison(relation.swapped, b, a) }
    return builder.compare(relation, lower(a), lower(b))
  }
}

extension ProgramBuilder {
  /// The lane for values of a type.
  func lane(for type: PolicyType) -> Lane {
    switch type.form {
    case .boolean, .nothing: .boolean
    case .number(let number): lane(for: number)
    case .text: .text
    case .date: .date
    case .duration: .duration
    case .elapsed: .integer(decimals: 0)
    case .dateRange: .date
    case .oneOf(let labels): .code(labels)
    }
  }
}
