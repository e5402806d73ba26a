package import PolicyDiagnostics
package import PolicyImpact
import PolicyTypes

extension ReportDocument {
  /// Makes the report of a policy change as its readers see it; `gates` are the conditions that were asked about.
  package init(_ report: ImpactReport, gates: [GateOutcome] = [], language: Language) {
    self = ImpactDocument(report: report, gates: gates, language: language).document()
  }
}

/// A gate, and whether it holds.
package struct GateOutcome: Hashable, Sendable {
  package let text: String
  /// Whether the condition holds; nil where that cannot be told.
  package let holds: Bool?

  package init(text: String, holds: Bool?) {
    self.text = text
    self.holds = holds
  }

  /// Whether the gate holds the change back: a gate that nobody could look through does, too.
  package var isHeldBack: Bool { holds ?? true }
}

/// Lays an impact report out.
struct ImpactDocument {
  let report: ImpactReport
  let gates: [GateOutcome]
  let language: Language

  func document() -> ReportDocument {
    var document = ReportDocument(
      language: language, title: word("Impact of a policy change", "政策修改影响"),
      subtitles: [subtitle(report.old, word("old", "原")), subtitle(report.new, word("new", "新"))])
    addGates(to: &document)
    addChanges(to: &document)
    if let population = report.population { add(population, to: &document) }
    return document
  }

  func word(_ english: String, _ chinese: String) -> String { LocalizedText(english, chinese).text(in: language) }

  private func subtitle(_ version: ImpactReport.Version, _ label: String) -> String {
    let name = version.title.map { "\($0) (`\(version.id)`)" } ?? "`\(version.id)`"
    let date = version.asOf.map { word(", as of \($0)", "，截止日 \($0)") } ?? ""
    return word(
      "\(label): \(name), version \(version.version), \(version.file)\(date)",
      "\(label)：\(name)，版本 \(version.version)，\(version.file)\(date)")
  }

  // MARK: Gates

  private func addGates(to document: inout ReportDocument) {
    guard !gates.isEmpty else { return }
    document.add(.heading(word("Gates", "门槛")))
    for gate in gates {
      document.add(.verdict(verdict(of: gate), isPassed: !gate.isHeldBack))
    }
  }

  private func verdict(of gate: GateOutcome) -> String {
    switch gate.holds {
    case true?: word("`\(gate.text)` holds: the change is held back", "`\(gate.text)` 成立，修改不予通过")
    case false?: word("`\(gate.text)` does not hold", "`\(gate.text)` 不成立")
    case nil:
      word(
        "whether `\(gate.text)` holds cannot be told, since no subject was compared or it divides by zero: the "
          + "change is held back",
        "没有可比较的对象，或除数为零，无法判断 `\(gate.text)` 是否成立，修改不予通过")
    }
  }

  // MARK: Changes

  private func addChanges(to document: inout ReportDocument) {
    document.add(.heading(word("What changes", "修改内容")))
    let (meaning, words) = (report.changes.filter(\.canMatter), report.changes.filter { !$0.canMatter })
    if meaning.isEmpty { document.add(.paragraph(word("Nothing changes in meaning.", "含义没有变化。"))) }
    if !meaning.isEmpty { document.add(.list(meaning.map(item))) }
    guard !words.isEmpty else { return }
    let note =
      words.contains { $0.operation == .renamed }
      ? word(
        "In words only; no grade depends on them, but results name what was renamed by its new name:",
        "仅文字修改，不影响等级；改名的内容在结果中使用新名称：")
      : word("In words only, on which no result depends:", "仅文字修改，不影响结果：")
    document.add(.note(note))
    document.add(.list(words.map(item)))
  }

  private func item(_ change: PolicyChange) -> ReportDocument.Item {
    let places = [change.old, change.new].compactMap { $0.map { location($0) } }
    let text = "\(numbered(change)) \(change.sentence.text(in: language))"
    return ReportDocument.Item(text, place: places.joined(separator: " → "))
  }

  /// The name by which the tables below refer to a change.
  func numbered(_ change: PolicyChange) -> String { "[\(change.number + 1)]" }

  private func location(_ side: PolicyChange.Side) -> String {
    "\(side.span.file.path):\(side.span.startPosition.line)"
  }

  // MARK: The population

  private func add(_ population: ImpactReport.Population, to document: inout ReportDocument) {
    addFigures(population, to: &document)
    if !population.subject.grades.new.labels.isEmpty {
      addMatrix(population, to: &document)
      addDistribution(population, to: &document)
      addGroups(population, to: &document)
    }
    addSteps(population, to: &document)
    addMovers(population, to: &document)
    addMeasures(population, to: &document)
    addNumbers(population, to: &document)
    addThresholds(population, to: &document)
  }

  private func addFigures(_ population: ImpactReport.Population, to document: inout ReportDocument) {
    let (tally, total) = (population.tally, population.tally.compared)
    func figure(_ count: Int, _ label: String) -> (value: String, label: String) {
      (String(count), label + word(" (\(shareText(count, of: total)))", "（\(shareText(count, of: total))）"))
    }
    document.add(.heading(word("Who moves", "变动概况")))
    document.add(
      .figures([
        (String(total), word("subjects compared", "比较的对象")),
        figure(population.movedCount, word("get another grade", "等级变动")),
        figure(population.worseCount, word("fall", "降级")),
        figure(population.betterCount, word("rise", "升级")),
        figure(tally.scoreFell, word("lose points", "得分下降")),
        figure(tally.scoreRose, word("gain points", "得分上升")),
      ]))
    if population.otherCount > 0 {
      document.add(
        .note(
          word(
            "\(population.otherCount) move between outcomes of which neither is better.",
            "另有 \(population.otherCount) 个对象在无高低之分的结果间变动。")))
    }
    addSetAside(population, to: &document)
  }

  private func addSetAside(_ population: ImpactReport.Population, to document: inout ReportDocument) {
    let (old, new) = (population.oldSetAside, population.newSetAside)
    guard old > 0 || new > 0 else { return }
    document.add(
      .note(
        word(
          "Of \(population.subjectsRead) subjects read, \(old) are set aside by the old policy and \(new) by the new "
            + "one for faults in their data; `assay run` says which.",
          "共读入 \(population.subjectsRead) 个对象，因数据问题原政策剔出 \(old) 个、新政策剔出 \(new) 个；用 `assay run` 查看明细。")))
  }
}
