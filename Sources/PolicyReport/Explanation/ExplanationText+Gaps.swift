import PolicyDiagnostics
import PolicyTypes

// How far what did not happen was from happening.

extension ExplanationText {
  /// Returns `Next grade 良: score = 71, ≥ 75 needed, 4 short`.
  func text(of next: NextGradeStep) -> String {
    word(Words.nextGrade(next.grade)) + colon + text(of: next.gap) + bracketed("", at: next.row.place)
  }

  /// Returns what a condition lacks, beside the condition itself with all that it reads; nil where that says it all.
  func lacking(_ gap: GapStep, in condition: ValueStep) -> String? {
    guard case .test(let test) = gap else { return condition.members == nil ? text(of: gap) : nil }
    if condition.inputs.count == 1, condition.inputs[0].name == test.name {
      // A yes or no that is no is told already.
      return test.actual.boolean == nil ? wanted(by: test) : nil
    }
    return text(of: gap)
  }

  func text(of gap: GapStep) -> String {
    switch gap {
    case .test(let test): text(of: test)
    case .all(let parts): parts.map { text(of: $0) }.joined(separator: semicolon)
    case .any(let parts): word(Words.oneOf) + " " + parts.map { "(" + text(of: $0) + ")" }.joined(separator: " ")
    }
  }

  private func text(of test: FailedTest) -> String {
    let actual = text(of: test.actual, unit: test.unit)
    let stated = test.name.map { called($0, test.title) + " = " + actual } ?? actual
    return stated + comma + wanted(by: test)
  }

  private func wanted(by test: FailedTest) -> String {
    switch test.wanted {
    case .present: return word(Words.dataNeeded)
    case .oneOf(let labels): return word(Words.needed(labels.map(gradeName).joined(separator: word(Words.orBetween))))
    case .relation(let relation, let bound):
      let bound = text(of: bound, unit: test.unit)
      let needed = word(Words.needed(relation == .equal ? bound : relation.sign + " " + bound))
      return test.distance.map { needed + comma + distance($0, of: test, relation) } ?? needed
    }
  }

  private func distance(_ distance: Decimal128, of test: FailedTest, _ relation: Relation) -> String {
    if test.actual.date != nil { return word(Words.daysApart(distance.calculatorText)) }
    let number = text(of: distance, unit: test.unit)
    switch relation {
    case .greater, .greaterOrEqual: return word(Words.short(by: number))
    case .less, .lessOrEqual: return word(Words.over(by: number))
    case .equal, .notEqual: return word(Words.apart(by: number))
    }
  }
}

extension ExplanationWords {
  static let oneOf = LocalizedText("one of", "以下任一：")
  static let orBetween = LocalizedText(" or ", " 或 ")
  static let dataNeeded = LocalizedText("data needed", "须有数据")

  static func nextGrade(_ grade: String) -> LocalizedText {
    LocalizedText("Next better grade \(grade)", "距上一等级“\(grade)”")
  }

  static func needed(_ bound: String) -> LocalizedText { LocalizedText("\(bound) needed", "须 \(bound)") }
  static func short(by number: String) -> LocalizedText { LocalizedText("\(number) short", "还差 \(number)") }
  static func over(by number: String) -> LocalizedText { LocalizedText("\(number) over", "超出 \(number)") }
  static func apart(by number: String) -> LocalizedText { LocalizedText("\(number) apart", "相差 \(number)") }
  static func daysApart(_ days: String) -> LocalizedText { LocalizedText("\(days) days apart", "相差 \(days) 天") }
}
