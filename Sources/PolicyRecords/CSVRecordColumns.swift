import PolicyExecution
import PolicyIR

// The rows of a record file come in any order. Each chunk is read into columns as it comes, and its rows are sorted by
// the part of the subjects that they belong to, while they are in the cache. Later the rows of a part are brought
// together from all chunks, a piece of each, and sorted by subject, which keeps those of one subject in the order of
// the file.

/// The rows of one chunk of a record file, by the part that their subject is in.
struct CSVPartedRows: Sendable {
  /// The first row of each part, then the count.
  private let starts: [Int32]
  /// For each row the place of its subject in the part, and where it begins in the chunk.
  let places: [UInt16]
  let offsets: [UInt32]
  let columns: [Column]
  let text: [UInt8]
  let orphans: [CSVOrphan]
  /// The subjects of rows in which something is wrong.
  let faultySubjects: [Int]

  /// Sorts the rows of a chunk.
  init(_ read: consuming CSVChunkColumns, isOverlong: Bool, partition: SubjectPartition) {
    let ordinals = read.ordinals
    var starts = [Int32](repeating: 0, count: partition.partCount + 1)
    for ordinal in ordinals where ordinal >= 0 { starts[partition.part(of: Int(ordinal)) + 1] += 1 }
    for part in 0..<partition.partCount { starts[part + 1] += starts[part] }
    var next = starts
    var rows = [Int32](repeating: 0, count: Int(starts[partition.partCount]))
    for (row, ordinal) in ordinals.enumerated() where ordinal >= 0 {
      let part = partition.part(of: Int(ordinal))
      rows[Int(next[part])] = Int32(row)
      next[part] += 1
    }
    self.starts = starts
    orphans = isOverlong ? [CSVOrphan(offset: 0, kind: .overlong)] : read.orphans
    faultySubjects = read.faulty.lazy.map { Int(ordinals[$0]) }.filter { $0 >= 0 }
    places = rows.map { UInt16(partition.place(of: Int(ordinals[Int($0)]))) }
    let rowOffsets = read.offsets
    offsets = rows.map { rowOffsets[Int($0)] }
    columns = read.columns.indices.map { place in
      var sorted = Column()
      sorted.take(rows[...], of: read.columns[place])
      sorted.forgetFullValidity()
      return sorted
    }
    text = read.text
  }

  /// The rows of a part.
  @inline(__always)
  func rows(of part: Int) -> Range<Int> { Int(starts[part])..<Int(starts[part + 1]) }
}

/// Brings the records of one part of the subjects together, from all chunks of a file.
///
/// Its memory is used again from part to part.
struct CSVPartRecords {
  private var columns: [Column] = []
  private var text: [UInt8] = []
  /// The rows by subject, and for each subject the first of them, then the count.
  private var rows: [Int32] = []
  private var starts: [Int32] = []
  private var places: [UInt16] = []

  /// How many bytes the texts have.
  var textCount: Int { text.count }

  /// Brings the records of `part` together, which has `subjectCount` subjects.
  mutating func load(part: Int, subjectCount: Int, from chunks: [CSVPartedRows]) {
    clear(columnCount: chunks.first?.columns.count ?? 0)
    let pieces = chunks.map { $0.rows(of: part) }
    for (number, rows) in pieces.enumerated() where !rows.isEmpty {
      places.append(contentsOf: chunks[number].places[rows])
    }
    for place in columns.indices {
      var column = Column()
      swap(&column, &columns[place])
      for (number, rows) in pieces.enumerated() where !rows.isEmpty {
        if chunks[number].columns[place].texts.isEmpty {
          column.append(rows, of: chunks[number].columns[place])
        } else {
          column.appendTexts(rows, of: chunks[number].columns[place], in: chunks[number].text, to: &text)
        }
      }
      swap(&column, &columns[place])
    }
    sort(subjectCount: subjectCount)
  }

  private mutating func clear(columnCount: Int) {
    if columns.count != columnCount { columns = Array(repeating: Column(), count: columnCount) }
    for place in columns.indices { columns[place].removeAll() }
    text.removeAll(keepingCapacity: true)
    places.removeAll(keepingCapacity: true)
  }

  private mutating func sort(subjectCount: Int) {
    starts.removeAll(keepingCapacity: true)
    starts.append(contentsOf: repeatElement(0, count: subjectCount + 1))
    for place in places { starts[Int(place) + 1] += 1 }
    for place in 0..<subjectCount { starts[place + 1] += starts[place] }
    var next = starts
    rows.removeAll(keepingCapacity: true)
    rows.append(contentsOf: repeatElement(0, count: places.count))
    for (row, place) in places.enumerated() {
      rows[Int(next[Int(place)])] = Int32(row)
      next[Int(place)] += 1
    }
  }

  /// How many records the subjects at the places before `place` have.
  func recordCount(before place: Int) -> Int { Int(starts[place]) }

  /// Puts the records of the subjects at `places` into the domain `index` of a batch.
  func put(_ places: Range<Int>, into batch: inout Batch, domain index: Int, fields: [Int]) {
    let range = Int(starts[places.lowerBound])..<Int(starts[places.upperBound])
    batch.domains[index].count = range.count
    let first = starts[places.lowerBound]
    batch.domains[index].starts.append(contentsOf: starts[places].lazy.map { $0 - first })
    for (place, field) in fields.enumerated() {
      batch.domains[index].columns[field].take(rows[range], of: columns[place])
      if !columns[place].texts.isEmpty { moveTexts(of: field, domain: index, to: &batch) }
    }
  }

  private func moveTexts(of field: Int, domain index: Int, to batch: inout Batch) {
    for row in 0..<batch.domains[index].count {
      let piece = batch.domains[index].columns[field].texts[row]
      let start = UInt32(batch.text.count)
      batch.text += text[Int(piece.start)..<Int(piece.start) + Int(piece.count)]
      batch.domains[index].columns[field].texts[row].start = start
    }
  }
}

extension Column {
  /// Appends rows of a column of texts and the texts themselves.
  mutating func appendTexts(
    _ rows: Range<Int>, of other: borrowing Column, in otherText: borrowing [UInt8], to text: inout [UInt8]
  ) {
    for row in rows {
      let piece = other.texts[row]
      texts.append(TextRange(start: UInt32(text.count), count: piece.count))
      validity.append(other.isPresent(row) ? 1 : 0)
      text += otherText[Int(piece.start)..<Int(piece.start) + Int(piece.count)]
    }
  }
}
