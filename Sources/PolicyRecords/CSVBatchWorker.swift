import PolicyExecution
import PolicyIR

/// Takes runs of subjects of a CSV folder to results, one after the other.
final class CSVBatchWorker {
  private var reader: CSVSubjectReader
  private let evaluator: BatchEvaluator
  private let folder: CSVFolder

  /// The subjects of a batch, so that its columns stay in the cache.
  static let batchSize = 2048

  init(_ setup: RunSetup, _ folder: CSVFolder) {
    self.folder = folder
    reader = CSVSubjectReader(folder, decoder: setup.decoder, asOf: setup.plan.asOf)
    evaluator = BatchEvaluator(plan: setup.plan, formatter: setup.formatter, decoder: setup.decoder)
  }

  /// Reads and evaluates the subjects at the places `ordinals`.
  func process(_ ordinals: Range<Int>) -> SliceOutcome {
    var outcome = SliceOutcome()
    outcome.subjectsRead = ordinals.count
    let laterBefore = reader.assembler.builder.laterRecordCount
    var origins: [BatchEvaluator.Origin] = []
    for ordinal in ordinals {
      let faults = reader.read(ordinal)
      if faults.isEmpty {
        origins.append(BatchEvaluator.Origin(order: ordinal, place: ordinal))
      } else {
        outcome.subjectsSetAside += 1
        for fault in faults { outcome.add(fault, order: ordinal) }
      }
    }
    let batch = reader.finishBatch()
    evaluator.evaluate(batch, origins: origins, file: folder.files[0]?.table.file ?? "", into: &outcome) { ordinal in
      self.folder.files[0]?.table.line(of: self.folder.subjects[ordinal]) ?? 0
    }
    reader.recycle(batch)
    outcome.laterRecords = reader.assembler.builder.laterRecordCount - laterBefore
    outcome.sortFaults()
    return outcome
  }
}
