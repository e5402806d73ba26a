import PolicyDigest

/// A piece of an input of whole lines.
struct LineSlice: Sendable {
  /// The slice, and behind it room that is not in use.
  var bytes: [UInt8]
  var count: Int

  /// Whether this stands for one line that is too long to be read; it holds none of it.
  var isOverlong = false

  /// How many bytes of the input end with this slice.
  var endOffset: Int
}

/// Cuts an input into slices of whole lines, with no more of it in memory than the slice at hand.
struct LineSliceReader {
  private let file: InputFile
  private let sliceSize: Int
  private let lineLimit: Int

  /// The beginning of a line, left over from the last slice.
  private var carry: [UInt8] = []
  private var offset = 0
  private var isAtStart = true
  private var isAtEnd = false

  /// Whether the lines are rows of a CSV file, where a line feed in quotes ends nothing.
  private let hasQuotes: Bool

  /// Takes the digest of the bytes as they come, while they are in the cache; nil where nobody wants it.
  private var stamper: FileStamper?

  init(
    _ file: InputFile, sliceSize: Int = 2 << 20, lineLimit: Int = Self.lineLimit, hasQuotes: Bool = false,
    isStamping: Bool = false
  ) {
    self.hasQuotes = hasQuotes
    stamper = isStamping ? FileStamper() : nil
    self.file = file
    // One byte more than the file has, so that one read finds its end.
    self.sliceSize = min(sliceSize, file.size.map { max($0, 63) + 1 } ?? sliceSize)
    self.lineLimit = max(lineLimit, self.sliceSize)
  }

  /// The most bytes of a line. A subject with the most records that a policy allows by default fits.
  static let lineLimit = 32 << 20

  /// What the whole file held, under its own name, once its end is reached.
  var stamp: FileStamp? {
    stamper?.stamp(named: String(file.path.split(separator: "/").last ?? Substring(file.path)))
  }

  /// Reads the next slice into the memory of `spare`; nil at the end of the input.
  mutating func next(reusing spare: consuming [UInt8]) throws(FileError) -> LineSlice? {
    guard !isAtEnd else { return nil }
    var bytes = spare
    var room = max(sliceSize, carry.count + 1, bytes.count)
    var count = 0
    if bytes.isEmpty {
      bytes = try file.readBytes(room, behind: carry)
      count = bytes.count
      stamper?.add(bytes.span.extracting(carry.count..<count))
    } else {
      grow(&bytes, to: room)
      for place in carry.indices { bytes[place] = carry[place] }
      count = carry.count
      count += try read(into: &bytes, from: count)
    }
    carry = []
    while true {
      skipByteOrderMark(&bytes, &count, &room)
      if count < room {
        isAtEnd = true
        return count == 0 ? nil : slice(bytes, count)
      }
      let end = endOfLines(bytes, count)
      if end > 0 {
        carry = Array(bytes[end..<count])
        return slice(bytes, end)
      }
      if count >= lineLimit { return try skipLine(bytes) }
      room = min(count * 2, lineLimit)
      grow(&bytes, to: room)
      count += try read(into: &bytes, from: count)
    }
  }

  private mutating func read(into bytes: inout [UInt8], from start: Int) throws(FileError) -> Int {
    let count = try file.read(into: &bytes, from: start)
    stamper?.add(bytes.span.extracting(start..<start + count))
    return count
  }

  /// The end of the last line that is whole.
  private func endOfLines(_ bytes: [UInt8], _ count: Int) -> Int {
    let text = bytes.span.extracting(0..<count)
    let end = lastIndex(of: UInt8(ascii: "\n"), in: text).map { $0 + 1 } ?? 0
    guard hasQuotes, firstIndex(of: UInt8(ascii: "\""), in: text, from: 0) != nil else { return end }
    return endOfWholeCSVRows(text)
  }

  private mutating func slice(_ bytes: [UInt8], _ count: Int) -> LineSlice {
    offset += count
    return LineSlice(bytes: bytes, count: count, endOffset: offset)
  }

  /// Reads on to the end of a line that is too long.
  private mutating func skipLine(_ full: [UInt8]) throws(FileError) -> LineSlice {
    var bytes = full
    offset += bytes.count
    while true {
      let count = try read(into: &bytes, from: 0)
      if let newline = bytes[..<count].firstIndex(of: UInt8(ascii: "\n")) {
        carry = Array(bytes[(newline + 1)..<count])
        offset += newline + 1
        break
      }
      offset += count
      if count < bytes.count {
        isAtEnd = true
        break
      }
    }
    return LineSlice(bytes: [], count: 0, isOverlong: true, endOffset: offset)
  }

  private mutating func skipByteOrderMark(_ bytes: inout [UInt8], _ count: inout Int, _ room: inout Int) {
    guard isAtStart else { return }
    isAtStart = false
    guard count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF else { return }
    bytes.removeFirst(3)
    count -= 3
    offset += 3
    room -= 3
  }

  private func grow(_ bytes: inout [UInt8], to size: Int) {
    if bytes.count < size { bytes += zeroBytes(size - bytes.count) }
  }
}
