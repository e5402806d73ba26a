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
  func measured(_ name: String = "evaluate assay") -> String {
    let interpreter = Interpreter(plan: plan)
    let subjectCount = max(1, batches.reduce(0) { $0 + $1.subjectCount })
    let times = (0..<max(1, rounds)).map { _ in
      let start = Self.threadTime
      for batch in batches { _ = interpreter.run(batch) }
      return Double(Self.threadTime - start) / Double(subjectCount)
    }.sorted()
    let texts = [times[times.count / 2], times[0], times[times.count - 1]].map { "\(($0 * 10).rounded() / 10)" }
    return "\(name): \(texts[0]) ns/subject (least \(texts[1]), greatest \(texts[2]); \(subjectCount) subjects)"
  }

  /// The time that this thread has worked, in nanoseconds.
  private static var threadTime: Int {
    var time = timespec()
    unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }
}
