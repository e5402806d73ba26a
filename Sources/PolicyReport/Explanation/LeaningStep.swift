import PolicyDiagnostics
package import PolicyTypes

/// What a subject's result would be without some of its records, and everything that leaned on them.
package struct WithoutStep: Hashable, Sendable {
  /// The ids of the records, such as `penalties[XZCF-001]`.
  package let records: [String]
  package let now: Outcome
  package let outcome: Outcome
  package let leaning: [LeaningStep]

  /// Compares the explanation of the whole data with that of the data without `records`.
  package init(records: [String], now: Explanation, without: Explanation) {
    self.records = records
    self.now = Outcome(of: now)
    self.outcome = Outcome(of: without)
    self.leaning = zip(now.results, without.results).compactMap { before, after in
      before.value == after.value
        ? nil
        : LeaningStep(id: before.id, clause: before.clause, name: before.name, before: before.value, after: after.value)
    }
  }
}

/// A step whose result is another without the records.
package struct LeaningStep: Hashable, Sendable {
  package let id: String
  package let clause: Citation
  /// What people call a part of the clause, such as a number of a measure; nil for the clause itself.
  package let name: String?
  /// A number, a grade, whether a rule holds or a measure is given, how many records a fact holds.
  package let before: Value
  package let after: Value
}

extension Outcome {
  init(of explanation: Explanation) {
    self.init(asOf: explanation.asOf, score: explanation.score?.result, grade: explanation.grade?.result)
  }
}

// MARK: The results of an explanation, one after the other

extension Explanation {
  fileprivate struct StepResult {
    let id: String
    let clause: Citation
    var name: String?
    let value: Value
  }

  /// The results of all steps that are there for every subject, in the same order for each.
  fileprivate var results: [StepResult] {
    let grades = grade.map { grade in
      [
        StepResult(
          id: GradeStep.id, clause: grade.clause, value: grade.result.map(Value.label) ?? .absent),
        StepResult(id: GradeStep.id + "/base", clause: grade.clause, name: "base", value: grade.base.result),
      ]
    }
    return (grades ?? []) + indicators.flatMap(\.results) + facts.map(\.result)
      + rules.map { StepResult(id: $0.id, clause: $0.clause, value: .boolean($0.holds)) } + measures.flatMap(\.results)
  }
}

extension IndicatorStep {
  fileprivate var results: [Explanation.StepResult] {
    [Explanation.StepResult(id: id, clause: clause, value: result.map(Value.number) ?? .absent)]
      + children.flatMap(\.results)
  }
}

extension FactStep {
  fileprivate var result: Explanation.StepResult {
    let value: Value =
      switch kind {
      case .value(let value): value.result
      case .selection(_, let records): .number(Decimal128(records.count))
      case .list(let list): .boolean(list.current != nil)
      }
    return Explanation.StepResult(id: id, clause: clause, value: value)
  }
}

extension MeasureStep {
  fileprivate var results: [Explanation.StepResult] {
    [Explanation.StepResult(id: id, clause: clause, value: .boolean(isGiven))]
      + numbers.map {
        Explanation.StepResult(
          id: "\(id)/\($0.name)", clause: clause, name: $0.title ?? $0.name, value: isGiven ? $0.value.result : .absent)
      }
  }
}

// MARK: For people

extension ExplanationText {
  func add(_ without: WithoutStep, to lines: inout TextLines) {
    let isSame = without.now.score == without.outcome.score && without.now.grade == without.outcome.grade
    lines.add(
      isSame
        ? word(LeaningWords.same(text(of: without.outcome)))
        : text(of: without.now) + " → " + text(of: without.outcome), depth: 1, as: .strong)
    if without.leaning.isEmpty { lines.add(word(LeaningWords.nothing), depth: 1) }
    for step in without.leaning {
      let part = step.name.map { comma + ($0 == "base" ? word(LeaningWords.base) : $0) } ?? ""
      let change = "\(text(ofResult: step.before)) → \(text(ofResult: step.after))"
      let heading = step.clause.name == GradeStep.id ? word(Words.grade) : step.clause.heading
      lines.add(heading + part + colon + change + bracketed("", at: step.clause.place), depth: 1)
    }
  }

  private func text(ofResult value: Value) -> String {
    switch value {
    case .boolean(let holds): word(holds ? Words.yes : Words.no)
    case .label(let grade): gradeName(grade)
    default: text(of: value)
    }
  }
}

enum LeaningWords {
  static func title(_ records: String) -> LocalizedText {
    LocalizedText("Without \(records)", "不计 \(records) 时")
  }

  static func same(_ outcome: String) -> LocalizedText {
    LocalizedText("the same: \(outcome)", "结果不变：\(outcome)")
  }

  static let nothing = LocalizedText("nothing leans on it", "没有任何结论依赖它")
  static let base = LocalizedText("base grade", "初评等级")
}

// MARK: For programs

extension JSONWriter {
  mutating func write(_ without: WithoutStep) {
    object { writer in
      writer.member("records", without.records) { $0.string($1) }
      writer.member("now", without.now)
      writer.member("outcome", without.outcome)
      writer.member("leaning", without.leaning) { writer, step in
        writer.object { writer in
          writer.member("id", step.id)
          writer.member("clause", step.clause)
          writer.key("before")
          writer.value(step.before)
          writer.key("after")
          writer.value(step.after)
        }
      }
    }
  }
}
