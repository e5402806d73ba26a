import PolicyExecution
import PolicyIR

/// Takes runs of subjects of a CSV folder to results, one after the other.
///
/// Subjects go through columns, all values of a field at once. One in which something is wrong is read again by itself,
/// value by value, to tell everything that is wrong with it; so is every subject where records hang below others.
final class CSVBatchWorker {
  private let scanner: CSVScanner?
  private var columns: ColumnDecoder
  private var reader: CSVSubjectReader
  private let evaluator: any BatchConsumer
  private let folder: CSVFolder

  /// The subjects of a batch, so that its columns stay in the cache, and the bytes of their rows.
  static let batchSize = 2048
  private static let batchByteCount = 32 << 20

  init(_ setup: RunSetup, _ folder: CSVFolder) {
    self.folder = folder
    scanner = CSVScanner(for: folder, decoder: setup.decoder)
    columns = ColumnDecoder(decoder: setup.decoder, asOf: setup.asOf)
    reader = CSVSubjectReader(folder, decoder: setup.decoder, asOf: setup.asOf)
    evaluator = setup.makeConsumer()
  }

  /// Reads and evaluates the subjects at the places `ordinals`.
  func process(_ ordinals: Range<Int>) -> SliceOutcome {
    var outcome = SliceOutcome()
    outcome.subjectsRead = ordinals.count
    let laterBefore = columns.laterRecordCount + reader.assembler.builder.laterRecordCount
    if let scanner {
      processInColumns(ordinals, scanner, &outcome)
    } else {
      processOneByOne(ordinals, &outcome)
    }
    outcome.laterRecords = columns.laterRecordCount + reader.assembler.builder.laterRecordCount - laterBefore
    outcome.sortFaults()
    return outcome
  }

  // MARK: In columns

  private func processInColumns(_ ordinals: Range<Int>, _ scanner: CSVScanner, _ outcome: inout SliceOutcome) {
    var plain: [Int] = []
    scanner.clearRows()
    for ordinal in ordinals {
      if !folder.repeated.contains(ordinal), scanner.add(ordinal) {
        plain.append(ordinal)
      } else {
        setAside(ordinal, &outcome)
      }
      if scanner.textCount >= Self.batchByteCount { finish(&plain, scanner, &outcome) }
    }
    finish(&plain, scanner, &outcome)
  }

  /// Decodes and evaluates the rows that were scanned, which are those of the subjects `plain`.
  private func finish(_ plain: inout [Int], _ scanner: CSVScanner, _ outcome: inout SliceOutcome) {
    let removed = scanner.withRows { columns.decode($0) }
    for subject in removed { setAside(plain[subject], &outcome) }
    for subject in removed.reversed() { plain.remove(at: subject) }
    evaluate(columns.batch, of: plain, &outcome)
    plain.removeAll(keepingCapacity: true)
    scanner.clearRows()
  }

  private func setAside(_ ordinal: Int, _ outcome: inout SliceOutcome) {
    var faults = reader.read(ordinal)
    if faults.isEmpty {
      // What is set aside without a fault of its own found no memory.
      reader.abandonSubject()
      faults = [RowFault(file: file, line: line(of: ordinal), reason: .outOfMemory)]
    }
    add(faults, of: ordinal, &outcome)
  }

  // MARK: One by one

  private func processOneByOne(_ ordinals: Range<Int>, _ outcome: inout SliceOutcome) {
    var good: [Int] = []
    for ordinal in ordinals {
      let faults = reader.read(ordinal)
      if faults.isEmpty { good.append(ordinal) } else { add(faults, of: ordinal, &outcome) }
    }
    let batch = reader.finishBatch()
    evaluate(batch, of: good, &outcome)
    reader.recycle(batch)
  }

  // MARK: Outcomes

  private func evaluate(_ batch: Batch, of ordinals: [Int], _ outcome: inout SliceOutcome) {
    let origins = ordinals.map { BatchOrigin(order: $0, place: $0) }
    evaluator.evaluate(batch, origins: origins, file: file, into: &outcome, line: line(of:))
  }

  private func add(_ faults: [RowFault], of ordinal: Int, _ outcome: inout SliceOutcome) {
    outcome.subjectsSetAside += 1
    for fault in faults { outcome.add(fault, order: ordinal) }
  }

  private var file: String { folder.files[0]?.table.file ?? "" }

  private func line(of ordinal: Int) -> Int { folder.files[0]?.table.line(of: folder.subjects[ordinal]) ?? 0 }
}
