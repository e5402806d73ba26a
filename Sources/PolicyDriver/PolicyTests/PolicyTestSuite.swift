import PolicyDiagnostics
import PolicyIR
import PolicySyntax
import PolicyTypes

/// The cases of one file of tests, with what is wrong in the file itself.
struct PolicyTestSuite {
  private(set) var cases: [PolicyTestCase] = []

  /// The names of the cases that cannot be run, because something is wrong in them.
  private(set) var brokenCases: [YAMLScalar] = []
  private(set) var diagnostics: DiagnosticSet

  private let path: SourcePath
  private let library: PolicyLibrary

  /// Where the keys of the file are wrong, in order.
  private let mistakes: [Int]

  init(_ parsed: ParsedDocument, at path: SourcePath, in library: PolicyLibrary) {
    self.path = path
    self.library = library
    self.diagnostics = parsed.diagnostics
    self.mistakes = parsed.diagnostics.sorted.map(\.span.start)
    guard let form = parsed.document?.form else { return }
    let policies = testedPolicies(form)
    let asOf = form[.asOf]?.scalar
    let cases = form[.cases]?.elements ?? []
    if cases.isEmpty, form[.cases] != nil { diagnostics.insert(.noTestCases(at: form.keySpan(.cases))) }
    guard !policies.isEmpty else { return }
    for piece in cases { add(piece, asOf: asOf, of: policies) }
  }

  // MARK: The policy

  /// Returns the policy that the tests name, in each of its versions.
  private mutating func testedPolicies(_ form: Form) -> [CompiledPolicy] {
    guard let name = form[.tests]?.scalar else { return [] }
    let paths = policyPaths(name)
    let compilations = paths.flatMap { library.compilations(at: $0) }
    if compilations.isEmpty {
      diagnostics.insert(.unknownTestedPolicy(name, known: library.policyIDs(near: path.folder)))
    }
    for compilation in compilations where compilation.policy == nil {
      diagnostics.formUnion(compilation.reasonNotToRun)
    }
    let policies = compilations.compactMap(\.policy)
    // With a version missing, a case could run against the wrong one.
    return policies.count == compilations.count ? policies : []
  }

  private func policyPaths(_ name: YAMLScalar) -> [SourcePath] {
    let file = path.folder.appending(name.text)
    return file.isYAML ? [file] : library.policies(named: name.text, near: path.folder)
  }

  /// Returns the one policy that is in force on the as-of date.
  private mutating func policy(
    _ policies: [CompiledPolicy], asOf: CalendarDate, at scalar: YAMLScalar
  ) -> CompiledPolicy? {
    let inForce = policies.filter { $0.isInForce(on: asOf) }
    if inForce.count == 1 { return inForce[0] }
    diagnostics.insert(
      inForce.isEmpty
        ? .outsideEffective(scalar, policies: policies)
        : .severalTestedPolicies(scalar, policies: inForce))
    return nil
  }

  // MARK: The cases

  private mutating func add(_ piece: Piece, asOf fileDate: YAMLScalar?, of policies: [CompiledPolicy]) {
    guard let form = piece.form, let name = form[.name]?.scalar else { return }
    if let testCase = testCase(form, name, fileDate, policies) {
      cases.append(testCase)
    } else {
      brokenCases.append(name)
    }
  }

  private mutating func testCase(
    _ form: Form, _ name: YAMLScalar, _ fileDate: YAMLScalar?, _ policies: [CompiledPolicy]
  ) -> PolicyTestCase? {
    guard let given = form[.given]?.node, let expect = form[.expect]?.form,
      let scalar = form[.asOf]?.scalar ?? fileDate,
      let asOf = date(scalar), let policy = policy(policies, asOf: asOf, at: scalar)
    else { return nil }
    var givenReader = GivenReader(schema: policy.program.schema)
    var expectationReader = ExpectationReader(program: policy.program)
    let testCase = PolicyTestCase(
      name: name, policy: policy, asOf: asOf, subject: givenReader.subject(given, at: form.keySpan(.given)),
      faults: givenReader.faults, expectations: expectationReader.expectations(expect),
      expectedFaults: expectationReader.faults(expect))
    var found = givenReader.diagnostics
    found.formUnion(expectationReader.diagnostics)
    if found.isEmpty, let mistake = emptiness(of: testCase, expect) { found.insert(mistake) }
    // A misspelt field among the expected faults is one mistake: the fault there is not another.
    if !expectationReader.hasUnknownFault { found.formUnion(unexpectedFaults(of: testCase)) }
    diagnostics.formUnion(found)
    return found.containsError ? nil : testCase
  }

  /// A case must expect something, and a subject with faults has no results.
  private func emptiness(of testCase: PolicyTestCase, _ expect: Form) -> Diagnostic? {
    if let faults = testCase.expectedFaults {
      if faults.isEmpty { return .nothingExpected(at: expect.keySpan(.faults)) }
      return testCase.expectations.first.map { .resultsOfFaults($0.written, faults: expect.keySpan(.faults)) }
    }
    // Where a key is misspelt, something was expected.
    guard testCase.expectations.isEmpty, !hasMistake(in: expect.span) else { return nil }
    return .nothingExpected(at: expect.span.firstLine)
  }

  /// A binary search, since there can be as many mistakes as cases.
  private func hasMistake(in span: SourceSpan) -> Bool {
    var (low, high) = (0, mistakes.count)
    while low < high {
      let middle = (low + high) / 2
      if mistakes[middle] < span.start { low = middle + 1 } else { high = middle }
    }
    return low < mistakes.count && mistakes[low] < span.end
  }

  private func unexpectedFaults(of testCase: PolicyTestCase) -> DiagnosticSet {
    var unexpected = DiagnosticSet()
    for fault in testCase.faults where !testCase.expects(fault) { unexpected.insert(fault.diagnostic) }
    return unexpected
  }

  private mutating func date(_ scalar: YAMLScalar) -> CalendarDate? {
    if let date = CalendarDate(text: scalar.text) { return date }
    diagnostics.insert(.wrongAsOfDate(scalar))
    return nil
  }
}
