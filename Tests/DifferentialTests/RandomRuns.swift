import Glibc

/// How many random policies and subjects a run tries.
enum RandomRuns {
  /// Seeds from 0 on, or the only one that `ASSAY_RANDOM_SEED` names.
  static var seeds: Range<Int> {
    if let only = number("ASSAY_RANDOM_SEED") { return only..<only + 1 }
    return 0..<(number("ASSAY_RANDOM_POLICIES") ?? 150)
  }

  static let subjects = 8

  private static func number(_ variable: String) -> Int? {
    guard let text = unsafe getenv(variable) else { return nil }
    return unsafe Int(String(cString: text))
  }
}
