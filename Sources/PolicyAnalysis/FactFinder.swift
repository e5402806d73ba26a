import PolicyDiagnostics
import PolicyExecution
package import PolicyIR
package import PolicyTypes

/// Finds what can be said of a policy's score and of what decides it: by ranges and signs what holds for every subject,
/// and by a search with a budget subjects that show the rest.
package struct FactFinder {
  private var prover: MonotonyProver
  private var program: IRProgram { prover.program }
  /// Subjects of all kinds, with their scores.
  private var pool: [(draft: DraftRow, number: Decimal128)] = []

  package init(_ program: IRProgram, asOf: CalendarDate) {
    prover = MonotonyProver(program, asOf: asOf)
  }

  /// Returns the facts; nil where the policy has no score. The same in every run.
  package mutating func facts() -> PolicyFacts? {
    guard let score = program.outline.score.map({ program.outline[$0].result }) else { return nil }
    var range = AttainedRange(proved: prover.bounds[score].range ?? .zero)
    var extremes = ExtremeSearch(prover, of: score)
    let ends = extremes.ends()
    for (draft, number) in ends { range.take(number, prover.singleExample(draft)) }
    pool = extremes.pool(from: ends.map(\.draft))
    let places = prover.reader.scored
    let indicators = places.map { facts(of: $0) }
    return PolicyFacts(
      asOf: prover.asOf, score: range, indicators: indicators, sources: SourceCounts(of: program.outline))
  }

  // MARK: One indicator

  private func facts(of place: Int) -> IndicatorFacts {
    let indicator = program.outline.indicators[place]
    var points = AttainedRange(proved: prover.bounds[indicator.result].range ?? .zero)
    var search = IndicatorSearch(prover, place, among: pool)
    let found = search.run(&points)
    let line = indicator.clause.span.startPosition.line
    func answer(_ draft: DraftRow?, isRuledOut: Bool) -> IndicatorFacts.Answer? {
      if program.outline.grade == nil { return nil }
      let verdict: Proof.Verdict = draft != nil ? .proved : isRuledOut ? .refuted : .undecided
      let example = draft.flatMap {
        ExampleText(program, asOf: prover.asOf).text(ofPair: $0, line: line, prover.interpreter)
      }
      return IndicatorFacts.Answer(verdict: verdict, example: example)
    }
    let isWithoutEffect = isWithoutEffect(indicator)
    let (best, worst) = limits(by: indicator)
    let shares = WeightShares(program, prover.bounds).shares(of: place)
    return IndicatorFacts(
      clause: indicator.clause, points: points, share: shares?.usual, greatestShare: shares?.greatest,
      changesGrade: answer(found.changing, isRuledOut: isWithoutEffect),
      movesBestToWorst: answer(found.deciding, isRuledOut: isWithoutEffect || !mayMoveBestToWorst(indicator)),
      bestAtLeast: best, worstAtMost: worst)
  }

  /// Whether nothing that the grade is made of moves with the indicator.
  private func isWithoutEffect(_ indicator: IndicatorOutline) -> Bool {
    guard let grade = program.outline.grade else { return false }
    let moved = DirectionAnalysis(program, prover.bounds, nil, where: [indicator.result: .mixed])
    return moved[grade.result].isConstant
  }

  /// Returns the bounds of the grade where the indicator gives a number.
  private func grades(where indicator: IndicatorOutline, is number: Decimal128?) -> NumberRange? {
    guard let grade = program.outline.grade, let number else { return nil }
    let settled = [indicator.result: Bounds(NumberRange(number))]
    return ValueBounds(program, asOf: prover.asOf, where: settled)[grade.result].range
  }

  private func limits(by indicator: IndicatorOutline) -> (best: String?, worst: String?) {
    guard let scale = program.outline.grade?.scale, let range = prover.bounds[indicator.result].range else {
      return (nil, nil)
    }
    let isRisk = prover.reader.direction == .lessIsBetter
    let atWorst = grades(where: indicator, is: isRisk ? range.upper : range.lower)
    let atBest = grades(where: indicator, is: isRisk ? range.lower : range.upper)
    func label(_ place: Decimal128?) -> String? {
      place?.scaled(to: 0).flatMap { Int($0) < scale.rankedCount ? scale.labels[Int($0)] : nil }
    }
    let best = atWorst?.lower.flatMap { $0 > .zero ? label($0) : nil }
    let last = Decimal128(scale.labels.count - 1)
    let worst = atBest?.upper.flatMap { $0 < last ? label($0) : nil }
    return (best, worst)
  }

  /// Whether the ranges leave room for the best grade where the indicator is at its best, and for the worst elsewhere.
  private func mayMoveBestToWorst(_ indicator: IndicatorOutline) -> Bool {
    guard let grade = program.outline.grade, let range = prover.bounds[grade.result].range else { return false }
    return range.contains(.zero) && range.contains(Decimal128(grade.scale.rankedCount - 1))
  }
}

extension MonotonyProver {
  /// One subject as a policy test.
  func singleExample(_ draft: DraftRow) -> String? {
    let run = DraftRun([draft], interpreter)
    guard run.place(of: 0) != nil else { return nil }
    return ExampleText(program, asOf: asOf).text(
      of: draft, run,
      line: program.outline.score.map {
        program.outline[$0].clause.span.startPosition.line
      } ?? 1)
  }
}
