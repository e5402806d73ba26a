import Glibc

/// How many random policies and subjects a run tries.
enum RandomRuns {
  /// `ASSAY_RANDOM_POLICIES`, or as many as are quick to try.
  static var policies: Int {
    guard let text = unsafe getenv("ASSAY_RANDOM_POLICIES"), let count = unsafe Int(String(cString: text)), count > 0
    else { return 100 }
    return count
  }

  static let subjects = 8
}
