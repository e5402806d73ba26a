import PolicyExecution
import PolicyIR

/// A folder of CSV files in memory, with the records of each subject found.
struct CSVFolder: Sendable {
  /// One entry for each domain; nil for record types that are not read.
  let files: [CSVRecordFile?]

  /// The rows of the subjects, in the order of `subjects.csv`, and which of them repeat the id of an earlier one.
  let subjects: [CSVRowPlace]
  let repeated: Set<Int>

  /// All values as columns, where the folder was read for a run and no records hang below others.
  var columns: CSVFolderColumns?

  var subjectCount: Int { subjects.count }
  var byteCount: Int { files.reduce(0) { $0 + ($1?.table.byteCount ?? 0) } }
}

extension CSVFolder {
  /// The faults of the rows that belong to no subject, some at a time, in the order of the record types and of the
  /// rows.
  func orphanFaults(decoder: RecordDecoder) -> some Sequence<[RowFault]> {
    let size = 1000
    return files.lazy.compactMap(\.self).flatMap { file in
      stride(from: 0, to: file.orphans.count, by: size).lazy.map { start in
        file.orphans[start..<min(start + size, file.orphans.count)].map {
          file.fault(of: $0.orphan, in: $0.chunk, decoder)
        }
      }
    }
  }
}

extension CSVRecordFile {
  fileprivate func fault(of orphan: CSVOrphan, in chunk: Int, _ decoder: RecordDecoder) -> RowFault {
    let row = CSVRowPlace(chunk: chunk, offset: orphan.offset)
    let reason: FaultReason =
      switch orphan.kind {
      case .unknownSubject: .orphanRecord
      case .noSubject: .missingField
      case .malformed: .unbalancedQuotes
      case .overlong: .lineTooLong(limit: LineSliceReader.lineLimit)
      }
    let field = orphan.kind == .noSubject ? table.header.names[columns.subjectColumn] : nil
    return RowFault(
      file: table.file, line: table.line(of: row), subject: orphan.kind == .unknownSubject ? id(of: row) : nil,
      record: decoder.sourceName(of: columns.domain), field: field, reason: reason)
  }
}

/// The rows of a folder as typed columns.
struct CSVFolderColumns: Sendable {
  let partition: SubjectPartition
  let subjects: CSVSubjectColumns
  /// The subjects in which something is wrong, as far as it shows in one row or value.
  var faulty: SubjectFlags
}

/// A CSV file and what its columns and rows are to the policy.
struct CSVRecordFile: Sendable {
  var table: CSVTable
  let columns: CSVColumns

  /// The rows by subject, for each part of the subjects; empty for `subjects.csv` itself, and where rows are columns.
  var groups: [CSVRowGroups] = []
  /// The same as columns, for each chunk.
  var parted: [CSVPartedRows] = []
  var orphans: [(chunk: Int, orphan: CSVOrphan)] = []

  /// Returns the rows that belong to a subject, in the order of the file.
  func rows(of ordinal: Int, _ partition: SubjectPartition?) -> [CSVRowPlace] {
    guard let partition else { return Array(groups[ordinal >> SubjectParts.shift].rows(of: ordinal)) }
    let place = partition.place(of: ordinal)
    return parted.enumerated().flatMap { number, chunk in
      chunk.rows(of: partition.part(of: ordinal)).lazy.filter { chunk.places[$0] == place }.map {
        CSVRowPlace(chunk: number, offset: Int(chunk.offsets[$0]))
      }
    }
  }
}
