/// Which one of the parts of a group counts.
package struct PartChoice: Hashable, Sendable {
  /// `highest` or `lowest`, as a policy writes it.
  package let take: Take
  /// Whether the parts take away, so that the highest is the one that takes most.
  package let isOfDeductions: Bool

  package init(_ take: Take, isOfDeductions: Bool) {
    self.take = take
    self.isOfDeductions = isOfDeductions
  }

  /// Whether the greatest number counts; of deductions, which are negative, the highest is the least.
  package var takesGreatest: Bool { (take == .highest) != isOfDeductions }
}
