package import PolicyExecution
import PolicyIR
import PolicyTypes

/// Some columns of a file, read without a policy: of results, of faults, or of the subjects themselves.
///
/// Columns that are not there are absent in every row. A row whose values are of another kind is set aside and counted.
package struct PlainColumns {
  package let path: String
  private let observation: PopulationObservation

  /// Prepares to read a JSON Lines file, a CSV file, or the subjects of a folder of CSV files.
  ///
  /// The rows have their ids under `id`, where they have any: each comes once then. `numbers` come first among the
  /// fields of the outcomes, then `texts`.
  package init(path: String, id: String?, numbers: [String], texts: [String], threadCount: Int) {
    self.path = path
    let number = NumberType(range: .unbounded, decimals: nil)
    var fields = numbers.map { InputField(name: $0, title: nil, kind: .number(number), isOptional: true) }
    fields += texts.map { InputField(name: $0, title: nil, kind: .text, isOptional: true) }
    if let id { fields.append(InputField(name: id, title: nil, kind: .text, isOptional: false)) }
    let domain = Domain(
      name: "rows", title: nil, parent: nil, fields: fields, key: id == nil ? nil : fields.count - 1, date: nil,
      limit: 1)
    let program = IRProgram(
      name: "", version: "", schema: RecordSchema(domains: [domain]), instructions: [],
      outline: Outline(
        title: nil, effectiveFrom: nil, effectiveUntil: nil, facts: [], indicators: [], score: nil, grade: nil,
        rules: [], measures: [], requirements: []))
    let (source, name) = Self.source(of: path)
    let mapping = DataMapping(
      domains: [DomainMapping(source: name, parentColumn: "", fields: fields.map { FieldMapping(source: $0.name) })],
      results: nil)
    let plan = ExecutionPlan(program: program, asOf: CalendarDate(dayNumber: 0), keeping: .results)
    var observation = PopulationObservation(
      [.init(plan: plan, mapping: mapping)], fields: numbers + texts, source: source)
    observation.threadCount = threadCount
    self.observation = observation
  }

  /// A CSV file by itself is the file of subjects of its folder.
  private static func source(of path: String) -> (source: RecordSource, name: String) {
    guard path.hasSuffix(".csv"), !FileSystem.isFolder(path) else { return (RecordSource(path: path), "subjects") }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let folder = parts.dropLast().joined(separator: "/")
    let name = String(parts.last?.dropLast(".csv".count) ?? "")
    return (.csvFolder(path: parts.count == 1 ? "." : folder.isEmpty ? "/" : folder), name)
  }

  /// Reads all rows, piece by piece in the order of the file; returns how many were read and how many set aside.
  ///
  /// Throws `FileError` where the file cannot be read, and `RecordsError` where it is wrong as a whole.
  package func read(_ body: (SubjectOutcomes) -> Void) async throws -> (read: Int, setAside: Int) {
    let summary = try await observation.run(work: { $0[0] }, finish: body)
    return (summary.subjectsRead, summary.setAside[0])
  }
}

/// A number for each subject, found by its id, at less than 40 bytes a subject.
package struct SubjectNumbers: Sendable {
  private var numbers: [SubjectKey: Int32] = [:]

  package init() {}

  package subscript(id: String) -> Int? {
    get { numbers[SubjectKey(id.utf8.span)].map(Int.init) }
    set { numbers[SubjectKey(id.utf8.span)] = newValue.map { Int32(clamping: $0) } }
  }
}

/// Returns whether `text` is a unified social credit code with the right check character.
package func isUnifiedSocialCreditCode(_ text: String) -> Bool {
  isValidIdentifier(text.utf8.span, of: .unifiedCode)
}
