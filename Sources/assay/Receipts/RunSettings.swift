import PolicyDiagnostics
import PolicyDriver
import PolicyExecution
import PolicyIR
import PolicyRecords
import PolicyReport
import PolicySyntax
import PolicyTypes

/// Everything about a run, beside the policy and the data, that its results depend on.
struct RunSettings: Hashable {
  let asOf: CalendarDate
  let format: ResultFormat
  let reasons: Int?
  let hasRowDigests: Bool
  let isMasking: Bool

  /// Prepares the run of a policy over a data set.
  func run(
    _ policy: LoadedPolicy, over source: RecordSource, explaining explanations: ExplanationRequest? = nil
  ) throws(RecordsError) -> PopulationRun {
    let codes = reasons.map { ReasonCodes(of: policy.program, limit: $0) }
    let plan = ExecutionPlan(program: policy.program, asOf: asOf, keeping: .results, extra: codes?.values ?? [])
    let digests =
      hasRowDigests ? RowDigests(policy.canonicalInput(asOf: asOf, isMasking: isMasking), isMasking: isMasking) : nil
    var run = try PopulationRun(
      plan: plan, mapping: policy.mapping, source: source, format: format, reasons: codes, digests: digests,
      explanations: explanations)
    run.isMasking = isMasking
    return run
  }

  /// Returns the receipt of a run that took the digests of its files; nil of one that did not.
  func receipt(of summary: RunSummary, by policy: LoadedPolicy, _ source: RecordSource) -> Receipt? {
    guard let stamps = summary.stamps else { return nil }
    let faults = summary.faults.map { ($0.key.rawValue, $0.value) }
    return Receipt(
      engine: .current, policy: policy.stamp, asOf: asOf,
      options: ReceiptOptions(
        format: format.rawValue, reasons: reasons, hasRowDigests: hasRowDigests, isMasked: isMasking),
      counts: ReceiptCounts(
        subjects: summary.subjectsRead, graded: summary.subjectsGraded, setAside: summary.subjectsSetAside,
        laterRecords: summary.laterRecords, faults: Dictionary(uniqueKeysWithValues: faults),
        invalid: Dictionary(summary.invalidValues.map { ($0.treatment.rawValue, $0.count) }, uniquingKeysWith: +)),
      input: InputStamp(form: source.form, files: stamps.input), output: stamps.results, faults: stamps.faults)
  }
}

extension EngineStamp {
  /// This program.
  static let current = EngineStamp(version: Assay.version, language: PolicyLanguage.version)
}

extension LoadedPolicy {
  /// Returns how the input digests of a policy are made: over what its results depend on, and nothing that is asked for
  /// beside them.
  func canonicalInput(asOf: CalendarDate, isMasking: Bool) -> CanonicalInput {
    let plan = ExecutionPlan(program: program, asOf: asOf, keeping: .results)
    let redaction = CanonicalInput.Redaction {
      Masking.name($0)
    } text: {
      Masking.apply(to: &$0)
    }
    return CanonicalInput(
      schema: program.schema, selection: plan.selection, redaction: isMasking ? redaction : nil)
  }
}

extension RecordSource {
  fileprivate var form: InputStamp.Form {
    switch self {
    case .jsonLines: .jsonLines
    case .csvFolder: .csvFolder
    }
  }
}
