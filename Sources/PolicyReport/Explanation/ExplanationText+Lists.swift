import PolicyDiagnostics
import PolicyTypes

// The stays on a list, in words.

extension ExplanationText {
  /// Adds each stay, the latest first, with what each record did.
  func add(_ list: ListStep, to lines: inout TextLines, depth: Int) {
    for stay in list.stays.reversed() {
      lines.add(word(ListWords.stay(from: stay.entered, until: stay.leaves)), depth: depth)
      for event in stay.events {
        lines.add(event.date.description + colon + word(ListWords.event(event)), depth: depth + 1)
      }
    }
  }
}

/// The words of lists.
enum ListWords {
  static func state(_ list: ListStep) -> LocalizedText {
    guard let current = list.current else { return LocalizedText("not on it", "不在列") }
    guard let leaves = current.leaves else { return LocalizedText("on it, without an end", "在列，无移出日") }
    return LocalizedText("on it, leaves on \(leaves)", "在列，\(leaves) 移出")
  }

  static func stay(from entered: CalendarDate, until leaves: CalendarDate?) -> LocalizedText {
    guard let leaves else { return LocalizedText("from \(entered) on", "\(entered) 起") }
    return LocalizedText("from \(entered), leaves on \(leaves)", "\(entered) 列入，\(leaves) 移出")
  }

  static func event(_ event: ListStep.Event) -> LocalizedText {
    let record = LocalizedText("\(event.record) of \(event.source)", "\(event.source) \(event.record)")
    let leaves =
      event.leaves.map { LocalizedText("leaves on \($0)", "\($0) 移出") } ?? LocalizedText("without an end", "无移出日")
    let what =
      switch event.kind {
      case .enters: LocalizedText("entered by", "列入：")
      case .joins: LocalizedText("on it already; again by", "在列期间再次符合：")
      case .restarts: LocalizedText("the term begins again by", "期限重新起算：")
      case .removed: LocalizedText("removed by", "移出：")
      case .leavesEarly: LocalizedText("early end by", "提前移出：")
      }
    return LocalizedText(
      "\(what.english) \(record.english), \(leaves.english)", "\(what.chinese)\(record.chinese)，\(leaves.chinese)")
  }

  static func joinedStay(_ list: String) -> LocalizedText {
    LocalizedText("already on \(list) then", "当时已在“\(list)”中")
  }
}
