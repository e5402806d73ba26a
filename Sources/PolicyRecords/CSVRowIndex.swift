import CSimdJSON
import PolicyIR

// The rows of a record file come in any order. In a first pass each chunk finds the subject of each of its rows; then
// the rows are sorted by subject with a counting sort, which keeps those of one subject in the order of the file.
// Subjects are split into parts, so that the sort runs in parallel and stays in the cache.

/// How subjects are split into parts.
enum SubjectParts {
  static let shift = 16

  static func count(of subjectCount: Int) -> Int { (subjectCount + (1 << shift) - 1) >> shift }
}

/// A row and its subject.
struct CSVRowEntry: Sendable {
  let offset: UInt32
  let ordinal: Int32
}

/// The rows of one chunk, by the part that their subject is in.
struct CSVChunkRows: Sendable {
  var parts: [[CSVRowEntry]]

  /// Rows without a subject: with an id that there is not, with none, or with a quote that hides it.
  var orphans: [CSVOrphan] = []
}

struct CSVOrphan: Sendable {
  enum Kind: Sendable {
    case unknownSubject
    case noSubject
    case malformed
    case overlong
  }

  let offset: Int
  let kind: Kind
}

extension CSVChunk {
  /// Calls `body` with the start of each row and the key in its column `column`; nil where that is empty, or where a
  /// quote hides it, which the last argument tells.
  func forEachRow(
    from start: Int, keyIn column: Int, _ body: (_ offset: Int, _ key: SubjectKey?, _ isMalformed: Bool) -> Void
  ) {
    let bytes = bytes
    let text = bytes.span.extracting(0..<count)
    if !hasQuotes { return forEachPlainRow(text, from: start, keyIn: column, body) }
    var offset = start
    while offset < text.count {
      if let next = blankLineEnd(text, offset) {
        offset = next
        continue
      }
      var cursor = CSVCursor(at: offset)
      var end = CSVCursor.FieldEnd.field
      var place = 0
      while place <= column, end == .field {
        end = cursor.next(text)
        place += 1
      }
      if end == .malformed || place <= column {
        body(offset, nil, true)
      } else if cursor.count == 0 {
        body(offset, nil, false)
      } else if cursor.hasDoubledQuotes {
        let content = cursor.unescaped(text)
        body(offset, SubjectKey(content.span), false)
      } else {
        body(offset, SubjectKey(text.extracting(cursor.start..<cursor.start + cursor.count)), false)
      }
      offset = end == .row ? min(cursor.position, text.count) : restOfRow(text, offset, cursor, end)
    }
  }

  /// The same where a row is a line.
  @inline(__always)
  private func forEachPlainRow(
    _ text: borrowing Span<UInt8>, from start: Int, keyIn column: Int,
    _ body: (_ offset: Int, _ key: SubjectKey?, _ isMalformed: Bool) -> Void
  ) {
    var keys = [CSVRowKey](repeating: CSVRowKey(), count: 512)
    var next = start
    while next < text.count {
      let found = unsafe text.withUnsafeBufferPointer { buffer -> Int in
        guard let base = buffer.baseAddress else { return 0 }
        return unsafe CSVFindKeys(base, buffer.count, next, UInt32(column), &keys, keys.count, &next)
      }
      for key in keys.prefix(found) {
        let content = Int(key.start)..<Int(key.start) + Int(key.length)
        let isEmpty = !key.isThere || content.isEmpty
        body(Int(key.row), isEmpty ? nil : SubjectKey(text.extracting(content)), !key.isThere)
      }
    }
  }

  private func restOfRow(
    _ text: borrowing Span<UInt8>, _ start: Int, _ cursor: CSVCursor, _ end: CSVCursor.FieldEnd
  ) -> Int {
    if end == .malformed { return endOfLine(text, from: start) }
    var cursor = cursor
    return cursor.endOfRow(text, startingAt: start)
  }

  private func blankLineEnd(_ text: borrowing Span<UInt8>, _ offset: Int) -> Int? {
    if text[offset] == UInt8(ascii: "\n") { return offset + 1 }
    guard text[offset] == UInt8(ascii: "\r"), offset + 1 == text.count || text[offset + 1] == UInt8(ascii: "\n") else {
      return nil
    }
    return min(offset + 2, text.count)
  }

  /// Finds the subjects of the rows of a record file.
  func rows(from start: Int, subjectColumn: Int, subjects: SubjectKeyIndex, partCount: Int) -> CSVChunkRows {
    var rows = CSVChunkRows(parts: Array(repeating: [], count: partCount))
    if isOverlong { rows.orphans.append(CSVOrphan(offset: 0, kind: .overlong)) }
    // As many as there are if rows are of a usual length and spread evenly, so that little is moved.
    for part in 0..<partCount { rows.parts[part].reserveCapacity(count / (48 * partCount)) }
    // Look-ups miss the cache, so that each is announced some rows before it is made.
    let distance = 16
    var announced: [(offset: Int, key: SubjectKey)] = []
    announced.reserveCapacity(distance)
    var next = 0
    func lookUp(_ offset: Int, _ key: SubjectKey) {
      guard let ordinal = subjects.ordinal(of: key) else {
        rows.orphans.append(CSVOrphan(offset: offset, kind: .unknownSubject))
        return
      }
      rows.parts[ordinal >> SubjectParts.shift].append(CSVRowEntry(offset: UInt32(offset), ordinal: Int32(ordinal)))
    }
    forEachRow(from: start, keyIn: subjectColumn) { offset, key, isMalformed in
      guard let key else {
        rows.orphans.append(CSVOrphan(offset: offset, kind: isMalformed ? .malformed : .noSubject))
        return
      }
      subjects.prefetch(key)
      if announced.count < distance {
        announced.append((offset, key))
      } else {
        lookUp(announced[next].offset, announced[next].key)
        announced[next] = (offset, key)
        next = (next + 1) % distance
      }
    }
    for place in 0..<announced.count {
      let (offset, key) = announced[(next + place) % announced.count]
      lookUp(offset, key)
    }
    rows.orphans.sort { $0.offset < $1.offset }
    return rows
  }
}

/// The rows of a record file for the subjects of one part, sorted by subject.
struct CSVRowGroups: Sendable {
  /// The first row of each subject of the part, then the count.
  private let starts: [Int32]
  let rows: [CSVRowPlace]

  /// Sorts what all chunks found for part `part`.
  init(_ chunks: [CSVChunkRows], part: Int) {
    let subjectCount = 1 << SubjectParts.shift
    let mask = Int32(subjectCount - 1)
    var starts = [Int32](repeating: 0, count: subjectCount + 1)
    var total = 0
    for chunk in chunks {
      total += chunk.parts[part].count
      for entry in chunk.parts[part] { starts[Int(entry.ordinal & mask) + 1] += 1 }
    }
    for subject in 0..<subjectCount { starts[subject + 1] += starts[subject] }
    var next = starts
    var rows = Array(repeating: CSVRowPlace(chunk: 0, offset: 0), count: total)
    for (number, chunk) in chunks.enumerated() {
      for entry in chunk.parts[part] {
        let subject = Int(entry.ordinal & mask)
        rows[Int(next[subject])] = CSVRowPlace(chunk: number, offset: Int(entry.offset))
        next[subject] += 1
      }
    }
    self.starts = starts
    self.rows = rows
  }

  /// Returns the rows of a subject of the part.
  func rows(of ordinal: Int) -> ArraySlice<CSVRowPlace> { rows[range(of: ordinal)] }

  /// Where the rows of a subject of the part are.
  @inline(__always)
  func range(of ordinal: Int) -> Range<Int> {
    let subject = ordinal & (1 << SubjectParts.shift - 1)
    return Int(starts[subject])..<Int(starts[subject + 1])
  }
}
