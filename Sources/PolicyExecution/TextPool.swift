/// The bytes that text columns point into during a run: the batch's, and after them those of the policy's own texts.
struct TextPool: Sendable {
  /// The place of the first byte of the policy's texts.
  static let firstConstant: UInt32 = 1 << 31

  let batch: [UInt8]
  let constants: [UInt8]

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
    range.start < Self.firstConstant
      ? (batch, Int(range.start)) : (constants, Int(range.start - Self.firstConstant))
  }
}
