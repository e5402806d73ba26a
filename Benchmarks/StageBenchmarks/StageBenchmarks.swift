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
/// The folder of policies and the number of subjects may be given: `StageBenchmarks policies 100000`. Evaluation alone,
/// of any policy on any subjects: `StageBenchmarks evaluate policy.yaml subjects.jsonl 2026-01-01`.
@main
enum StageBenchmarks {
  static func main() async throws {
    let words = CommandLine.arguments
    if words.count == 5, words[1] == "evaluate", let asOf = CalendarDate(text: words[4]) {
      return print(try EvaluationStage(policy: words[2], subjects: words[3], asOf: asOf).measured())
    }
    let folder = words.count > 1 ? words[1] : "policies"
    let count = words.count > 2 ? Int(words[2]) ?? 100_000 : 100_000
    let workload = try Workload(folder: folder, subjectCount: count)
    var table = StageTable(subjectCount: count)

    table.measure("check", times: 20) { _ = workload.check() }
    table.measure("compile", times: 20) { _ = workload.compile() }
    table.measure("plan", times: 50) { _ = workload.plan(keeping: .results) }
    try await table.measureSubjects("sample") { try workload.writeSample() }
    let evaluation = EvaluationStage(plan: workload.plan(keeping: .results), batches: workload.batches())
    let all = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    for threads in all > 1 ? [1, all] : [1] {
      try await table.measureSubjects("read, evaluate and write, \(threads) thread\(threads == 1 ? "" : "s")") {
        try await workload.run(threadCount: threads)
      }
    }
    table.measure("explain", times: 50) { _ = workload.explain() }
    workload.removeSample()
    print(table.text)
    print(evaluation.measured())
    let wide = EvaluationStage(plan: workload.widePlan(), batches: evaluation.batches)
    print(wide.measured("evaluate with every number a decimal"))
  }
}
