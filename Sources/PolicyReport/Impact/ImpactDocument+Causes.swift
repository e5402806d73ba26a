import PolicyDiagnostics
import PolicyImpact
import PolicyTypes

// Which change moves whom.

extension ImpactDocument {
  func addSteps(_ population: ImpactReport.Population, to document: inout ReportDocument) {
    guard !population.steps.isEmpty else { return }
    document.add(.heading(word("Which change moves them", "各项修改的影响")))
    let tally = population.tally
    var rows = population.steps.indices.map { index in
      [name(of: population.steps[index])] + cells(tally.steps[index])
    }
    if rows.count > 1 {
      let grades = tally.steps.reduce(0) { $0 + $1.grades }
      rows.append([
        word("together", "合计"), String(population.worseCount), String(population.betterCount), signedText(-grades),
        String(tally.scoreFell), String(tally.scoreRose), signedText(tally.scoreChange),
      ])
    }
    document.add(.table(columns, rows))
    addOrder(population, to: &document)
  }

  private var columns: [TextTable.Column] {
    [
      .init(word("change", "修改")), .init(word("fall", "降级"), .right), .init(word("rise", "升级"), .right),
      .init(word("grades", "级数"), .right), .init(word("lose points", "得分下降"), .right),
      .init(word("gain points", "得分上升"), .right), .init(word("points", "分数合计"), .right),
    ]
  }

  private func cells(_ step: ImpactTally.StepTally) -> [String] {
    [
      String(step.worse), String(step.better), signedText(-step.grades), String(step.scoreFell),
      String(step.scoreRose), signedText(step.scoreChange),
    ]
  }

  private func addOrder(_ population: ImpactReport.Population, to document: inout ReportDocument) {
    guard population.steps.count > 1 else {
      return document.add(
        .note(word("One change alone: what it moves is exact.", "仅此一项修改，影响为精确值。")))
    }
    document.add(
      .note(
        word(
          "One step after the other in this order, each on top of those before it; grades and points add up to the "
            + "total. In another order a step may move others.",
          "按上列次序逐项叠加；级数与分数之和等于合计。次序不同，各项的影响可能不同。")))
    if population.tally.movedBack > 0 {
      document.add(
        .note(
          word(
            "\(population.tally.movedBack) subjects are moved by one step and moved back by another.",
            "有 \(population.tally.movedBack) 个对象被某项修改变动后又被另一项还原。")))
    }
  }

  private func name(of step: ImpactReport.Step) -> String {
    switch step {
    case .time:
      let dates = [report.old.asOf, report.new.asOf].compactMap { $0.map(\.description) }.joined(separator: " → ")
      return word("time passes: \(dates)", "时间推移：\(dates)")
    case .changes(let numbers):
      let changes = numbers.map { report.changes[$0] }
      let shown = changes.prefix(Self.shownLimit).map { "\(numbered($0)) \($0.place.text(in: language))" }
      let rest = changes.count - Self.shownLimit
      let more = rest > 0 ? word(" and \(rest) more", "等 \(changes.count) 项") : ""
      return shown.joined(separator: word("; ", "；")) + more
    }
  }

  /// The numbers of a step's changes alone, for a cell of a table.
  private func numbers(of step: ImpactReport.Step) -> String {
    switch step {
    case .time: word("time", "时间")
    case .changes(let numbers):
      numbers.prefix(Self.shownLimit).map { numbered(report.changes[$0]) }.joined()
        + (numbers.count > Self.shownLimit ? "…" : "")
    }
  }

  private static let shownLimit = 3

  // MARK: Those who move

  func addMovers(_ population: ImpactReport.Population, to document: inout ReportDocument) {
    let movers = population.tally.movers
    guard !movers.isEmpty else { return }
    let grades = population.subject.grades
    let moved = population.movedCount
    document.add(.heading(word("Those who move, the worst first", "变动名单（影响最大者在前）")))
    let fields = population.subject.fields
    let columns: [TextTable.Column] =
      [.init(word("subject", "对象"))] + fields.map { .init($0.title ?? $0.name) } + [
        .init(word("old", "原")), .init(word("new", "新")), .init(word("old score", "原得分"), .right),
        .init(word("new score", "新得分"), .right), .init(word("points", "分差"), .right), .init(word("by", "因修改")),
      ]
    let rows = movers.map { mover in
      let labels = grades.labels(ofCell: mover.cell)
      return [mover.id] + mover.fields.map { $0.isAbsent ? "" : $0.description } + [
        shownGrade(labels.old), shownGrade(labels.new), mover.oldScore?.normalized.description ?? "–",
        mover.newScore?.normalized.description ?? "–", signedText(mover.scoreChange),
        mover.steps.map { numbers(of: population.steps[$0]) }.joined(separator: " "),
      ]
    }
    document.add(.table(columns, rows))
    if moved > movers.count {
      document.add(
        .note(
          word(
            "\(moved - movers.count) more move; `--movers` says how many are named.",
            "另有 \(moved - movers.count) 个对象变动；用 `--movers` 指定列出多少。")))
    }
  }
}
