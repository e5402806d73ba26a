import PolicyDiagnostics
import PolicyImpact
import PolicyTypes

// What follows for those who carry measures out, and how firmly grades stand.

extension ImpactDocument {
  func addMeasures(_ population: ImpactReport.Population, to document: inout ReportDocument) {
    let measures = zip(population.subject.measures, population.tally.measures)
    guard !population.subject.measures.isEmpty else { return }
    let rows = measures.filter { $1.gained > 0 || $1.lost > 0 }.map { measure, tally in
      [
        shown(measure), String(tally.old), String(tally.new), String(tally.gained), String(tally.lost),
        signedText(tally.new - tally.old),
      ]
    }
    document.add(.heading(word("Measures gained and lost", "措施增减")))
    guard !rows.isEmpty else {
      return document.add(.paragraph(word("Nobody gains or loses a measure.", "没有对象的措施增减。")))
    }
    document.add(
      .table(
        [
          .init(word("measure", "措施")), .init(word("old", "原"), .right), .init(word("new", "新"), .right),
          .init(word("gain it", "新增"), .right), .init(word("lose it", "减少"), .right),
          .init(word("difference", "增减"), .right),
        ], rows))
  }

  private func shown(_ measure: ImpactSubject.Paired) -> String {
    measure.title.map { language == .chinese ? $0 : "\(measure.name) (\($0))" } ?? measure.name
  }

  func addNumbers(_ population: ImpactReport.Population, to document: inout ReportDocument) {
    let rows = zip(population.subject.numbers, population.tally.numbers).filter { $1.oldCount + $1.newCount > 0 }.map {
      number, tally in
      let (old, new) = (sum(tally.old, tally.oldCount, number.unit), sum(tally.new, tally.newCount, number.unit))
      let difference = old.flatMap { old in new.flatMap { $0.subtracting(old) } }
      let unit = number.unit == .percent ? "%" : ""
      return [
        shown(number), number.unit == .percent ? word("mean", "平均") : word("total", "合计"),
        old.map { $0.normalized.description + unit } ?? "–", new.map { $0.normalized.description + unit } ?? "–",
        signedText(difference) + (difference == nil ? "" : unit),
      ]
    }
    guard !rows.isEmpty else { return }
    document.add(.heading(word("What measures cost", "措施工作量")))
    document.add(
      .table(
        [
          .init(word("number", "参数")), .init(""), .init(word("old", "原"), .right), .init(word("new", "新"), .right),
          .init(word("difference", "增减"), .right),
        ], rows))
    document.add(
      .note(
        word(
          "Numbers are added up over all subjects that have the measure; percentages are their mean, rounded half up "
            + "to two decimals.",
          "参数按有该措施的全部对象合计；百分比为平均值，四舍五入到两位小数。")))
  }

  /// The sum; of percentages, which do not add up, the mean in hundredths of a percent, rounded half up.
  private func sum(_ sum: Decimal128?, _ count: Int, _ unit: Unit) -> Decimal128? {
    guard unit == .percent, let sum else { return sum }
    guard count > 0, let mean = sum.divided(by: Decimal128(count)) else { return nil }
    // A percentage is kept as its share of one.
    return mean.multiplied(by: Decimal128(100))?.rounded(toScale: 2, .halfUp)
  }

  func addThresholds(_ population: ImpactReport.Population, to document: inout ReportDocument) {
    let (subject, tally) = (population.subject, population.tally)
    let rows =
      zip(subject.oldThresholds, tally.oldNear).map { row(word("old", "原"), $0, $1) }
      + zip(subject.newThresholds, tally.newNear).map { row(word("new", "新"), $0, $1) }
    guard !rows.isEmpty else { return }
    document.add(.heading(word("How firmly grades stand", "等级稳定性")))
    document.add(
      .table(
        [
          .init(""), .init(word("threshold", "分数线")), .init(word("just below", "线下"), .right),
          .init(word("at it or just above", "线上"), .right),
        ], rows))
    let margin = subject.margin.normalized.description
    document.add(
      .note(
        word(
          "Subjects whose score lies within \(margin) point\(margin == "1" ? "" : "s") of a threshold.",
          "得分距分数线不超过 \(margin) 分的对象数。")))
  }

  private func row(
    _ version: String, _ threshold: ImpactSubject.Threshold, _ near: ImpactTally.NearTally
  ) -> [String] {
    [version, "`\(threshold.text)`", String(near.below), String(near.above)]
  }
}
