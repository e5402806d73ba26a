import PolicyExecution
import PolicyIR
import PolicyTypes

/// Takes slices of a JSON Lines input to results, one after the other.
final class JSONSliceWorker {
  private let scanner: JSONScanner
  private let evaluator: BatchEvaluator
  private var assembler: SubjectAssembler
  private let file: String

  /// The most subjects of a batch, so that its columns stay in the cache.
  private static let batchSize = 2048

  init(_ setup: RunSetup, file: String) throws(RecordsError) {
    guard let scanner = JSONScanner(for: setup.decoder) else { throw .outOfMemory }
    self.scanner = scanner
    evaluator = BatchEvaluator(plan: setup.plan, formatter: setup.formatter, decoder: setup.decoder)
    assembler = SubjectAssembler(decoder: setup.decoder, asOf: setup.plan.asOf, files: [file])
    self.file = file
  }

  /// Reads and evaluates the subjects of a slice; those on the lines of `repeated` are faults.
  func process(_ slice: LineSlice, repeated: Set<Int> = []) throws(RecordsError) -> SliceOutcome {
    var outcome = SliceOutcome()
    if slice.isOverlong { return overlong() }
    var origins: [BatchEvaluator.Origin] = []
    let laterBefore = assembler.builder.laterRecordCount
    let lineCount = scanner.forEachLine(in: slice.bytes, count: slice.count) { line in
      outcome.subjectsRead += 1
      assembler.line = line.number
      var faults = line.assemble(with: &assembler)
      if faults.isEmpty, repeated.contains(line.number) {
        assembler.builder.abandonSubject()
        faults = [RowFault(file: file, line: line.number, reason: .repeatedSubject)].withSubject(
          line.id(assembler.decoder))
      }
      if faults.isEmpty {
        origins.append(BatchEvaluator.Origin(order: line.number, place: line.number))
        if origins.count == Self.batchSize { finishBatch(&origins, &outcome) }
      } else {
        setAside(faults, line, &outcome)
      }
    }
    guard let lineCount else { throw .outOfMemory }
    finishBatch(&origins, &outcome)
    outcome.lineCount = lineCount
    outcome.laterRecords = assembler.builder.laterRecordCount - laterBefore
    outcome.keys.sort { $0.line < $1.line }
    outcome.sortFaults()
    return outcome
  }

  private func setAside(_ faults: [RowFault], _ line: ScannedLine, _ outcome: inout SliceOutcome) {
    outcome.subjectsSetAside += 1
    for var fault in faults {
      fault.line = line.number
      outcome.add(fault, order: line.number)
    }
    if let id = faults[0].subject {
      outcome.keys.append(SubjectEntry(key: SubjectKey(id.utf8.span), line: line.number, isSetAside: true))
    }
  }

  private func finishBatch(_ origins: inout [BatchEvaluator.Origin], _ outcome: inout SliceOutcome) {
    let batch = assembler.builder.finish()
    addKeys(of: batch, origins, &outcome)
    evaluator.evaluate(batch, origins: origins, file: file, into: &outcome) { $0 }
    assembler.builder.recycle(batch)
    origins.removeAll(keepingCapacity: true)
  }

  private func addKeys(of batch: Batch, _ origins: [BatchEvaluator.Origin], _ outcome: inout SliceOutcome) {
    guard let idField = assembler.decoder.schema[.subject].key else { return }
    let column = batch[.subject].columns[idField]
    let text = batch.text.span
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
