import PolicyDiagnostics
package import PolicyTypes

/// What a grade could be if the data that are missing or disputed were known.
package struct UncertaintyStep: Hashable, Sendable {
  /// What is not known.
  package let unknowns: [UnknownStep]
  /// The ends of what was found over all values of all unknowns together, the better one first.
  package let best: Outcome
  package let worst: Outcome
  /// The id of the one unknown that decides the grade, whatever the others are; nil where there is none.
  package let decidedBy: String?
  /// Whether every combination of values was run that the policy tells apart.
  package let isComplete: Bool

  package init(unknowns: [UnknownStep], best: Outcome, worst: Outcome, decidedBy: String?, isComplete: Bool) {
    self.unknowns = unknowns
    self.best = best
    self.worst = worst
    self.decidedBy = decidedBy
    self.isComplete = isComplete
  }
}

/// One thing that is not known, and what comes out for each value of it, all else being as it is.
package struct UnknownStep: Hashable, Sendable {
  package let id: String
  package let name: String
  package let title: String?
  package let unit: Unit
  /// The record that it belongs to; nil for a field of the subject.
  package let record: RecordReference?
  package let source: String?
  /// Whether an objection is open, and not a value missing.
  package let isDispute: Bool
  package let values: [PossibleValue]

  package struct PossibleValue: Hashable, Sendable {
    package let value: Value
    /// Nil where the data would be faulty.
    package let outcome: Outcome?

    package init(value: Value, outcome: Outcome?) {
      self.value = value
      self.outcome = outcome
    }
  }

  package init(
    id: String, name: String, title: String?, unit: Unit, record: RecordReference?, source: String?, isDispute: Bool,
    values: [PossibleValue]
  ) {
    self.id = id
    self.name = name
    self.title = title
    self.unit = unit
    self.record = record
    self.source = source
    self.isDispute = isDispute
    self.values = values
  }
}

// MARK: For people

extension ExplanationText {
  func add(_ uncertainty: UncertaintyStep, to lines: inout TextLines) {
    let isOpen = uncertainty.best.grade != uncertainty.worst.grade
    let ends = (text(of: uncertainty.worst), text(of: uncertainty.best))
    let verdict = isOpen ? UncertaintyWords.between(ends.0, ends.1) : UncertaintyWords.settled(ends.0, ends.1)
    lines.add(word(uncertainty.isComplete ? verdict : UncertaintyWords.tried(verdict)), depth: 1)
    for unknown in uncertainty.unknowns {
      lines.add(name(of: unknown), depth: 1)
      for group in groups(of: unknown.values) { lines.add(group, depth: 2) }
      if unknown.id == uncertainty.decidedBy { lines.add(word(UncertaintyWords.decides), depth: 2, as: .strong) }
    }
  }

  private func name(of unknown: UnknownStep) -> String {
    let owner = unknown.record.map { (unknown.source.map { $0 + " " } ?? "") + name(of: $0) }
    if unknown.isDispute { return (owner ?? "") + colon + word(UncertaintyWords.objection) }
    let field = called(unknown.name, unknown.title)
    return (owner.map { $0 + colon } ?? "") + field + colon + word(UncertaintyWords.missing)
  }

  /// Puts the values together that come to the same.
  private func groups(of values: [UnknownStep.PossibleValue]) -> [String] {
    var groups: [(outcome: String, values: [String])] = []
    for possible in values {
      let outcome = possible.outcome.map { text(of: $0) } ?? word(UncertaintyWords.faulty)
      let value = text(ofPossible: possible.value)
      if let place = groups.firstIndex(where: { $0.outcome == outcome }) {
        groups[place].values.append(value)
      } else {
        groups.append((outcome, [value]))
      }
    }
    return groups.map { list($0.values) + " → " + $0.outcome }
  }

  private func text(ofPossible value: Value) -> String {
    switch value {
    case .label("withdrawn"): word(Words.withdrawn)
    case .label("in force"): word(UncertaintyWords.inForce)
    default: text(of: value)
    }
  }
}

enum UncertaintyWords {
  static let title = LocalizedText("If data are missing or disputed", "若缺失或有异议的数据得到确认")
  static let decides = LocalizedText("this alone decides the grade", "等级仅由此项决定")
  static let missing = LocalizedText("missing", "缺失")
  static let objection = LocalizedText("disputed", "有异议")
  static let inForce = LocalizedText("in force", "维持")
  static let faulty = LocalizedText("the data would be faulty", "数据将有错误")

  static func between(_ worst: String, _ best: String) -> LocalizedText {
    LocalizedText("The grade lies between \(worst) and \(best)", "结果在 \(worst) 至 \(best) 之间")
  }

  static func settled(_ worst: String, _ best: String) -> LocalizedText {
    worst == best
      ? LocalizedText("Whatever they are: \(worst)", "无论其值如何：\(worst)")
      : LocalizedText("The grade is settled: from \(worst) to \(best)", "等级不受影响：\(worst) 至 \(best)")
  }

  static func tried(_ verdict: LocalizedText) -> LocalizedText {
    LocalizedText(
      verdict.english + " (of the combinations that were tried)", verdict.chinese + "（就已试算的组合而言）")
  }
}

// MARK: For programs

extension JSONWriter {
  mutating func write(_ uncertainty: UncertaintyStep) {
    object { writer in
      writer.member("best", uncertainty.best)
      writer.member("worst", uncertainty.worst)
      writer.member("decidedBy", uncertainty.decidedBy)
      writer.member("complete", uncertainty.isComplete)
      writer.member("unknowns", uncertainty.unknowns) { $0.write($1) }
    }
  }

  private mutating func write(_ unknown: UnknownStep) {
    object { writer in
      writer.member("id", unknown.id)
      writer.member("kind", unknown.isDispute ? "disputed" : "missing")
      writer.member("name", unknown.name)
      writer.member("title", unknown.title)
      writer.member("record", unknown.record?.key)
      writer.member("source", unknown.source)
      writer.member("values", unknown.values) { writer, possible in
        writer.object { writer in
          writer.key("value")
          writer.value(possible.value)
          writer.member("unit", unknown.unit.name)
          writer.key("outcome")
          if let outcome = possible.outcome { writer.write(outcome) } else { writer.null() }
        }
      }
    }
  }
}
