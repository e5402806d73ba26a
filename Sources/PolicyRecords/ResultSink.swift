import PolicyDiagnostics
import PolicyDigest
import PolicyIR
import PolicyTypes

/// The files that a run writes and the counts that it keeps.
final class ResultSink {
  private let results: StampedFile
  private let faults: StampedFile?
  private let isStrict: Bool
  /// The fields whose values are masked in faults, as is every citizen identity number; nil masks nothing.
  private let maskedFields: Set<String>?
  private let explanations: OutputFile?
  private let request: ExplanationRequest?
  /// The subjects of the sample so far, in the order of the input.
  private(set) var sample: [ChosenSubject] = []
  private let journal: (file: ResultJournal, format: ResultFormat)?
  private var counts = RunSummary()
  private var tally = OutcomeTally()
  private var wrongIdentifiers: [String: Int] = [:]
  /// Those of them that count as absent.
  private var absentIdentifiers: [String: Int] = [:]
  /// Names in the data that nothing is declared under.
  private var unknownNames: Set<RunSummary.ColumnName> = []
  private var buffer: [UInt8] = []

  init(
    results: String, faults: String?, isStrict: Bool, maskedFields: Set<String>? = nil, isStamping: Bool = false,
    header: [UInt8], journal: (file: ResultJournal, format: ResultFormat)? = nil,
    explanations: ExplanationRequest? = nil
  ) throws(FileError) {
    self.results = try StampedFile(path: results, isStamping: isStamping)
    self.faults = if let faults { try StampedFile(path: faults, isStamping: isStamping) } else { nil }
    self.isStrict = isStrict
    self.maskedFields = maskedFields
    self.journal = journal
    request = explanations
    self.explanations = if let explanations { try OutputFile(path: explanations.path) } else { nil }
    try write(header)
  }

  var subjectsRead: Int { counts.subjectsRead }

  var bytesRead: Int {
    get { counts.bytesRead }
    set { counts.bytesRead = newValue }
  }

  /// Writes the outcome of the next piece of the input.
  func add(_ outcome: SliceOutcome) throws {
    try add(outcome.faults)
    if maskedFields != nil {
      var masked = outcome.results
      Masking.apply(to: &masked)
      try write(masked)
    } else {
      try write(outcome.results)
    }
    counts.subjectsRead += outcome.subjectsRead
    counts.subjectsGraded += outcome.subjectsGraded
    counts.subjectsSetAside += outcome.subjectsSetAside
    counts.laterRecords += outcome.laterRecords
    unknownNames.formUnion(outcome.unknownNames)
    tally += outcome.tally
    if let size = request?.choice.sampleSize {
      sample += outcome.candidates
      sample.keepSample(of: size)
    } else {
      try write(explanations: outcome.explanations)
    }
  }

  /// Writes lines of explanations.
  func write(explanations lines: [UInt8]) throws(FileError) {
    counts.explained += lines.count { $0 == UInt8(ascii: "\n") }
    try explanations?.write(lines)
  }

  private func write(_ rows: [UInt8]) throws(FileError) {
    try results.write(rows)
    try journal?.file.append(rows: rows, journal?.format ?? .jsonLines)
  }

  /// How many faults people are shown at once; the others are in the file.
  private static let shownFaults = 3

  /// Writes faults.
  func add(_ found: [RowFault]) throws {
    guard !found.isEmpty else { return }
    if isStrict, let first = found.first(where: { $0.treatment == .fault }) {
      throw StrictFault(fault: maskedFields.map { first.masked(fields: $0) } ?? first)
    }
    for fault in found {
      if fault.treatment != .fault {
        count(invalid: fault)
        continue
      }
      counts.faults[fault.reason.code, default: 0] += 1
      if counts.firstFaults.count < Self.shownFaults {
        counts.firstFaults.append(maskedFields.map { fault.masked(fields: $0) } ?? fault)
      }
      guard let field = fault.fieldPath else { continue }
      counts.fieldFaults[field, default: 0] += 1
      if fault.reason.code == .wrongIdentifier { wrongIdentifiers[field, default: 0] += 1 }
    }
    guard let faults else { return }
    buffer.removeAll(keepingCapacity: true)
    for fault in found { (maskedFields.map { fault.masked(fields: $0) } ?? fault).appendJSONLine(to: &buffer) }
    try faults.write(buffer)
  }

  private func count(invalid value: RowFault) {
    guard let field = value.fieldPath else { return }
    let place = counts.invalidValues.firstIndex { $0.field == field && $0.treatment == value.treatment }
    if let place {
      counts.invalidValues[place].count += 1
    } else {
      counts.invalidValues.append(RunSummary.InvalidCount(field: field, treatment: value.treatment, count: 1))
    }
    if value.reason.code == .wrongIdentifier {
      wrongIdentifiers[field, default: 0] += 1
      absentIdentifiers[field, default: 0] += 1
    }
  }

  func note(unknown: [RunSummary.ColumnName], missing: [RunSummary.ColumnName]) {
    counts.unknownColumns += unknown
    counts.missingColumns += missing
  }

  /// Gives the files their names: the faults first, so that results never stand there without them.
  func commit() throws(FileError) {
    try faults?.commit()
    try explanations?.commit()
    try results.commit()
  }

  /// What was written, and what was read; nil where no digests are taken.
  func stamps(input: [FileStamp]) -> RunStamps? {
    results.stamp.map { RunStamps(input: input, results: $0, faults: faults?.stamp) }
  }

  func summary(of program: IRProgram, _ decoder: RecordDecoder) -> RunSummary {
    var summary = counts
    summary.unknownColumns += unknownNames.sorted { ($0.file, $0.column) < ($1.file, $1.column) }
    summary.identifiers = decoder.identifierFields.enumerated().map { place, identifier in
      let decoding = decoder.decoders[decoder.number(of: identifier.field, in: identifier.domain)]
      let record = decoder.sourceName(of: identifier.domain).map { $0 + "." } ?? ""
      let field = record + decoder.sourceName(of: decoding)
      return RunSummary.IdentifierCount(
        field: field, kind: identifier.kind, right: place < tally.identifiers.count ? tally.identifiers[place] : 0,
        absent: (place < tally.withoutIdentifiers.count ? tally.withoutIdentifiers[place] : 0)
          - (absentIdentifiers[field] ?? 0),
        wrong: wrongIdentifiers[field] ?? 0)
    }
    let outline = program.outline
    if outline.grade != nil {
      let grades = tally.grades
      summary.grades = gradeLabels(program).labels.enumerated().map { index, label in
        RunSummary.GradeCount(grade: label, count: index < grades.count ? grades[index] : 0)
      }
      summary.withoutGrade = grades.last ?? 0
    }
    if outline.grade?.decision != nil { summary.decided = tally.decided }
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

/// An output file whose digest is taken as it is written.
private final class StampedFile {
  private let file: OutputFile
  private var stamper: FileStamper?

  init(path: String, isStamping: Bool) throws(FileError) {
    file = try OutputFile(path: path)
    stamper = isStamping ? FileStamper() : nil
  }

  /// What was written so far, under the file's own name.
  var stamp: FileStamp? {
    stamper?.stamp(named: String(file.path.split(separator: "/").last ?? Substring(file.path)))
  }

  func write(_ bytes: [UInt8]) throws(FileError) {
    stamper?.add(bytes.span)
    try file.write(bytes)
  }

  func commit() throws(FileError) { try file.commit() }
}
