import PolicyDiagnostics
import PolicyIR
import PolicySyntax
import PolicyTypes

/// The cases of one file of tests, with what is wrong in the file itself.
struct PolicyTestSuite {
  private(set) var cases: [PolicyTestCase] = []

  /// The cases that cannot be run, because something is wrong in them.
  private(set) var brokenCases: [(name: String, span: SourceSpan)] = []

  /// What the check must find in the policy; nil where the file does not say.
  private(set) var findings: FindingsExpectation?
  private(set) var diagnostics: DiagnosticSet

  /// What every case gives that does not give it itself.
  private var common: [YAMLEntry] = []

  let path: SourcePath
  private let library: PolicyLibrary

  /// Where the keys of the file are wrong, in order.
  private let mistakes: [Int]

  init(_ parsed: ParsedDocument, at path: SourcePath, in library: PolicyLibrary) {
    self.path = path
    self.library = library
    self.diagnostics = parsed.diagnostics
    self.mistakes = parsed.diagnostics.sorted.map(\.span.start)
    guard let form = parsed.document?.form else { return }
    let cases = form[.cases]?.elements ?? []
    if cases.isEmpty, form.isWhole, form[.cases] != nil || form[.diagnostics] == nil {
      diagnostics.insert(.noTestCases(at: form.keySpan(.cases).firstLine))
    }
    let compilations = testedPolicies(form)
    findings = findings(form, of: compilations)
    if findings == nil || !cases.isEmpty {
      for compilation in compilations where compilation.policy == nil {
        diagnostics.formUnion(compilation.reasonNotToRun)
      }
    }
    let policies = compilations.compactMap(\.policy)
    // With a version missing, a case could run against the wrong one.
    guard !policies.isEmpty, policies.count == compilations.count else { return }
    common = form[.given]?.node?.entries ?? []
    for piece in cases { add(piece, asOf: form[.asOf]?.scalar, of: policies) }
  }

  /// Gives each case the subject that it takes from a file of data, where there is one.
  mutating func giveData(_ data: (PolicyTestCase) -> FileSubject?) {
    for place in cases.indices { cases[place].data = data(cases[place]) }
  }

  // MARK: The policy

  /// Returns the policy that the tests name, in each of its versions.
  private mutating func testedPolicies(_ form: Form) -> [Compilation] {
    guard let name = form[.tests]?.scalar else { return [] }
    let compilations = policyPaths(name).flatMap { library.compilations(at: $0) }
    guard compilations.isEmpty else { return compilations }
    let mistakes = library.mistakesOfUnreadableFiles(naming: name.text, near: path.folder)
    if mistakes.isEmpty {
      diagnostics.insert(.unknownTestedPolicy(name, known: library.policyIDs(near: path.folder)))
    } else {
      diagnostics.formUnion(mistakes)
    }
    return []
  }

  private mutating func findings(_ form: Form, of compilations: [Compilation]) -> FindingsExpectation? {
    guard let codes = form[.diagnostics]?.elements.compactMap(\.scalar), !compilations.isEmpty else { return nil }
    var found = DiagnosticSet()
    let asOf = form[.asOf]?.text.flatMap(CalendarDate.init(text:))
    for compilation in compilations {
      found.formUnion(compilation.diagnostics)
      if let asOf { found.formUnion(compilation.expiredAllowances(before: asOf)) }
    }
    let findings = FindingsExpectation(key: form.keySpan(.diagnostics), codes: codes, found: found)
    for mistake in findings.unknownCodes { diagnostics.insert(mistake) }
    return findings
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
    var reader = CaseSourceReader(fileDate: fileDate)
    let sources = reader.cases(of: form, named: name)
    diagnostics.formUnion(reader.diagnostics)
    if sources.isEmpty { brokenCases.append((name.text, name.span)) }
    for source in sources {
      if let testCase = testCase(source, policies) {
        cases.append(testCase)
      } else {
        brokenCases.append((source.name, source.span))
      }
    }
  }

  private mutating func testCase(_ source: CaseSource, _ policies: [CompiledPolicy]) -> PolicyTestCase? {
    let (form, expect) = (source.form, source.form[.expect]?.form)
    guard form[.expect] == nil || expect != nil,
      let asOf = date(source.asOf), let policy = policy(policies, asOf: asOf, at: source.asOf)
    else { return nil }
    var givenReader = GivenReader(schema: policy.program.schema)
    let given = form[.given]?.node
    var subject =
      given.map { givenReader.subject($0, at: form.keySpan(.given)) } ?? GivenRow(domain: .subject, span: source.span)
    for cell in source.given + common(beside: given, source.given) { givenReader.add(cell, to: &subject) }
    if let mistake = Diagnostic.wrongOrigin(of: subject) { givenReader.diagnostics.insert(mistake) }
    var expectationReader = ExpectationReader(program: policy.program)
    var expectations = expect.map { expectationReader.expectations($0) } ?? []
    for (column, cell) in source.expected { expectations += expectationReader.expectations(column, cell) }
    let testCase = PolicyTestCase(
      name: source.name, span: source.span, policy: policy, asOf: asOf, subject: subject, faults: givenReader.faults,
      expectations: expectations, expectedFaults: expect.flatMap { expectationReader.faults($0) })
    var found = givenReader.diagnostics
    found.formUnion(expectationReader.diagnostics)
    if found.isEmpty, let mistake = emptiness(of: testCase, expect, source) { found.insert(mistake) }
    // A misspelt field among the expected faults is one mistake: the fault there is not another.
    if !expectationReader.hasUnknownFault { found.formUnion(unexpectedFaults(of: testCase)) }
    diagnostics.formUnion(found)
    return found.containsError ? nil : testCase
  }

  /// Returns what all cases of the file give and this one does not give itself.
  private func common(beside given: YAMLNode?, _ cells: [YAMLEntry]) -> [YAMLEntry] {
    let own = Set(((given?.entries ?? []) + cells).map(\.key.text))
    return common.filter { !own.contains($0.key.text) }
  }

  /// A case must expect something, and a subject with faults has no results.
  private func emptiness(of testCase: PolicyTestCase, _ expect: Form?, _ source: CaseSource) -> Diagnostic? {
    if let expect, let faults = testCase.expectedFaults {
      if faults.isEmpty { return .nothingExpected(at: expect.keySpan(.faults)) }
      return testCase.expectations.first.map { .resultsOfFaults($0.written, faults: expect.keySpan(.faults)) }
    }
    // Where a key is misspelt, something was expected.
    guard testCase.expectations.isEmpty, !hasMistake(in: expect?.span ?? source.form.span) else { return nil }
    return .nothingExpected(at: expect?.span.firstLine ?? source.span)
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
