import PolicyExecution
import PolicyIR

/// Takes the parts of the subjects of a CSV folder to results, one after the other.
///
/// Subjects come from columns, all values of a field at once. One in which something is wrong is read again by itself,
/// value by value, to tell everything that is wrong with it; so is every subject where records hang below others.
final class CSVBatchWorker {
  private let folder: CSVFolder
  private var columns: CSVPartReader?
  private var reader: CSVSubjectReader
  private let evaluator: any BatchConsumer
  private let request: ExplanationRequest?
  private let details: DetailReader?

  init(_ setup: RunSetup, _ folder: CSVFolder, details: DetailReader? = nil) {
    request = setup.explanations
    self.details = details
    self.folder = folder
    columns = CSVPartReader(folder, decoder: setup.decoder, asOf: setup.asOf)
    reader = CSVSubjectReader(folder, decoder: setup.decoder, asOf: setup.asOf)
    evaluator = setup.makeConsumer()
  }

  /// Evaluates the subjects of a part, which are at the places `subjects`.
  func process(part: Int, subjects: Range<Int>) -> SliceOutcome {
    var outcome = SliceOutcome()
    outcome.subjectsRead = subjects.count
    if columns?.load(part, subjects) ?? false {
      processInColumns(&outcome)
    } else {
      processOneByOne(subjects, &outcome)
    }
    outcome.sortFaults()
    return outcome
  }

  // MARK: In columns

  private func processInColumns(_ outcome: inout SliceOutcome) {
    var laterBefore = columns?.laterRecordCount ?? 0
    while let (ordinals, removed) = columns?.next() {
      let laterCount = columns?.laterRecordCount ?? 0
      defer { laterBefore = laterCount }
      if !removed.isEmpty, reader.assembler.decoder.acceptsInvalidValues {
        // Columns do not tell a fault from an invalid value that the policy takes for missing or void.
        processOneByOne(ordinals, &outcome)
        continue
      }
      outcome.laterRecords += laterCount - laterBefore
      for ordinal in removed { setAside(ordinal, &outcome) }
      let good = removed.isEmpty ? Array(ordinals) : ordinals.filter(Set(ordinals).subtracting(removed).contains)
      if let batch = columns?.batch { evaluate(batch, of: good, &outcome) }
    }
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
    let laterBefore = reader.assembler.builder.laterRecordCount
    defer { outcome.laterRecords += reader.assembler.builder.laterRecordCount - laterBefore }
    var good: [Int] = []
    for ordinal in ordinals {
      let faults = reader.read(ordinal)
      guard faults.isEmpty else {
        add(faults, of: ordinal, &outcome)
        continue
      }
      good.append(ordinal)
      for value in reader.invalidValues(of: ordinal) { outcome.add(value, order: ordinal) }
    }
    let batch = reader.finishBatch()
    evaluate(batch, of: good, &outcome)
    reader.recycle(batch)
  }

  // MARK: Outcomes

  private func evaluate(_ batch: Batch, of ordinals: [Int], _ outcome: inout SliceOutcome) {
    let origins = ordinals.map { BatchOrigin(order: $0, place: $0) }
    evaluator.evaluate(batch, origins: origins, file: file, into: &outcome, line: line(of:))
    guard let request, !outcome.chosen.isEmpty else { return }
    outcome.explainChosen(by: request, with: details) { .ordinal($0.place) }
  }

  private func add(_ faults: [RowFault], of ordinal: Int, _ outcome: inout SliceOutcome) {
    outcome.subjectsSetAside += 1
    for fault in faults { outcome.add(fault, order: ordinal) }
  }

  private var file: String { folder.files[0]?.table.file ?? "" }

  private func line(of ordinal: Int) -> Int { folder.files[0]?.table.line(of: folder.subjects[ordinal]) ?? 0 }
}
