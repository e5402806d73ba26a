import PolicyDiagnostics
import PolicyTypes

// What would change the grade, for people.

extension ExplanationText {
  func add(_ advice: Advice, to lines: inout TextLines) {
    var numbers: [String: Int] = [:]
    for (place, action) in advice.actions.enumerated() { numbers[action.id] = place + 1 }
    if !advice.targets.isEmpty {
      lines.add(word(AdviceWords.betterGrades), depth: 1, as: .strong)
      for target in advice.targets { add(target, advice, numbers, to: &lines) }
    }
    lines.add(word(AdviceWords.whatCanBeDone), depth: 1, as: .strong)
    if advice.actions.isEmpty { lines.add(word(AdviceWords.nothingCanBeDone), depth: 2) }
    if !advice.lapsed.isEmpty {
      lines.add(pair(AdviceWords.lapsed, list(advice.lapsed.map(\.key))), depth: 2, as: .faint)
    }
    for action in advice.actions { add(action, number: numbers[action.id] ?? 0, advice, to: &lines) }
    guard !advice.events.isEmpty else { return }
    lines.add(word(AdviceWords.whatTimeChanges), depth: 1, as: .strong)
    for event in advice.events { lines.add(text(of: event), depth: 2) }
  }

  // MARK: Better grades

  private func add(_ target: TargetStep, _ advice: Advice, _ numbers: [String: Int], to lines: inout TextLines) {
    if target.obstacles.isEmpty {
      let found = target.ways.isEmpty ? colon + word(AdviceWords.noWay(until: target.lookedUntil.description)) : ""
      lines.add(target.grade + found, depth: 2)
    } else {
      let reasons = target.obstacles.map { text(of: $0) }.joined(separator: semicolon)
      let verdict =
        target.ways.first.map { AdviceWords.noWay(before: $0.date.description, isProven: target.isComplete) }
        ?? AdviceWords.noWay(until: target.lookedUntil.description)
      lines.add(
        target.grade + colon + word(verdict) + comma
          + word(AdviceWords.because(reasons, isDone: !advice.actions.isEmpty)), depth: 2)
    }
    for way in target.ways {
      for (place, set) in way.sets.enumerated() {
        let names = set.actions.map { "[\(numbers[$0] ?? 0)]" }.joined(separator: " + ")
        let isFirst = place == 0
        let head =
          isFirst ? word(AdviceWords.way(way.date.description, count: set.actions.count)) : word(AdviceWords.or)
        let proof = isFirst && !set.actions.isEmpty ? bracketed(word(AdviceWords.proof(way.proof))) : ""
        let steps = names.isEmpty ? "" : (isFirst ? colon : " ") + names
        lines.add(head + steps + " → " + text(of: set.outcome) + proof, depth: isFirst ? 3 : 4)
      }
      if way.otherCount > 0 { lines.add(word(AdviceWords.others(way.otherCount)), depth: 4) }
    }
  }

  private func text(of obstacle: ObstacleStep) -> String {
    switch obstacle {
    case .rule(let clause, let move): clause.heading + comma + word(Words.move(move)) + bracketed("", at: clause.place)
    case .gap(let gap): text(of: gap)
    }
  }

  // MARK: Actions

  private func add(_ action: ActionStep, number: Int, _ advice: Advice, to lines: inout TextLines) {
    lines.add("[\(number)] " + name(of: action), depth: 2)
    for term in action.terms { lines.add(text(of: term), depth: 3) }
    let effect =
      action.alone.score == advice.now.score && action.alone.grade == advice.now.grade
      ? word(AdviceWords.noEffectAlone) : word(AdviceWords.alone(text(of: action.alone)))
    let start = action.countsFrom > advice.now.asOf ? word(AdviceWords.counts(from: action.countsFrom.description)) : ""
    lines.add([start, effect].filter { !$0.isEmpty }.joined(separator: semicolon), depth: 3)
  }

  func name(of action: ActionStep) -> String {
    let owner = action.record.map { (action.source.map { $0 + " " } ?? "") + name(of: $0) } ?? ""
    switch action.kind {
    case .repair(let clause, let methods, let needsAll):
      let ways = methods.isEmpty ? "" : word(AdviceWords.methods(methods, needsAll: needsAll))
      return owner + colon + clause.heading + bracketed(ways, at: clause.place)
    case .objection: return owner + colon + word(AdviceWords.objectionUpheld)
    case .supply(let figure):
      let assumed = word(AdviceWords.supplied(text(of: [figure])))
      return owner.isEmpty ? assumed : owner + colon + assumed
    case .change(let figure, let value):
      let changed = Figure(name: figure.name, title: figure.title, value: value, unit: figure.unit)
      return word(AdviceWords.changed(text(of: [changed]), from: text(of: figure.value, unit: figure.unit)))
    }
  }

  private func text(of term: RepairTerm) -> String {
    word(
      AdviceWords.term(
        lastDay: term.lastDay?.description, share: percent(term.share), points: term.pointsBack.calculatorText))
  }

  // MARK: Outcomes

  func text(of outcome: Outcome) -> String {
    [outcome.score.map { points($0) }, outcome.grade.map { gradeName($0) }].compactMap(\.self).joined(separator: comma)
  }

  private func text(of event: EventStep) -> String {
    let causes = event.causes.map { cause in
      switch cause {
      case .expiry(let record, let title): word(AdviceWords.expires(name(of: record), title))
      case .departure(_, let list): word(AdviceWords.leaves(list))
      case .repair(let record, let clause): word(AdviceWords.repairCounts(name(of: record), clause.heading))
      }
    }
    return event.date.description + colon + text(of: event.outcome) + bracketed(causes.joined(separator: semicolon))
  }
}

/// The words of advice.
enum AdviceWords {
  static let title = LocalizedText("What would change it", "如何改变")
  static let betterGrades = LocalizedText("Better grades, and the fewest actions that reach them", "更好的等级，以及达到它所需的最少行动")
  static let whatCanBeDone = LocalizedText("What can be done, each run by itself", "可以采取的行动（各项均已单独试算）")
  static let nothingCanBeDone = LocalizedText(
    "nothing that would lead to a better grade", "没有能够提升等级的行动")
  static let lapsed = LocalizedText("repair would give nothing back any more", "修复也不再恢复分数")
  static let whatTimeChanges = LocalizedText("What time alone changes", "不采取行动，随时间的变化")
  static let or = LocalizedText("or", "或")
  static let noEffectAlone = LocalizedText("alone it changes nothing", "单独采取不改变结果")
  static let objectionUpheld = LocalizedText("if the objection is upheld and the record withdrawn", "异议成立、记录撤销")

  static func noWay(before date: String, isProven: Bool) -> LocalizedText {
    isProven
      ? LocalizedText("no way before \(date)", "\(date) 之前无法达到")
      : LocalizedText("no way found before \(date)", "\(date) 之前未找到办法")
  }

  static func noWay(until date: String) -> LocalizedText {
    LocalizedText("no way found up to \(date)", "至 \(date) 未找到办法")
  }

  /// Why not; where something can be done, what is left when all of it is.
  static func because(_ reasons: String, isDone: Bool) -> LocalizedText {
    guard isDone else { return LocalizedText("because: \(reasons)", "因为：\(reasons)") }
    return LocalizedText("because even with everything done: \(reasons)", "因为即使全部完成，仍有：\(reasons)")
  }

  static func way(_ date: String, count: Int) -> LocalizedText {
    switch count {
    case 0: LocalizedText("\(date), without doing anything", "\(date)，无须行动")
    case 1: LocalizedText("\(date), 1 action", "\(date)，1 项行动")
    default: LocalizedText("\(date), \(count) actions", "\(date)，\(count) 项行动")
    }
  }

  static func proof(_ proof: WayStep.Proof) -> LocalizedText {
    switch proof {
    case .smallest: LocalizedText("no fewer do", "不能更少")
    case .smallestFound: LocalizedText("smallest found", "已找到的最少")
    }
  }

  static func others(_ count: Int) -> LocalizedText {
    LocalizedText(
      "or \(count == 1 ? "1 other set" : "\(count) other sets") of the same size", "或另外 \(count) 种同样多的组合")
  }

  static func alone(_ outcome: String) -> LocalizedText { LocalizedText("alone: \(outcome)", "单独采取：\(outcome)") }

  static func counts(from date: String) -> LocalizedText {
    LocalizedText("done today it counts from \(date) on", "今日完成，自 \(date) 起生效")
  }

  static func methods(_ methods: [String], needsAll: Bool) -> LocalizedText {
    let english = methods.joined(separator: ", ")
    let chinese = methods.joined(separator: "、")
    if methods.count == 1 { return LocalizedText(english, chinese) }
    return needsAll
      ? LocalizedText("all of \(english)", "\(chinese)，全部完成") : LocalizedText("any of \(english)", "\(chinese)，任一方式")
  }

  static func term(lastDay: String?, share: String, points: String) -> LocalizedText {
    guard let lastDay else {
      return LocalizedText("\(share) back, \(points) points; no last day found", "恢复 \(share)，\(points) 分；未发现截止日期")
    }
    return LocalizedText(
      "done by \(lastDay): \(share) back, \(points) points", "至迟 \(lastDay) 完成：恢复 \(share)，\(points) 分")
  }

  static func supplied(_ figure: String) -> LocalizedText { LocalizedText("if \(figure)", "若 \(figure)") }

  static func changed(_ figure: String, from value: String) -> LocalizedText {
    LocalizedText("if \(figure), now \(value)", "若 \(figure)（现为 \(value)）")
  }

  static func expires(_ record: String, _ title: String) -> LocalizedText {
    LocalizedText("\(record) no longer counts for \(title)", "\(record) 不再计入“\(title)”")
  }

  static func leaves(_ list: String) -> LocalizedText {
    LocalizedText("leaves \(list)", "移出“\(list)”")
  }

  static func repairCounts(_ record: String, _ title: String) -> LocalizedText {
    LocalizedText("\(title) of \(record) counts", "\(record) 的\(title)生效")
  }
}
