import PolicyIR
import PolicySemantics
import PolicyTypes

/// Grades of parts of the score.
extension Lowering {
  func partGrade(_ id: PartGradeID) -> ValueID {
    if let known = partGrades[id] { return known }
    let grade = lowered(policy.partGrades[id.index])
    partGrades[id] = grade
    return grade
  }

  private func lowered(_ grade: TypedPartGrade) -> ValueID {
    guard let scale = policy.grade?.scale ?? grade.value.type.labels else { return builder.literal(.absent) }
    return builder.converted(lower(grade.value), to: .code(scale))
  }

  /// How the grade of a part came about; nil for an indicator without one.
  ///
  /// It reads the indicator's own number, which is why the outline takes it in afterwards.
  func gradeOutline(of indicator: IndicatorIndex) -> ValueOutline? {
    policy.partGrades.firstIndex { $0.indicator == indicator }.map { place in
      outline(of: policy.partGrades[place].value, result: partGrade(PartGradeID(place)))
    }
  }
}
