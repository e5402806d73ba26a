import ArgumentParser
import PolicyAdvice
import PolicyDiagnostics
import PolicyDriver
import PolicyExecution
import PolicyIR
import PolicyRecords
import PolicyReport

/// `assay explain`: why one subject has its grade.
struct ExplainCommand: AssayCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain the grade of one subject.",
    discussion: """
      Shows the derivation from the grade down to the single records, with every number that is needed to arrive at the \
      same score by hand, and the line of the policy that each step rests on.

        assay explain POLICY --subjects data.jsonl --subject 91340221MA2N0AAA1X --as-of 2023-01-01
        assay explain POLICY --subjects folder --subject ID --as-of 2023-01-01 --format json
        assay explain POLICY --subjects folder --subject ID --as-of 2023-01-01 --format html --output why.html
        assay explain POLICY --subjects data.jsonl --subject ID --as-of 2023-06-30 --without 'penalties[XZCF-001]'

      Exit status: 0 explained; 1 the policy has errors; 2 wrong usage, or no such subject; 3 the subject has data \
      faults; 4 a file could not be read.
      """)

  @OptionGroup var data: DataOptions

  @Option(help: ArgumentHelp("The id of the subject.", valueName: "id"))
  var subject: String

  @Option(help: ArgumentHelp("How the explanation is written.", valueName: "text|json|html"))
  var format = ExplanationFormat.text

  @Option(help: ArgumentHelp("The file of the explanation; standard output without it.", valueName: "file"))
  var output: String?

  @Option(
    help: ArgumentHelp(
      "Also show what the result would be without a record, and what leaned on it; may be given again.",
      valueName: "record"))
  var without: [String] = []

  @Flag(inversion: .prefixedNo, help: "Also say what would change the grade.")
  var advice = true

  @Option(
    help: ArgumentHelp("How many levels of detail the text shows; all without it.", valueName: "n"))
  var depth: Int?

  @Flag(help: "Mask the date of birth in citizen identity numbers.")
  var mask = false

  @OptionGroup var messages: MessageOptions

  func validate() throws {
    if let depth, depth < 0 { throw ValidationError("--depth wants a number from 0 on") }
  }

  func perform(_ console: Console) async throws -> ExitStatus {
    let (policy, mapping) = try data.load(console)
    let results = ExecutionPlan(program: policy.program, asOf: data.asOf, keeping: .results)
    let lookup = SubjectLookup(
      schema: policy.program.schema, mapping: mapping, source: RecordSource(path: data.subjects), asOf: data.asOf,
      needed: results.selection)
    switch try await lookup.find(subject) {
    case .found(let batch): return try explain(batch, policy.program, console)
    case .faulty(let faults):
      for fault in faults { console.report((mask ? fault.masked(fields: []) : fault).message) }
      return .dataFaults
    case .notFound: throw CommandFailure.noSubject(subject, in: data.subjects)
    }
  }

  private func explain(_ batch: Batch, _ program: IRProgram, _ console: Console) throws -> ExitStatus {
    let plan = ExecutionPlan(program: program, asOf: data.asOf, keeping: .everything)
    let values = Interpreter(plan: plan).run(batch)
    let violated = program.outline.requirements.filter { $0.isViolated(in: values) }
    for requirement in violated { console.report(requirement.message(in: program.schema)) }
    guard violated.isEmpty else { return .dataFaults }
    var explanation = Explanation(program: program, batch: batch, values: values, asOf: data.asOf)
    if advice {
      let adviser = Adviser(program: program, batch: batch, asOf: data.asOf)
      explanation.advice = adviser.advice()
      explanation.uncertainty = adviser.uncertainty()
    }
    explanation.without = try comparison(of: explanation, batch, program)
    try write(explanation, hiding: mask ? Masking.names(in: batch, program.schema) : [], console)
    return .clean
  }

  /// Explains the subject once more without the records that `--without` names.
  private func comparison(of explanation: Explanation, _ batch: Batch, _ program: IRProgram) throws -> WithoutStep? {
    if without.isEmpty { return nil }
    let plan = ExecutionPlan(program: program, asOf: data.asOf, keeping: .everything)
    let interpreter = Interpreter(plan: plan)
    let reader = SubjectReader(program: program, batch: batch, values: interpreter.run(batch), row: 0)
    let places = try without.map { name in
      let found = reader.records(named: name)
      guard let place = found.first, found.count == 1 else {
        throw found.isEmpty
          ? CommandFailure.noRecord(name, of: subject)
          : CommandFailure.ambiguousRecord(found.map { reader.path(of: $0) })
      }
      return place
    }
    let variants = BatchVariants(of: batch, schema: program.schema, selection: plan.selection)
    let changed = variants.makeBatch([places.map(DataChange.remove)])
    let other = Explanation(program: program, batch: changed, values: interpreter.run(changed), asOf: data.asOf)
    return WithoutStep(records: places.map { reader.path(of: $0) }, now: explanation, without: other)
  }

  private func write(_ explanation: Explanation, hiding names: [String], _ console: Console) throws {
    var bytes: [UInt8]
    switch format {
    case .json: bytes = ExplanationJSON.bytes(of: explanation)
    case .html: bytes = Array(ExplanationHTML(language: console.language).page(of: explanation).utf8)
    case .text:
      let width = console.diagnosticText(for: .output).width
      let writer = ExplanationText(
        language: console.language, style: output == nil ? console.outputStyle : .plain, width: width, depth: depth)
      bytes = Array(writer.text(of: explanation).utf8)
    }
    if mask {
      Masking.apply(to: &bytes)
      Masking.hide(names, in: &bytes)
    }
    let file = try OutputFile(path: output ?? "-")
    try file.write(bytes)
    try file.commit()
  }
}

/// How an explanation is written.
enum ExplanationFormat: String, CaseIterable, ExpressibleByArgument {
  case text
  case json
  case html
}

extension Requirement {
  fileprivate func isViolated(in values: BatchValues) -> Bool {
    (0..<values.rowCount(of: isViolated)).contains { values.boolean(of: isViolated, row: $0) }
  }

  fileprivate func message(in schema: RecordSchema) -> LocalizedText {
    let records = schema[domain].name
    let field = field.map { schema[domain].fields[$0].name } ?? text
    switch kind {
    case .present:
      return LocalizedText(
        "`\(field)` of `\(records)` is required when `\(text)`, and is missing",
        "`\(text)` 时必须有 `\(records)` 的 `\(field)`，数据中缺失")
    case .insideCalendar:
      return LocalizedText(
        "the calendar of working days does not reach as far as `\(field)` of `\(records)` needs",
        "`\(records)` 的 `\(field)` 所需的年份不在工作日日历之内")
    case .previousResult:
      return LocalizedText(
        "the policy requires a previous result, and `\(records)` has none of this subject",
        "政策要求必须有上一次的评价结果，而 `\(records)` 中没有该对象的")
    }
  }
}

extension CommandFailure {
  fileprivate static func noRecord(_ name: String, of subject: String) -> CommandFailure {
    CommandFailure(
      LocalizedText("`\(subject)` has no record `\(name)`", "“\(subject)”没有记录“\(name)”"),
      help: LocalizedText(
        "name it by its key, or by its type and key: `penalties[XZCF-001]`", "用记录的键，或类型加键：`penalties[XZCF-001]`"),
      status: .usage)
  }

  fileprivate static func ambiguousRecord(_ paths: [String]) -> CommandFailure {
    let names = paths.map { "`\($0)`" }.joined(separator: ", ")
    return CommandFailure(
      LocalizedText("several records are called that: \(names)", "有多条记录用此名称：\(names)"), status: .usage)
  }

  fileprivate static func noSubject(_ id: String, in data: String) -> CommandFailure {
    CommandFailure(
      LocalizedText("there is no subject `\(id)` in `\(data)`", "`\(data)` 中没有对象 `\(id)`"), status: .usage)
  }
}
