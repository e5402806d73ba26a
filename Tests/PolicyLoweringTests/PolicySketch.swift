import PolicyDiagnostics
import PolicySemantics
import PolicyTypes
import ReferenceEvaluator

/// A policy in the making: firms, their penalties (number, date, severity, amount, section, status), and the penalties'
/// repairs (method, day, day of revocation).
struct PolicySketch {
  static let severities = LabelSet(["一般", "严重", "特别严重"])
  static let methods = LabelSet(["承诺", "整改"])
  static let scale = LabelSet(["AA", "A", "B", "C"], isScale: true)

  // Fields of the firm.
  static let points = field(0, 1, .number(NumberType(range: NumberRange(lower: 0, upper: 100), decimals: 2)))
  static let bonus = field(0, 2, .number(NumberType(range: NumberRange(lower: 0, upper: 100), decimals: 1)).optional())
  static let count = field(0, 3, .number(NumberType(range: NumberRange(lower: 0, upper: 1000), decimals: 0)))
  static let staff = field(0, 4, .number(NumberType(range: NumberRange(lower: 1, upper: 1000), decimals: 0)))
  static let total = field(0, 5, .number(NumberType(range: NumberRange(lower: 0, upper: 1_000_000), decimals: 9)))

  // Fields of a penalty.
  static let number = field(1, 0, .text)
  static let date = field(1, 1, .date)
  static let severity = field(1, 2, .oneOf(severities))
  static let amount = field(1, 3, .number(NumberType(range: NumberRange(lower: 0, upper: 1000), decimals: 1)))
  static let section = field(1, 4, .text)

  var constants: [TypedConstant] = []
  var selections: [TypedSelection] = []
  var facts: [TypedFact] = []
  var repairs: [TypedRepair] = []
  var indicators: [TypedIndicator] = []
  var rules: [TypedRule] = []
  var measures: [TypedMeasure] = []
  var baseGrade: TypedExpression?

  /// The policy; its last indicator is the score.
  var policy: TypedPolicy {
    let grade = baseGrade.map { TypedGrade(clause: Self.clause("grade"), scale: Self.scale, base: TypedValue($0)) }
    return TypedPolicy(
      id: "sketch", title: nil, version: "1", effectiveFrom: nil, effectiveUntil: nil, span: .nowhere,
      domains: Self.domains, constants: constants, selections: selections, facts: facts, indicators: indicators,
      score: indicators.isEmpty ? nil : IndicatorIndex(indicators.count - 1), grade: grade, rules: rules,
      repairs: repairs, measures: measures, notEncoded: [])
  }

  // MARK: Declarations

  mutating func select(
    from base: SelectionID? = nil, within: TypedExpression? = nil, where condition: TypedExpression? = nil,
    oncePer keys: [TypedExpression] = []
  ) -> SelectionID {
    selections.append(
      TypedSelection(
        span: .nowhere, domain: 1, source: "penalties", base: base,
        window: within.map { TypedWindow(value: TypedValue($0)) }, condition: condition.map { TypedValue($0) },
        oncePer: keys))
    return SelectionID(selections.count - 1)
  }

  mutating func fact(_ name: String, _ value: TypedExpression) -> TypedExpression {
    facts.append(TypedFact(clause: Self.clause(name), kind: .value(TypedValue(value))))
    return TypedExpression(.fact(FactID(facts.count - 1)), value.type)
  }

  @discardableResult
  mutating func indicator(
    _ worth: TypedIndicator.Worth, weight: Decimal128? = nil, each selection: SelectionID? = nil,
    repair: RepairID? = nil, when condition: TypedExpression? = nil, cap: Decimal128? = nil,
    clamp: ClosedRange<Decimal128>? = nil, round: Int? = nil, missing: TypedIndicator.Missing? = nil
  ) -> IndicatorIndex {
    indicators.append(
      TypedIndicator(
        clause: Self.clause("i\(indicators.count)"), type: .number(.unknown), weight: weight.map { .number($0) },
        condition: condition.map { TypedValue($0) }, selection: selection, repair: repair, worth: worth,
        cap: cap.map { TypedValue(.literal($0)) }, clampLow: clamp.map { TypedValue(.literal($0.lowerBound)) },
        clampHigh: clamp.map { TypedValue(.literal($0.upperBound)) },
        rounding: round.map { TypedIndicator.Rounding(digits: $0, mode: .halfUp, span: .nowhere) }, missing: missing))
    return IndicatorIndex(indicators.count - 1)
  }

  mutating func rule(_ move: GradeMove<Int>?, when condition: TypedExpression = .literal(true)) {
    rules.append(
      TypedRule(
        clause: Self.clause("r\(rules.count)"), condition: TypedValue(condition),
        move: move?.typed(on: Self.scale), alert: nil, tag: nil))
  }

  /// A repair by any method, or by all, that counts three months after the penalty at the earliest.
  mutating func repair(needsAll: Bool, restore share: Decimal128) -> RepairID {
    let revoked = Self.field(2, 2, .date.optional())
    repairs.append(
      TypedRepair(
        clause: Self.clause("repair"), domain: 1,
        done: .records(
          domain: 2, method: Self.field(2, 0, .oneOf(Self.methods)), done: Self.field(2, 1, .date),
          isRevoked: revoked.isPresent, methods: Self.methods.labels.map { .label($0) }, needsAll: needsAll),
        from: Self.date, notBefore: TypedValue(.literal(CalendarDuration(months: 3))),
        never: TypedValue(Self.severity.compared(.equal, .literal("特别严重", of: Self.severities))),
        restore: TypedValue(.literal(share))))
    return RepairID(repairs.count - 1)
  }

  // MARK: Parts

  static func field(_ domain: Int, _ field: Int, _ type: PolicyType) -> TypedExpression {
    TypedExpression(.field(FieldReference(domain: domain, field: field)), type)
  }

  static func clause(_ name: String) -> Clause {
    Clause(name: name, title: nil, span: .nowhere, basis: nil, assumption: nil)
  }

  private static let domains = [
    domain(
      "firm", parent: nil,
      [
        ("id", .text), ("points", points.type), ("bonus", bonus.type), ("count", count.type), ("staff", staff.type),
        ("total", total.type),
      ]),
    domain(
      "penalties", parent: 0, date: 1, status: 5,
      [
        ("number", .text), ("date", .date), ("severity", .oneOf(severities)), ("amount", amount.type),
        ("section", .text), ("status", PolicyType.oneOf(LabelSet(["in force", "disputed", "withdrawn"])).optional()),
      ]),
    domain(
      "repairs", parent: 1, date: 1,
      [("method", .oneOf(methods)), ("done", .date), ("revoked on", PolicyType.date.optional())]),
  ]

  private static func domain(
    _ name: String, parent: Int?, date: Int? = nil, status: Int? = nil, _ fields: [(String, PolicyType)]
  ) -> TypedDomain {
    TypedDomain(
      name: name, title: nil, span: .nowhere, parent: parent,
      fields: fields.map { name, type in
        TypedField(
          name: name, title: nil, span: .nowhere, type: type, identifier: nil, isPlanned: false, requiredWhen: nil)
      }, key: parent == nil ? 0 : nil, date: date, limit: 100, repairs: nil, status: status)
  }
}
