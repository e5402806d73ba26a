import PolicyIR
import PolicySemantics
import PolicyTypes

/// Tables: the rows of lookups and of cases.
extension Lowering {
  func lower(_ table: TypedTable) -> ValueID {
    let outer = builder.span
    defer { builder.span = outer }
    let rows = table.rows.map { (condition: condition($0.condition), value: lower($0.value)) }
    let otherwise = table.otherwise.map { lower($0) }
    builder.span = table.rows.first?.span ?? outer
    let taken = combined(rows, table.take, otherwise: otherwise)
    let optional = table.inputs.filter(\.type.isOptional)
    guard let first = optional.first else { return taken }
    let arePresent = optional.dropFirst().reduce(builder.isPresent(lower(first))) { arePresent, input in
      builder.and(arePresent, builder.isPresent(lower(input)))
    }
    return builder.select(arePresent, taken, builder.literal(.absent))
  }

  typealias LoweredRow = (condition: ValueID, value: ValueID)

  /// The value of the first row that holds; of rows of which only one can hold that is the one.
  private func first(of rows: [LoweredRow], otherwise: ValueID?) -> ValueID {
    var rows = rows
    // Without `otherwise` the check has shown that some row holds, so the last one needs no test.
    guard let last = otherwise ?? rows.popLast()?.value else { return builder.literal(.absent) }
    return builder.choose(rows, otherwise: last)
  }

  /// What the rows that hold make together; an absent value among them makes the whole absent.
  func combined(_ rows: [LoweredRow], _ take: Take, otherwise: ValueID?) -> ValueID {
    guard take.combinesRows else { return first(of: rows, otherwise: otherwise) }
    let lane = builder.commonLane(of: rows.map(\.value) + (otherwise.map { [$0] } ?? []))
    let rows = rows.map { row in
      // A bare `null` takes on the lane of the others; numbers find theirs in the arithmetic.
      builder.isAbsentLiteral(row.value)
        ? (condition: row.condition, value: builder.converted(row.value, to: lane)) : row
    }
    guard let first = rows.first else { return otherwise ?? builder.literal(.absent) }
    var anyHolds = first.condition
    var result = take == .sum ? counted(first) : first.value
    for row in rows.dropFirst() {
      result = take == .sum ? sum(result, row) : extreme(result, row, take, anyHolds: anyHolds)
      anyHolds = builder.or(anyHolds, row.condition)
    }
    return otherwise.map { builder.select(anyHolds, result, $0) } ?? result
  }

  private func sum(_ sum: ValueID, _ row: LoweredRow) -> ValueID { builder.arithmetic(.add, sum, counted(row)) }

  private func counted(_ row: LoweredRow) -> ValueID {
    builder.select(row.condition, row.value, builder.literal(.zero))
  }

  /// The higher or the lower of what the rows before make and this one, or the one that there is.
  private func extreme(_ best: ValueID, _ row: LoweredRow, _ take: Take, anyHolds: ValueID) -> ValueID {
    let better = extreme(take, best, row.value)
    return builder.select(row.condition, builder.select(anyHolds, better, row.value), best)
  }

  private func extreme(_ take: Take, _ a: ValueID, _ b: ValueID) -> ValueID {
    switch builder.lane(of: a) {
    // The best label stands first.
    case .code: take == .highest ? builder.least(a, b) : builder.greatest(a, b)
    case .date: take == .highest ? builder.greatest(a, b) : builder.least(a, b)
    default: builder.arithmetic(take == .highest ? .maximum : .minimum, a, b)
    }
  }

  // MARK: Conditions made of others

  /// Whether so many of the conditions hold.
  func atLeast(_ count: Int, _ members: [TypedExpression]) -> ValueID {
    let counts = members.map { builder.select(condition($0), builder.literal(.one), builder.literal(.zero)) }
    guard let first = counts.first else { return builder.literal(count <= 0) }
    let total = counts.dropFirst().reduce(first) { builder.arithmetic(.add, $0, $1) }
    return builder.compare(.greaterOrEqual, total, builder.literal(Decimal128(count)))
  }
}
