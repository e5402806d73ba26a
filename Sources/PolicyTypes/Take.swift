/// What becomes of the rows of a table that hold; the raw value is the word that a policy uses.
package enum Take: String, CaseIterable, Hashable, Sendable {
  /// The first row that holds, in the written order.
  case first
  /// The highest value; of grades the best, of dates the latest.
  case highest
  /// The lowest value; of grades the worst, of dates the earliest.
  case lowest
  /// The sum of the values.
  case sum
  /// The one row that holds: that no two rows hold at once is proved.
  case unique

  /// Whether several rows may decide together.
  package var combinesRows: Bool {
    switch self {
    case .highest, .lowest, .sum: true
    case .first, .unique: false
    }
  }
}
