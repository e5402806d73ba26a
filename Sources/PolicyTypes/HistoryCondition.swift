/// What makes an earlier result count: conditions that the language sets and no author writes.
package enum HistoryCondition: String, Hashable, Sendable, CaseIterable {
  /// Without periods: given on an earlier day.
  case earlierDay = "graded on < as of"
  /// With periods: given for an earlier one, by the as-of date.
  case earlierPeriod = "periods ago >= 1 and graded on <= as of"
}
