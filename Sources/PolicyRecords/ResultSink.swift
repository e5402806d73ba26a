import PolicyIR
import PolicyTypes

/// The files that a run writes and the counts that it keeps.
final class ResultSink {
  private let results: OutputFile
  private let faults: OutputFile?
  private let isStrict: Bool
  private let isMasking: Bool
  private var counts = RunSummary()
  private var tally = OutcomeTally()
  private var buffer: [UInt8] = []

  init(results: String, faults: String?, isStrict: Bool, isMasking: Bool = false, header: [UInt8])
    throws(FileError)
  {
    self.results = try OutputFile(path: results)
    self.faults = if let faults { try OutputFile(path: faults) } else { nil }
    self.isStrict = isStrict
    self.isMasking = isMasking
    try self.results.write(header)
  }

  var subjectsRead: Int { counts.subjectsRead }

  var bytesRead: Int {
    get { counts.bytesRead }
    set { counts.bytesRead = newValue }
  }

  /// Writes the outcome of the next piece of the input.
  func add(_ outcome: SliceOutcome) throws {
    try add(outcome.faults)
    if isMasking {
      var masked = outcome.results
      Masking.apply(to: &masked)
      try results.write(masked)
    } else {
      try results.write(outcome.results)
    }
    counts.subjectsRead += outcome.subjectsRead
    counts.subjectsGraded += outcome.subjectsGraded
    counts.subjectsSetAside += outcome.subjectsSetAside
    counts.laterRecords += outcome.laterRecords
    tally += outcome.tally
  }

  /// Writes faults.
  func add(_ found: [RowFault]) throws {
    guard !found.isEmpty else { return }
    if isStrict { throw StrictFault(fault: isMasking ? found[0].masked : found[0]) }
    for fault in found { counts.faults[fault.reason.code, default: 0] += 1 }
    guard let faults else { return }
    buffer.removeAll(keepingCapacity: true)
    for fault in found { fault.appendJSONLine(to: &buffer) }
    if isMasking { Masking.apply(to: &buffer) }
    try faults.write(buffer)
  }

  func note(unknown: [RunSummary.ColumnName], missing: [RunSummary.ColumnName]) {
    counts.unknownColumns += unknown
    counts.missingColumns += missing
  }

  /// Gives the files their names: the faults first, so that results never stand there without them.
  func commit() throws(FileError) {
    try faults?.commit()
    try results.commit()
  }

  func summary(of program: IRProgram) -> RunSummary {
    var summary = counts
    let outline = program.outline
    if outline.grade != nil {
      let grades = tally.grades
      summary.grades = gradeLabels(program).labels.enumerated().map { index, label in
        RunSummary.GradeCount(grade: label, count: index < grades.count ? grades[index] : 0)
      }
      summary.withoutGrade = grades.last ?? 0
    }
    summary.rules = zip(outline.rules, padded(tally.rules, to: outline.rules.count)).map {
      RunSummary.NameCount(name: $0.clause.name, count: $1)
    }
    summary.measures = zip(outline.measures, padded(tally.measures, to: outline.measures.count)).map {
      RunSummary.NameCount(name: $0.clause.name, count: $1)
    }
    return summary
  }

  /// The counts, or zeros where no subject was graded.
  private func padded(_ counts: [Int], to count: Int) -> [Int] {
    counts.isEmpty ? Array(repeating: 0, count: count) : counts
  }
}
