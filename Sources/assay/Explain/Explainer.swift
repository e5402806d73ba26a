import PolicyAdvice
import PolicyDiagnostics
import PolicyDriver
import PolicyExecution
import PolicyIR
import PolicyRecords
import PolicyReport
import PolicyTypes

/// Explains single subjects, in the same way wherever they come from.
struct Explainer: Sendable {
  private let program: IRProgram
  private let mapping: DataMapping
  private let asOf: CalendarDate
  private let plan: ExecutionPlan
  private let explanationPlan: ExplanationPlan
  /// The fields that a run reads.
  private let needed: InputSelection
  private let input: CanonicalInput
  private let stamp: PolicyStamp
  private let hasAdvice: Bool
  private let isMasking: Bool

  init(_ policy: LoadedPolicy, asOf: CalendarDate, hasAdvice: Bool, isMasking: Bool) {
    program = policy.program
    mapping = policy.mapping
    self.asOf = asOf
    plan = ExecutionPlan(program: policy.program, asOf: asOf, keeping: .everything)
    explanationPlan = ExplanationPlan(for: policy.program, readings: policy.policy.readings)
    needed = ExecutionPlan(program: policy.program, asOf: asOf, keeping: .results).selection
    input = policy.canonicalInput(asOf: asOf, isMasking: isMasking)
    stamp = policy.stamp
    self.hasAdvice = hasAdvice
    self.isMasking = isMasking
  }

  /// What became of a subject.
  enum Outcome {
    /// The explanation, and the names that masked output hides in it.
    case explanation(Explanation, hiding: [String])
    /// Why it has no grade.
    case faulty([LocalizedText])
  }

  /// Finds a subject in a data set and explains it; `without` names records to compare without.
  func explain(_ id: String, in source: RecordSource, without: [String]) async throws -> Outcome {
    let lookup = SubjectLookup(
      schema: program.schema, mapping: mapping, source: source, asOf: asOf, needed: needed)
    switch try await lookup.find(id) {
    case .found(let batch, let invalid): return try explain(batch, invalid: invalid, without: without)
    case .faulty(let faults): return .faulty(faults.map { (isMasking ? $0.masked(fields: []) : $0).message })
    case .notFound: throw CommandFailure.noSubject(id, in: source.path)
    }
  }

  /// Explains the only subject of a batch, which has every field of its record types; `invalid` are its values that
  /// the policy takes for missing or void.
  func explain(_ batch: Batch, invalid: [RowFault], without: [String] = []) throws -> Outcome {
    let values = Interpreter(plan: plan).run(batch)
    let violated = program.outline.requirements.filter { $0.isViolated(in: values) }
    guard violated.isEmpty else { return .faulty(violated.map { $0.message(in: program.schema) }) }
    var explanation = Explanation(explanationPlan, batch: batch, values: values, asOf: asOf)
    explanation.invalid = invalid.compactMap { InvalidValueStep(isMasking ? $0.masked(in: program, mapping) : $0) }
    if hasAdvice {
      let adviser = Adviser(program: program, batch: batch, asOf: asOf)
      explanation.advice = adviser.advice()
      explanation.uncertainty = adviser.uncertainty()
    }
    explanation.without = try comparison(of: explanation, batch, without)
    let receipt = ExplanationReceipt(
      engine: .current, sources: stamp.sources, input: input.digest(of: 0, in: batch), hasAdvice: hasAdvice,
      isMasked: isMasking)
    let names = isMasking ? Masking.names(in: batch, program.schema) : []
    return .explanation(explanation.sealed(with: receipt) { mask(&$0, hiding: names) }, hiding: names)
  }

  /// Returns an explanation as JSON, with what is to be masked masked.
  func json(of explanation: Explanation, hiding names: [String], isPretty: Bool) -> [UInt8] {
    var bytes = ExplanationJSON.bytes(of: explanation, isPretty: isPretty)
    mask(&bytes, hiding: names)
    return bytes
  }

  /// Masks what is to be masked in what is handed over.
  func mask(_ bytes: inout [UInt8], hiding names: [String]) {
    guard isMasking else { return }
    Masking.apply(to: &bytes)
    Masking.hide(names, in: &bytes)
  }

  /// Explains the subject once more without some records.
  private func comparison(
    of explanation: Explanation, _ batch: Batch, _ without: [String]
  ) throws -> WithoutStep? {
    if without.isEmpty { return nil }
    let interpreter = Interpreter(plan: plan)
    let reader = SubjectReader(explanationPlan, batch: batch, values: interpreter.run(batch), row: 0)
    let places = try without.map { name in
      let found = reader.records(named: name)
      guard let place = found.first, found.count == 1 else {
        throw found.isEmpty
          ? CommandFailure.noRecord(name, of: explanation.subject.id)
          : CommandFailure.ambiguousRecord(found.map { reader.path(of: $0) })
      }
      return place
    }
    let variants = BatchVariants(of: batch, schema: program.schema, selection: plan.selection)
    let changed = variants.makeBatch([places.map(DataChange.remove)])
    let other = Explanation(explanationPlan, batch: changed, values: interpreter.run(changed), asOf: asOf)
    return WithoutStep(records: places.map { reader.path(of: $0) }, now: explanation, without: other)
  }
}

extension InvalidValueStep {
  fileprivate init?(_ fault: RowFault) {
    guard let field = fault.field, let value = fault.value else { return nil }
    self.init(
      record: fault.record, field: field, value: value, code: fault.reason.code, reason: fault.reason.text,
      treatment: fault.treatment)
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
