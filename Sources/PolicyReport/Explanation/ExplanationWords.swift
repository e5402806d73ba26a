import PolicyDiagnostics
import PolicyTypes

/// The words of explanations, in one place.
enum ExplanationWords {

  // MARK: Headings

  static let subject = LocalizedText("Subject", "评价对象")
  static let inputDigest = LocalizedText("Data of the subject", "对象数据")
  static let explanationDigest = LocalizedText("This explanation", "本说明")
  static let asOf = LocalizedText("As of", "截止日")
  static let period = LocalizedText("Period", "评价期")
  static let version = LocalizedText("version", "版本")
  static let grade = LocalizedText("Grade", "等级")
  static let score = LocalizedText("Score", "得分")
  static let scoreInPaths = LocalizedText("score", "评分")
  static let totalScore = LocalizedText("score", "总分")
  static let notRated = LocalizedText("not rated", "不予评定")
  static let noScore = LocalizedText("none", "无")
  static let whyThisGrade = LocalizedText("Why this grade", "等级认定")
  static let howTheScoreWasFound = LocalizedText("How the score was found", "得分计算")
  static let otherIndicators = LocalizedText("Other indicators", "其他指标")
  static let factsUsed = LocalizedText("Facts", "认定的事实")
  static let restsOnDisputed = LocalizedText("Rests on disputed records", "依据的记录中有异议的")
  static let restsOnDiscretion = LocalizedText("Left to the officer", "须由人工裁量")
  static let invalidValue = LocalizedText("Invalid value", "无效值")
  static func quoted(_ field: String, _ value: String) -> LocalizedText {
    LocalizedText("`\(field)` = `\(value)`", "`\(field)` = `\(value)`")
  }
  static func treatment(_ treatment: InvalidValue) -> LocalizedText {
    switch treatment {
    case .fault: LocalizedText("a fault of the data", "属数据问题")
    case .missing: LocalizedText("counts as missing", "视为缺失")
    case .void: LocalizedText("makes the record void", "该记录作废")
    }
  }
  static let earlierResults = LocalizedText("Earlier results", "历次结果")
  static let noEarlierResults = LocalizedText("none", "没有以前的结果")
  static let rules = LocalizedText("Rules", "规则")
  static let outputs = LocalizedText("Outputs", "输出结果")
  static let measuresGiven = LocalizedText("Measures given", "适用的措施")
  static let measuresNotGiven = LocalizedText("Measures not given", "不适用的措施")

  static let measureIsOver = LocalizedText("it has ended", "已终止")

  static func conflict(_ other: String) -> LocalizedText {
    LocalizedText(
      "conflict: nobody may get this together with \(other); a person has to decide", "冲突：不得与“\(other)”同时采取，须由人工决定")
  }

  static func exceptionHolds(_ condition: String) -> LocalizedText {
    LocalizedText("the exception `\(condition)` holds", "例外情形成立：“\(condition)”")
  }

  static func displaced(by other: String, _ kind: MeasureDisplacer.Kind) -> LocalizedText {
    switch kind {
    case .suppresses: LocalizedText("set aside by \(other)", "因“\(other)”免除")
    case .replaces: LocalizedText("replaced by \(other)", "由“\(other)”取代")
    case .escalates: LocalizedText("raised to \(other)", "升级为“\(other)”")
    }
  }

  static func time(_ place: String, within text: String?, of measure: String) -> LocalizedText {
    text.map {
      LocalizedText("time \(place) of \(measure) within \($0)", "“\(measure)”在“\($0)”内第 \(place) 次")
    } ?? LocalizedText("time \(place) of \(measure)", "“\(measure)”第 \(place) 次")
  }

  static func escalates(from count: Int, of measure: String, within text: String?, place: String) -> LocalizedText {
    let length = text.map { LocalizedText(" within \($0)", "在“\($0)”内") } ?? LocalizedText("", "")
    return LocalizedText(
      "it comes from time \(count) of \(measure)\(length.english) on; this is time \(place)",
      "“\(measure)”\(length.chinese)第 \(count) 次起才升级，本次为第 \(place) 次")
  }

  static func doesNotGive(_ measure: String) -> LocalizedText {
    LocalizedText("it gives no \(measure) either", "该记录也不引起“\(measure)”")
  }

  static func ended(_ state: String, _ day: String) -> LocalizedText {
    LocalizedText("it has ended: \(state) on \(day)", "已终止：\(day) \(state)")
  }

  static func givenFor(_ source: String, given: Int, of all: Int) -> LocalizedText {
    LocalizedText("for \(given) of \(all) \(source)", "\(source) \(all) 条，其中 \(given) 条采取")
  }

  static let given = LocalizedText("given", "采取")
  static let noGiven = LocalizedText("not given", "不采取")

  static func folded(_ count: Int) -> LocalizedText {
    LocalizedText("... \(count == 1 ? "1 line" : "\(count) lines") more", "……另有 \(count) 行")
  }

  // MARK: Values

  static let yes = LocalizedText("yes", "是")
  static let no = LocalizedText("no", "否")
  static let noData = LocalizedText("no data", "无数据")
  static let otherwiseApplies = LocalizedText("no test holds, so `otherwise` applies", "适用“其余”")
  static let forever = LocalizedText("forever", "长期")

  static func figure(of reference: String, for key: String, at place: String) -> LocalizedText {
    LocalizedText("\(reference) for \(key), \(place)", "\(reference)：\(key)，\(place)")
  }

  static func rowApplies(_ test: String) -> LocalizedText {
    LocalizedText("`\(test)` applies", "适用“\(test)”")
  }

  /// How many conditions must hold, of how many, and how many do.
  static func members(_ need: MemberNeed, of count: Int, holding: Int) -> LocalizedText {
    let (english, chinese) =
      switch need {
      case .all: ("all of \(count)", "\(count) 项须全部成立")
      case .any: ("any of \(count)", "\(count) 项任一成立")
      case .atLeast(let needed): ("at least \(needed) of \(count)", "\(count) 项中至少 \(needed) 项成立")
      }
    return LocalizedText("\(english), of which \(holding) hold", "\(chinese)，已成立 \(holding) 项")
  }

  /// What several rows make together.
  static func taken(_ take: Take) -> LocalizedText {
    switch take {
    case .highest: LocalizedText("the highest of", "取最高")
    case .lowest: LocalizedText("the lowest of", "取最低")
    case .sum, .first, .unique: LocalizedText("the sum of", "合计")
    }
  }

  static func duration(_ duration: CalendarDuration) -> LocalizedText {
    if duration == .forever { return forever }
    var chinese: [String] = []
    if duration.months != 0 {
      chinese.append(duration.months % 12 == 0 ? "\(duration.months / 12) 年" : "\(duration.months) 个月")
    }
    if duration.workingDays != 0 { chinese.append("\(duration.workingDays) 个工作日") }
    if duration.days != 0 || (duration.months == 0 && duration.workingDays == 0) {
      chinese.append("\(duration.days) 天")
    }
    return LocalizedText(duration.description, chinese.joined(separator: " "))
  }

  static func money(_ amount: String, _ currency: String) -> LocalizedText {
    LocalizedText("\(amount) \(currency)", currency == "CNY" ? "\(amount) 元" : "\(amount) \(currency)")
  }

  static func points(_ number: String) -> LocalizedText { LocalizedText(number, "\(number) 分") }

  // MARK: Grade

  static func baseGrade(_ grade: String) -> LocalizedText { LocalizedText("Base grade: \(grade)", "初评等级：\(grade)") }
  static let noMoves = LocalizedText("No rule moves the grade", "没有规则调整等级")
  static let noEffect = LocalizedText("no effect", "未改变等级")

  static func move(_ move: Move) -> LocalizedText {
    switch move {
    case .exactly(LabelSet.notRated): notRated
    case .exactly(let grade): LocalizedText("the grade is \(grade)", "等级定为 \(grade)")
    case .noBetterThan(let grade): LocalizedText("no better than \(grade)", "等级不高于 \(grade)")
    case .noWorseThan(let grade): LocalizedText("no worse than \(grade)", "等级不低于 \(grade)")
    case .worse(let count): LocalizedText("\(count == 1 ? "1 step" : "\(count) steps") worse", "等级下调 \(count) 档")
    case .better(let count): LocalizedText("\(count == 1 ? "1 step" : "\(count) steps") better", "等级上调 \(count) 档")
    }
  }

  // MARK: Indicators

  static func weight(_ weight: String) -> LocalizedText { LocalizedText("weight \(weight)", "权重 \(weight)") }
  static let leftOut = LocalizedText("left out", "不计入")
  static let basis = LocalizedText("basis", "依据")
  static let assumed = LocalizedText("assumed", "自拟")
  static let start = LocalizedText("start", "起始分")
  static let total = LocalizedText("total", "合计")

  static func applies(_ condition: String) -> LocalizedText {
    LocalizedText("applies: `\(condition)` holds", "适用：“\(condition)”成立")
  }

  static func doesNotApply(_ condition: String) -> LocalizedText {
    LocalizedText("does not apply: `\(condition)` does not hold", "不适用：“\(condition)”不成立")
  }

  static func deducts(_ points: String) -> LocalizedText { LocalizedText("deducts \(points)", "扣 \(points) 分") }
  static func gives(_ points: String) -> LocalizedText { LocalizedText("gives \(points)", "得 \(points) 分") }
  static let missingNotCompared = LocalizedText("data are missing; left out", "数据缺失，按规定不计入")
  static let missingLeftOut = LocalizedText(
    "data are missing; left out, its weight goes to its siblings", "数据缺失，按规定不计入，权重由其余指标分担")

  static func restoredAtMost(_ bound: String) -> LocalizedText {
    LocalizedText("repair gives back at most \(bound)", "修复最多恢复 \(bound) 分")
  }
  static let voidByValue = LocalizedText("void: a value is invalid", "作废：有无效值")

  static func void(_ condition: String) -> LocalizedText {
    LocalizedText("void: `\(condition)` holds", "作废：“\(condition)”成立")
  }
  static func repaired(on date: String) -> LocalizedText {
    LocalizedText("repaired on \(date)", "已于 \(date) 修复")
  }
  static func repairNeeds(_ condition: String) -> LocalizedText {
    LocalizedText("repaired, but `\(condition)` does not hold", "已修复，但不满足前提“\(condition)”")
  }
  static func budgetSpent(_ place: String, limit: Int, within time: String) -> LocalizedText {
    LocalizedText(
      "repaired, but it is repair \(place) within `\(time)`, of which \(limit) count",
      "已修复，但为“\(time)”内第 \(place) 次修复，只计 \(limit) 次")
  }

  static let missingNotRated = LocalizedText("data are missing, so that the subject is not rated", "数据缺失，按规定不予评定")

  static func missingReplaced(_ points: String) -> LocalizedText {
    LocalizedText("data are missing; \(points) stands in, as the policy says", "数据缺失，按规定计 \(points) 分")
  }

  static func partsLeftOut(_ names: String) -> LocalizedText {
    LocalizedText("left out of the mean: \(names)", "未参与加权的指标：\(names)")
  }

  static func takes(_ choice: PartChoice) -> LocalizedText {
    let isHighest = choice.take == .highest
    let (english, chinese) = (isHighest ? "highest" : "lowest", isHighest ? "最高" : "最低")
    return choice.isOfDeductions
      ? LocalizedText("the \(english) deduction counts", "取扣分\(chinese)的一项")
      : LocalizedText("the \(english) part counts", "取\(chinese)的一项")
  }

  static func counts(_ part: String) -> LocalizedText { LocalizedText(part, "计入\(part)") }

  static func doesNotCount(_ parts: String) -> LocalizedText { LocalizedText("not \(parts)", "不计\(parts)") }

  // MARK: Records

  static func records(_ source: String, counted: Int, notCounted: Int) -> LocalizedText {
    LocalizedText(
      "\(source): \(counted) counted, \(notCounted) not counted", "\(source)：计入 \(counted) 条，未计入 \(notCounted) 条")
  }

  static func noRecords(_ source: String) -> LocalizedText {
    LocalizedText("\(source): no records", "\(source)：无记录")
  }

  static let notCounted = LocalizedText("not counted", "未计入")
  static let disputed = LocalizedText("disputed", "有异议")
  static let withdrawn = LocalizedText("withdrawn", "已撤销")

  static func windowOver(_ window: String) -> LocalizedText {
    LocalizedText("its window `\(window)` is over", "已过有效期“\(window)”")
  }

  static func windowOver(_ window: String, since date: String) -> LocalizedText {
    LocalizedText("no longer counts since \(date) (window `\(window)`)", "自 \(date) 起不再计入（有效期“\(window)”）")
  }

  static func outsideRange(_ window: String, _ dates: LocalizedText) -> LocalizedText {
    LocalizedText("dated outside `\(window)` (\(dates.english))", "日期不在“\(window)”（\(dates.chinese)）之内")
  }

  /// The dates from the first day to the one before `until`.
  static func dates(from: CalendarDate?, until: CalendarDate?) -> LocalizedText {
    let (first, last) = (from?.description ?? "", until?.adding(days: -1).description ?? "")
    guard from != nil, until != nil else { return LocalizedText("\(first)..\(last)", "\(first)..\(last)") }
    return LocalizedText("\(first)..\(last)", "\(first) 至 \(last)")
  }

  static func notMet(_ condition: HistoryCondition) -> LocalizedText {
    switch condition {
    case .earlierDay: LocalizedText("not given before the as-of date", "不是截止日之前作出的")
    case .earlierPeriod:
      LocalizedText("not of an earlier period, or given after the as-of date", "不属于更早的评价期，或晚于截止日作出")
    }
  }

  static func conditionNotMet(_ condition: String) -> LocalizedText {
    LocalizedText("`\(condition)` does not hold", "不符合“\(condition)”")
  }

  static func duplicate(_ keys: String, instead: String?) -> LocalizedText {
    guard let instead else {
      return LocalizedText("another record counts for the same `\(keys)`", "同一“\(keys)”已有一条计入")
    }
    return LocalizedText("\(instead) counts for the same `\(keys)`", "同一“\(keys)”计入的是 \(instead)")
  }

  static func notKept(_ choice: String, instead: String?) -> LocalizedText {
    let word = Self.choice(choice)
    guard let instead else { return LocalizedText("not the \(word.english)", "不是\(word.chinese)的一条") }
    return LocalizedText("\(instead) is the \(word.english)", "\(word.chinese)的一条是 \(instead)")
  }

  private static func choice(_ text: String) -> LocalizedText {
    switch text {
    case "earliest": LocalizedText(text, "最早")
    case "latest": LocalizedText(text, "最晚")
    default:
      text.hasPrefix("highest ")
        ? LocalizedText(text, "“\(text.dropFirst(8))”最高") : LocalizedText(text, "“\(text.dropFirst(7))”最低")
    }
  }

  static func notSelected(_ source: String) -> LocalizedText {
    LocalizedText("not among `\(source)`", "不属于“\(source)”")
  }

  // MARK: Repair

  static func repaired(on date: String, share: String) -> LocalizedText {
    LocalizedText("repaired on \(date), \(share) given back", "\(date) 完成修复，恢复 \(share)")
  }

  static func notYetRepaired(done: String, from: String) -> LocalizedText {
    LocalizedText("repaired on \(done), counts from \(from) on", "\(done) 完成修复，自 \(from) 起生效，截止日尚未生效")
  }

  static let notRepaired = LocalizedText("not repaired", "尚未修复")
  static let notRepairable = LocalizedText("cannot be repaired", "不得修复")

  // MARK: Limits

  static func cap(_ bound: String) -> LocalizedText { LocalizedText("cap \(bound)", "上限 \(bound) 分") }
  static let keyCaps = LocalizedText("caps that records share", "每项上限")

  static func keyCap(_ keys: String, bound: String) -> LocalizedText {
    LocalizedText("records with \(keys) come to \(bound) at most", "\(keys) 的记录合计最多 \(bound) 分")
  }

  static func atLeast(_ bound: String) -> LocalizedText { LocalizedText("at least \(bound)", "不低于 \(bound) 分") }
  static func atMost(_ bound: String) -> LocalizedText { LocalizedText("at most \(bound)", "不高于 \(bound) 分") }

  static func round(_ digits: Int, _ mode: RoundingMode) -> LocalizedText {
    LocalizedText(
      "rounded to \(digits) decimals, \(mode.rawValue)",
      digits == 0 ? "取整数（\(rounding(mode))）" : "保留 \(digits) 位小数（\(rounding(mode))）")
  }

  private static func rounding(_ mode: RoundingMode) -> String {
    switch mode {
    case .halfUp: "四舍五入"
    case .halfDown: "五舍六入"
    case .halfEven: "四舍六入五成双"
    case .up: "向远离零的方向进位"
    case .down: "直接舍去"
    case .ceiling: "向上取整"
    case .floor: "向下取整"
    }
  }

  // MARK: Rules and measures

  static let holds = LocalizedText("holds", "成立")
  static let doesNotHold = LocalizedText("does not hold", "不成立")
  static let alert = LocalizedText("alert", "预警")
  static let tag = LocalizedText("tag", "标签")
  static let department = LocalizedText("department", "实施部门")
  static let targets = LocalizedText("for", "对象")
  static let forAllGrades = LocalizedText("given at every grade", "适用于全部等级")
  static let discretion = LocalizedText("left to the officer", "裁量")
  static let exceptions = LocalizedText("except", "除外")

  static func fitsGrade(_ grades: String) -> LocalizedText {
    LocalizedText("the grade is among \(grades)", "适用等级：\(grades)")
  }

  static func doesNotFitGrade(_ grades: String) -> LocalizedText {
    LocalizedText("only for \(grades)", "仅适用于等级 \(grades)")
  }

  static let notGivenOtherwise = LocalizedText("its conditions are not met", "不符合适用条件")

  static func kind(_ kind: String) -> LocalizedText {
    let chinese = [
      "incentive": "激励措施", "supervision": "监管措施", "penalty": "惩戒措施", "leniency": "从宽措施", "guidance": "指导措施",
    ]
    return LocalizedText(kind, chinese[kind] ?? kind)
  }
}
