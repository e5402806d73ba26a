import PolicyDiagnostics
import PolicyExecution
import PolicyIR
import PolicyReport
import PolicyTypes

/// A small policy in its executable form, put together by hand, and subjects for it.
struct SamplePolicy {
  var instructions: [Instruction] = []
  let file = SourceFile(path: "甲.yaml", text: SamplePolicy.source)

  /// The text that the spans of the program point into.
  static let source = """
    policy: wanzhi
    score:
      round: 2 half up
      indicators:
        compliance: {title: 守法合规, weight: 60, start: 100, clamp: 0..}
        minor: {title: 一般行政处罚, each: penalties, within: 24 months, where: severity = 一般, deduct: 10, cap: 15}
        late: {title: 年报, when: not(filed), deduct: {by: days late, ≤ 30: 10, otherwise: 2 * 10}}
        public credit: {title: 公共信用综合评价, weight: 40, points: {by: public grade, 优: 100, 良: 80}, missing: left out}
    grade: {by: score, ≥ 90: 优, ≥ 75: 良, otherwise: 差}
    rules:
      repeat offender: {title: 多次违法, when: count(recent minor) >= 2, grade: no better than 良, alert: red, basis: 方案第五条}
      listed: {title: 列入名单, when: listed, grade: 差}
    repairs:
      standard: {title: 信用修复, restore: 50%}
    measures:
      sampling: {title: 双随机抽查, inspection ratio: {by: grade, 优: 1%, otherwise: 5%}}
      green channel: {title: 绿色通道, for: 优, discretion: 可根据实际情况}
    """

  static let penalties = DomainID(1)
  static let grades = LabelSet(["优", "良", "差"], isScale: true)
  static let severities = LabelSet(["一般", "严重"])

  static let schema = RecordSchema(domains: [
    Domain(
      name: "subjects", title: "企业", parent: nil,
      fields: [
        InputField(name: "uscc", title: nil, kind: .text, isOptional: false),
        InputField(name: "filed", title: nil, kind: .boolean, isOptional: false),
        InputField(name: "days late", title: nil, kind: wholeNumber, isOptional: false),
        InputField(name: "public grade", title: nil, kind: .label(grades), isOptional: true),
        InputField(name: "listed", title: nil, kind: .boolean, isOptional: false),
      ], key: 0, date: nil, limit: 1),
    Domain(
      name: "penalties", title: "行政处罚", parent: .subject,
      fields: [
        InputField(name: "number", title: nil, kind: .text, isOptional: false),
        InputField(name: "decided on", title: nil, kind: .date(isPlanned: false), isOptional: false),
        InputField(name: "severity", title: nil, kind: .label(severities), isOptional: false),
        InputField(name: "repaired on", title: nil, kind: .date(isPlanned: false), isOptional: true),
      ], key: 0, date: 1, limit: 100),
  ])

  private static let wholeNumber = FieldKind.number(NumberType(range: NumberRange(lower: 0, upper: 3660), decimals: 0))

  // MARK: Pieces

  mutating func add(_ operation: Operation, _ lane: Lane, in domain: DomainID = .subject, optional: Bool = false)
    -> ValueID
  {
    instructions.append(Instruction(operation, domain: domain, type: IRType(lane, isOptional: optional), span: nil))
    return ValueID(instructions.count - 1)
  }

  mutating func number(_ value: Decimal128, in domain: DomainID = .subject) -> ValueID {
    add(.literal(.number(value)), .decimal, in: domain)
  }

  mutating func label(_ label: String) -> ValueID { add(.literal(.label(label)), .code(Self.grades)) }

  func span(_ text: String) -> SourceSpan {
    let wanted = Array(text.utf8)
    let start = file.bytes.indices.first { file.bytes[$0...].starts(with: wanted) } ?? 0
    return SourceSpan(file: file, start: start, end: start + wanted.count)
  }

  func value(_ text: String, _ result: ValueID, _ inputs: [NamedValue] = [], rows: [ValueRow] = []) -> ValueOutline {
    ValueOutline(text: text, span: span(text), result: result, inputs: inputs, rows: rows)
  }

  func row(_ test: String?, _ condition: ValueID?, _ text: String, _ result: ValueID) -> ValueRow {
    ValueRow(test: test, condition: condition, value: value(text, result), span: span(test ?? "otherwise: \(text)"))
  }

  func clause(_ name: String, _ title: String, basis: String? = nil) -> Clause {
    Clause(name: name, title: title, span: span(title), basis: basis, assumption: nil)
  }
}

// MARK: The program

extension SamplePolicy {
  static let program: IRProgram = {
    var policy = SamplePolicy()
    return policy.makeProgram()
  }()

  private mutating func makeProgram() -> IRProgram {
    let (minor, isMinor) = makeMinor()
    let late = makeLate()
    let compliance = makeCompliance(of: [minor, late])
    let credit = makeCredit()
    let score = makeScore(of: [compliance, credit])
    let (grade, rules) = makeGrade(score: score.result, isMinor: isMinor)
    let measures = makeMeasures(grade: grade.result)
    let selection = FactOutline(
      clause: clause("recent minor", "一般行政处罚"), kind: .selection(minor.selection ?? selection(isMinor, [])))
    let outline = Outline(
      title: "湾沚区信用分级", effectiveFrom: nil, effectiveUntil: nil, facts: [selection],
      indicators: [minor, late, compliance, credit, score], score: IndicatorID(4), grade: grade, rules: rules,
      measures: measures, requirements: [])
    return IRProgram(
      name: "wanzhi", version: "2022.1", schema: Self.schema, instructions: instructions, outline: outline)
  }

  private func selection(_ mask: ValueID, _ filters: [SelectionFilter]) -> SelectionOutline {
    SelectionOutline(domain: Self.penalties, source: "penalties", mask: mask, filters: filters)
  }

  private mutating func makeMinor() -> (IndicatorOutline, mask: ValueID) {
    let domain = Self.penalties
    let at = add(.input(field: 1), .date, in: domain)
    let months = add(.literal(.duration(CalendarDuration(months: 24))), .duration, in: domain)
    let expires = add(.addDuration(at, months), .date, in: domain)
    let today = add(.asOf, .date, in: domain)
    let isRecent = add(.compare(.greater, expires, today), .boolean, in: domain)
    let severity = add(.input(field: 2), .code(Self.severities), in: domain)
    let isGeneral = add(.isOneOf(severity, codes: [0]), .boolean, in: domain)
    let mask = add(.and(isRecent, isGeneral), .boolean, in: domain)
    let ten = number(10)
    let points = add(.gather(ten), .decimal, in: domain)
    let done = add(.input(field: 3), .date, in: domain, optional: true)
    let isRepaired = add(.isPresent(done), .boolean, in: domain)
    let half = number(Decimal128(coefficient: 5, scale: 1), in: domain)
    let given = add(.arithmetic(.multiply, points, half), .decimal, in: domain)
    let plain = add(.negate(points), .decimal, in: domain)
    let reduced = add(.arithmetic(.add, plain, given), .decimal, in: domain)
    let contribution = add(.select(isRepaired, then: reduced, otherwise: plain), .decimal, in: domain)
    let subtotal = add(.sum(contribution, mask: mask), .decimal)
    let bound = number(15)
    let lowest = number(-15)
    let capped = add(.arithmetic(.maximum, subtotal, lowest), .decimal)
    let filters = [
      SelectionFilter(kind: .within, text: "24 months", passes: isRecent, expires: expires),
      SelectionFilter(kind: .condition, text: "severity = 一般", passes: isGeneral),
    ]
    let repair = RepairOutline(
      clause: clause("standard", "信用修复"), isRepairable: nil, isRepaired: isRepaired, done: done, effectiveFrom: at,
      restored: value("50%", half))
    let indicator = IndicatorOutline(
      clause: clause("score.compliance.minor", "一般行政处罚"), worth: .deduction(value("10", ten)), weight: nil,
      condition: nil, selection: selection(mask, filters), repair: repair, contribution: contribution,
      subtotal: subtotal,
      limits: [LimitOutline(kind: .cap, bound: value("15", bound), text: "15", span: span("cap: 15"), result: capped)],
      missing: nil, isLeftOutWhenMissing: false, result: capped)
    return (indicator, mask)
  }

  private mutating func makeLate() -> IndicatorOutline {
    let filed = add(.input(field: 1), .boolean)
    let isLate = add(.not(filed), .boolean)
    let days = add(.input(field: 2), .integer(decimals: 0))
    let thirty = add(.literal(.number(30)), .integer(decimals: 0))
    let isShort = add(.compare(.lessOrEqual, days, thirty), .boolean)
    let ten = number(10)
    let two = number(2)
    let twenty = add(.arithmetic(.multiply, two, ten), .decimal)
    let points = add(.select(isShort, then: ten, otherwise: twenty), .decimal)
    let zero = number(0)
    let negative = add(.negate(points), .decimal)
    let result = add(.select(isLate, then: negative, otherwise: zero), .decimal)
    let worth = value(
      "{by: days late, ≤ 30: 10, otherwise: 2 * 10}", points, [NamedValue(name: "days late", value: days)],
      rows: [row("≤ 30", isShort, "10", ten), row(nil, nil, "2 * 10", twenty)])
    return IndicatorOutline(
      clause: clause("score.compliance.late", "年报"), worth: .deduction(worth), weight: nil,
      condition: value("not(filed)", isLate, [NamedValue(name: "filed", value: filed)]), selection: nil, repair: nil,
      contribution: result, subtotal: result, limits: [], missing: nil, isLeftOutWhenMissing: false, result: result)
  }

  private mutating func makeCompliance(of children: [IndicatorOutline]) -> IndicatorOutline {
    let start = number(100)
    let subtotal = children.reduce(start) { add(.arithmetic(.add, $0, $1.result), .decimal) }
    let zero = number(0)
    let result = add(.arithmetic(.maximum, subtotal, zero), .decimal)
    let limit = LimitOutline(kind: .atLeast, bound: value("0", zero), text: "0..", span: span("clamp"), result: result)
    return IndicatorOutline(
      clause: clause("score.compliance", "守法合规"),
      worth: .sum(start: value("100", start), children: [IndicatorID(0), IndicatorID(1)]), weight: number(60),
      condition: nil, selection: nil, repair: nil, contribution: nil, subtotal: subtotal, limits: [limit], missing: nil,
      isLeftOutWhenMissing: false, result: result)
  }

  private mutating func makeCredit() -> IndicatorOutline {
    let grade = add(.input(field: 3), .code(Self.grades), optional: true)
    let isBest = add(.isOneOf(grade, codes: [0]), .boolean, optional: true)
    let no = add(.literal(.boolean(false)), .boolean)
    let isBestNow = add(.orElse(isBest, no), .boolean)
    let hundred = number(100)
    let eighty = number(80)
    let chosen = add(.select(isBestNow, then: hundred, otherwise: eighty), .decimal)
    let nothing = add(.literal(.absent), .decimal, optional: true)
    let isThere = add(.isPresent(grade), .boolean)
    let points = add(.select(isThere, then: chosen, otherwise: nothing), .decimal, optional: true)
    let worth = value(
      "{by: public grade, 优: 100, 良: 80}", points, [NamedValue(name: "public grade", value: grade)],
      rows: [row("优", isBestNow, "100", hundred), row("良", isThere, "80", eighty)])
    return IndicatorOutline(
      clause: clause("score.public credit", "公共信用综合评价", basis: "方案第八条"), worth: .points(worth), weight: number(40),
      condition: nil, selection: nil, repair: nil, contribution: nil, subtotal: points, limits: [], missing: nil,
      isLeftOutWhenMissing: true, result: points)
  }

  /// Where the second part is absent, the first is the mean.
  private mutating func makeScore(of parts: [IndicatorOutline]) -> IndicatorOutline {
    let sixty = number(60)
    let forty = number(40)
    let hundred = number(100)
    let first = add(.arithmetic(.multiply, parts[0].result, sixty), .decimal)
    let second = add(.arithmetic(.multiply, parts[1].result, forty), .decimal, optional: true)
    let both = add(.arithmetic(.add, first, second), .decimal, optional: true)
    let mean = add(.arithmetic(.divide, both, hundred), .decimal, optional: true)
    let subtotal = add(.orElse(mean, parts[0].result), .decimal)
    let rounded = add(.round(subtotal, digits: 2, .halfUp), .decimal)
    let limit = LimitOutline(
      kind: .round(digits: 2, .halfUp), bound: nil, text: "2 half up", span: span("2 half up"), result: rounded)
    return IndicatorOutline(
      clause: Clause(name: "score", title: nil, span: span("score"), basis: nil, assumption: nil),
      worth: .weightedMean(children: [IndicatorID(2), IndicatorID(3)]), weight: nil,
      condition: nil, selection: nil, repair: nil, contribution: nil, subtotal: subtotal, limits: [limit], missing: nil,
      isLeftOutWhenMissing: false, result: rounded)
  }

  private mutating func makeGrade(score: ValueID, isMinor: ValueID) -> (GradeOutline, [RuleOutline]) {
    let ninety = number(90)
    let seventyFive = number(75)
    let isBest = add(.compare(.greaterOrEqual, score, ninety), .boolean)
    let isGood = add(.compare(.greaterOrEqual, score, seventyFive), .boolean)
    let labels = ["优", "良", "差"].map { label($0) }
    let lower = add(.select(isGood, then: labels[1], otherwise: labels[2]), .code(Self.grades))
    let base = add(.select(isBest, then: labels[0], otherwise: lower), .code(Self.grades))
    let baseValue = value(
      "{by: score, ≥ 90: 优, ≥ 75: 良, otherwise: 差}", base, [NamedValue(name: "score", value: score)],
      rows: [row("≥ 90", isBest, "优", labels[0]), row("≥ 75", isGood, "良", labels[1]), row(nil, nil, "差", labels[2])])

    let count = add(.count(mask: isMinor), .integer(decimals: 0))
    let two = add(.literal(.number(2)), .integer(decimals: 0))
    let isRepeated = add(.compare(.greaterOrEqual, count, two), .boolean)
    let isListed = add(.input(field: 4), .boolean)
    let isWorseThanBest = add(.and(isRepeated, isBest), .boolean)
    let ceiling = add(.select(isWorseThanBest, then: labels[1], otherwise: base), .code(Self.grades))
    let result = add(.select(isListed, then: labels[2], otherwise: ceiling), .code(Self.grades))
    let rules = [
      RuleOutline(
        clause: clause("repeat offender", "多次违法", basis: "方案第五条"),
        condition: value(
          "count(recent minor) >= 2", isRepeated, [NamedValue(name: "count(recent minor)", value: count)]),
        move: .noBetterThan(value("良", labels[1])), alert: "red", tag: nil),
      RuleOutline(
        clause: clause("listed", "列入名单"),
        condition: value("listed", isListed, [NamedValue(name: "listed", value: isListed)]),
        move: .exactly(value("差", labels[2])), alert: nil, tag: nil),
    ]
    let groups = [
      MoveGroup(kind: .ceiling, rules: [0], result: ceiling), MoveGroup(kind: .exact, rules: [1], result: result),
    ]
    let grade = GradeOutline(
      clause: clause("grade", "grade"), scale: Self.grades, base: baseValue, groups: groups, result: result)
    return (grade, rules)
  }

  private mutating func makeMeasures(grade: ValueID) -> [MeasureOutline] {
    let yes = add(.literal(.boolean(true)), .boolean)
    let isBest = add(.isOneOf(grade, codes: [0]), .boolean)
    let low = number(Decimal128(coefficient: 1, scale: 2))
    let high = number(Decimal128(coefficient: 5, scale: 2))
    let ratio = add(.select(isBest, then: low, otherwise: high), .decimal)
    let value = value(
      "{by: grade, 优: 1%, otherwise: 5%}", ratio, [NamedValue(name: "grade", value: grade)],
      rows: [row("优", isBest, "1%", low), row(nil, nil, "5%", high)])
    return [
      MeasureOutline(
        clause: clause("sampling", "双随机抽查"), kind: "supervision", department: "市场监管", targets: [], grades: nil,
        condition: nil, isGiven: yes, numbers: [MeasureNumber(name: "inspection ratio", unit: .percent, value: value)],
        discretion: nil, exceptions: nil),
      MeasureOutline(
        clause: clause("green channel", "绿色通道"), kind: "incentive", department: nil, targets: [], grades: ["优"],
        condition: nil, isGiven: isBest, numbers: [], discretion: "可根据实际情况", exceptions: nil),
    ]
  }
}

// MARK: Subjects

/// A penalty of a sample subject.
struct SamplePenalty {
  let number: String
  let decidedOn: String
  var severity: UInt8 = 0
  var repairedOn: String?
}

extension SamplePolicy {
  static let asOf = CalendarDate(text: "2023-01-01") ?? .earliest

  /// Returns the explanation of one subject.
  static func explain(
    id: String = "91340221A", filed: Bool = true, daysLate: Int64 = 0, publicGrade: UInt8? = 1, listed: Bool = false,
    penalties: [SamplePenalty] = []
  ) -> Explanation {
    let plan = ExecutionPlan(program: program, asOf: asOf, keeping: .everything)
    var builder = BatchBuilder(schema: schema, selection: InputSelection(allOf: schema), asOf: asOf)
    for subject in ["前面的企业", id] {
      builder.beginSubject()
      builder.setText(subject.utf8, field: 0, of: .subject)
      builder.setBoolean(filed, field: 1, of: .subject)
      builder.setInteger(daysLate, field: 2, of: .subject)
      if let publicGrade { builder.setCode(publicGrade, field: 3, of: .subject) }
      builder.setBoolean(listed, field: 4, of: .subject)
      for penalty in penalties { append(penalty, to: &builder) }
      _ = builder.endSubject()
    }
    let batch = builder.finish()
    let values = Interpreter(plan: plan).run(batch)
    return Explanation(ExplanationPlan(for: program), batch: batch, values: values, row: 1, asOf: asOf)
  }

  private static func append(_ penalty: SamplePenalty, to builder: inout BatchBuilder) {
    builder.beginRow(of: penalties)
    builder.setText(penalty.number.utf8, field: 0, of: penalties)
    if let date = CalendarDate(text: penalty.decidedOn) { builder.setDate(date, field: 1, of: penalties) }
    builder.setCode(penalty.severity, field: 2, of: penalties)
    if let date = penalty.repairedOn.flatMap({ CalendarDate(text: $0) }) {
      builder.setDate(date, field: 3, of: penalties)
    }
    _ = builder.endRow(of: penalties)
  }
}
