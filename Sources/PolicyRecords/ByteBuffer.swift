/// What text is written to: an array, or a buffer for much of it.
protocol ByteOutput: ~Copyable {
  mutating func append(_ byte: UInt8)
  mutating func append(copying bytes: borrowing Span<UInt8>)
}

extension [UInt8]: ByteOutput {
  mutating func append(copying bytes: borrowing Span<UInt8>) {
    unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
  }
}

/// Bytes that are written one after the other: what an array is, without a look at its owners for each byte.
@safe
struct ByteBuffer: ~Copyable, ByteOutput {
  private var start: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int = 1 << 10) {
    self.capacity = capacity
    unsafe start = .allocate(capacity: capacity)
  }

  deinit { unsafe start.deallocate() }

  /// A stretch of the bytes.
  struct Piece {
    var start: Int32 = 0
    var count: Int32 = 0
  }

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    if count == capacity { grow(1) }
    unsafe start[count] = byte
    count += 1
  }

  @inline(__always)
  mutating func append(copying bytes: borrowing Span<UInt8>) {
    if bytes.count > capacity - count { grow(bytes.count) }
    unsafe bytes.withUnsafeBufferPointer { source in
      guard let first = source.baseAddress else { return }
      unsafe (start + count).update(from: first, count: source.count)
    }
    count += bytes.count
  }

  /// Appends a piece of another buffer.
  @inline(__always)
  mutating func append(_ piece: Piece, of other: borrowing ByteBuffer) {
    let length = Int(piece.count)
    precondition(piece.start >= 0 && length >= 0 && Int(piece.start) + length <= other.count)
    if length > capacity - count { grow(length) }
    unsafe (start + count).update(from: other.start + Int(piece.start), count: length)
    count += length
  }

  /// The bytes that were appended since there were `start` of them.
  @inline(__always)
  func piece(from start: Int) -> Piece { Piece(start: Int32(start), count: Int32(count - start)) }

  func appendContents(to bytes: inout [UInt8]) {
    unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: start, count: count))
  }

  /// Takes out what comes behind the first `count` bytes; the memory is kept.
  mutating func truncate(to count: Int) { self.count = min(count, self.count) }

  @inline(never)
  private mutating func grow(_ more: Int) {
    capacity = max(capacity * 2, count + more)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    unsafe larger.update(from: start, count: count)
    unsafe start.deallocate()
    unsafe start = larger
  }
}
