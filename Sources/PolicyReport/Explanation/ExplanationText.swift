package import PolicyDiagnostics
import PolicyTypes

/// Writes an explanation for people: the grade and the score first, then why, down to the single records.
///
/// The score can be recomputed by hand from this text alone.
package struct ExplanationText: Hashable, Sendable {
  package let language: Language
  package let style: TextStyle

  /// The cells of a line; longer lines are wrapped.
  package let width: Int

  /// How many levels of detail are written out below each heading; nil writes all.
  package let depth: Int?

  /// Whether the records of the score are listed below it; a page has them in tables.
  var listsRecords = true

  /// How readers of the language are shown quotations from the policy, by what is quoted.
  var readings: [String: String] = [:]

  package init(language: Language, style: TextStyle = .plain, width: Int = 100, depth: Int? = nil) {
    self.language = language
    self.style = style
    self.width = width
    self.depth = depth
  }

  /// Returns the whole explanation, with a line end after each of its lines.
  package func text(of explanation: Explanation) -> String { reading(explanation).wholeText(of: explanation) }

  /// The same writer, which shows quotations as the readers of its language know the things in them.
  func reading(_ explanation: Explanation) -> ExplanationText {
    var writer = self
    if language == .chinese { writer.readings = explanation.readings }
    return writer
  }

  private func wholeText(of explanation: Explanation) -> String {
    var lines = TextLines(style: style, width: width, deepest: depth) { word(Words.folded($0)) }
    addHeader(of: explanation, to: &lines)
    let sections = sections(of: explanation)
    for (index, section) in sections.enumerated() {
      lines.addBlank()
      lines.add(heading(section.title, number: index), as: .strong)
      section.write(&lines)
    }
    lines.unfold()
    let smallPrint = smallPrint(of: explanation)
    if !smallPrint.isEmpty { lines.addBlank() }
    for line in smallPrint { lines.add(line, as: .faint) }
    return lines.text
  }

  /// The parts of an explanation, in the order in which people read them.
  func sections(of explanation: Explanation) -> [Section] {
    [
      withoutSection(explanation), gradeSection(explanation), adviceSection(explanation),
      uncertaintySection(explanation), scoreSection(explanation), otherSection(explanation), factsSection(explanation),
      historySection(explanation), rulesSection(explanation), outputsSection(explanation), givenSection(explanation),
      notGivenSection(explanation),
    ].compactMap(\.self)
  }

  /// A titled part of the text.
  struct Section {
    let part: Part
    let title: LocalizedText
    let write: (inout TextLines) -> Void
  }

  enum Part: String {
    case without
    case grade
    case advice
    case uncertainty
    case score
    case other
    case facts
    case history
    case rules
    case outputs
    case measuresGiven
    case measuresNotGiven
  }

  /// By what the explanation can be checked.
  func smallPrint(of explanation: Explanation) -> [String] {
    guard let receipt = explanation.receipt else { return [] }
    return [(Words.inputDigest, receipt.input), (Words.explanationDigest, receipt.digest)].compactMap { name, digest in
      digest.map { pair(name, "SHA-256 \($0)") }
    }
  }

  private func heading(_ title: LocalizedText, number: Int) -> String {
    let numerals = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一"]
    return language == .english || number >= numerals.count ? word(title) : numerals[number] + "、" + word(title)
  }

  private func addHeader(of explanation: Explanation, to lines: inout TextLines) {
    let policy = explanation.policy
    let reference = policy.name + comma + word(Words.version) + " " + policy.version
    lines.add(policy.title.map { $0 + bracketed(reference) } ?? reference, as: .strong)
    lines.add(pair(Words.subject, explanation.subject.id))
    lines.add(pair(Words.asOf, explanation.asOf.description))
    if let period = explanation.period {
      lines.add(pair(Words.period, word(Words.dates(from: period.start, until: period.end))))
    }
    if explanation.grade != nil || explanation.score != nil { lines.addBlank() }
    if let grade = explanation.grade {
      lines.add(pair(Words.grade, gradeName(grade.result)), as: .strong)
      if let outcome = grade.outcome { addHeader(of: outcome, to: &lines) }
      if let decision = grade.decision { lines.add(word(DecisionWords.rests(on: decision))) }
    }
    if let score = explanation.score {
      lines.add(pair(Words.score, score.result.map(points) ?? word(Words.noScore)), as: .strong)
    }
    for line in reservations(of: explanation) { lines.add(line) }
  }

  /// What a reader has to bear in mind: the disputed records and the decisions of people that the result rests on.
  func reservations(of explanation: Explanation) -> [String] {
    let clauses = explanation.discretion.map { $0.clause.heading + bracketed(short($0.words)) }
    return [
      explanation.disputed.isEmpty ? nil : pair(Words.restsOnDisputed, list(explanation.disputed.map(\.key))),
      clauses.isEmpty ? nil : pair(Words.restsOnDiscretion, list(clauses)),
    ].compactMap(\.self) + explanation.invalid.map { pair(Words.invalidValue, text(of: $0)) }
  }

  private func text(of value: InvalidValueStep) -> String {
    let name = [value.record, value.field].compactMap(\.self).joined(separator: ".")
    return word(Words.quoted(name, value.value)) + comma + word(value.reason) + comma
      + word(Words.treatment(value.treatment))
  }

  // MARK: Sections

  private func gradeSection(_ explanation: Explanation) -> Section? {
    guard let grade = explanation.grade else { return nil }
    return Section(part: .grade, title: Words.whyThisGrade) { lines in
      let base = grade.base.result.isAbsent ? word(Words.notRated) : text(of: grade.base.result)
      lines.add(
        word(Words.baseGrade(base)) + bracketed(derivation(of: grade.base), at: grade.base.decidingPlace), depth: 1)
      addMembers(of: grade.base, to: &lines, depth: 2)
      if let next = grade.next { lines.add(text(of: next), depth: 1) }
      for move in grade.moves { lines.add(text(of: move), depth: 1, as: move.isEffective ? nil : .faint) }
      if grade.moves.isEmpty { lines.add(word(Words.noMoves), depth: 1) }
      if let outcome = grade.outcome { add(outcome, to: &lines) }
      if let decision = grade.decision { add(decision, to: &lines) }
    }
  }

  private func text(of move: MoveStep) -> String {
    let change = move.isEffective ? "\(gradeName(move.before)) → \(gradeName(move.after))" : word(Words.noEffect)
    return move.clause.heading + comma + word(Words.move(move.move)) + colon + change
      + bracketed(cited(move.clause), at: move.clause.place)
  }

  /// Returns a grade; where there is none, and for the outcome that the language names, the reader's word for it.
  func gradeName(_ grade: String?) -> String {
    grade == nil || grade == LabelSet.notRated ? word(Words.notRated) : grade ?? ""
  }

  private func adviceSection(_ explanation: Explanation) -> Section? {
    guard let advice = explanation.advice else { return nil }
    return Section(part: .advice, title: AdviceWords.title) { add(advice, to: &$0) }
  }

  private func uncertaintySection(_ explanation: Explanation) -> Section? {
    guard let uncertainty = explanation.uncertainty else { return nil }
    return Section(part: .uncertainty, title: UncertaintyWords.title) { add(uncertainty, to: &$0) }
  }

  private func withoutSection(_ explanation: Explanation) -> Section? {
    guard let without = explanation.without else { return nil }
    return Section(part: .without, title: LeaningWords.title(list(without.records))) { add(without, to: &$0) }
  }

  private func scoreSection(_ explanation: Explanation) -> Section? {
    guard let score = explanation.score, let root = explanation.indicators.first, root.id == score.indicator else {
      return nil
    }
    let name = root.clause.title ?? word(Words.totalScore)
    return Section(part: .score, title: Words.howTheScoreWasFound) { add(root, named: name, to: &$0, depth: 1) }
  }

  private func otherSection(_ explanation: Explanation) -> Section? {
    let others = explanation.indicators.filter { $0.id != explanation.score?.indicator }
    if others.isEmpty { return nil }
    return Section(part: .other, title: Words.otherIndicators) { lines in
      var listing = self
      listing.listsRecords = true
      for indicator in others { listing.add(indicator, named: indicator.clause.heading, to: &lines, depth: 1) }
    }
  }

  private func factsSection(_ explanation: Explanation) -> Section? {
    if explanation.facts.isEmpty, explanation.subject.fields.isEmpty { return nil }
    return Section(part: .facts, title: Words.factsUsed) { lines in
      if !explanation.subject.fields.isEmpty { lines.add(text(of: explanation.subject.fields), depth: 1) }
      for fact in explanation.facts {
        lines.add(text(of: fact), depth: 1)
        switch fact.kind {
        case .value(let value): addMembers(of: value, to: &lines, depth: 2)
        case .selection: break
        case .list(let list): add(list, to: &lines, depth: 2)
        }
      }
    }
  }

  private func historySection(_ explanation: Explanation) -> Section? {
    guard let history = explanation.history else { return nil }
    return Section(part: .history, title: Words.earlierResults) { lines in
      if history.counted.isEmpty { lines.add(word(Words.noEarlierResults), depth: 1) }
      for result in history.counted.reversed() {
        let known = result.fields.filter { !$0.value.isAbsent }
        lines.add((result.date?.description ?? result.key) + colon + text(of: known), depth: 1)
      }
      addNotCounted(history.notCounted, to: &lines, depth: 1)
    }
  }

  private func text(of fact: FactStep) -> String {
    switch fact.kind {
    case .value(let value):
      let reason = value.members.map { word(summary(of: $0)) } ?? derivation(of: value)
      return fact.clause.heading + colon + text(of: value.result) + bracketed(reason, at: fact.clause.place)
    case .selection(let source, let records):
      let count = word(LocalizedText("\(records.count) of \(source)", "\(source) \(records.count) 条"))
      return fact.clause.heading + colon + count + bracketed(list(records), at: fact.clause.place)
    case .list(let list):
      return fact.clause.heading + colon + word(ListWords.state(list))
        + bracketed(cited(fact.clause), at: fact.clause.place)
    }
  }

  private func rulesSection(_ explanation: Explanation) -> Section? {
    if explanation.rules.isEmpty { return nil }
    return Section(part: .rules, title: Words.rules) { lines in
      for rule in explanation.rules.filter(\.holds) + explanation.rules.filter({ !$0.holds }) {
        lines.add(text(of: rule), depth: 1, as: rule.holds ? nil : .faint)
        addMembers(of: rule.condition, to: &lines, depth: 2)
        for repaired in rule.repairs { lines.add(text(of: repaired), depth: 2, as: .faint) }
      }
    }
  }

  private func text(of rule: RuleStep) -> String {
    let outcomes = [
      rule.move.map { word(Words.move($0)) }, rule.alert.map { pair(Words.alert, $0) },
      rule.tag.map { pair(Words.tag, $0) },
    ].compactMap(\.self)
    let verdict = word(rule.holds ? Words.holds : Words.doesNotHold)
    let effect = rule.holds && !outcomes.isEmpty ? comma + outcomes.joined(separator: comma) : ""
    return rule.clause.heading + colon + verdict + effect
      + bracketed(
        condition(rule.condition), rule.gap.flatMap { lacking($0, in: rule.condition) } ?? "", cited(rule.clause),
        at: rule.clause.place)
  }

  private func outputsSection(_ explanation: Explanation) -> Section? {
    if explanation.outputs.isEmpty { return nil }
    return Section(part: .outputs, title: Words.outputs) { lines in
      for output in explanation.outputs { add(output, to: &lines) }
    }
  }

  typealias Words = ExplanationWords
}
