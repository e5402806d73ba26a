/// Cuts the subjects of a CSV folder into parts, by their place in the file: what is read and evaluated at once.
///
/// A part has so many subjects that its records stay in the cache while they are brought together.
struct SubjectPartition: Sendable {
  let subjectCount: Int
  private let shift: Int

  /// The most subjects of a part, and about how many records one should have.
  private static let maximumShift = 11
  private static let recordCount = 1 << 15
  private static let usualRowSize = 48

  /// Makes parts for subjects whose records take so many bytes in their files.
  init(subjectCount: Int, recordByteCount: Int) {
    self.subjectCount = subjectCount
    let recordsPerSubject = recordByteCount / Self.usualRowSize / max(1, subjectCount)
    var shift = Self.maximumShift
    while shift > 0, recordsPerSubject << shift > Self.recordCount { shift -= 1 }
    self.shift = shift
  }

  var partCount: Int { (subjectCount + (1 << shift) - 1) >> shift }

  /// The subjects of a part.
  func subjects(of part: Int) -> Range<Int> { part << shift..<min((part + 1) << shift, subjectCount) }

  @inline(__always)
  func part(of subject: Int) -> Int { subject >> shift }

  /// The place of a subject in its part.
  @inline(__always)
  func place(of subject: Int) -> Int { subject & (1 << shift - 1) }
}

/// Some of the subjects, one bit for each.
struct SubjectFlags: Sendable {
  private var words: [UInt64]

  init(subjectCount: Int) {
    words = Array(repeating: 0, count: (subjectCount + 63) / 64)
  }

  mutating func insert(_ subject: Int) { words[subject >> 6] |= 1 << UInt64(subject & 63) }

  func contains(_ subject: Int) -> Bool { words[subject >> 6] >> UInt64(subject & 63) & 1 != 0 }
}
