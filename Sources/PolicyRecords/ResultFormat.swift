/// How results are written.
package enum ResultFormat: String, Hashable, Sendable, CaseIterable {
  /// One JSON object a line, with lists and objects inside.
  case jsonLines = "jsonl"
  /// RFC 4180 with a header; names in lists are joined with `|`.
  case csv
}

/// A column of the results, in the order in which they stand where the policy does not choose.
package enum ResultColumn: String, Hashable, Sendable, CaseIterable {
  case id
  case score
  case grade
  /// The grade before any rule moved it.
  case baseGrade = "base grade"
  /// The names of the rules that hold.
  case rules
  case alerts
  case tags
  /// The measures given, with their numbers. In CSV each number is a column of its own, `measure.number`.
  case measures
}
