/// The kinds of moves; of those of one kind that hold, the first rule in brackets decides.
package enum MoveKind: String, CaseIterable, Hashable, Sendable {
  /// Steps up or down the scale (summed, then clamped to it).
  case shift
  /// Grades that are the worst allowed (the best of them).
  case floor
  /// Grades that are the best allowed (the worst of them).
  case ceiling
  /// Grades outright (the worst of them; those beside the scale yield to those on it).
  case exact
}

/// In which order the moves of a policy act. Only exact moves touch a grade beside the scale.
package enum MoveOrder: Hashable, Sendable {
  /// Kind by kind; each kind at most once.
  case byKind([MoveKind])
  /// Rule by rule, as the policy writes them, each clamped to the scale.
  case asWritten

  /// Shifts, floors, ceilings, exact grades.
  package static let standard = byKind(MoveKind.allCases)
}
