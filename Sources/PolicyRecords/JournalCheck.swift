package import PolicyDigest
import PolicyReport

/// Reads a journal from its beginning to its end and finds what is wrong with its chain.
package struct JournalCheck {
  /// What is wrong, each with the line on which it shows, from one.
  package enum Finding: Hashable, Sendable {
    /// A line that is no entry.
    case notAnEntry(line: Int)
    /// An entry whose content is not that of its hash.
    case altered(number: Int, line: Int)
    /// An entry that does not name the hash of the one before it, though it has the next number.
    case notChained(number: Int, line: Int)
    /// Entries that are not there.
    case missing(ClosedRange<Int>, line: Int)
    /// An entry that stands behind one with a higher number, or a second one of its number.
    case outOfOrder(number: Int, line: Int)
    /// The rows before a receipt are not those of which it has the digest.
    case rowsDiffer(number: Int, line: Int)
    case receiptAltered(number: Int, line: Int)
    /// From this byte on, which is that of an entry's beginning, what a run was writing is not finished.
    case unfinished(line: Int, byte: Int)
    /// No entry has the hash that was given as the head.
    case headNotFound(Digest)
    /// The last entry begins a chain of its own or is none, so that nothing is there.
    case empty
  }

  package private(set) var findings: [Finding] = []
  package private(set) var entryCount = 0
  package private(set) var runCount = 0
  package private(set) var explanationCount = 0
  /// The number and the hash of the last entry.
  package private(set) var last: (number: Int, hash: Digest)?
  /// The entry that is the head that was given.
  package private(set) var headNumber: Int?

  private var line = 0
  private var byte = 0
  /// Where the entries begin that no receipt closes yet.
  private var openRun: (line: Int, byte: Int)?
  private var rows = FileStamper()
  private var expected = Digest.zero

  /// Reads the journal at `path`; `head` is the hash of an entry that must be there, such as a run printed it.
  ///
  /// Without `head` it does not show that entries at the end are missing, nor that all of a journal was made anew.
  package init(path: String, head: Digest?) throws {
    var reader = LineSliceReader(try InputFile(path: path), lineLimit: 1 << 30)
    while let slice = try reader.next(reusing: []) {
      var start = 0
      while start < slice.count {
        let text = slice.bytes.span.extracting(0..<slice.count)
        let end = endOfLine(text, from: start)
        let isWhole = slice.bytes[end - 1] == UInt8(ascii: "\n")
        add(Array(slice.bytes[start..<(isWhole ? end - 1 : end)]), isWhole: isWhole, head)
        byte += end - start
        start = end
      }
    }
    if let openRun { findings.append(.unfinished(line: openRun.line, byte: openRun.byte)) }
    if entryCount == 0, findings.isEmpty { findings.append(.empty) }
    settleOrder()
    if let head, headNumber == nil { findings.append(.headNotFound(head)) }
  }

  private mutating func add(_ bytes: [UInt8], isWhole: Bool, _ head: Digest?) {
    line += 1
    guard isWhole, let entry = JournalEntry(bytes) else {
      // Half a line can only be the last.
      if isWhole { findings.append(.notAnEntry(line: line)) } else if openRun == nil { openRun = (line, byte) }
      return
    }
    entryCount += 1
    if !entry.isIntact { findings.append(.altered(number: entry.number, line: line)) }
    if entry.hash == head { headNumber = entry.number }
    if checkPlace(of: entry) {
      last = (entry.number, entry.hash)
      expected = entry.hash
    }
    check(entry, bytes)
  }

  /// Returns whether the chain goes on from the entry.
  private mutating func checkPlace(of entry: JournalEntry) -> Bool {
    let next = (last?.number ?? 0) + 1
    if entry.number < next {
      findings.append(.outOfOrder(number: entry.number, line: line))
      return false
    }
    if entry.number > next {
      findings.append(.missing(next...entry.number - 1, line: line))
    } else if entry.previous != expected {
      findings.append(.notChained(number: entry.number, line: line))
    }
    return true
  }

  private mutating func check(_ entry: JournalEntry, _ bytes: [UInt8]) {
    switch entry.kind {
    case .rows:
      if openRun == nil { openRun = (line, byte) }
      if let written = entry.rows(in: bytes) { rows.add(written.span) }
    case .receipt:
      runCount += 1
      if let file = ReceiptFile(Array(bytes[entry.content])) {
        if !file.isIntact { findings.append(.receiptAltered(number: entry.number, line: line)) }
        if rows.stamp(named: "").digest != file.receipt.output.digest {
          findings.append(.rowsDiffer(number: entry.number, line: line))
        }
      } else {
        findings.append(.receiptAltered(number: entry.number, line: line))
      }
      openRun = nil
      rows = FileStamper()
    case .explanation: explanationCount += 1
    }
  }

  /// An entry that is missing in one place and stands in another has only been moved.
  private mutating func settleOrder() {
    let moved = findings.compactMap { finding in
      if case .outOfOrder(let number, _) = finding { number } else { nil }
    }
    findings.removeAll { finding in
      if case .missing(let numbers, _) = finding { numbers.allSatisfy(moved.contains) } else { false }
    }
  }
}
