import PolicyExecution
import PolicyIR
import PolicyTypes

/// A record for tests: fields by name, with the records below it.
struct SampleRecord {
  let domain: DomainID
  var fields: [String: Value]
  var records: [SampleRecord]

  init(_ domain: DomainID, _ fields: [String: Value], _ records: [SampleRecord] = []) {
    self.domain = domain
    self.fields = fields
    self.records = records
  }

  static func subject(_ id: String, _ fields: [String: Value] = [:], _ records: [SampleRecord] = []) -> SampleRecord {
    SampleRecord(.subject, fields.merging(["id": .text(id)]) { $1 }, records)
  }

  /// A penalty with what it must have.
  static func penalty(
    _ number: String?, _ decided: String, _ severity: String = "minor", _ fields: [String: Value] = [:],
    _ records: [SampleRecord] = []
  ) -> SampleRecord {
    var all = fields
    all["number"] = number.map { .text($0) } ?? .absent
    all["decided"] = .day(decided)
    all["severity"] = .label(severity)
    return SampleRecord(.penalties, all, records)
  }

  static func repair(_ done: String, _ share: Int) -> SampleRecord {
    SampleRecord(.repairs, ["done": .day(done), "share": .number(Decimal128(share))])
  }

  static func note(_ body: String?, _ weight: String? = nil) -> SampleRecord {
    SampleRecord(
      .notes, ["body": body.map { .text($0) } ?? .absent, "weight": weight.map { .number($0) } ?? .absent])
  }
}

extension BatchBuilder {
  init(allAsOf asOf: CalendarDate = .asOf) {
    self.init(schema: .sample, selection: InputSelection(allOf: .sample), asOf: asOf)
  }

  /// Adds a subject; one with a problem is taken out again.
  @discardableResult
  mutating func add(_ subject: SampleRecord) -> RowProblem? {
    beginSubject()
    setFields(of: subject)
    let problem = addRows(subject.records) ?? endSubject()
    if problem != nil { abandonSubject() }
    return problem
  }

  private mutating func addRow(_ record: SampleRecord) -> RowProblem? {
    beginRow(of: record.domain)
    setFields(of: record)
    return addRows(record.records) ?? endRow(of: record.domain)
  }

  private mutating func addRows(_ records: [SampleRecord]) -> RowProblem? {
    for record in records {
      if let problem = addRow(record) { return problem }
    }
    return nil
  }

  private mutating func setFields(of record: SampleRecord) {
    let domain = record.domain
    for (field, schema) in schema[domain].fields.enumerated() {
      switch record.fields[schema.name] ?? .absent {
      case .absent, .duration: break
      case .boolean(let value): setBoolean(value, field: field, of: domain)
      case .number(let number):
        if case .integer(let decimals) = schema.kind.lane {
          setInteger(number.scaled(to: decimals)!, field: field, of: domain)
        } else {
          setDecimal(number, field: field, of: domain)
        }
      case .text(let text): setText(Array(text.utf8), field: field, of: domain)
      case .date(let date): setDate(date, field: field, of: domain)
      case .label(let label):
        guard case .label(let labels) = schema.kind else { break }
        setCode(labels.code(of: label)!, field: field, of: domain)
      }
    }
  }

  static func batch(_ subjects: [SampleRecord], asOf: CalendarDate = .asOf) -> Batch {
    var builder = BatchBuilder(allAsOf: asOf)
    for subject in subjects { builder.add(subject) }
    return builder.finish()
  }
}

extension ProgramBuilder {
  /// Runs the program with all values kept, and returns the rows of one.
  func run(_ id: ValueID, on batch: Batch) -> [Value] {
    let values = Interpreter(plan: ExecutionPlan(program: program, asOf: .asOf, keeping: .everything)).run(batch)
    return (0..<values.rowCount(of: id)).map { values.value(of: id, row: $0) }
  }
}
