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
/// The folder of policies and the number of subjects may be given: `StageBenchmarks policies 100000`.
@main
enum StageBenchmarks {
  static func main() async throws {
    let words = CommandLine.arguments
    let folder = words.count > 1 ? words[1] : "policies"
    let count = words.count > 2 ? Int(words[2]) ?? 100_000 : 100_000
    let workload = try Workload(folder: folder, subjectCount: count)
    var table = StageTable(subjectCount: count)

    table.measure("check", times: 20) { _ = workload.check() }
    table.measure("compile", times: 20) { _ = workload.compile() }
    table.measure("plan", times: 50) { _ = workload.plan(keeping: .results) }
    try await table.measureSubjects("sample") { try workload.writeSample() }
    let batches = workload.batches()
    let interpreter = Interpreter(plan: workload.plan(keeping: .results))
    await table.measureSubjects("evaluate, 1 thread") { for batch in batches { _ = interpreter.run(batch) } }
    let all = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    for threads in all > 1 ? [1, all] : [1] {
      try await table.measureSubjects("read, evaluate and write, \(threads) thread\(threads == 1 ? "" : "s")") {
        try await workload.run(threadCount: threads)
      }
    }
    table.measure("explain", times: 50) { _ = workload.explain() }
    workload.removeSample()
    print(table.text)
  }
}
