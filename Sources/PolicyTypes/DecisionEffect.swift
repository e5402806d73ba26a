/// How the grade of a decision counts; the raw value is what data write.
package enum DecisionEffect: String, CaseIterable, Hashable, Sendable {
  /// It is the grade.
  case exactly
  case noBetterThan = "no better than"
  case noWorseThan = "no worse than"
}
