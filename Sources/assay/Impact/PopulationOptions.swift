import ArgumentParser
import Glibc
import PolicyDiagnostics
import PolicyDriver
import PolicyExecution
import PolicyIR
import PolicyImpact
import PolicyRecords
import PolicyReport
import PolicyTypes

/// How a population is read for a comparison.
struct PopulationOptions: ParsableArguments {
  @Option(help: ArgumentHelp("A file with a data section, in place of the policies' own.", valueName: "file"))
  var data: String?

  @Option(help: ArgumentHelp("How many threads work; by default one for each core.", valueName: "n"))
  var threads: Int?

  func validate() throws {
    if let threads, !(1...1024).contains(threads) { throw ValidationError("--threads wants a number from 1 to 1024") }
  }

  var threadCount: Int { threads ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// Returns how a policy names outside data.
  func mapping(for policy: CompiledPolicy, _ console: Console) throws -> DataMapping {
    guard let data else { return policy.mapping }
    let policies = PolicyFiles()
    _ = try policies.files.read(data)
    var diagnostics = DiagnosticSet()
    guard let mapping = policies.library.mapping(at: SourcePath(data), for: policy, into: &diagnostics) else {
      Console.writeError(console.diagnosticText(for: .error).text(of: diagnostics))
      throw CommandFailure(LocalizedText("the data mapping has errors", "数据映射有错误"), status: .findings)
    }
    return mapping
  }

  /// Returns the fields that `--by` names, by their names or titles.
  func fields(_ names: [String], of program: IRProgram) throws -> [ImpactSubject.Field] {
    let known = program.schema[.subject].fields
    return try names.map { name in
      guard let place = known.firstIndex(where: { $0.name == name || $0.title == name }) else {
        throw CommandFailure.noField(name, known: known.map(\.name))
      }
      return ImpactSubject.Field(place: place, name: known[place].name, title: known[place].title)
    }
  }

  /// Reads the population and tallies what the plans give; a terminal shows how far it is.
  func observe<Tally: Sendable>(
    _ plans: [PopulationObservation.Observed], fields: [ImpactSubject.Field], in subjects: String, _ console: Console,
    work: @escaping @Sendable ([SubjectOutcomes]) -> Tally, finish: (Tally) -> Void
  ) async throws -> PopulationObservation.Summary {
    var pass = PopulationObservation(plans, fields: fields.map(\.name), source: RecordSource(path: subjects))
    pass.threadCount = threadCount
    let progress = ProgressLine(language: console.language)
    if StandardStream.error.isTerminal { pass.progress = { progress.show($0) } }
    defer { progress.clear() }
    return try await pass.run(work: work, finish: finish)
  }
}

extension CommandFailure {
  fileprivate static func noField(_ name: String, known: [String]) -> CommandFailure {
    let list = known.map { "`\($0)`" }
    let nearest = nearestName(to: name, among: known)
    return CommandFailure(
      LocalizedText("subjects have no field `\(name)`", "对象没有字段 `\(name)`"),
      help: nearest.map { LocalizedText("did you mean `\($0)`?", "是否应为 `\($0)`？") }
        ?? LocalizedText("fields: \(list.joined(separator: ", "))", "可用字段：\(list.joined(separator: "、"))"),
      status: .usage)
  }
}
