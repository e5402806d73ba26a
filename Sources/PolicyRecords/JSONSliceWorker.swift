import CSimdJSON
import PolicyDiagnostics
import PolicyExecution
import PolicyIR
import PolicyTypes

/// Takes slices of a JSON Lines input to results, one after the other.
///
/// Subjects go through columns, all values of a field at once. One in which something is wrong is read again by itself,
/// value by value, to tell everything that is wrong with it.
final class JSONSliceWorker {
  private let scanner: JSONScanner
  private let evaluator: any BatchConsumer
  private let request: ExplanationRequest?
  private let details: DetailReader?
  private var columns: ColumnDecoder
  private let file: String

  /// Reads single lines.
  private let lineScanner: JSONScanner
  private var assembler: SubjectAssembler

  /// How many of the scanner's unknown names were looked at.
  private var namesNoted = 0

  /// Where the subjects of the batch at hand come from.
  private var origins: [BatchOrigin] = []

  /// The most subjects of a batch, so that its columns and the text that they come from stay in the cache.
  private static let batchSize = 512

  init(_ setup: RunSetup, file: String) throws(RecordsError) {
    guard let scanner = JSONScanner(for: setup.decoder), let lineScanner = JSONScanner(for: setup.decoder) else {
      throw .outOfMemory
    }
    self.scanner = scanner
    self.lineScanner = lineScanner
    evaluator = setup.makeConsumer()
    request = setup.explanations
    details = try Self.details(setup)
    columns = ColumnDecoder(decoder: setup.decoder, asOf: setup.asOf)
    assembler = SubjectAssembler(decoder: setup.decoder, asOf: setup.asOf, files: [file])
    self.file = file
  }

  private static func details(_ setup: RunSetup) throws(RecordsError) -> DetailReader? {
    guard let request = setup.explanations else { return nil }
    return try DetailReader(linesFor: setup, needed: request.needed)
  }

  /// Reads and evaluates the subjects of a slice; those on the lines of `repeated` are faults.
  func process(_ slice: LineSlice, repeated: Set<Int> = []) throws(RecordsError) -> SliceOutcome {
    var outcome = SliceOutcome()
    try process(slice, repeated: repeated, into: &outcome)
    return outcome
  }

  /// The same into an outcome of nothing, whose memory is used.
  func process(_ slice: LineSlice, repeated: Set<Int> = [], into outcome: inout SliceOutcome) throws(RecordsError) {
    if slice.isOverlong { return outcome = overlong() }
    let lineCount = scanner.forEachBatch(in: slice.bytes, count: slice.count, of: Self.batchSize) { lines, rows in
      process(lines, rows, of: slice, repeated: repeated, &outcome)
    }
    guard let lineCount else { throw .outOfMemory }
    outcome.lineCount = lineCount
    noteUnknownNames(in: &outcome)
    outcome.keys.sort { $0.line < $1.line }
    outcome.sortFaults()
  }

  /// Notes names that were not met before and that nothing is declared under; a field that the policy does not read is
  /// no mistake.
  private func noteUnknownNames(in outcome: inout SliceOutcome) {
    let decoder = assembler.decoder
    for index in namesNoted..<scanner.unknownNameCount {
      let (domain, name) = scanner.unknownName(index)
      let known = decoder.names(in: domain)
      guard !known.contains(name) else { continue }
      let owner = domain == .subject ? "" : decoder.mapping.domains[domain.index].source + "."
      outcome.unknownNames.append(
        RunSummary.ColumnName(file: file, column: owner + name, nearest: nearestName(to: name, among: known)))
    }
    namesNoted = scanner.unknownNameCount
  }

  private func process(
    _ lines: ScannedLines, _ rows: ScannedRows, of slice: LineSlice, repeated: Set<Int>, _ outcome: inout SliceOutcome
  ) {
    outcome.subjectsRead += lines.plain.count + lines.irregular.count
    let unwanted = repeated.isEmpty ? [] : lines.plain.indices.filter { repeated.contains(Int(lines.plain[$0].number)) }
    let laterBefore = columns.laterRecordCount
    let removed = columns.decode(rows, unwanted: unwanted)
    if assembler.decoder.acceptsInvalidValues, !removed.isEmpty || !lines.irregular.isEmpty {
      // Columns do not tell a fault from an invalid value that the policy takes for missing or void.
      return processOneByOne(lines, of: slice, repeated, &outcome)
    }
    outcome.laterRecords += columns.laterRecordCount - laterBefore
    for line in lines.irregular { setAside(line, of: slice, repeated, &outcome) }
    for subject in removed { setAside(lines.plain[subject], of: slice, repeated, &outcome) }
    origins.removeAll(keepingCapacity: true)
    for line in lines.plain { origins.append(BatchOrigin(order: Int(line.number), place: Int(line.number))) }
    for subject in removed.reversed() { origins.remove(at: subject) }
    evaluate(columns.batch, of: lines, in: slice, &outcome)
  }

  /// Evaluates the subjects of a batch, which have their origins.
  private func evaluate(_ batch: Batch, of lines: ScannedLines, in slice: LineSlice, _ outcome: inout SliceOutcome) {
    addKeys(of: batch, &outcome)
    evaluator.evaluate(batch, origins: origins, file: file, into: &outcome) { $0 }
    guard let request, !outcome.chosen.isEmpty else { return }
    outcome.explainChosen(by: request, with: details) { subject in
      let isIt = { (line: JSONLinePlace) in Int(line.number) == subject.place }
      return (lines.plain.first(where: isIt) ?? lines.irregular.first(where: isIt)).map { line in
        .line(Array(slice.bytes[Int(line.offset)..<Int(line.offset + line.length)]))
      }
    }
  }

  private func processOneByOne(
    _ lines: ScannedLines, of slice: LineSlice, _ repeated: Set<Int>, _ outcome: inout SliceOutcome
  ) {
    let laterBefore = assembler.builder.laterRecordCount
    origins.removeAll(keepingCapacity: true)
    for line in (Array(lines.plain) + Array(lines.irregular)).sorted(by: { $0.number < $1.number }) {
      if repeated.contains(Int(line.number)) || !read(line, of: slice, &outcome) {
        setAside(line, of: slice, repeated, &outcome)
      }
    }
    outcome.laterRecords += assembler.builder.laterRecordCount - laterBefore
    let batch = assembler.builder.finish()
    evaluate(batch, of: lines, in: slice, &outcome)
    assembler.builder.recycle(batch)
  }

  /// Reads a line into the assembler's batch and notes its invalid values; false where it has faults.
  private func read(_ line: JSONLinePlace, of slice: LineSlice, _ outcome: inout SliceOutcome) -> Bool {
    var isRead = false
    let range = Int(line.offset)..<Int(line.offset + line.length)
    let number = Int(line.number)
    _ = lineScanner.forEachLine(in: slice.bytes, range) { scanned in
      isRead = scanned.assemble(with: &assembler).isEmpty
      guard isRead, !assembler.invalidValues.isEmpty else { return }
      for var value in assembler.invalidValues.withSubject(scanned.id(assembler.decoder)) {
        value.line = number
        outcome.add(value, order: number)
      }
    }
    if isRead { origins.append(BatchOrigin(order: number, place: number)) }
    return isRead
  }

  /// Reads a line by itself and notes its faults.
  private func setAside(_ line: JSONLinePlace, of slice: LineSlice, _ repeated: Set<Int>, _ outcome: inout SliceOutcome)
  {
    var faults: [RowFault] = []
    let range = Int(line.offset)..<Int(line.offset + line.length)
    _ = lineScanner.forEachLine(in: slice.bytes, range) { scanned in
      faults = scanned.assemble(with: &assembler)
      if faults.isEmpty {
        assembler.builder.abandonSubject()
        // What is set aside without a fault of its own repeats another subject, or found no memory.
        let reason = repeated.contains(Int(line.number)) ? FaultReason.repeatedSubject : .outOfMemory
        faults = [RowFault(file: file, line: 0, reason: reason)].withSubject(scanned.id(assembler.decoder))
      }
    }
    outcome.subjectsSetAside += 1
    for var fault in faults {
      fault.line = Int(line.number)
      outcome.add(fault, order: Int(line.number))
    }
    if let id = faults.first?.subject {
      outcome.keys.append(SubjectEntry(key: SubjectKey(id.utf8.span), line: Int(line.number), isSetAside: true))
    }
  }

  private func addKeys(of batch: Batch, _ outcome: inout SliceOutcome) {
    guard let idField = assembler.decoder.schema[.subject].key else { return }
    let column = batch[.subject].columns[idField]
    let text = batch.text.span
    outcome.keys.reserveCapacity(outcome.keys.count + origins.count)
    for row in origins.indices where column.isPresent(row) {
      let key: SubjectKey
      if !column.texts.isEmpty {
        let range = column.texts[row]
        key = SubjectKey(text.extracting(Int(range.start)..<Int(range.start) + Int(range.count)))
      } else if !column.integers.isEmpty {
        key = SubjectKey(String(column.integers[row]).utf8.span)
      } else {
        continue
      }
      outcome.keys.append(SubjectEntry(key: key, line: origins[row].place, isSetAside: false))
    }
  }

  private func overlong() -> SliceOutcome {
    var outcome = SliceOutcome()
    outcome.subjectsRead = 1
    outcome.subjectsSetAside = 1
    outcome.lineCount = 1
    outcome.add(
      RowFault(file: file, line: 0, reason: .lineTooLong(limit: LineSliceReader.lineLimit)), order: 0)
    return outcome
  }
}
