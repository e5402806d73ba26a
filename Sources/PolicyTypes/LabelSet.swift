/// The labels that a one-of value may be, in the order in which they were declared.
///
/// A label's place is its code: records store the code, not the text. At most 255 labels, so that a code is one byte.
package struct LabelSet: Hashable, Sendable {
  package let labels: [String]

  /// Whether the labels are a scale, best first, so that they compare by rank.
  package let isScale: Bool

  package static let capacity = 255

  package init(_ labels: [String], isScale: Bool = false) {
    precondition(labels.count <= Self.capacity)
    self.labels = labels
    self.isScale = isScale
  }

  /// Returns the code of `label`, if it is one of the set.
  package func code(of label: String) -> UInt8? {
    labels.firstIndex(of: label).map(UInt8.init)
  }
}
