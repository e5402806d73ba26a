import PolicyExecution
import PolicyIR
import PolicyTypes

/// Puts the subjects of a part with their records into batches, from columns.
struct CSVPartReader {
  private let files: [CSVRecordFile?]
  private let columns: CSVFolderColumns
  private let repeated: Set<Int>

  /// For each domain the fields that are read, and its records in the part at hand.
  private let fields: [[Int]]
  private var records: [CSVPartRecords]
  private let recordDomains: [Int]

  private var completion: BatchCompletion
  private(set) var batch: Batch

  /// The subjects of the part, and how many of them have been read.
  private var subjects = 0..<0
  private var readCount = 0

  /// About how many records a batch has at most, so that its columns stay in the cache, and the most bytes that the
  /// texts of a part may have.
  private static let recordCount = 1 << 15
  private static let textLimit = 1 << 30

  /// Makes a reader; nil where the folder is not there as columns.
  init?(_ folder: CSVFolder, decoder: RecordDecoder, asOf: CalendarDate) {
    guard let columns = folder.columns else { return nil }
    self.columns = columns
    files = folder.files
    repeated = folder.repeated
    fields = decoder.schema.domains.indices.map { decoder.selection.readFields(of: DomainID($0)) }
    records = decoder.schema.domains.map { _ in CSVPartRecords() }
    recordDomains = files.indices.filter { $0 > 0 && folder.files[$0] != nil }
    completion = BatchCompletion(schema: decoder.schema, selection: decoder.selection, asOf: asOf)
    batch = Batch(emptyFor: decoder.schema)
  }

  var laterRecordCount: Int { completion.laterRecordCount }

  /// Brings the records of a part together, which has the subjects `subjects`; false where it has too much text.
  mutating func load(_ part: Int, _ subjects: Range<Int>) -> Bool {
    var textCount = 0
    for domain in recordDomains {
      records[domain].load(part: part, subjectCount: subjects.count, from: files[domain]?.parted ?? [])
      textCount += records[domain].textCount
    }
    self.subjects = subjects
    readCount = 0
    return textCount <= Self.textLimit
  }

  /// Puts the next subjects of the part into the batch; returns them, and those of them that are not there because
  /// something is wrong with them. Nil at the end of the part.
  mutating func next() -> (subjects: Range<Int>, removed: [Int])? {
    guard readCount < subjects.count else { return nil }
    let places = readCount..<endOfBatch(from: readCount)
    readCount = places.upperBound
    let ordinals = subjects.lowerBound + places.lowerBound..<subjects.lowerBound + places.upperBound
    batch.removeAll()
    columns.subjects.put(ordinals, into: &batch, fields: fields[0])
    for domain in recordDomains { records[domain].put(places, into: &batch, domain: domain, fields: fields[domain]) }
    let faulty = ordinals.filter { columns.faulty.contains($0) || repeated.contains($0) }
    let removed = completion.complete(
      &batch, faulty: faulty.map { BatchRow(domain: .subject, row: $0 - ordinals.lowerBound) })
    return (ordinals, removed.map { ordinals.lowerBound + $0 })
  }

  /// The end of a batch of as many subjects as have not too many records, and of one at least.
  private func endOfBatch(from start: Int) -> Int {
    func count(_ place: Int) -> Int { recordDomains.reduce(0) { $0 + records[$1].recordCount(before: place) } }
    let first = count(start)
    if count(subjects.count) - first <= 2 * Self.recordCount { return subjects.count }
    var end = start + 1
    while end < subjects.count, count(end + 1) - first <= Self.recordCount { end += 1 }
    return end
  }
}
