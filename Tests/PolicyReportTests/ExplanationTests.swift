import PolicyDiagnostics
import PolicyReport
import PolicyTypes
import Testing

@Suite struct ExplanationTextTests {
  private static let penalties = [
    SamplePenalty(number: "P-1", decidedOn: "2020-03-01"), SamplePenalty(number: "P-2", decidedOn: "2022-03-01"),
    SamplePenalty(number: "P-3", decidedOn: "2022-05-01", repairedOn: "2022-09-01"),
    SamplePenalty(number: "P-4", decidedOn: "2022-06-01", severity: 1),
    SamplePenalty(number: "P-5", decidedOn: "2022-07-01"),
  ]

  @Test func chinese() {
    let explanation = SamplePolicy.explain(filed: false, daysLate: 40, penalties: Self.penalties)
    let expected = """
      湾沚区信用分级（wanzhi，版本 2022.1）
      评价对象：91340221A
      截止日：2023-01-01

      等级：差
      得分：71 分

      一、等级认定
        初评等级：差（评分 = 71；适用“其余”；甲.yaml:9）
        距上一等级“良”：评分 = 71，须 ≥ 75，还差 4（甲.yaml:9）
        多次违法，等级不高于 良：未改变等级（依据：方案第五条；甲.yaml:11）

      二、得分计算
        总分：71 分（甲.yaml:2）
          守法合规 65 分 × 60% + 公共信用综合评价 80 分 × 40% = 71 分
          保留 2 位小数（四舍五入）：71 → 71（甲.yaml:3）
          守法合规：65 分（权重 60；甲.yaml:5）
            起始分 100 - 一般行政处罚 15 - 年报 20 = 65 分
            一般行政处罚：-15 分（甲.yaml:6）
              行政处罚：计入 3 条，未计入 2 条
                P-2（2022-03-01，severity = 一般）：扣 10 分
                  信用修复：尚未修复（甲.yaml:14）
                P-3（2022-05-01，severity = 一般）：扣 10 分
                  信用修复：2022-09-01 完成修复，恢复 50%：-10 + 10 × 50% = -5（甲.yaml:14）
                P-5（2022-07-01，severity = 一般）：扣 10 分
                  信用修复：尚未修复（甲.yaml:14）
                合计：-10 - 5 - 10 = -25 分
                未计入：P-1（2020-03-01）：自 2022-03-01 起不再计入（有效期“24 months”）
                未计入：P-4（2022-06-01）：不符合“severity = 一般”
              上限 15 分：-25 → -15（甲.yaml:6）
            年报：-20 分（甲.yaml:7）
              适用：“not(filed)”成立（filed = 否）
              扣 20 分：days late = 40；适用“其余”；2 × 10 = 20
          公共信用综合评价：80 分（权重 40；甲.yaml:8）
            依据：方案第八条
            得 80 分：public grade = 良；适用“良”

      三、认定的事实
        filed = 否，days late = 40，public grade = 良，listed = 否
        一般行政处罚：行政处罚 3 条（P-2、P-3、P-5；甲.yaml:6）

      四、规则
        多次违法：成立，等级不高于 良，预警：red（“count(recent minor) >= 2”；count(recent minor) = 3；
          依据：方案第五条；甲.yaml:11）
        列入名单：不成立（listed = 否；甲.yaml:12）

      五、适用的措施
        双随机抽查（监管措施；实施部门：市场监管；甲.yaml:16）
          适用于全部等级
          inspection ratio = 5%（grade = 差；适用“其余”）

      六、不适用的措施
        绿色通道：仅适用于等级 优

      """
    #expect(ExplanationText(language: .chinese).text(of: explanation) == expected)
  }

  @Test func english() {
    let explanation = SamplePolicy.explain(filed: false, daysLate: 40, penalties: Self.penalties)
    let expected = """
      湾沚区信用分级 (wanzhi, version 2022.1)
      Subject: 91340221A
      As of: 2023-01-01

      Grade: 差
      Score: 71

      Why this grade
        Base grade: 差 (score = 71; no test holds, so `otherwise` applies; 甲.yaml:9)
        Next better grade 良: score = 71, ≥ 75 needed, 4 short (甲.yaml:9)
        多次违法, no better than 良: no effect (basis: 方案第五条; 甲.yaml:11)

      How the score was found
        score: 71 (甲.yaml:2)
          守法合规 65 × 60% + 公共信用综合评价 80 × 40% = 71
          rounded to 2 decimals, half up: 71 → 71 (甲.yaml:3)
          守法合规: 65 (weight 60; 甲.yaml:5)
            start 100 - 一般行政处罚 15 - 年报 20 = 65
            一般行政处罚: -15 (甲.yaml:6)
              行政处罚: 3 counted, 2 not counted
                P-2 (2022-03-01, severity = 一般): deducts 10
                  信用修复: not repaired (甲.yaml:14)
                P-3 (2022-05-01, severity = 一般): deducts 10
                  信用修复: repaired on 2022-09-01, 50% given back: -10 + 10 × 50% = -5 (甲.yaml:14)
                P-5 (2022-07-01, severity = 一般): deducts 10
                  信用修复: not repaired (甲.yaml:14)
                total: -10 - 5 - 10 = -25
                not counted: P-1 (2020-03-01): no longer counts since 2022-03-01 (window `24 months`)
                not counted: P-4 (2022-06-01): `severity = 一般` does not hold
              cap 15: -25 → -15 (甲.yaml:6)
            年报: -20 (甲.yaml:7)
              applies: `not(filed)` holds (filed = no)
              deducts 20: days late = 40; no test holds, so `otherwise` applies; 2 × 10 = 20
          公共信用综合评价: 80 (weight 40; 甲.yaml:8)
            basis: 方案第八条
            gives 80: public grade = 良; `良` applies

      Facts
        filed = no, days late = 40, public grade = 良, listed = no
        一般行政处罚: 3 of 行政处罚 (P-2, P-3, P-5; 甲.yaml:6)

      Rules
        多次违法: holds, no better than 良, alert: red (`count(recent minor) >= 2`; count(recent
          minor) = 3; basis: 方案第五条; 甲.yaml:11)
        列入名单: does not hold (listed = no; 甲.yaml:12)

      Measures given
        双随机抽查 (supervision; department: 市场监管; 甲.yaml:16)
          given at every grade
          inspection ratio = 5% (grade = 差; no test holds, so `otherwise` applies)

      Measures not given
        绿色通道: only for 优

      """
    #expect(ExplanationText(language: .english).text(of: explanation) == expected)
  }

  @Test func missingDataAndAnEffectiveMoveInANarrowTerminal() {
    let explanation = SamplePolicy.explain(publicGrade: nil, listed: true)
    let text = ExplanationText(language: .chinese, width: 60).text(of: explanation)
    #expect(text.split(separator: "\n").allSatisfy { $0.displayWidth <= 60 })
    let expected = """
      湾沚区信用分级（wanzhi，版本 2022.1）
      评价对象：91340221A
      截止日：2023-01-01

      等级：差
      得分：100 分

      一、等级认定
        初评等级：优（评分 = 100；适用“≥ 90”；甲.yaml:9）
        列入名单，等级定为 差：优 → 差（甲.yaml:12）

      二、得分计算
        总分：100 分（甲.yaml:2）
          守法合规 100 分 × 60 ÷ 60 = 100 分
          未参与加权的指标：公共信用综合评价
          保留 2 位小数（四舍五入）：100 → 100（甲.yaml:3）
          守法合规：100 分（权重 60；甲.yaml:5）
            起始分 100 + 一般行政处罚 0 + 年报 0 = 100 分
            一般行政处罚：0 分（甲.yaml:6）
              行政处罚：无记录
            年报：0 分（甲.yaml:7）
              不适用：“not(filed)”不成立（filed = 是）
          公共信用综合评价：不计入（权重 40；甲.yaml:8）
            依据：方案第八条
            public grade = 无数据
            数据缺失，按规定不计入，权重由其余指标分担

      三、认定的事实
        filed = 是，days late = 0，public grade = 无数据，
          listed = 是
        一般行政处罚：行政处罚 0 条（甲.yaml:6）

      四、规则
        列入名单：成立，等级定为 差（listed = 是；甲.yaml:12）
        多次违法：不成立（“count(recent minor) >= 2”；
          count(recent minor) = 0；须 ≥ 2，还差 2；依据：方案第五
          条；甲.yaml:11）

      五、适用的措施
        双随机抽查（监管措施；实施部门：市场监管；甲.yaml:16）
          适用于全部等级
          inspection ratio = 5%（grade = 差；适用“其余”）

      六、不适用的措施
        绿色通道：仅适用于等级 优

      """
    #expect(text == expected)
  }

  @Test func colourIsForTerminalsOnly() {
    let explanation = SamplePolicy.explain()
    #expect(!ExplanationText(language: .english).text(of: explanation).contains("\u{1B}"))
    let text = ExplanationText(language: .english, style: .terminal).text(of: explanation)
    #expect(text.contains("\u{1B}[1mGrade: 优\u{1B}[0m\n"))
  }

  @Test func hostileDataCannotSteerTheTerminal() {
    let explanation = SamplePolicy.explain(
      id: "\u{1B}[2J\nGrade: 优", penalties: [SamplePenalty(number: "\u{202E}7", decidedOn: "2022-03-01")])
    let text = ExplanationText(language: .english).text(of: explanation)
    #expect(text.contains("Subject: <U+001B>[2J<U+000A>Grade: 优\n"))
    #expect(text.contains("<U+202E>7 (2022-03-01, severity = 一般): deducts 10\n"))
  }
}

@Suite struct ExplanationTests {
  /// Subjects in many states: with and without records, repairs, missing data.
  private static let samples: [Explanation] = {
    let dates = ["2020-12-31", "2021-01-01", "2021-01-02", "2022-12-31", "2023-01-02"]
    let penalties = dates.enumerated().map { index, date in
      SamplePenalty(
        number: "P-\(index)", decidedOn: date, severity: index == 3 ? 1 : 0,
        repairedOn: index % 2 == 0 ? "2022-12-01" : nil)
    }
    var samples: [Explanation] = []
    for count in 0...penalties.count {
      for (filed, publicGrade) in [(true, UInt8?.none), (false, 0), (true, 1)] {
        samples.append(
          SamplePolicy.explain(
            filed: filed, daysLate: Int64(10 * count), publicGrade: publicGrade,
            penalties: Array(penalties.prefix(count))))
      }
    }
    return samples
  }()

  @Test(arguments: samples)
  func everyNumberCanBeRecomputed(explanation: Explanation) throws {
    let root = try #require(explanation.indicators.first)
    #expect(root.result == explanation.score?.result)
    try recompute(root)
  }

  private func recompute(_ indicator: IndicatorStep) throws {
    for child in indicator.children { try recompute(child) }
    #expect(indicator.limits.last?.after ?? indicator.subtotal == indicator.result)
    guard indicator.applies, indicator.missing == nil else { return }
    #expect(try subtotal(of: indicator) == indicator.subtotal)
  }

  private func subtotal(of indicator: IndicatorStep) throws -> Decimal128? {
    switch indicator.worth {
    case .value(let value, let isDeduction): return isDeduction ? value.result.number?.negated : value.result.number
    case .records(let records): return try sum(records.counted.map { try contribution(of: $0) })
    case .sum(let start, let children): return try sum([start?.result.number ?? .zero] + children.map(\.result))
    case .chosen(_, let start, let children, let counts):
      return try sum([start?.result.number ?? .zero, children[try #require(counts)].result])
    case .weightedMean(let children):
      let present = children.filter { $0.result != nil }
      let products = present.map { child in child.weight.flatMap { child.result?.multiplied(by: $0) } }
      return try sum(products).divided(by: try sum(present.map(\.weight)))
    }
  }

  private func sum(_ numbers: [Decimal128?]) throws -> Decimal128 {
    var total = Decimal128.zero
    for number in numbers {
      let term = try #require(number)
      total = try #require(total.adding(term))
    }
    return total
  }

  private func contribution(of record: RecordStep) throws -> Decimal128 {
    let points = try #require(record.points)
    guard record.repair?.state == .inEffect else { return points }
    let share = try #require(record.repair?.share?.result.number)
    let givenBack = try #require(points.negated.multiplied(by: share))
    #expect(record.repair?.pointsGivenBack == givenBack)
    return try #require(points.adding(givenBack))
  }

  @Test func recordsSayWhyTheyDoNotCount() throws {
    let explanation = SamplePolicy.explain(penalties: [
      SamplePenalty(number: "late", decidedOn: "2021-01-02"), SamplePenalty(number: "over", decidedOn: "2021-01-01"),
      SamplePenalty(number: "both", decidedOn: "2020-01-01", severity: 1),
    ])
    let minor = try #require(explanation.indicators.first?.children.first?.children.first)
    guard case .records(let records) = minor.worth else { throw UnexpectedWorth() }
    #expect(records.counted.map(\.record.id) == ["score.compliance.minor/penalties[late]"])
    #expect(records.notCounted.map(\.record.key) == ["both", "over"])
    let window = UncountedRecord.Reason.windowOver(window: "24 months", since: CalendarDate(text: "2023-01-01"))
    let earlier = UncountedRecord.Reason.windowOver(window: "24 months", since: CalendarDate(text: "2022-01-01"))
    #expect(records.notCounted[0].reasons == [earlier, .conditionNotMet("severity = 一般")])
    #expect(records.notCounted[1].reasons == [window])
  }

  private struct UnexpectedWorth: Error {}

  @Test func theSubjectIsTheOneOfTheRow() {
    #expect(SamplePolicy.explain(id: "本企业").subject.id == "本企业")
  }

  @Test func rowsThatDecideAreCited() throws {
    let base = try #require(SamplePolicy.explain(filed: false, daysLate: 31).grade?.base)
    #expect(base.rows.map(\.test) == ["≥ 75"])
    #expect(base.rows.map(\.number) == [2])
    #expect(base.decidingPlace.line == base.place.line, "the rows stand on the line of their lookup")
    let noRow = SamplePolicy.explain(publicGrade: nil).indicators.first?.children.last
    guard case .value(let value, _)? = noRow?.worth else { throw UnexpectedWorth() }
    #expect(value.rows.isEmpty)
    #expect(noRow?.missing == .leftOut)
  }
}
