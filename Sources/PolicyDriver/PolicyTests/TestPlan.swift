import PolicyDiagnostics
import PolicyExecution
import PolicyIR
import PolicyReport
import PolicySyntax
import PolicyTypes

/// A policy made ready to run the cases of one as-of date, one at a time.
final class TestPlan {
  private let policy: CompiledPolicy
  private let interpreter: Interpreter

  /// The fields that the results depend on, which a case therefore has to give.
  private let selection: InputSelection

  /// What the explanations of cases have in common.
  private(set) lazy var explanation = ExplanationPlan(for: program, readings: policy.readings)

  private var program: IRProgram { policy.program }

  init(_ policy: CompiledPolicy, asOf: CalendarDate) {
    let program = policy.program
    self.policy = policy
    self.interpreter = Interpreter(plan: ExecutionPlan(program: program, asOf: asOf, keeping: .everything))
    self.selection = Self.selection(of: program, asOf: asOf)
  }

  static func selection(of program: IRProgram, asOf: CalendarDate) -> InputSelection {
    let numbers = program.outline.indicators.map(\.result)
    return ExecutionPlan(program: program, asOf: asOf, keeping: .results, extra: numbers).selection
  }

  /// What came out of a case: its values, or the faults for which it has none.
  struct Evaluation {
    let values: BatchValues?
    let faults: [GivenFault]
  }

  func evaluate(_ testCase: PolicyTestCase) -> Evaluation {
    let (found, misread) = batch(of: testCase)
    guard let batch = found else { return Evaluation(values: nil, faults: misread) }
    let values = interpreter.run(batch)
    let faults = program.outline.requirements.compactMap { violation(of: $0, in: values, testCase) }
    // A misread value is absent from the batch, so that whatever else comes out means nothing.
    let hasFaults = !faults.isEmpty || !testCase.faults.isEmpty
    return Evaluation(values: hasFaults ? nil : values, faults: faults)
  }

  /// Returns the subject of a case, or its faults.
  private func batch(of testCase: PolicyTestCase) -> (Batch?, [GivenFault]) {
    guard let file = testCase.subject.origin.file, let id = testCase.subject.origin.subject else {
      var given = GivenBatch(schema: program.schema, selection: selection, asOf: testCase.asOf)
      let batch = given.batch(of: testCase.subject, named: testCase.name)
      return (batch, given.faults)
    }
    switch testCase.data {
    case .found(let batch): return (changed(batch, by: testCase.subject), [])
    case .faulty(let faults):
      return (
        nil,
        faults.map {
          let diagnostic = Diagnostic($0.code, $0.text, at: id.span)
          return GivenFault(domain: $0.domain, field: $0.field, diagnostic: diagnostic)
        }
      )
    case .notFound: return (nil, [GivenFault(.noSubjectInFile(id, file))])
    case .unreadable(let reason): return (nil, [GivenFault(.unreadableGivenFile(file, reason))])
    case nil: return (nil, [GivenFault(.unreadableGivenFile(file, nil))])
    }
  }

  /// Returns a subject of a file with the fields that the case gives beside it.
  private func changed(_ batch: Batch, by subject: GivenRow) -> Batch {
    if subject.values.isEmpty { return batch }
    let place = RowPlace(domain: .subject, row: 0)
    let changes = subject.values.map { DataChange.set(place, field: $0.field, $0.value) }
    let everything = InputSelection(allOf: program.schema)
    return BatchVariants(of: batch, schema: program.schema, selection: everything).makeBatch([changes])
  }

  /// Returns the fault of a field that must be there in some records and is not.
  private func violation(
    of requirement: Requirement, in values: BatchValues, _ testCase: PolicyTestCase
  ) -> GivenFault? {
    let rows = 0..<values.rowCount(of: requirement.isViolated)
    guard rows.contains(where: { values.boolean(of: requirement.isViolated, row: $0) }) else { return nil }
    let domain = program.schema[requirement.domain]
    // The rows of the batch are sorted, so that they do not tell which record of the test it was.
    let name = requirement.field.map { domain.fields[$0].name }
    let span = testCase.subject.span
    let diagnostic =
      switch requirement.kind {
      case .present: Diagnostic.missingRequiredField(span, name ?? "", of: domain.name, when: requirement.text)
      case .insideCalendar: Diagnostic.outsideCalendar(span, name ?? requirement.text, of: domain.name)
      case .previousResult: Diagnostic.missingPreviousResult(span, in: domain.name)
      case .decisionIsWhole: Diagnostic.decisionIsNotWhole(span, name ?? "", of: domain.name)
      case .decisionIsOne: Diagnostic.decisionContradictsItself(span, in: domain.name)
      }
    return GivenFault(domain: requirement.domain, field: requirement.field, diagnostic: diagnostic)
  }
}

extension GivenFault {
  /// A fault that lies in no field, so that no case can expect it.
  fileprivate init(_ diagnostic: Diagnostic) {
    self.init(domain: .subject, field: nil, diagnostic: diagnostic)
  }
}
