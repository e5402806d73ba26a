import Glibc
import PolicyDiagnostics
import PolicyDriver
import PolicyExecution
import PolicyRecords
import PolicyReport
import PolicyTypes

/// Measures each stage on a shipped policy and made-up subjects, and prints a table. A benchmark reports; nothing here
/// passes or fails.
///
/// - `StageBenchmarks [--json] [FOLDER [COUNT [STAGE]]]`: all stages, or those whose names begin with STAGE, with the
///   policies of a folder and so many subjects.
/// - `StageBenchmarks evaluate POLICY SUBJECTS DATE`: evaluation alone, of any policy on any JSON Lines.
/// - `StageBenchmarks policy COUNT`: prints a policy with so many indicators, for measuring how cost grows.
@main
enum StageBenchmarks {
  static func main() async throws {
    var words = Array(CommandLine.arguments.dropFirst())
    if words.count == 4, words[0] == "evaluate", let asOf = CalendarDate(text: words[3]) {
      return print(try EvaluationStage(policy: words[1], subjects: words[2], asOf: asOf).measured())
    }
    if words.count == 2, words[0] == "policy", let count = Int(words[1]) {
      return print(MadeUpPolicy("made-up", indicatorCount: count).text)
    }
    let isJSON = words.first == "--json"
    if isJSON { words.removeFirst() }
    let folder = words.first ?? "policies"
    let count = words.dropFirst().first.flatMap { Int($0) } ?? 100_000
    let table = StageTable(only: words.dropFirst(2).first ?? "")
    let measured = try await measured(Workload(folder: folder, subjectCount: count), count, into: table)
    print(isJSON ? measured.json : measured.text)
  }

  private static func measured(
    _ workload: Workload, _ count: Int, into empty: StageTable
  ) async throws -> StageTable {
    var table = empty
    table.measure("check", times: 20) { _ = workload.check() }
    table.measure("compile", times: 20) { _ = workload.compile() }
    table.measure("plan", times: 50) { _ = workload.plan(keeping: .results) }
    PolicyStages().measure(into: &table)
    try await table.measureSubjects("sample", count) { try workload.writeSample() }
    let all = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    for threads in all > 1 ? [1, all] : [1] {
      try await table.measureSubjects("read, evaluate and write, \(threads) thread\(threads == 1 ? "" : "s")", count) {
        try await workload.run(threadCount: threads)
      }
    }
    workload.removeSample()
    let evaluation = EvaluationStage(plan: workload.plan(keeping: .results), batches: workload.batches())
    let wide = EvaluationStage(plan: workload.widePlan(), batches: evaluation.batches)
    for (name, stage) in [("evaluate, 1 thread", evaluation), ("evaluate, every number a decimal", wide)]
    where table.isWanted(name) {
      let (median, allocations) = stage.median()
      table.add(name, median, "ns/subject", allocations: allocations)
    }
    try workload.oneSubject.measure(into: &table, times: 5000)
    return table
  }
}
