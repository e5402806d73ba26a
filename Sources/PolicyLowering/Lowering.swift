import PolicyDiagnostics
package import PolicyIR
package import PolicySemantics
import PolicyTypes

/// Lowers a checked policy to its executable form.
///
/// The program computes the same values for either way of representing numbers.
package func lower(_ policy: TypedPolicy, numbers: NumberLanes = .narrow) -> IRProgram {
  PassPipeline.standard.run(on: Lowering(policy, numbers: numbers).program())
}

/// Lowers one policy, declaration by declaration.
///
/// Each declaration is lowered when it is first read and kept; the check has shown that none reads itself. The state is
/// here; each kind of declaration has an extension in a file of its own.
final class Lowering {
  let policy: TypedPolicy
  var builder: ProgramBuilder

  // What has been lowered so far.
  var constants: [ConstantID: ValueID] = [:]
  var facts: [FactID: ValueID] = [:]
  var selections: [SelectionID: SelectionOutline] = [:]
  var indicators: [IndicatorIndex: IndicatorOutline] = [:]
  var repairs: [RepairID: RepairOutline] = [:]
  var lists: [ListID: ListOutline] = [:]
  var repairDates: [RepairID: ValueID] = [:]
  var rules: [RuleID: ValueID] = [:]
  var partGrades: [PartGradeID: ValueID] = [:]
  var baseGrade: ValueID?
  var grade: Grade?
  var measureApplications: [Int: MeasureApplication] = [:]

  /// What explanations quote, and where it stands.
  private(set) var quotations: [String: Set<DomainID>] = [:]

  /// Dates that the calendar may not reach, each with what then makes the record a fault.
  var calendarRequirements: [Requirement] = []
  /// The records that the window being lowered looks at; nil for all.
  var windowed: ValueID?

  init(_ policy: TypedPolicy, numbers: NumberLanes) {
    self.policy = policy
    builder = ProgramBuilder(schema: RecordSchema(of: policy), numbers: numbers)
  }

  /// Returns `text`, which explanations quote, and notes that it stands in the scope of a domain.
  func quoted(_ text: String, in domain: DomainID) -> String {
    quotations[text, default: []].insert(domain)
    return text
  }

  func program() -> IRProgram {
    let outline = outline()
    return IRProgram(
      name: policy.id, version: policy.version, schema: builder.schema, instructions: builder.instructions,
      outline: outline)
  }
}
