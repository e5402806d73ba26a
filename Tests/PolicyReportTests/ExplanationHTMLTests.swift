import PolicyDiagnostics
import PolicyReport
import PolicyTypes
import Testing

/// The page of an explanation: well formed, complete, and readable by whoever sees or hears it.
@Suite struct ExplanationHTMLTests {
  private static let penalties = [
    SamplePenalty(number: "P-1", decidedOn: "2020-03-01"), SamplePenalty(number: "P-2", decidedOn: "2022-03-01"),
    SamplePenalty(number: "P-3", decidedOn: "2022-05-01", repairedOn: "2022-09-01"),
    SamplePenalty(number: "P-4", decidedOn: "2022-06-01", severity: 1),
    SamplePenalty(number: "P-5", decidedOn: "2022-07-01"),
  ]

  private func page(_ language: Language) throws -> HTMLElements {
    let explanation = SamplePolicy.explain(filed: false, daysLate: 40, penalties: Self.penalties)
    return try HTMLElements(of: ExplanationHTML(language: language).page(of: explanation))
  }

  @Test(arguments: Language.allCases)
  func thePageIsWellFormedAndHasAllParts(language: Language) throws {
    let page = try page(language)
    #expect(page.names.isSuperset(of: ["h1", "h2", "h3", "svg", "table", "th", "pre", "details", "summary", "footer"]))
    #expect(!page.names.contains("script"))
    #expect(page.texts["h1"] == ["湾沚区信用分级"])
    #expect(page.texts["strong"]?.prefix(2) == ["差", "71"])
  }

  /// 100 × 60 % - 15 × 60 % - 20 × 60 % + 80 × 40 % = 71.
  @Test func theWaterfallAddsUpToTheScore() throws {
    let texts = try #require(page(.english).texts["text"])
    #expect(
      texts == [
        "守法合规 start", "+60", "一般行政处罚", "−9", "年报", "−12", "公共信用综合评价", "+32", "score", "71",
      ])
  }

  @Test func everyRecordHasItsPoints() throws {
    let cells = try #require(page(.chinese).texts["td"])
    for (key, points) in [("P-2", "-10"), ("P-3", "-5"), ("P-5", "-10"), ("P-1", "–")] {
      let place = try #require(cells.firstIndex(of: key))
      #expect(cells[place + 4] == points, "\(key)")
    }
    // Of another kind, and therefore counted below the table.
    #expect(!cells.contains("P-4"))
    #expect(try page(.chinese).text.contains("另有 1 条记录不属于此项。"))
  }

  @Test func clausesAreInThePolicysOwnWords() throws {
    let codes = try #require(page(.english).texts["code"])
    #expect(codes.contains { $0.hasPrefix("late: {title: 年报, when: not(filed)") })
  }

  @Test func whatCanBeDoneIsTickedOff() throws {
    var explanation = SamplePolicy.explain(penalties: Self.penalties)
    let outcome = Outcome(asOf: SamplePolicy.asOf, score: 80, grade: "良")
    let term = RepairTerm(lastDay: CalendarDate(text: "2023-02-01"), share: .one, pointsBack: 10)
    let clause = try #require(explanation.rules.first?.clause)
    let action = ActionStep(
      id: "repair/P-2", kind: .repair(clause, methods: ["a"], needsAll: false), record: nil, source: "行政处罚",
      countsFrom: SamplePolicy.asOf, terms: [term], alone: outcome)
    explanation.advice = Advice(now: outcome, actions: [action], lapsed: [], events: [], targets: [])
    let page = ExplanationHTML(language: .english).page(of: explanation)
    #expect(page.contains("<label><input type=\"checkbox\"/> <strong>by 2023-02-01:</strong> "))
    #expect(try HTMLElements(of: page).names.contains("input"))
  }

  @Test func hostileDataStayText() throws {
    let explanation = SamplePolicy.explain(
      id: "<b>", penalties: [SamplePenalty(number: "</td><script>", decidedOn: "2022-03-01")])
    let page = try HTMLElements(of: ExplanationHTML(language: .english).page(of: explanation))
    #expect(!page.names.contains("script") && !page.names.contains("b"))
    #expect(page.texts["td"]?.contains("</td><script>") == true)
  }
}
