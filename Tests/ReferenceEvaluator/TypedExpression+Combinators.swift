package import PolicyDiagnostics
package import PolicySemantics
package import PolicyTypes

// Makers of typed expressions that work out the type as the check would: the range covers every number that the
// expression can be, and the bound on its decimals is true.

extension SourceSpan {
  /// The place of everything that no source text stands for.
  package static let nowhere = SourceSpan(file: SourceFile(path: "random.yaml", text: ""), start: 0, end: 0)
}

extension TypedExpression {
  package init(_ kind: Kind, _ type: PolicyType) {
    self.init(kind, type, at: .nowhere)
  }

  // MARK: Leaves

  package static func literal(_ number: Decimal128) -> TypedExpression {
    TypedExpression(.literal(.number(number)), .number(NumberType(number)))
  }

  package static func literal(_ boolean: Bool) -> TypedExpression {
    TypedExpression(.literal(.boolean(boolean)), .boolean)
  }

  package static func literal(_ date: CalendarDate) -> TypedExpression {
    TypedExpression(.literal(.date(date)), .date)
  }

  package static func literal(_ duration: CalendarDuration) -> TypedExpression {
    TypedExpression(.literal(.duration(duration)), .duration)
  }

  package static func literal(_ text: String) -> TypedExpression {
    TypedExpression(.literal(.text(text)), .text)
  }

  package static func literal(_ label: String, of labels: LabelSet) -> TypedExpression {
    TypedExpression(.literal(.label(label)), .oneOf(labels))
  }

  /// The literal `null`, which fits every optional type.
  package static var absent: TypedExpression { TypedExpression(.literal(.absent), .nothing) }

  package static var asOf: TypedExpression { TypedExpression(.asOf, .date) }

  // MARK: Parts of dates and texts

  package func derived(_ derivation: Derivation) -> TypedExpression {
    let form = derivation.number.map { PolicyType.Form.number($0) } ?? (derivation.givesText ? .text : .boolean)
    return TypedExpression(
      .derived(derivation, self), PolicyType(form, isOptional: type.isOptional || derivation.mayBeAbsent))
  }

  /// The square root, of a number that 34 digits hold; absent below 0.
  package var squareRoot: TypedExpression {
    let range = (type.number ?? .unknown).range
    let roots = NumberRange(lower: range.lower.flatMap(\.squareRoot) ?? 0, upper: range.upper.flatMap(\.squareRoot))
    return TypedExpression(
      .derived(.squareRoot, self),
      PolicyType(
        .number(NumberType(range: roots, decimals: nil)), isOptional: type.isOptional || !range.isNonNegative))
  }

  // MARK: Numbers

  package static func arithmetic(
    _ operation: ArithmeticOperator, _ a: TypedExpression, _ b: TypedExpression
  ) -> TypedExpression {
    let (aType, bType) = (a.type.number ?? .unknown, b.type.number ?? .unknown)
    var isOptional = a.type.isOptional || b.type.isOptional
    if operation == .divide, bType.range.contains(.zero) { isOptional = true }
    return TypedExpression(
      .arithmetic(operation, a, b),
      PolicyType(.number(NumberType.result(of: operation, aType, bType)), isOptional: isOptional))
  }

  package static prefix func - (a: TypedExpression) -> TypedExpression {
    let type = a.type.number ?? .unknown
    return TypedExpression(
      .negation(a),
      PolicyType(.number(NumberType(range: -type.range, decimals: type.decimals)), isOptional: a.type.isOptional))
  }

  package func rounded(_ digits: Int, _ mode: RoundingMode) -> TypedExpression {
    let type = (self.type.number ?? .unknown).rounded(digits, mode)
    return TypedExpression(
      .rounded(self, digits: digits, mode), PolicyType(.number(type), isOptional: self.type.isOptional))
  }

  // MARK: Truth and absence

  package func compared(_ relation: Relation, _ other: TypedExpression) -> TypedExpression {
    // Equality has an answer where a value is absent, the order has none.
    let isOptional = type.isOptional || other.type.isOptional
    let hasAnswer = relation == .equal || relation == .notEqual
    return TypedExpression(
      .comparison(relation, self, other), PolicyType(.boolean, isOptional: isOptional && !hasAnswer))
  }

  package static func && (a: TypedExpression, b: TypedExpression) -> TypedExpression {
    TypedExpression(.and(a, b), PolicyType(.boolean, isOptional: a.type.isOptional || b.type.isOptional))
  }

  package static func || (a: TypedExpression, b: TypedExpression) -> TypedExpression {
    TypedExpression(.or(a, b), PolicyType(.boolean, isOptional: a.type.isOptional || b.type.isOptional))
  }

  package static prefix func ! (a: TypedExpression) -> TypedExpression { TypedExpression(.not(a), a.type) }

  package var isPresent: TypedExpression { TypedExpression(.isPresent(self), .boolean) }

  package var assumedPresent: TypedExpression {
    type.isOptional ? TypedExpression(.assumePresent(self), type.optional(false)) : self
  }

  package func orElse(_ other: TypedExpression) -> TypedExpression {
    TypedExpression(
      .orElse(self, other), PolicyType(type.union(other.type).form, isOptional: other.type.isOptional))
  }

  package static func conditional(
    _ condition: TypedExpression, _ then: TypedExpression, _ otherwise: TypedExpression
  ) -> TypedExpression {
    TypedExpression(.conditional(condition, then: then, otherwise: otherwise), then.type.union(otherwise.type))
  }

  // MARK: Dates

  package static func + (date: TypedExpression, duration: TypedExpression) -> TypedExpression {
    TypedExpression(
      .addDuration(date, duration), PolicyType(.date, isOptional: date.type.isOptional || duration.type.isOptional))
  }

  package func days(to other: TypedExpression) -> TypedExpression {
    TypedExpression(
      .daysBetween(self, other),
      PolicyType(
        .number(NumberType(range: NumberRange(lower: -3_700_000, upper: 3_700_000), decimals: 0)),
        isOptional: type.isOptional || other.type.isOptional))
  }

  /// Compares the time from this date to another with a duration.
  package func elapsed(
    to other: TypedExpression, _ relation: Relation, _ duration: TypedExpression
  ) -> TypedExpression {
    let isOptional = type.isOptional || other.type.isOptional
    let elapsed = TypedExpression(.elapsed(from: self, to: other), PolicyType(.elapsed, isOptional: isOptional))
    return elapsed.compared(relation, duration)
  }

  // MARK: Records

  /// Makes a figure over the at most `limit` records of a selection.
  package static func aggregate(
    _ aggregate: Aggregate, _ selection: SelectionID, _ value: TypedExpression? = nil, above: Int = 0, limit: Int
  ) -> TypedExpression {
    TypedExpression(
      .aggregate(aggregate, selection, value, above: above), aggregate.type(of: value?.type, limit: limit))
  }

  package static func ordinal(in selection: SelectionID, within: TypedExpression, limit: Int) -> TypedExpression {
    let range = NumberRange(lower: 1, upper: Decimal128(limit))
    return TypedExpression(.ordinal(selection, within: within), .number(NumberType(range: range, decimals: 0)))
  }
}

extension Aggregate {
  fileprivate func type(of value: PolicyType?, limit: Int) -> PolicyType {
    switch self {
    case .count, .distinct, .longestRun, .streak:
      .number(NumberType(range: NumberRange(lower: 0, upper: Decimal128(limit)), decimals: 0))
    case .exists, .every: .boolean
    case .sum: .number((value?.number ?? .unknown).total(ofAtMost: limit))
    case .least, .greatest, .first: (value ?? .nothing).optional()
    // Rounded once, a mean stays among the numbers; rounded sums before it may stray.
    case .mean:
      PolicyType(
        .number(
          NumberType(range: (value?.number?.range ?? .unbounded) + NumberRange(lower: -1, upper: 1), decimals: nil)),
        isOptional: true)
    }
  }
}

extension PolicyType {
  /// Returns the type that covers both, which are of one form.
  package func union(_ other: PolicyType) -> PolicyType {
    let isOptional = isOptional || other.isOptional
    if form == .nothing { return other.optional() }
    guard let number, let otherNumber = other.number else { return PolicyType(form, isOptional: isOptional) }
    return PolicyType(.number(number.union(otherNumber)), isOptional: isOptional)
  }
}

extension NumberType {
  package static let unknown = NumberType(range: .unbounded, decimals: nil)

  fileprivate static func result(of operation: ArithmeticOperator, _ a: NumberType, _ b: NumberType) -> NumberType {
    let common = a.decimals.flatMap { a in b.decimals.map { max(a, $0) } }
    switch operation {
    case .add: return NumberType(range: a.range + b.range, decimals: common)
    case .subtract: return NumberType(range: a.range - b.range, decimals: common)
    case .multiply:
      return NumberType(range: a.range * b.range, decimals: a.decimals.flatMap { a in b.decimals.map { a + $0 } })
    case .divide: return NumberType(range: quotients(a.range, b.range), decimals: nil)
    case .minimum: return NumberType(range: limited(a.range, b.range) { min($0, $1) }, decimals: common)
    case .maximum: return NumberType(range: limited(a.range, b.range) { max($0, $1) }, decimals: common)
    }
  }

  private static func limited(
    _ a: NumberRange, _ b: NumberRange, _ pick: (Decimal128, Decimal128) -> Decimal128
  ) -> NumberRange {
    guard let aLow = a.lower, let bLow = b.lower, let aHigh = a.upper, let bHigh = b.upper else { return .unbounded }
    return NumberRange(lower: pick(aLow, bLow), upper: pick(aHigh, bHigh))
  }

  /// The range of quotients: rounding keeps the order, so the outermost of the four quotients of bounds bound them all.
  private static func quotients(_ a: NumberRange, _ b: NumberRange) -> NumberRange {
    guard !b.contains(.zero), let aLow = a.lower, let aHigh = a.upper, let bLow = b.lower, let bHigh = b.upper else {
      return .unbounded
    }
    let corners = [(aLow, bLow), (aLow, bHigh), (aHigh, bLow), (aHigh, bHigh)].compactMap { $0.divided(by: $1) }
    return corners.count == 4 ? NumberRange(lower: corners.min(), upper: corners.max()) : .unbounded
  }

  package func rounded(_ digits: Int, _ mode: RoundingMode) -> NumberType {
    NumberType(
      range: NumberRange(
        lower: range.lower?.rounded(toScale: digits, mode), upper: range.upper?.rounded(toScale: digits, mode)),
      decimals: min(decimals ?? max(0, digits), max(0, digits)))
  }

  /// The type of a sum of at most `limit` numbers of this one.
  package func total(ofAtMost limit: Int) -> NumberType {
    let sums = (range * NumberRange(Decimal128(limit))).union(.zero)
    // Where single sums are rounded, many of them may stray a little.
    let slack = NumberRange(lower: -1, upper: 1)
    return NumberType(range: decimals == nil ? sums + slack : sums, decimals: decimals)
  }
}
