import PolicyFEEL
import PolicyTypes
import Testing

/// Hit policies, where the conformance cases are silent: overlaps, conflicts, no match, the greatest.
@Suite struct TableTests {
  /// A table of one input and one output; rules are a test and a value.
  private func table(
    _ policy: HitPolicy, _ rules: [(String, String)], values: String? = nil, fallback: String? = nil
  ) -> FEELSource {
    func text(_ text: String) -> ExpressionText { ExpressionText(text, name: "table") }
    return .table(
      FEELTableSource(
        hitPolicy: policy, inputs: [.init(expression: text("x"), type: .simple(.number))],
        outputs: [
          .init(name: nil, type: .any, values: values.map(text), fallback: fallback.map(text))
        ],
        rules: rules.map { .init(tests: [text($0.0)], outputs: [text($0.1)]) }))
  }

  private let overlapping = [("> 1", "10"), ("> 2", "30"), ("> 3", "20")]

  private func value(_ source: FEELSource, x: Int) -> String {
    outcome(source, inputs: [input("x", "number", .number(.init(x)))])
  }

  @Test func greatestLeastSumAndCount() {
    #expect(value(table(.greatest, overlapping), x: 4) == "30")
    #expect(value(table(.least, overlapping), x: 4) == "10")
    #expect(value(table(.sum, overlapping), x: 4) == "60")
    #expect(value(table(.count, overlapping), x: 4) == "3")
    #expect(value(table(.count, overlapping), x: 0) == "0")
  }

  @Test func listsFollowTheirOrder() {
    #expect(value(table(.ruleOrder, overlapping), x: 4) == "[10, 30, 20]")
    #expect(value(table(.collect, overlapping), x: 3) == "[10, 30]")
    #expect(value(table(.outputOrder, overlapping, values: "30, 20, 10"), x: 4) == "[30, 20, 10]")
    #expect(value(table(.priority, overlapping, values: "20, 30, 10"), x: 4) == "20")
    #expect(value(table(.first, overlapping), x: 4) == "10")
  }

  @Test func oneRuleMayHoldAndSeveralHaveToAgree() {
    #expect(value(table(.unique, overlapping), x: 2) == "10")
    #expect(value(table(.unique, overlapping), x: 3) == "T204")
    #expect(value(table(.any, overlapping), x: 3) == "T204")
    #expect(value(table(.any, [("> 1", "10"), ("> 2", "10.0")]), x: 3) == "10")
  }

  @Test(arguments: [HitPolicy.unique, .any, .priority, .first, .sum, .least, .greatest])
  func noRuleGivesNullOrTheDefault(_ policy: HitPolicy) {
    let values = policy == .priority ? "10, 20, 30" : nil
    #expect(value(table(policy, overlapping, values: values), x: 0) == "null")
    #expect(value(table(policy, overlapping, values: values, fallback: "7"), x: 0) == "7")
  }

  @Test func cellsTakeEveryTest() {
    let rules = [("not(1, [5..7])", "\"other\""), ("[5..7]", "\"range\""), ("-", "\"one\"")]
    #expect(value(table(.first, rules), x: 6) == "\"range\"")
    #expect(value(table(.first, rules), x: 1) == "\"one\"")
    #expect(value(table(.first, rules), x: 4) == "\"other\"")
    #expect(value(table(.first, [("? * 2 > 7", "\"big\""), ("-", "\"small\"")]), x: 4) == "\"big\"")
  }

  @Test func outputsOfDifferentTypesAreRefused() {
    #expect(value(table(.first, [("> 1", "10"), ("-", "\"ten\"")]), x: 1) == "T101")
    #expect(value(table(.sum, [("> 1", "\"ten\"")]), x: 1) == "T101")
  }
}
