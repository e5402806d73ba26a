import Glibc
import PolicyDiagnostics
import PolicyExecution
import PolicyIR
import PolicyTypes

@testable import PolicyRecords

/// A small policy made by hand: enterprises, their penalties, and the repairs of those.
enum Fixture {
  static let industries = LabelSet(["food", "retail"])
  static let severities = LabelSet(["轻微", "一般", "严重"], isScale: true)
  static let grades = LabelSet(["优", "差"], isScale: true)
  static let asOf = CalendarDate(dayNumber: 20_454)  // 2026-01-01

  static let schema = RecordSchema(domains: [
    Domain(
      name: "enterprise", title: nil, parent: nil,
      fields: [
        field("id", .text), field("industry", .label(industries)),
        field("founded", .date(isPlanned: false), optional: true), field("staff", number(0, 1000, decimals: 0)),
        field("share", .number(NumberType(range: .unbounded, decimals: nil)), optional: true),
        field("filed", .boolean, optional: true), field("note", .text, optional: true),
      ], key: 0, date: nil, limit: Domain.defaultLimit),
    Domain(
      name: "penalties", title: nil, parent: .subject,
      fields: [
        field("number", .text), field("decided", .date(isPlanned: false)), field("severity", .label(severities)),
        field("amount", number(0, 1_000_000, decimals: 2), optional: true),
      ], key: 0, date: 1, limit: 5),
    Domain(
      name: "repairs", title: nil, parent: DomainID(1),
      fields: [field("done", .date(isPlanned: false))], key: nil, date: 0, limit: Domain.defaultLimit),
  ])

  static func field(_ name: String, _ kind: FieldKind, optional: Bool = false) -> InputField {
    InputField(name: name, title: nil, kind: kind, isOptional: optional)
  }

  static func number(_ lower: Int, _ upper: Int, decimals: Int) -> FieldKind {
    .number(
      NumberType(range: NumberRange(lower: Decimal128(lower), upper: Decimal128(upper)), decimals: decimals))
  }

  // MARK: The program

  private static let penalties = DomainID(1)
  private static let repairs = DomainID(2)
  private static let count = IRType(.integer(decimals: 0))

  /// The score is the number of serious penalties plus that of all repairs; any serious one gives the last grade, the
  /// rule and the measure. A serious penalty must have an amount.
  private static let instructions: [Instruction] = [
    make(.input(field: 2), penalties, IRType(.code(severities))),  // 0
    make(.isOneOf(value(0), codes: [2]), penalties),  // 1
    make(.count(mask: value(1)), .subject, count),  // 2
    make(.literal(.boolean(true)), repairs),  // 3
    make(.count(mask: value(3)), penalties, count),  // 4
    make(.literal(.boolean(true)), penalties),  // 5
    make(.sum(value(4), mask: value(5)), .subject, count),  // 6
    make(.arithmetic(.add, value(2), value(6)), .subject, count),  // 7
    make(.any(mask: value(1)), .subject),  // 8
    make(.literal(.label("优")), .subject, IRType(.code(grades))),  // 9
    make(.literal(.label("差")), .subject, IRType(.code(grades))),  // 10
    make(.select(value(8), then: value(10), otherwise: value(9)), .subject, IRType(.code(grades))),  // 11
    make(.input(field: 3), penalties, IRType(.integer(decimals: 2), isOptional: true)),  // 12
    make(.isPresent(value(12)), penalties),  // 13
    make(.not(value(13)), penalties),  // 14
    make(.and(value(1), value(14)), penalties),  // 15
    make(.literal(.number(Decimal128(coefficient: 1250, scale: 2))), .subject, IRType(.integer(decimals: 2))),  // 16
  ]

  private static func make(
    _ operation: PolicyIR.Operation, _ domain: DomainID, _ type: IRType = .boolean
  ) -> Instruction {
    Instruction(operation, domain: domain, type: type, span: nil)
  }

  private static func value(_ index: Int) -> ValueID { ValueID(index) }

  static let program = IRProgram(
    name: "fixture", version: "1", schema: schema, instructions: instructions, outline: outline)

  private static let span = SourceSpan(file: SourceFile(path: "fixture.yaml", text: "x"), start: 0, end: 1)

  private static func clause(_ name: String) -> Clause {
    Clause(name: name, title: nil, span: span, basis: nil, assumption: nil)
  }

  private static func outline(of index: Int) -> ValueOutline {
    ValueOutline(text: "x", span: span, result: value(index), inputs: [])
  }

  private static let outline = Outline(
    title: nil, effectiveFrom: nil, effectiveUntil: nil, facts: [],
    indicators: [
      IndicatorOutline(
        clause: clause("score"), worth: .points(outline(of: 7)), weight: nil, condition: nil, selection: nil,
        repair: nil, contribution: nil, subtotal: value(7), limits: [], missing: nil, isLeftOutWhenMissing: false,
        result: value(7))
    ], score: IndicatorID(0),
    grade: GradeOutline(clause: clause("grade"), scale: grades, base: outline(of: 9), groups: [], result: value(11)),
    rules: [
      RuleOutline(clause: clause("serious, \"any\""), condition: outline(of: 8), move: nil, alert: "red", tag: "重点")
    ],
    measures: [
      MeasureOutline(
        clause: clause("sampling"), kind: "supervision", department: nil, targets: [], grades: nil, condition: nil,
        isGiven: value(8), numbers: [MeasureNumber(name: "ratio", unit: .percent, value: outline(of: 16))],
        discretion: nil, exceptions: nil)
    ],
    requirements: [Requirement(domain: penalties, field: 3, text: "severity = 严重", isViolated: value(15))])

  static let plan = ExecutionPlan(program: program, asOf: asOf, keeping: .everything)
  static let mapping = DataMapping(identityFor: schema)

  // MARK: Data

  /// One good subject as a line of JSON.
  static func line(_ id: String, _ fields: String = "") -> String {
    "{\"id\":\"\(id)\",\"industry\":\"food\",\"staff\":10\(fields.isEmpty ? "" : "," + fields)}"
  }

  /// One penalty as JSON.
  static func penalty(_ number: String, _ severity: String = "一般", _ fields: String = "") -> String {
    "{\"number\":\"\(number)\",\"decided\":\"2025-03-01\",\"severity\":\"\(severity)\"\(fields)}"
  }
}

/// A folder of its own for a test, removed with its last owner.
final class TemporaryFolder {
  let path: String

  init() {
    var template = Array("/tmp/records-test-XXXXXX".utf8CString)
    path = unsafe template.withUnsafeMutableBufferPointer { unsafe String(cString: mkdtemp($0.baseAddress!)) }
  }

  deinit {
    for name in names { unsafe unlink(path + "/" + name) }
    unsafe rmdir(path)
  }

  var names: [String] {
    guard let folder = unsafe opendir(path) else { return [] }
    defer { unsafe closedir(folder) }
    var names: [String] = []
    while let entry = unsafe readdir(folder) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  @discardableResult
  func write(_ name: String, _ bytes: [UInt8]) throws -> String {
    let file = try OutputFile(path: path + "/" + name)
    try file.write(bytes)
    try file.commit()
    return path + "/" + name
  }

  func read(_ name: String) throws -> String {
    String(decoding: try InputFile(path: path + "/" + name).readAll(), as: UTF8.self)
  }
}

/// What a run left behind.
struct RunOutcome {
  let results: String
  let faults: [String]
  let summary: RunSummary

  /// The part of each fault that says where and why: `line field value code`.
  var shortFaults: [String] {
    faults.map { fault in
      let parts = ["line", "subject", "record", "field", "value", "code"].map { key in
        let start = fault.firstRange(of: "\"\(key)\":")!.upperBound
        let rest = fault[start...]
        return String(rest.first == "\"" ? rest.dropFirst().prefix { $0 != "\"" } : rest.prefix { $0 != "," })
      }
      return parts.joined(separator: " ")
    }
  }
}

/// Runs the fixture on JSON Lines.
func runLines(
  _ bytes: [UInt8], format: ResultFormat = .jsonLines, threads: Int = 1, mapping: DataMapping = Fixture.mapping
) async throws -> RunOutcome {
  let folder = TemporaryFolder()
  let path = try folder.write("subjects.jsonl", bytes)
  return try await run(RecordSource(path: path), in: folder, format, threads, mapping)
}

func runLines(_ lines: [String], mapping: DataMapping = Fixture.mapping) async throws -> RunOutcome {
  try await runLines(Array(lines.map { $0 + "\n" }.joined().utf8), mapping: mapping)
}

/// Runs the fixture on CSV files; those that are not given have a header alone.
func runTables(
  subjects: String, penalties: String = "number,subject,decided,severity,amount\n",
  repairs: String = "subject,penalty,done\n", format: ResultFormat = .jsonLines, threads: Int = 1
) async throws -> RunOutcome {
  let folder = TemporaryFolder()
  try folder.write("subjects.csv", Array(subjects.utf8))
  try folder.write("penalties.csv", Array(penalties.utf8))
  try folder.write("repairs.csv", Array(repairs.utf8))
  return try await run(RecordSource(path: folder.path), in: folder, format, threads, Fixture.mapping)
}

private func run(
  _ source: RecordSource, in folder: TemporaryFolder, _ format: ResultFormat, _ threads: Int, _ mapping: DataMapping
) async throws -> RunOutcome {
  var run = try PopulationRun(plan: Fixture.plan, mapping: mapping, source: source, format: format)
  run.threadCount = threads
  let summary = try await run.run(results: folder.path + "/results", faults: folder.path + "/faults")
  let faults = try folder.read("faults").split(separator: "\n").map(String.init)
  return RunOutcome(results: try folder.read("results"), faults: faults, summary: summary)
}
