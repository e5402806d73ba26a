/// The labels that a one-of value may be, in the order in which they were declared.
///
/// A label's place is its code: records store the code, not the text. At most 255 labels, so that a code is one byte.
package struct LabelSet: Hashable, Sendable {
  package let labels: [String]

  /// Whether the labels are a scale, best first, so that they compare by rank.
  package let isScale: Bool

  /// How many labels, from the first on, have a rank; those after them stand beside the scale.
  package let rankedCount: Int

  package static let capacity = 255

  /// Makes a set of `labels`; on a scale, the last `besideCount` of them have no rank.
  package init(_ labels: [String], isScale: Bool = false, besideCount: Int = 0) {
    precondition(labels.count <= Self.capacity && (0...labels.count).contains(besideCount))
    self.labels = labels
    self.isScale = isScale
    self.rankedCount = labels.count - besideCount
  }

  /// Returns the code of `label`, if it is one of the set.
  package func code(of label: String) -> UInt8? {
    labels.firstIndex(of: label).map(UInt8.init)
  }

  /// The labels of the scale alone, best first.
  package var ranked: [String] { Array(labels.prefix(rankedCount)) }

  /// Whether each label of `other` is one of these with the same code: the same labels, or the scale without what
  /// stands beside it.
  package func covers(_ other: LabelSet) -> Bool {
    labels == other.labels || (other.isScale && !other.hasBeside && other.labels == ranked)
  }

  /// Whether some label has no rank.
  package var hasBeside: Bool { rankedCount < labels.count }

  /// The codes that have a rank, in ascending order.
  package var rankedCodes: [UInt8] { (0..<rankedCount).map { UInt8(clamping: $0) } }

  /// The outcome of a subject that gets no grade, in the one spelling that results have.
  package static let notRated = "not rated"
}
