package import PolicyDiagnostics
import PolicyTypes

/// Writes an explanation as a page that a person prints and hands over: the grade, the score as a picture, the records
/// with their points, what can be done by when as a list to tick off, and every clause in the policy's own words.
package struct ExplanationHTML: Sendable {
  let language: Language

  private var readings: [String: String] = [:]

  package init(language: Language) {
    self.language = language
  }

  var text: ExplanationText {
    var text = ExplanationText(language: language, width: .max / 4)
    text.listsRecords = false
    text.readings = readings
    return text
  }
  private func word(_ text: LocalizedText) -> String { text.text(in: language) }
  private typealias Words = ExplanationWords
  private typealias Page = ExplanationPageWords

  /// Returns the whole page.
  package func page(of explanation: Explanation) -> String {
    var page = self
    page.readings = text.reading(explanation).readings
    return page.wholePage(of: explanation)
  }

  private func wholePage(of explanation: Explanation) -> String {
    let title = explanation.subject.id + " · " + (explanation.policy.title ?? explanation.policy.name)
    return HTMLPage(title: title, language: language).text { writer in
      addHeader(of: explanation, to: &writer)
      for section in text.sections(of: explanation) {
        writer.section(word(section.title), ["class": section.part.rawValue]) { add(section, of: explanation, to: &$0) }
      }
      addClauses(of: explanation, to: &writer)
      writer.element("footer") { writer in
        writer.element("p", text: footer(of: explanation))
        for line in text.smallPrint(of: explanation) { writer.element("p", ["class": "digest"], text: line) }
      }
    }
  }

  private func addHeader(of explanation: Explanation, to writer: inout HTMLWriter) {
    writer.element("h1", text: explanation.policy.title ?? explanation.policy.name)
    let name = explanation.subject.fields.first { $0.name == "name" }?.value
    let facts = [
      text.pair(Words.subject, explanation.subject.id), name.flatMap { $0.isAbsent ? nil : text.text(of: $0) },
      text.pair(Words.asOf, explanation.asOf.description),
      explanation.period.map { text.pair(Words.period, word(Words.dates(from: $0.start, until: $0.end))) },
    ].compactMap(\.self)
    writer.element("p", ["class": "faint"], text: facts.joined(separator: " · "))
    var figures: [(value: String, label: String)] = []
    if let grade = explanation.grade {
      figures.append((text.gradeName(grade.result), word(Words.grade)))
      if let outcome = grade.outcome, outcome.saysWhatIsShown {
        figures.append((text.gradeName(outcome.shows), word(DecisionWords.shown)))
      }
    }
    if let score = explanation.score {
      figures.append((score.result?.calculatorText ?? word(Words.noScore), word(Words.score)))
    }
    if !figures.isEmpty { writer.figures(figures) }
    for line in text.reservations(of: explanation) { writer.element("p", text: line) }
  }

  private func footer(of explanation: Explanation) -> String {
    let policy = explanation.policy
    return word(Page.footer(policy.name, policy.version, explanation.asOf.description))
  }

  // MARK: Sections

  private func add(_ section: ExplanationText.Section, of explanation: Explanation, to writer: inout HTMLWriter) {
    switch section.part {
    case .advice:
      if let advice = explanation.advice { addChecklist(of: advice, to: &writer) }
      addLines(of: section, to: &writer)
    case .score:
      guard let root = explanation.indicators.first else { return }
      addWaterfall(of: root, lessIsBetter: explanation.score?.lessIsBetter == true, to: &writer)
      for indicator in root.withDescendants { addRecords(of: indicator, to: &writer) }
      writer.element("h3", text: word(Page.calculation))
      addLines(of: section, to: &writer)
    case .facts, .history, .measuresNotGiven:
      writer.element("details") { writer in
        writer.element("summary", text: word(Page.show))
        addLines(of: section, to: &writer)
      }
    default: addLines(of: section, to: &writer)
    }
  }

  /// Writes the lines of a section as lists inside lists.
  private func addLines(of section: ExplanationText.Section, to writer: inout HTMLWriter) {
    var lines = TextLines(style: .plain, width: .max / 4)
    section.write(&lines)
    addList(lines.entries[...], to: &writer)
  }

  private func addList(_ entries: ArraySlice<TextLines.Entry>, to writer: inout HTMLWriter) {
    guard let depth = entries.map(\.depth).min() else { return }
    writer.element("ul") { writer in
      var rest = entries
      while let first = rest.first {
        rest = rest.dropFirst()
        let below = rest.prefix { $0.depth > depth }
        rest = rest.dropFirst(below.count)
        writer.element("li", first.role == .faint ? ["class": "faint"] : [:]) { writer in
          if first.role == .strong {
            writer.element("strong") { $0.writeWithCode(first.text) }
          } else {
            writer.writeWithCode(first.text)
          }
          if !below.isEmpty { addList(below, to: &writer) }
        }
      }
    }
  }

  // MARK: The score

  private func addWaterfall(of root: IndicatorStep, lessIsBetter: Bool, to writer: inout HTMLWriter) {
    guard let result = root.result else { return }
    let bars = Waterfall(of: root).steps.map { step in
      let label =
        switch step.kind {
        case .start: step.label + " " + word(Words.start)
        case .indicator: step.label
        case .limit: step.label + " " + word(Page.limits)
        }
      let sign = step.change.isNegative ? "−" : "+"
      return WaterfallChart.Bar(
        label: label, change: step.change, note: sign + step.change.magnitude.calculatorText,
        isAgainst: step.change.isNegative != lessIsBetter)
    }
    let total = WaterfallChart.Bar(
      label: root.clause.title ?? word(Words.totalScore), change: result, note: result.calculatorText)
    WaterfallChart(title: word(Words.howTheScoreWasFound), bars: bars, total: total).write(to: &writer)
  }

  private func addRecords(of indicator: IndicatorStep, to writer: inout HTMLWriter) {
    guard case .records(let records) = indicator.worth, indicator.applies,
      !(records.counted.isEmpty && records.notCounted.isEmpty)
    else { return }
    writer.element("h3", text: indicator.clause.heading)
    let columns = [
      TextTable.Column(word(Page.record)), TextTable.Column(word(Page.date)), TextTable.Column(word(Page.data)),
      TextTable.Column(word(Page.state)), TextTable.Column(word(Page.points), .right),
    ]
    let counted = records.counted.map { record in
      let details = text.details(of: record, isDeduction: records.isDeduction)
      let state = ([word(Page.state(record.state))] + details).joined(separator: text.semicolon)
      return row(record.record, state, record.contribution?.calculatorText ?? "")
    }
    // Records of another kind are many and tell nothing about this one.
    let others = records.notCounted.filter { $0.state != .excluded }.map { record in
      row(record.record, record.reasons.map { text.text(of: $0) }.joined(separator: text.semicolon), "–")
    }
    let total = ["", "", "", word(Words.total), indicator.subtotal?.calculatorText ?? ""]
    writer.element("div", ["class": "records"]) { $0.table(columns, counted + others + [total]) }
    let excluded = records.notCounted.count { $0.state == .excluded }
    if excluded > 0 { writer.element("p", ["class": "faint"], text: word(Page.excluded(excluded))) }
  }

  private func row(_ record: RecordReference, _ state: String, _ points: String) -> [String] {
    // Their titles alone: the table has room for little, and the policy has the names.
    let known = text.text(
      of: record.fields.filter { !$0.value.isAbsent }.map { figure in
        Figure(name: figure.title ?? figure.name, title: nil, value: figure.value, unit: figure.unit)
      })
    let state = record.isDisputed ? state + text.comma + word(Words.disputed) : state
    return [record.key, record.date?.description ?? "", known, state, points]
  }

  // MARK: The clauses

  private func addClauses(of explanation: Explanation, to writer: inout HTMLWriter) {
    // Clauses on one line are one piece of the policy.
    var seen: Set<String> = []
    let grade = explanation.grade.map { [$0.clause] } ?? []
    let leaves = explanation.indicators.flatMap(\.withDescendants).filter { $0.children.isEmpty && $0.result != nil }
    let rules = explanation.rules.filter(\.holds).map(\.clause)
    let clauses = (grade + leaves.map(\.clause) + leaves.flatMap(\.repairClauses) + rules).filter {
      seen.insert(text.name(of: $0.place)).inserted
    }
    guard !clauses.isEmpty else { return }
    writer.section(word(Page.clauses), ["class": "clauses"]) { writer in
      for clause in clauses { writer.element("div") { add(clause, to: &$0) } }
    }
  }

  private func add(_ clause: Citation, to writer: inout HTMLWriter) {
    writer.element("h3", text: clause.name == GradeStep.id ? word(Words.grade) : clause.heading)
    writer.element(
      "p", ["class": "faint"],
      text: ([text.name(of: clause.place)] + text.citations(of: clause)).joined(separator: " · "))
    writer.element("pre") { writer in
      writer.element("code") { writer in
        for (place, line) in clause.excerpt.lines.enumerated() {
          if place > 0 { writer.writeMarkup("\n") }
          writer.write(line)
        }
      }
    }
  }
}

extension IndicatorStep {
  fileprivate var withDescendants: [IndicatorStep] { [self] + children.flatMap(\.withDescendants) }

  /// The repairs of the records that count.
  fileprivate var repairClauses: [Citation] {
    guard case .records(let records) = worth else { return [] }
    return records.counted.compactMap { $0.repair?.clause }
  }
}
