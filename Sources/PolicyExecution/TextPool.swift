/// The bytes that text columns point into during a run: the batch's, after them those of the policy's own texts, and
/// those of texts that the run makes.
struct TextPool: Sendable {
  /// The place of the first byte of the policy's texts.
  static let firstConstant: UInt32 = 1 << 31

  /// The place of the first byte of a text that the run makes.
  private static let firstMade: UInt32 = 3 << 30

  let batch: [UInt8]
  let constants: [UInt8]
  private var made: [UInt8] = []

  init(batch: [UInt8], constants: [UInt8]) {
    self.batch = batch
    self.constants = constants
  }

  /// Adds a text; nil where there is no more room.
  mutating func add(_ text: String) -> TextRange? {
    let count = text.utf8.count
    guard count <= Int(UInt32.max - Self.firstMade) - made.count else { return nil }
    let start = Self.firstMade + UInt32(made.count)
    made.append(contentsOf: text.utf8)
    return TextRange(start: start, count: UInt32(count))
  }

  func string(_ range: TextRange) -> String {
    let (bytes, start) = place(of: range)
    return String(decoding: bytes[start..<start + Int(range.count)], as: UTF8.self)
  }

  func bytes(_ range: TextRange) -> [UInt8] {
    let (bytes, start) = place(of: range)
    return Array(bytes[start..<start + Int(range.count)])
  }

  /// Returns −1, 0 or 1 as the first text comes before, equals or comes after the second, by its bytes.
  func compare(_ first: TextRange, _ second: TextRange) -> Int {
    if first == second { return 0 }
    let (left, leftStart) = place(of: first)
    let (right, rightStart) = place(of: second)
    let count = Int(min(first.count, second.count))
    let a = left.span.extracting(leftStart..<leftStart + count)
    let b = right.span.extracting(rightStart..<rightStart + count)
    for index in 0..<count where a[index] != b[index] { return a[index] < b[index] ? -1 : 1 }
    return order(first.count, second.count)
  }

  private func place(of range: TextRange) -> (bytes: [UInt8], start: Int) {
    if range.start < Self.firstConstant { return (batch, Int(range.start)) }
    return range.start < Self.firstMade
      ? (constants, Int(range.start - Self.firstConstant)) : (made, Int(range.start - Self.firstMade))
  }
}
