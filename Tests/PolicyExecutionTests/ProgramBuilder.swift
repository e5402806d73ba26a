import PolicyExecution
import PolicyIR
import PolicyTypes

/// Builds small programs by hand: each function adds an instruction and returns its value.
struct ProgramBuilder {
  let schema: RecordSchema
  private(set) var instructions: [Instruction] = []

  init(_ schema: RecordSchema = .sample) {
    self.schema = schema
  }

  var program: IRProgram {
    IRProgram(name: "test", version: "1", schema: schema, instructions: instructions, outline: .empty)
  }

  subscript(id: ValueID) -> Instruction { instructions[id.index] }

  @discardableResult
  mutating func add(_ operation: PolicyIR.Operation, in domain: DomainID, _ type: IRType) -> ValueID {
    instructions.append(Instruction(operation, domain: domain, type: type, span: nil))
    return ValueID(instructions.count - 1)
  }

  @discardableResult
  mutating func add(_ operation: PolicyIR.Operation, in domain: DomainID, lane: Lane) -> ValueID {
    add(operation, in: domain, IRType(lane))
  }

  mutating func input(_ name: String, of domain: DomainID) -> ValueID {
    let fields = schema[domain].fields
    let field = fields.firstIndex { $0.name == name }!
    return add(
      .input(field: field), in: domain, IRType(fields[field].kind.lane, isOptional: fields[field].isOptional))
  }

  mutating func literal(_ value: Value, in domain: DomainID, _ lane: Lane) -> ValueID {
    add(.literal(value), in: domain, IRType(lane, isOptional: value.isAbsent))
  }
}

extension DomainID {
  static let penalties = DomainID(1)
  static let repairs = DomainID(2)
  static let notes = DomainID(3)
}

extension LabelSet {
  static let severity = LabelSet(["minor", "serious", "grave"], isScale: true)
}

extension RecordSchema {
  /// A subject with penalties, which have repairs, and with notes, which have no date.
  static let sample = RecordSchema(domains: [
    Domain(
      name: "subject", title: nil, parent: nil,
      fields: [
        InputField(name: "id", title: nil, kind: .text, isOptional: false),
        InputField(name: "staff", title: nil, kind: .whole(0...1000), isOptional: true),
        InputField(name: "founded", title: nil, kind: .date(isPlanned: false), isOptional: true),
        InputField(name: "listed", title: nil, kind: .boolean, isOptional: true),
        InputField(name: "rate", title: nil, kind: .number(.anyDecimal), isOptional: true),
      ], key: 0, date: nil, limit: 1),
    Domain(
      name: "penalties", title: nil, parent: .subject,
      fields: [
        InputField(name: "number", title: nil, kind: .text, isOptional: true),
        InputField(name: "decided", title: nil, kind: .date(isPlanned: false), isOptional: false),
        InputField(name: "severity", title: nil, kind: .label(.severity), isOptional: false),
        InputField(name: "fine", title: nil, kind: .money, isOptional: true),
        InputField(name: "until", title: nil, kind: .date(isPlanned: true), isOptional: true),
      ], key: 0, date: 1, limit: 500),
    Domain(
      name: "repairs", title: nil, parent: .penalties,
      fields: [
        InputField(name: "done", title: nil, kind: .date(isPlanned: false), isOptional: false),
        InputField(name: "share", title: nil, kind: .whole(0...100), isOptional: false),
      ], key: nil, date: 0, limit: 500),
    Domain(
      name: "notes", title: nil, parent: .subject,
      fields: [
        InputField(name: "body", title: nil, kind: .text, isOptional: true),
        InputField(name: "weight", title: nil, kind: .number(.anyDecimal), isOptional: true),
      ], key: nil, date: nil, limit: 500),
  ])
}

extension FieldKind {
  static func whole(_ range: ClosedRange<Int>) -> FieldKind {
    .number(
      NumberType(
        range: NumberRange(lower: Decimal128(range.lowerBound), upper: Decimal128(range.upperBound)), decimals: 0))
  }

  /// Up to a million, with two decimals.
  static let money = FieldKind.number(
    NumberType(range: NumberRange(lower: 0, upper: 1_000_000), decimals: 2, unit: .money("CNY")))
}

extension NumberType {
  static let anyDecimal = NumberType(range: .unbounded, decimals: nil)
}

extension Outline {
  static let empty = Outline(
    title: nil, effectiveFrom: nil, effectiveUntil: nil, facts: [], indicators: [], score: nil, grade: nil, rules: [],
    measures: [], requirements: [])
}

extension Lane {
  static let whole = Lane.integer(decimals: 0)
  static let cents = Lane.integer(decimals: 2)
  static let severity = Lane.code(.severity)
}

extension Value {
  static func number(_ text: String) -> Value { .number(Decimal128(exactly: text)!) }
  static func day(_ text: String) -> Value { .date(CalendarDate(text: text)!) }
}

extension CalendarDate {
  static let asOf = CalendarDate(text: "2026-01-01")!
}
