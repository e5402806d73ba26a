import PolicyIR
import PolicyTypes

// Operations on values of any domain and lane: operands are brought to one domain and, where needed, to one lane.

extension ProgramBuilder {
  /// Returns a literal; an absent one takes on the lane of whatever it is put beside.
  mutating func literal(_ value: Value, _ lane: Lane = .boolean, in domain: DomainID = .subject) -> ValueID {
    add(.literal(value), in: domain, IRType(lane, isOptional: value.isAbsent))
  }

  mutating func literal(_ boolean: Bool, in domain: DomainID = .subject) -> ValueID {
    literal(.boolean(boolean), in: domain)
  }

  mutating func asOf() -> ValueID {
    add(.asOf, in: .subject, IRType(.date))
  }

  // MARK: Truth

  mutating func and(_ a: ValueID, _ b: ValueID) -> ValueID {
    strict([a, b], .boolean) { .and($0[0], $0[1]) }
  }

  mutating func or(_ a: ValueID, _ b: ValueID) -> ValueID {
    strict([a, b], .boolean) { .or($0[0], $0[1]) }
  }

  mutating func not(_ a: ValueID) -> ValueID {
    strict([a], .boolean) { .not($0[0]) }
  }

  mutating func compare(_ relation: Relation, _ a: ValueID, _ b: ValueID) -> ValueID {
    let values = unified([a, b]).values
    return strict(values, .boolean) { .compare(relation, $0[0], $0[1]) }
  }

  mutating func isOneOf(_ a: ValueID, codes: [UInt8]) -> ValueID {
    let codes = Set(codes).sorted()
    return strict([a], .boolean) { .isOneOf($0[0], codes: codes) }
  }

  /// Returns a condition that is false where `a` is absent, fit to be a mask.
  mutating func definite(_ a: ValueID) -> ValueID {
    isOptional(a) ? orElse(a, literal(false)) : a
  }

  // MARK: Absence

  mutating func isPresent(_ a: ValueID) -> ValueID {
    isOptional(a) ? add(.isPresent(a), in: self[a].domain, .boolean) : literal(true, in: self[a].domain)
  }

  mutating func orElse(_ a: ValueID, _ b: ValueID) -> ValueID {
    guard isOptional(a) else { return a }
    let number = union([a, b])
    let (values, domain, lane) = unified([a, b])
    let type = IRType(lane, isOptional: isOptional(b))
    return add(.orElse(values[0], values[1]), in: domain, type, number: number)
  }

  mutating func assumePresent(_ a: ValueID) -> ValueID {
    guard isOptional(a) else { return a }
    return add(.assumePresent(a), in: self[a].domain, IRType(lane(of: a)), number: numberType(of: a))
  }

  // MARK: Choice

  mutating func select(_ condition: ValueID, _ a: ValueID, _ b: ValueID) -> ValueID {
    let number = union([a, b])
    let (choices, _, lane) = unified([a, b])
    let (values, domain) = aligned([condition] + choices)
    let type = IRType(lane, isOptional: isOptional(a) || isOptional(b))
    return add(.select(values[0], then: values[1], otherwise: values[2]), in: domain, type, number: number)
  }

  /// Returns the value of the first row whose condition holds, else `otherwise`.
  mutating func choose(_ rows: [(condition: ValueID, value: ValueID)], otherwise: ValueID) -> ValueID {
    // One lane for the whole chain, so that no value is converted more than once.
    let lane = commonLane(of: rows.map(\.value) + [otherwise])
    return rows.reversed().reduce(converted(otherwise, to: lane)) { rest, row in
      select(row.condition, converted(row.value, to: lane), rest)
    }
  }

  // MARK: Dates

  mutating func addDuration(_ date: ValueID, _ duration: ValueID) -> ValueID {
    strict([date, duration], .date) { .addDuration($0[0], $0[1]) }
  }

  mutating func daysBetween(_ from: ValueID, _ to: ValueID) -> ValueID {
    strict([from, to], .integer(decimals: 0), number: Self.dayCounts) { .daysBetween($0[0], $0[1]) }
  }

  mutating func steps(_ from: ValueID, _ to: ValueID, of step: CalendarDuration) -> ValueID {
    strict([from, to], .integer(decimals: 0), number: Self.dayCounts) { .steps($0[0], $0[1], of: step) }
  }

  mutating func addSteps(_ date: ValueID, _ count: ValueID, plus: Int, of step: CalendarDuration) -> ValueID {
    let count = converted(count, to: .integer(decimals: 0))
    return strict([date, count], .date) { .addSteps($0[0], count: $0[1], plus: plus, of: step) }
  }

  mutating func derived(_ derivation: Derivation, _ a: ValueID) -> ValueID {
    if derivation == .squareRoot { return squareRoot(a) }
    let mayBeAbsent = derivation.mayBeAbsent
    if derivation.givesText { return strict([a], .text, mayBeAbsent: mayBeAbsent) { .derive($0[0], derivation) } }
    guard let number = derivation.number else { return strict([a], .boolean) { .derive($0[0], derivation) } }
    return strict([a], .integer(decimals: 0), number: number) { .derive($0[0], derivation) }
  }

  private mutating func squareRoot(_ a: ValueID) -> ValueID {
    let range = numberType(of: a).range
    let roots = NumberRange(
      lower: range.lower.flatMap(\.squareRoot) ?? .zero, upper: range.upper.flatMap(\.squareRoot))
    return strict(
      [converted(a, to: .decimal)], .decimal, number: NumberType(range: roots, decimals: nil),
      mayBeAbsent: !range.isNonNegative
    ) { .derive($0[0], .squareRoot) }
  }

  /// The later of two dates, or the worse of two labels.
  mutating func greatest(_ a: ValueID, _ b: ValueID) -> ValueID { extremum(.maximum, a, b) }

  /// The earlier of two dates, or the better of two labels.
  mutating func least(_ a: ValueID, _ b: ValueID) -> ValueID { extremum(.minimum, a, b) }

  private mutating func extremum(_ operation: ArithmeticOperator, _ a: ValueID, _ b: ValueID) -> ValueID {
    let (values, _, lane) = unified([a, b])
    return strict(values, lane) { .arithmetic(operation, $0[0], $0[1]) }
  }

  /// Days between any two dates of the calendar.
  private static let dayCounts = NumberType(range: NumberRange(lower: -3_660_000, upper: 3_660_000), decimals: 0)

  // MARK: Helpers

  /// Adds an operation that is absent where an operand is.
  mutating func strict(
    _ operands: [ValueID], _ lane: Lane, number: NumberType? = nil, mayBeAbsent: Bool = false,
    _ operation: ([ValueID]) -> Operation
  ) -> ValueID {
    let (values, domain) = aligned(operands)
    let type = IRType(lane, isOptional: mayBeAbsent || operands.contains { isOptional($0) })
    return add(operation(values), in: domain, type, number: number)
  }
}
