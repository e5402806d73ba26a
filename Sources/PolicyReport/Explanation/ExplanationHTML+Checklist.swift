import PolicyDiagnostics
import PolicyTypes

// What can be done, as a list to tick off: the first to run out comes first.

extension ExplanationHTML {
  func addChecklist(of advice: Advice, to writer: inout HTMLWriter) {
    let items = advice.actions.enumerated().flatMap { place, action in
      self.items(of: action, number: place + 1, in: advice)
    }
    if items.isEmpty { return }
    writer.element("h3", text: ExplanationPageWords.checklist.text(in: language))
    writer.element("ul", ["class": "checklist"]) { writer in
      for item in items.sorted(by: { $0.sortKey < $1.sortKey }) {
        writer.element("li") { writer in
          writer.element("label") { writer in
            writer.empty("input", ["type": "checkbox"])
            writer.write(" ")
            writer.element("strong", text: item.day)
            writer.write(" " + item.text)
          }
        }
      }
    }
  }

  private struct Item {
    let sortKey: String
    let day: String
    let text: String
  }

  /// The best term of a repair with its last day; anything else at once. The number is that by which the text below the
  /// list calls the action.
  private func items(of action: ActionStep, number: Int, in advice: Advice) -> [Item] {
    guard !isAssumption(action) else { return [] }
    let name = "[\(number)] " + text.name(of: action)
    let effect = AdviceWords.alone(text.text(of: action.alone)).text(in: language)
    guard let term = action.terms.first else {
      let day = advice.now.asOf.description
      return [Item(sortKey: day, day: "", text: name + text.semicolon + effect)]
    }
    let day = term.lastDay?.description ?? ""
    let back = ExplanationPageWords.givenBack(text.percent(term.share), term.pointsBack.calculatorText).text(
      in: language)
    return [
      Item(
        sortKey: day.isEmpty ? "9999" : day,
        day: day.isEmpty ? "" : ExplanationPageWords.by(day).text(in: language),
        text: [name, back, effect].joined(separator: text.semicolon))
    ]
  }

  /// What data could turn out to be is nothing that anybody does.
  private func isAssumption(_ action: ActionStep) -> Bool {
    if case .supply = action.kind { action.record == nil } else { false }
  }
}

/// The words that only the page has.
enum ExplanationPageWords {
  static let calculation = LocalizedText("The calculation, step by step", "逐步计算")
  static let show = LocalizedText("Show", "展开")
  static let limits = LocalizedText("limits", "限定")
  static let record = LocalizedText("Record", "记录")
  static let date = LocalizedText("Date", "日期")
  static let data = LocalizedText("Data", "内容")
  static let state = LocalizedText("State", "状态")
  static let points = LocalizedText("Points", "得分")
  static let clauses = LocalizedText("The clauses, in the policy's own words", "所依据的条文（政策原文）")
  static let checklist = LocalizedText("To do", "待办清单")

  static func excluded(_ count: Int) -> LocalizedText {
    LocalizedText(
      count == 1 ? "1 other record is of another kind." : "\(count) other records are of another kind.",
      "另有 \(count) 条记录不属于此项。")
  }

  static func by(_ day: String) -> LocalizedText { LocalizedText("by \(day):", "至迟 \(day)：") }

  static func givenBack(_ share: String, _ points: String) -> LocalizedText {
    LocalizedText("\(share) back, \(points) points", "恢复 \(share)，\(points) 分")
  }

  static func footer(_ policy: String, _ version: String, _ date: String) -> LocalizedText {
    LocalizedText(
      "By the policy \(policy), version \(version), as of \(date). Every number can be recomputed from this page.",
      "依据政策 \(policy)（版本 \(version)），截止日 \(date)。页面上的每个数字都可以据此重新计算。")
  }

  static func state(_ state: StepState) -> LocalizedText {
    switch state {
    case .counted, .fired: LocalizedText("counts", "计入")
    case .capped: LocalizedText("capped", "已封顶")
    case .missing: LocalizedText("data missing", "数据缺失")
    case .inGrace: LocalizedText("counts, without points", "计入，不扣分")
    case .repaired: LocalizedText("repaired", "已修复")
    case .repairPending: LocalizedText("repaired, not yet in effect", "已修复，尚未生效")
    case .repairRefused: LocalizedText("repaired, which does not count", "已修复，但不计入")
    case .expired: LocalizedText("expired", "已过期")
    case .duplicate: LocalizedText("duplicate", "重复")
    case .withdrawn: LocalizedText("withdrawn", "已撤销")
    case .void: LocalizedText("void", "作废")
    case .excluded, .notApplicable, .notFired, .noEffect: LocalizedText("does not count", "不计入")
    }
  }
}
