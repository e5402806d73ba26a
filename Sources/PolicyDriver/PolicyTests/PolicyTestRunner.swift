package import PolicyAnalysis
import PolicyDiagnostics
import PolicyExecution
import PolicyIR
import PolicyReport
import PolicySemantics
import PolicySyntax
import PolicyTypes

/// Runs files of policy tests, on the same plan as everything else.
package struct PolicyTestRunner {
  private let library: PolicyLibrary
  private let explainsAll: Bool
  private let measuresCoverage: Bool

  /// Where the subjects come from that lie in files of data; nil where none are read.
  private let subjects: (any SubjectProvider)?
  private var explainsFailures = true
  private var plans: [PlanKey: TestPlan] = [:]

  /// The subjects of files of data that were looked for.
  private var found: [WantedSubject.Key: FileSubject] = [:]

  /// What the cases have shown of each policy, and of each edition of it.
  private var meters: [MeterKey: PolicyMeter] = [:]

  /// Makes a runner; one that explains all keeps the whole explanation of every case that has results.
  package init(
    library: PolicyLibrary, explainsAll: Bool = false, measuresCoverage: Bool = false,
    subjects: (any SubjectProvider)? = nil
  ) {
    self.library = library
    self.explainsAll = explainsAll
    self.measuresCoverage = measuresCoverage
    self.subjects = subjects
  }

  /// Returns what the cases that were run have shown of the policies that they test, and of the policies among `paths`,
  /// be they tested or not.
  package func coverage(of paths: [SourcePath]) -> CoverageReport {
    var meters = meters
    for path in paths where library.isPolicy(at: path) {
      for policy in library.compilations(at: path).compactMap(\.policy) where meters[MeterKey(policy)] == nil {
        meters[MeterKey(policy)] = PolicyMeter(policy)
      }
    }
    var tally = CoverageTally(meters.values.sorted { $0.policy.comesBefore($1.policy) })
    return tally.report(about: paths, in: library)
  }

  /// Runs several files of tests, on as many threads as asked for; files that cannot be read are passed over.
  ///
  /// The reports are in the order of the files.
  ///
  /// - Parameter sources: Gives each thread what it reads the files from that the library has not read yet.
  package mutating func run(
    filesAt paths: [SourcePath], threadCount: Int, sources: @escaping @Sendable () -> any SourceProvider
  ) async -> [PolicyTestReport] {
    let (documents, explainsAll, measuresCoverage) = (library.readFiles.documents, explainsAll, measuresCoverage)
    let subjects = subjects
    let (reports, rests) = await inParallel(paths.count, threadCount: threadCount) {
      PolicyTestRunner(
        library: PolicyLibrary(sources(), knowing: documents), explainsAll: explainsAll,
        measuresCoverage: measuresCoverage, subjects: subjects)
    } work: { place, runner in
      await runner.runReadingData(fileAt: paths[place])
    } leaving: { runner in
      (meters: runner.meters, found: runner.found)
    }
    for rest in rests {
      meters.merge(rest.meters) { $0.adding($1) }
      found.merge(rest.found) { old, _ in old }
    }
    return reports.compactMap(\.self)
  }

  /// Runs the tests in the file at `path`; nil where there is no file that can be read.
  ///
  /// No file of data is read; a case that takes its subject from one does not pass.
  package mutating func run(fileAt path: SourcePath) -> PolicyTestReport? {
    guard let parsed = library.document(at: path) else { return nil }
    guard isTests(parsed) else { return notTests(parsed, at: path) }
    return report(of: suite(parsed, at: path), at: path)
  }

  private mutating func runReadingData(fileAt path: SourcePath) async -> PolicyTestReport? {
    guard let parsed = library.document(at: path) else { return nil }
    guard isTests(parsed) else { return notTests(parsed, at: path) }
    let suite = PolicyTestSuite(parsed, at: path, in: library)
    for wanted in suite.wantedSubjects where found[wanted.key] == nil {
      let policy = wanted.policy
      found[wanted.key] = await subjects?.subject(
        wanted.key.id, inDataAt: wanted.key.path, for: policy, asOf: wanted.key.asOf,
        needed: TestPlan.selection(of: policy.program, asOf: wanted.key.asOf))
    }
    return report(of: suite.taking(found), at: path)
  }

  private mutating func report(of suite: PolicyTestSuite, at path: SourcePath) -> PolicyTestReport {
    var diagnostics = suite.diagnostics
    var results = suite.brokenCases.map { PolicyTestResult(name: $0.name, span: $0.span, outcome: .broken) }
    if let findings = suite.findings { results.append(PolicyTestResult(findings)) }
    for testCase in suite.cases {
      results.append(run(testCase, into: &diagnostics))
    }
    results.sort { $0.span.start < $1.span.start }
    return PolicyTestReport(path: path, diagnostics: diagnostics, cases: results)
  }

  /// Returns for each file that the run is about a run that tries small changes of it against the cases that pass: for
  /// the policies that the files of tests at `paths` name, and those among `paths` that these extend.
  package mutating func mutationRuns(ofFilesAt paths: [SourcePath]) -> [MutationRun] {
    var tested: [MeterKey: MutationRun.Tested] = [:]
    for path in paths {
      guard let parsed = library.document(at: path), isTests(parsed) else { continue }
      for testCase in suite(parsed, at: path).cases where passes(testCase) {
        let policy = testCase.policy
        tested[MeterKey(policy), default: MutationRun.Tested(policy: policy)].cases.append(testCase)
      }
    }
    let inOrder = tested.values.sorted {
      $0.cases.count > $1.cases.count || ($0.cases.count == $1.cases.count && $0.policy.comesBefore($1.policy))
    }
    let own = Set(inOrder.map(\.policy.path))
    let bases = Set(inOrder.flatMap(\.policy.inherited)).intersection(paths)
    return own.union(bases).sorted { $0.text < $1.text }.compactMap { file in
      let policies = inOrder.filter { $0.policy.path == file || $0.policy.inherited.contains(file) }
      return MutationRun(of: file, testedBy: policies, in: library)
    }
  }

  /// Returns tests of the bounds of the one policy that the files test, for a person to confirm; nil where they test
  /// none, or several.
  package mutating func boundaryTests(ofFilesAt paths: [SourcePath]) -> BoundarySearch.Outcome? {
    var search: BoundarySearch?
    var policies: Set<SourceSpan> = []
    var date = CalendarDate.earliest
    for path in paths {
      guard let parsed = library.document(at: path), isTests(parsed) else { continue }
      for testCase in suite(parsed, at: path).cases {
        policies.insert(testCase.policy.typed.span)
        if search == nil { search = BoundarySearch(testCase.policy.program) }
        guard let values = plan(for: testCase).evaluate(testCase).values else { continue }
        search?.observe(values)
        date = max(date, testCase.asOf)
      }
    }
    guard policies.count == 1 else { return nil }
    return search?.outcome(asOf: date)
  }

  /// Whether a case comes out as it expects.
  mutating func passes(_ testCase: PolicyTestCase) -> Bool {
    let wasExplaining = explainsFailures
    explainsFailures = false
    defer { explainsFailures = wasExplaining }
    var diagnostics = DiagnosticSet()
    return run(testCase, into: &diagnostics).isPassed
  }

  /// Returns the cases of a file of tests, with those subjects of files of data that were found before.
  private func suite(_ parsed: ParsedDocument, at path: SourcePath) -> PolicyTestSuite {
    PolicyTestSuite(parsed, at: path, in: library).taking(found)
  }

  private func isTests(_ parsed: ParsedDocument) -> Bool {
    parsed.document.map { $0.form.id == .testsFile } ?? true
  }

  private func notTests(_ parsed: ParsedDocument, at path: SourcePath) -> PolicyTestReport {
    var diagnostics = parsed.diagnostics
    if let document = parsed.document { diagnostics.insert(.notTests(document)) }
    return PolicyTestReport(path: path, diagnostics: diagnostics, cases: [])
  }

  // MARK: One case

  private mutating func run(_ testCase: PolicyTestCase, into diagnostics: inout DiagnosticSet) -> PolicyTestResult {
    let plan = plan(for: testCase)
    let evaluation = plan.evaluate(testCase)
    if measuresCoverage, let values = evaluation.values { observe(values, of: testCase.policy) }
    let outcome = outcome(of: testCase, evaluation, plan, into: &diagnostics)
    let explanation = explainsAll ? evaluation.values.map { testCase.explanation(in: $0, plan) } : nil
    return PolicyTestResult(
      name: testCase.name, span: testCase.span, outcome: outcome, explanation: explanation)
  }

  private mutating func observe(_ values: BatchValues, of policy: CompiledPolicy) {
    meters[MeterKey(policy), default: PolicyMeter(policy)].observe(values)
  }

  private func outcome(
    of testCase: PolicyTestCase, _ evaluation: TestPlan.Evaluation, _ plan: TestPlan,
    into diagnostics: inout DiagnosticSet
  ) -> PolicyTestResult.Outcome {
    let faults = testCase.faults + evaluation.faults
    let unexpected = faults.filter { !testCase.expects($0) }
    guard unexpected.isEmpty else {
      for fault in unexpected { diagnostics.insert(fault.diagnostic) }
      return .broken
    }
    let mismatches = evaluation.values.map { testCase.mismatches(in: $0) } ?? []
    let diagnostics = testCase.unmetFaults(faults) + mismatches.map(\.diagnostic)
    if diagnostics.isEmpty { return .passed }
    let explanation =
      explainsFailures ? evaluation.values.flatMap { testCase.explanation(of: mismatches, in: $0, plan) } : nil
    return .failed(PolicyTestFailure(diagnostics: diagnostics, explanation: explanation))
  }

  private mutating func plan(for testCase: PolicyTestCase) -> TestPlan {
    let key = PlanKey(policy: testCase.policy.typed.span, asOf: testCase.asOf)
    if let known = plans[key] { return known }
    let plan = TestPlan(testCase.policy, asOf: testCase.asOf)
    plans[key] = plan
    return plan
  }

  private struct PlanKey: Hashable {
    let policy: SourceSpan
    let asOf: CalendarDate
  }

  /// A policy, and the days on which an edition of it is in force.
  private struct MeterKey: Hashable {
    let policy: SourceSpan
    let dates: EffectiveDates

    init(_ policy: CompiledPolicy) {
      self.policy = policy.typed.span
      dates = policy.dates
    }
  }
}

extension CompiledPolicy {
  fileprivate func comesBefore(_ other: CompiledPolicy) -> Bool {
    (path.text, dates.first) < (other.path.text, other.dates.first)
  }
}

extension PolicyTestResult {
  /// Whether the check finds what is expected of it.
  fileprivate init(_ findings: FindingsExpectation) {
    let mismatches = findings.mismatches
    let failure = PolicyTestFailure(diagnostics: mismatches, explanation: nil)
    self.init(
      name: FindingsExpectation.name, span: findings.key, outcome: mismatches.isEmpty ? .passed : .failed(failure))
  }
}

extension PolicyTestCase {
  fileprivate func unmetFaults(_ faults: [GivenFault]) -> [Diagnostic] {
    (expectedFaults ?? []).filter { expected in !faults.contains { expected.covers($0) } }.map {
      .noFault(in: $0.written)
    }
  }

  fileprivate func explanation(of mismatches: [Mismatch], in values: BatchValues, _ plan: TestPlan) -> Explanation? {
    if mismatches.isEmpty { return nil }
    return explanation(in: values, plan).restricted(to: Set(mismatches.compactMap(\.step)))
  }

  fileprivate func explanation(in values: BatchValues, _ plan: TestPlan) -> Explanation {
    Explanation(plan.explanation, batch: values.batch, values: values, asOf: asOf)
  }
}
