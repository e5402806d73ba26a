import PolicySemantics
import PolicyTypes
import ReferenceEvaluator

/// A policy in the making, with one record type: penalties with a number, a date, a kind, an amount, the day of
/// correction and a status, and below it repairs with a method, a date and the day of revocation.
struct SamplePolicy {
  static let kinds = LabelSet(["一般", "严重"])
  static let methods = LabelSet(["承诺", "整改"])
  static let scale = LabelSet(["AA", "A", "B", "C", "D"], isScale: true)

  static let number = field(0, .text)
  static let date = field(1, .date)
  static let kind = field(2, .oneOf(kinds))
  static let amount = field(3, .number(NumberType(range: NumberRange(lower: 0, upper: 1000), decimals: 1)))
  static let corrected = field(4, PolicyType(.date, isOptional: true))

  var selections: [TypedSelection] = []
  var repairs: [TypedRepair] = []
  var indicators: [TypedIndicator] = []
  var rules: [TypedRule] = []
  var measures: [TypedMeasure] = []
  var baseGrade: String?

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

  mutating func repair(
    done: TypedRepair.Done = .date(Self.corrected), notBefore: CalendarDuration? = nil, restore: TypedValue
  ) -> RepairID {
    repairs.append(
      TypedRepair(
        clause: Self.clause("repair"), domain: 1, done: done, from: Self.date,
        notBefore: notBefore.map { TypedValue(.literal($0)) }, never: nil, restore: restore))
    return RepairID(repairs.count - 1)
  }

  /// Adds an indicator; the last one is the score.
  @discardableResult
  mutating func indicator(
    _ worth: TypedIndicator.Worth, weight: Decimal128? = nil, when condition: TypedExpression? = nil,
    each selection: SelectionID? = nil, repair: RepairID? = nil, cap: Decimal128? = nil, atLeast low: Decimal128? = nil,
    round: Int? = nil, missing: TypedIndicator.Missing? = nil
  ) -> IndicatorIndex {
    let isAbsentable = missing.map { if case .leftOut = $0 { true } else { false } } ?? false
    indicators.append(
      TypedIndicator(
        clause: Self.clause("i\(indicators.count)"), type: PolicyType(.number(.unknown), isOptional: isAbsentable),
        weight: weight.map { .number($0) }, condition: condition.map { TypedValue($0) }, selection: selection,
        repair: repair, worth: worth,
        cap: cap.map { TypedValue(.literal($0)) }, clampLow: low.map { TypedValue(.literal($0)) }, clampHigh: nil,
        rounding: round.map { TypedIndicator.Rounding(digits: $0, mode: .halfUp, span: .nowhere) }, missing: missing))
    return IndicatorIndex(indicators.count - 1)
  }

  mutating func rule(_ move: GradeMove<Int>, when condition: Bool = true) {
    rules.append(
      TypedRule(
        clause: Self.clause("r\(rules.count)"), condition: TypedValue(.literal(condition)),
        move: move.typed(on: Self.scale), alert: nil,
        tag: nil))
  }

  mutating func measure(for grades: [UInt8]?, when condition: Bool? = nil, number: Decimal128) {
    measures.append(
      TypedMeasure(
        clause: Self.clause("m\(measures.count)"), kind: "guidance", department: nil, targets: [], grades: grades,
        condition: condition.map { TypedValue(.literal($0)) },
        numbers: [TypedMeasureNumber(name: "n", unit: .none, value: TypedValue(.literal(number)))], discretion: nil,
        exceptions: nil))
  }

  /// Evaluates the policy for a subject with `penalties`.
  func evaluate(_ penalties: [SubjectRecord] = [], asOf: String) -> ReferenceResult {
    let grade = baseGrade.map { base in
      TypedGrade(clause: Self.clause("grade"), scale: Self.scale, base: TypedValue(.literal(base, of: Self.scale)))
    }
    let policy = TypedPolicy(
      id: "sample", title: nil, version: "1", effectiveFrom: nil, effectiveUntil: nil, span: .nowhere,
      domains: Self.domains, constants: [], selections: selections, facts: [], indicators: indicators,
      score: indicators.isEmpty ? nil : IndicatorIndex(indicators.count - 1), grade: grade, rules: rules,
      repairs: repairs, measures: measures, notEncoded: [])
    let evaluator = ReferenceEvaluator(policy: policy, asOf: day(asOf))
    return evaluator.evaluate(SubjectRecord(records: ["penalties": penalties]))
  }

  // MARK: Parts

  static func penalty(
    _ date: String, number: String = "1", kind: String = "一般", amount: Decimal128 = 0, corrected: String? = nil,
    status: String? = nil, repairs: [SubjectRecord] = []
  ) -> SubjectRecord {
    var fields: [String: Value] = [
      "number": .text(number), "date": .date(day(date)), "kind": .label(kind), "amount": .number(amount),
    ]
    fields["corrected"] = corrected.map { .date(day($0)) }
    fields["status"] = status.map { .label($0) }
    return SubjectRecord(fields: fields, records: ["repairs": repairs])
  }

  static func repair(_ method: String, _ date: String, revoked: String? = nil) -> SubjectRecord {
    var fields: [String: Value] = ["method": .label(method), "date": .date(day(date))]
    fields["revoked"] = revoked.map { .date(day($0)) }
    return SubjectRecord(fields: fields)
  }

  static func repairRecords(needsAll: Bool) -> TypedRepair.Done {
    .records(
      domain: 2, method: field(0, .oneOf(methods), of: 2), done: field(1, .date, of: 2),
      isRevoked: field(2, PolicyType(.date, isOptional: true), of: 2).isPresent,
      methods: methods.labels.map { .label($0) }, needsAll: needsAll)
  }

  private static let domains = [
    domain("subject", parent: nil, date: nil, fields: []),
    domain(
      "penalties", parent: 0, date: 1, status: 5,
      fields: [
        ("number", number.type), ("date", date.type), ("kind", kind.type), ("amount", amount.type),
        ("corrected", corrected.type),
        ("status", PolicyType(.oneOf(LabelSet(["in force", "disputed", "withdrawn"])), isOptional: true)),
      ]),
    domain(
      "repairs", parent: 1, date: 1,
      fields: [
        ("method", .oneOf(methods)), ("date", .date), ("revoked", PolicyType(.date, isOptional: true)),
      ]),
  ]

  private static func domain(
    _ name: String, parent: Int?, date: Int?, status: Int? = nil, fields: [(String, PolicyType)]
  ) -> TypedDomain {
    TypedDomain(
      name: name, title: nil, span: .nowhere, parent: parent,
      fields: fields.map { name, type in
        TypedField(
          name: name, title: nil, span: .nowhere, type: type, identifier: nil, isPlanned: false, requiredWhen: nil)
      }, key: fields.isEmpty ? nil : 0, date: date, limit: 100, repairs: name == "penalties" ? 2 : nil, status: status)
  }

  private static func field(_ place: Int, _ type: PolicyType, of domain: Int = 1) -> TypedExpression {
    TypedExpression(.field(FieldReference(domain: domain, field: place)), type)
  }

  private static func clause(_ name: String) -> Clause {
    Clause(name: name, title: nil, span: .nowhere, basis: nil, assumption: nil)
  }
}

/// Reads a date that the test writes.
func day(_ text: String) -> CalendarDate {
  guard let date = CalendarDate(text: text) else { preconditionFailure("\(text) is not a date") }
  return date
}
