import PolicyDiagnostics
import PolicyExecution
import PolicyLowering
import PolicyReport
import PolicyTypes
import ReferenceEvaluator
import Testing

/// An explanation never disagrees with the run: random policies and subjects, explained and compared.
struct ExplanationAgreementTests {
  @Test(arguments: RandomRuns.seeds)
  func everyNumberIsThatOfTheRun(seed: Int) throws {
    let random = RandomPolicy(seed: UInt64(seed))
    let subjects = (0..<RandomRuns.subjects).map { random.subject(seed: UInt64($0)) }
    let program = lower(random.policy, numbers: .narrow)
    let results = try EngineRun(
      Interpreter(plan: ExecutionPlan(program: program, asOf: random.asOf, keeping: .results)), subjects)
    let complete = try EngineRun(
      Interpreter(plan: ExecutionPlan(program: program, asOf: random.asOf, keeping: .everything)), subjects)
    for subject in subjects.indices {
      let explanation = Explanation(
        ExplanationPlan(for: program), batch: complete.values.batch, values: complete.values, row: subject,
        asOf: random.asOf)
      let expected = results.result(of: subject, isComplete: false)
      let note: Comment = "policy \(seed), subject \(subject)"
      if let score = explanation.score { #expect(score.result == expected.score.number, note) }
      if let grade = explanation.grade {
        #expect(grade.result == expected.grade.label, note)
        #expect(grade.base.result == expected.baseGrade, note)
        let last = grade.decision.map(\.after) ?? grade.moves.last.map(\.after) ?? grade.result
        #expect(last == expected.grade.label, note)
      }
      #expect(explanation.rules.filter(\.holds).map(\.clause.name) == expected.rules, note)
      let given = explanation.measures.filter(\.isGiven)
      #expect(given.map(\.clause.name) == expected.measures.map(\.name), note)
      #expect(given.map { $0.numbers.map(\.value.result) } == expected.measures.map(\.numbers), note)
      let ofRecords = given.map { measure in
        (measure.records?.records ?? []).map(\.application).filter(\.isGiven).map { $0.numbers.map(\.value.result) }
      }
      #expect(ofRecords == expected.measures.map { $0.records.map(\.numbers) }, note)
      for rule in explanation.rules { #expect((rule.gap == nil) == rule.holds, note) }
      let indicators = complete.result(of: subject, isComplete: true).indicators
      let steps = Dictionary(uniqueKeysWithValues: explanation.indicators.flatMap(\.all).map { ($0.id, $0) })
      for indicator in indicators {
        let step = try #require(steps[indicator.path], note)
        #expect(step.result == indicator.value.number, note)
        guard step.applies, case .records(let records) = step.worth else { continue }
        #expect(records.counted.map { $0.contribution } == indicator.contributions.map(\.amount.number), note)
      }
    }
  }

  /// Whoever has the text and a pocket calculator comes to the same numbers.
  @Test func everyPrintedCalculationCanBeDoneAgain() throws {
    var (count, limitCount) = (0, 0)
    for seed in RandomRuns.seeds {
      let random = RandomPolicy(seed: UInt64(seed))
      let subjects = (0..<3).map { random.subject(seed: UInt64($0)) }
      let program = lower(random.policy, numbers: .narrow)
      let run = try EngineRun(
        Interpreter(plan: ExecutionPlan(program: program, asOf: random.asOf, keeping: .everything)), subjects)
      for subject in subjects.indices {
        let explanation = Explanation(
          ExplanationPlan(for: program), batch: run.values.batch, values: run.values, row: subject, asOf: random.asOf)
        let names = explanation.indicators.flatMap(\.all).map(\.clause.heading) + ["start"]
        let text = ExplanationText(language: .english, width: 100_000).text(of: explanation)
        for line in text.split(separator: "\n") {
          for calculation in CalculatorLine.all(in: String(line), names: names) {
            count += 1
            #expect(
              calculation.stated == calculation.found, "policy \(seed), subject \(subject): \(line), \(calculation)")
          }
          if let limit = LimitLine(line) {
            limitCount += 1
            #expect(limit.after == limit.expected, "policy \(seed), subject \(subject): \(line)")
          }
        }
      }
    }
    #expect(count > 5 * RandomRuns.seeds.count, "\(count) calculations, \(limitCount) limits")
    #expect(limitCount > RandomRuns.seeds.count, "\(limitCount) limits")
  }
}

extension IndicatorStep {
  fileprivate var all: [IndicatorStep] { [self] + children.flatMap(\.all) }
}

/// A line that says how a limit changed a number: `cap 15: -25 → -15`.
private struct LimitLine {
  let after: Decimal128
  let expected: Decimal128?

  init?(_ line: Substring) {
    let line = line.drop { $0 == " " }
    guard let arrow = line.ranges(of: " → ").first, let colon = line.ranges(of: ": ").first(where: { $0 < arrow })
    else {
      return nil
    }
    guard let before = CalculatorLine.number(at: line[colon.upperBound...]),
      let after = CalculatorLine.number(at: line[arrow.upperBound...])
    else { return nil }
    let words = line[..<colon.lowerBound]
    func bound(after name: String) -> Decimal128? {
      words.hasPrefix(name) ? CalculatorLine.number(at: words.dropFirst(name.count)) : nil
    }
    func lesser(_ a: Decimal128, _ b: Decimal128) -> Decimal128 { a.compare(b) < 0 ? a : b }
    func greater(_ a: Decimal128, _ b: Decimal128) -> Decimal128 { a.compare(b) > 0 ? a : b }
    if let cap = bound(after: "cap ") {
      expected = greater(lesser(before, cap), cap.negated)
    } else if let least = bound(after: "at least ") {
      expected = greater(before, least)
    } else if let most = bound(after: "at most ") {
      expected = lesser(before, most)
    } else if let digits = bound(after: "rounded to ").flatMap({ $0.scaled(to: 0) }),
      let mode = RoundingMode.allCases.first(where: { words.hasSuffix(", " + $0.rawValue) })
    {
      expected = before.rounded(toScale: Int(digits), mode)
    } else {
      return nil
    }
    self.after = after
  }
}

extension Range<Substring.Index> {
  fileprivate static func < (a: Self, b: Self) -> Bool { a.upperBound <= b.lowerBound }
}
