import Glibc
import PolicyDiagnostics
import PolicyDriver
import PolicyExecution
import PolicyIR
import PolicyLowering
import PolicyRecords
import PolicyReport
import PolicyTypes

/// What is measured: the market-regulation policy of Wanzhi and subjects made up for it.
struct Workload {
  private let sources: FolderSources
  private let policy: CompiledPolicy
  private let generator: SampleGenerator
  private let subjectCount: Int
  private let sample: String

  private static let path = SourcePath("wanzhi/market-regulation.yaml")
  static let batchSize = 2048
  private let asOf = CalendarDate(text: "2025-06-30") ?? .earliest

  init(folder: String, subjectCount: Int) throws {
    sources = FolderSources(folder)
    guard let policy = PolicyLibrary(sources).compilation(at: Self.path)?.policy else { throw WorkloadError.noPolicy }
    self.policy = policy
    self.subjectCount = subjectCount
    generator = SampleGenerator(policy: policy.typed, seed: 1, asOf: asOf)
    sample = "stage-benchmarks.\(getpid()).jsonl"
  }

  func check() -> DiagnosticSet? { PolicyLibrary(sources).check(fileAt: Self.path) }

  func compile() -> Compilation? { PolicyLibrary(sources).compilation(at: Self.path) }

  func plan(keeping kept: ExecutionPlan.Kept) -> ExecutionPlan {
    ExecutionPlan(program: policy.program, asOf: asOf, keeping: kept)
  }

  /// The plan of the same policy with every number a decimal, which gives the same values.
  func widePlan() -> ExecutionPlan {
    ExecutionPlan(program: lower(policy.typed, numbers: .wide), asOf: asOf, keeping: .results)
  }

  // MARK: Data

  func writeSample() throws {
    let writer = SampleJSONLines(generator, mapping: policy.mapping)
    let file = try OutputFile(path: sample)
    var bytes: [UInt8] = []
    for index in 0..<subjectCount {
      writer.append(generator.subject(index), to: &bytes)
      if bytes.count < 1 << 18 { continue }
      try file.write(bytes)
      bytes.removeAll(keepingCapacity: true)
    }
    try file.write(bytes)
    try file.commit()
  }

  func removeSample() { _ = unsafe unlink(sample) }

  /// Returns the same subjects in batches, as the readers of files make them.
  func batches() -> [Batch] {
    let plan = plan(keeping: .results)
    return stride(from: 0, to: subjectCount, by: Self.batchSize).map { start in
      var builder = BatchBuilder(schema: policy.program.schema, selection: plan.selection, asOf: asOf)
      for index in start..<min(start + Self.batchSize, subjectCount) { builder.add(generator.subject(index)) }
      return builder.finish()
    }
  }

  // MARK: Work

  func run(threadCount: Int) async throws {
    let source = RecordSource(path: sample)
    var run = try PopulationRun(
      plan: plan(keeping: .results), mapping: policy.mapping, source: source, format: .jsonLines)
    run.threadCount = threadCount
    _ = try await run.run(results: "/dev/null", faults: nil)
  }

  /// Single subjects as JSON lines.
  var oneSubject: OneSubjectStage {
    let writer = SampleJSONLines(generator, mapping: policy.mapping)
    let lines = (0..<min(1000, subjectCount)).map { index in
      var line: [UInt8] = []
      writer.append(generator.subject(index), to: &line)
      return line
    }
    return OneSubjectStage(policy: policy, asOf: asOf, lines: lines)
  }
}

enum WorkloadError: Error {
  /// There is no policy that checks in the folder.
  case noPolicy
}
