import PolicySemantics
import PolicyTypes

extension PolicyGenerator {
  static let statuses = LabelSet(["in force", "disputed", "withdrawn"])
  static let methods = LabelSet(["承诺", "整改", "核查"])
  static let texts = ["甲", "乙", "a", "010101", "A b"]

  /// Makes the subject, one or two record types below it, maybe one below the first, and maybe repairs.
  mutating func makeDomains() {
    addDomain(parent: nil)
    addDomain(parent: 0)
    if random.chance(60) { addRepairs(of: 1) }
    if random.chance(50) { addDomain(parent: 0) }
    if random.chance(40) { addDomain(parent: 1) }
    for index in domains.indices.dropFirst() where random.chance(15) {
      domains[index] = domains[index].with(void: TypedValue(leaf(.boolean, at: index)))
    }
  }

  private mutating func addDomain(parent: Int?) {
    var fields: [TypedField] = []
    var date: Int?
    var status: Int?
    let isRecord = parent != nil
    append(.text, to: &fields)
    if isRecord {
      date = fields.count
      append(.date, to: &fields)
    }
    if isRecord, random.chance(50) {
      status = fields.count
      append(PolicyType(.oneOf(Self.statuses), isOptional: random.chance(50)), to: &fields)
    }
    for _ in 0..<random.integer(in: 3...8) {
      let type = randomFieldType()
      append(type, to: &fields, isPlanned: type.form == .date && random.chance(50))
    }
    let voidMark = isRecord && random.chance(25) ? addVoidMark(to: &fields, date: date) : nil
    domains.append(
      TypedDomain(
        name: "d\(domains.count)", title: nil, span: .nowhere, parent: parent, fields: fields, key: 0, date: date,
        limit: random.pick([8, 20, 2000]), repairs: nil, status: status, voidMark: voidMark))
  }

  /// Makes the invalid values of some fields ones that make the record void.
  private mutating func addVoidMark(to fields: inout [TypedField], date: Int?) -> Int {
    for place in fields.indices.dropFirst() where place != date && random.chance(50) {
      fields[place] = fields[place].voiding()
    }
    append(PolicyType(.boolean, isOptional: true), to: &fields)
    return fields.count - 1
  }

  /// Makes the repairs' domain, whose fields are a key, the day, the method and the day of revocation.
  private mutating func addRepairs(of parent: Int) {
    var fields: [TypedField] = []
    append(.text, to: &fields)
    append(.date, to: &fields)
    append(.oneOf(Self.methods), to: &fields)
    append(PolicyType(.date, isOptional: true), to: &fields)
    let index = domains.count
    domains.append(
      TypedDomain(
        name: "d\(index)", title: nil, span: .nowhere, parent: parent, fields: fields, key: 0, date: 1, limit: 10,
        repairs: nil, status: nil))
    domains[parent] = domains[parent].with(repairs: index)
  }

  private func append(_ type: PolicyType, to fields: inout [TypedField], isPlanned: Bool = false) {
    fields.append(
      TypedField(
        name: "f\(fields.count)", title: nil, span: .nowhere, type: type, identifier: nil, isPlanned: isPlanned,
        requiredWhen: nil))
  }

  private mutating func randomFieldType() -> PolicyType {
    let isOptional = random.chance(35)
    switch random.below(10) {
    case 0...3: return PolicyType(.number(randomNumberType()), isOptional: isOptional)
    case 4, 5: return PolicyType(.oneOf(randomLabels()), isOptional: isOptional)
    case 6, 7: return PolicyType(.boolean, isOptional: isOptional)
    case 8: return PolicyType(.date, isOptional: isOptional)
    default: return PolicyType(.text, isOptional: isOptional)
    }
  }

  private mutating func randomLabels() -> LabelSet {
    LabelSet(["一般", "严重", "轻微", "特别严重"], isScale: random.chance(40))
  }

  private mutating func randomNumberType() -> NumberType {
    switch random.below(8) {
    case 0, 1: NumberType(range: NumberRange(lower: 0, upper: 30), decimals: 0)
    case 2: NumberType(range: NumberRange(lower: -20, upper: 150), decimals: 1)
    case 3: NumberType(range: NumberRange(lower: 0, upper: 1), decimals: 4)
    case 4: NumberType(range: NumberRange(lower: 0, upper: 100_000_000), decimals: 2)
    case 5: NumberType(range: NumberRange(lower: 1, upper: 7), decimals: 0)
    case 6: NumberType(range: NumberRange(lower: 0, upper: 1_000_000_000_000_000), decimals: 4)
    default: NumberType(range: NumberRange(lower: -1000, upper: 1000), decimals: nil)
    }
  }

  // MARK: Constants

  mutating func makeConstants() {
    for _ in 0..<random.integer(in: 1...4) {
      let isDuration = random.chance(30)
      let values = (0..<random.integer(in: 1...3)).map { _ in
        isDuration ? Value.duration(randomDuration()) : .number(randomNumber())
      }
      var entries = [DatedValue(from: .earliest, value: values[0])]
      for (place, value) in values.dropFirst().enumerated() {
        // Days around the as-of date, in order.
        let day = asOf.adding(days: random.integer(in: -2...2) + 5 * place)
        entries.append(DatedValue(from: day, value: value))
      }
      let numbers = values.compactMap(\.number).map { NumberType($0) }
      let type: PolicyType =
        numbers.first.map { first in .number(numbers.reduce(first) { $0.union($1) }) } ?? .duration
      constants.append(TypedConstant(clause: clause("c\(constants.count)"), type: type, entries: entries))
    }
  }

  /// Every year there is, with a few holidays and make-up days around the as-of dates; made once, because it is long.
  static let calendar = WorkingCalendar(
    name: "random", weekend: [5, 6],
    years: (1...9999).map { year in
      guard (2022...2024).contains(year) else { return WorkingCalendar.Year(year: year, holidays: [], makeUpDays: []) }
      func days(_ texts: [String]) -> Set<CalendarDate> {
        Set(texts.compactMap { CalendarDate(text: $0) }.filter { $0.components.year == year })
      }
      return WorkingCalendar.Year(
        year: year,
        holidays: days(["2022-12-30", "2023-01-02", "2023-02-27", "2023-07-14", "2024-02-28", "2024-02-29"]),
        makeUpDays: days(["2023-01-07", "2023-07-16", "2024-03-02"]))
    })

  mutating func randomDuration() -> CalendarDuration {
    let durations = [
      CalendarDuration(months: 3), CalendarDuration(months: 6), CalendarDuration(months: 12),
      CalendarDuration(months: 36), CalendarDuration(days: 30), CalendarDuration(days: 1),
      CalendarDuration(months: 1, days: 10), .forever,
      CalendarDuration(workingDays: 1), CalendarDuration(workingDays: 20),
    ]
    let duration = random.pick(durations)
    if duration != .forever { hints.durations.append(duration) }
    return duration
  }

  mutating func randomNumber() -> Decimal128 {
    let number =
      switch random.below(6) {
      case 0, 1: random.number(in: 0...10, decimals: 0)
      case 2: random.number(in: -40...120, decimals: 0)
      case 3: random.number(in: -400...1200, decimals: 1)
      case 4: random.number(in: 0...100, decimals: 2)
      default: random.number(in: 0...2_000_000, decimals: 3)
      }
    hints.numbers.append(number)
    return number
  }

  // MARK: Requirements

  /// Makes some optional fields necessary under a condition.
  mutating func makeRequirements() {
    phase = .facts
    for index in domains.indices {
      for place in domains[index].fields.indices where domains[index].fields[place].type.isOptional {
        guard random.chance(15) else { continue }
        let condition = TypedValue(condition(at: index, depth: 1))
        var fields = domains[index].fields
        fields[place] = fields[place].required(when: condition)
        domains[index] = domains[index].with(fields: fields)
      }
    }
  }
}

extension TypedDomain {
  fileprivate func with(
    repairs: Int? = nil, fields: [TypedField]? = nil, void: TypedValue? = nil
  ) -> TypedDomain {
    TypedDomain(
      name: name, title: title, span: span, parent: parent, fields: fields ?? self.fields, key: key, date: date,
      limit: limit, repairs: repairs ?? self.repairs, status: status, voidMark: voidMark, void: void ?? self.void)
  }
}

extension TypedField {
  fileprivate func required(when condition: TypedValue) -> TypedField {
    TypedField(
      name: name, title: title, span: span, type: type, identifier: identifier, isPlanned: isPlanned,
      requiredWhen: condition, onInvalid: onInvalid)
  }

  fileprivate func voiding() -> TypedField {
    TypedField(
      name: name, title: title, span: span, type: type, identifier: identifier, isPlanned: isPlanned,
      requiredWhen: requiredWhen, onInvalid: .void)
  }
}
