import PolicyExecution
import PolicyIR
import PolicyLowering
import PolicyTypes

/// One penalty of a firm, with what was done about it.
struct Penalty {
  var date: String
  var severity: UInt8 = 0
  var amount: Int64 = 0
  var section = "a"
  /// 2 is withdrawn.
  var status: UInt8?
  /// Pairs of a method and a day.
  var repairs: [(method: UInt8, done: String)] = []
}

/// What a firm is, in the units of its fields: points in hundredths, the bonus in tenths.
struct Firm {
  var points: Int64 = 0
  var bonus: Int64?
  var count: Int64 = 0
  var staff: Int64 = 1
  var penalties: [Penalty] = []
}

extension PolicySketch {
  /// Returns a value of the outline for one firm, as each way of representing numbers gives it.
  func values(
    of value: (Outline) -> ValueID?, for firm: Firm = Firm(), row: Int = 0, asOf: String = "2024-01-01"
  ) -> [Value] {
    [NumberLanes.narrow, .wide].map { numbers in
      let program = lower(policy, numbers: numbers)
      guard let id = value(program.outline), let asOf = CalendarDate(text: asOf) else { return .text("no such value") }
      let plan = ExecutionPlan(program: program, asOf: asOf, keeping: .everything)
      var builder = BatchBuilder(schema: program.schema, selection: plan.selection, asOf: asOf)
      builder.add(firm)
      return Interpreter(plan: plan).run(builder.finish()).value(of: id, row: row)
    }
  }

  /// Returns the score for one firm, in both ways.
  func scores(for firm: Firm = Firm(), asOf: String = "2024-01-01") -> [Value] {
    values(of: { outline in outline.score.map { outline[$0].result } }, for: firm, asOf: asOf)
  }

  /// Returns the grade, in both ways.
  func grades(for firm: Firm = Firm()) -> [Value] {
    values(of: { $0.grade?.result }, for: firm)
  }
}

extension BatchBuilder {
  fileprivate mutating func add(_ firm: Firm) {
    beginSubject()
    setText("1".utf8, field: 0, of: .subject)
    setInteger(firm.points, field: 1, of: .subject)
    if let bonus = firm.bonus { setInteger(bonus, field: 2, of: .subject) }
    setInteger(firm.count, field: 3, of: .subject)
    setInteger(firm.staff, field: 4, of: .subject)
    setInteger(0, field: 5, of: .subject)
    for penalty in firm.penalties { add(penalty) }
    _ = endSubject()
  }

  private mutating func add(_ penalty: Penalty) {
    let domain = DomainID(1)
    beginRow(of: domain)
    setText(penalty.date.utf8, field: 0, of: domain)
    set(penalty.date, field: 1, of: domain)
    setCode(penalty.severity, field: 2, of: domain)
    setInteger(penalty.amount, field: 3, of: domain)
    setText(penalty.section.utf8, field: 4, of: domain)
    if let status = penalty.status { setCode(status, field: 5, of: domain) }
    for repair in penalty.repairs {
      beginRow(of: DomainID(2))
      setCode(repair.method, field: 0, of: DomainID(2))
      set(repair.done, field: 1, of: DomainID(2))
      _ = endRow(of: DomainID(2))
    }
    _ = endRow(of: domain)
  }

  private mutating func set(_ text: String, field: Int, of domain: DomainID) {
    if let date = CalendarDate(text: text) { setDate(date, field: field, of: domain) }
  }
}
