import CAllocationCount
import Glibc
import PolicyDriver
import PolicyExecution
import PolicyRecords
import PolicyTypes

/// Evaluation by itself: typed data in memory, one thread, no trace.
///
/// Only the time of the thread counts, so that a busy machine disturbs less, and the least of many rounds tells most.
struct EvaluationStage {
  let plan: ExecutionPlan
  let batches: [Batch]
  var rounds = 21

  init(plan: ExecutionPlan, batches: [Batch]) {
    self.plan = plan
    self.batches = batches
  }

  /// Takes a policy and a file of subjects from the disk.
  init(policy: String, subjects: String, asOf: CalendarDate) throws {
    let path = SourcePath(policy)
    let library = PolicyLibrary(FolderSources(path.folder.text))
    guard let policy = library.compilation(at: SourcePath(String(path.name)))?.policy else {
      throw WorkloadError.noPolicy
    }
    let plan = ExecutionPlan(program: policy.program, asOf: asOf, keeping: .results)
    let batches = try readBatches(
      ofLinesAt: subjects, for: plan, mapping: policy.mapping, batchSize: Workload.batchSize)
    self.init(plan: plan, batches: batches)
  }

  /// Evaluates all subjects again and again; returns a line with the median, and the least and the greatest.
  func measured() -> String {
    let times = samples().sorted()
    let texts = [times[times.count / 2], times[0], times[times.count - 1]].map { "\(($0 * 10).rounded() / 10)" }
    return "evaluate assay: \(texts[0]) ns/subject (least \(texts[1]), greatest \(texts[2]); \(subjectCount) subjects)"
  }

  /// The median of the nanoseconds for each subject, and how many pieces of memory one pass over all subjects asks for.
  func median() -> (nanoseconds: Double, allocations: Int) {
    let interpreter = Interpreter(plan: plan)
    for batch in batches { _ = interpreter.run(batch) }
    let before = allocationCount()
    for batch in batches { _ = interpreter.run(batch) }
    return (percentile(50, of: samples()), Int(allocationCount() - before))
  }

  private var subjectCount: Int { max(1, batches.reduce(0) { $0 + $1.subjectCount }) }

  private func samples() -> [Double] {
    let interpreter = Interpreter(plan: plan)
    return (0..<max(1, rounds)).map { _ in
      threadTime { for batch in batches { _ = interpreter.run(batch) } } / Double(subjectCount)
    }
  }
}
