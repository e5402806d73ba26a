package import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

extension PolicyChange {
  /// The change as one sentence: where it lies, what stood there and what stands there now.
  package var sentence: LocalizedText {
    let (place, what) = (place, what)
    return LocalizedText("\(place.english): \(what.english)", "\(place.chinese)：\(what.chinese)")
  }

  /// The place in words, without the row where what is said of it names it anyway.
  package var place: LocalizedText {
    guard case .row(let tests)? = path.steps.last, (new ?? old)?.text.hasPrefix(withSingleSpaces(tests) + ":") == true
    else { return path.place(leavingOut: 0) }
    return path.place(leavingOut: 1)
  }

  /// What happened, without the place.
  package var what: LocalizedText {
    let (before, after) = (old?.shown ?? "", new?.shown ?? "")
    switch operation {
    case .added: return LocalizedText("new: `\(after)`", "新增“\(after)”")
    case .removed: return LocalizedText("removed: `\(before)`", "删除“\(before)”")
    case .renamed:
      return LocalizedText(
        "only renamed, from `\(before)` to `\(after)`", "仅改名，由“\(before)”改为“\(after)”")
    case .reordered: return LocalizedText("the same rows in another order", "各行内容不变，次序改变")
    case .changed:
      let difference = difference.map { ($0, $0) } ?? ("", "")
      return LocalizedText(
        "`\(before)` becomes `\(after)`" + (difference.0.isEmpty ? "" : " (\(difference.0))"),
        "由“\(before)”改为“\(after)”" + (difference.1.isEmpty ? "" : "（\(difference.1)）"))
    }
  }

  /// How much more or less it is where both are numbers, such as `+5`; nil elsewhere.
  package var difference: String? {
    guard let old = old?.number, let new = new?.number, let difference = new.value.subtracting(old.value),
      old.isPercent == new.isPercent
    else { return nil }
    let text = difference.normalized.description
    return (difference.signum > 0 ? "+" : "") + text + (new.isPercent ? "%" : "")
  }
}

extension PolicyChange.Side {
  /// The text, shortened where it is a whole declaration.
  package var shown: String {
    let limit = 120
    return text.count > limit ? text.prefix(limit - 1) + "…" : text
  }

  fileprivate var number: (value: Decimal128, isPercent: Bool)? {
    let isPercent = text.hasSuffix("%") || text.hasSuffix("％")
    let digits = isPercent ? String(text.dropLast()) : text
    return Decimal128(exactly: digits).map { ($0, isPercent) }
  }
}

extension ChangePath {
  /// The place in words: the declaration with its title, then the part of it, without so many of the last steps.
  fileprivate func place(leavingOut count: Int) -> LocalizedText {
    var place = declaration
    for step in part.dropLast(count) {
      let part = step.words
      place = LocalizedText("\(place.english), \(part.english)", "\(place.chinese)，\(part.chinese)")
    }
    return place
  }

  private var declaration: LocalizedText {
    guard let noun else { return LocalizedText("policy", "政策") }
    // The root of the indicators has its name from the language.
    guard let name = declarationName else { return noun }
    let title = title.map { $0 == name ? "" : " (\($0))" } ?? ""
    let chineseTitle = self.title.map { $0 == name ? "" : "（\($0)）" } ?? ""
    return LocalizedText("\(noun.english) `\(name)`\(title)", "\(noun.chinese)“\(name)”\(chineseTitle)")
  }

  private var noun: LocalizedText? {
    guard case .keyword(let first)? = steps.first else { return nil }
    if section == .catalogue { return LocalizedText("catalogued measure", "措施目录条目") }
    if section == .calendar { return LocalizedText("calendar, \(first.english)", "日历，\(first.chinese)") }
    guard declarationName != nil else { return LocalizedText(first.english, first.chinese) }
    return Self.nouns[first] ?? LocalizedText(first.english, first.chinese)
  }

  private static let nouns: [Keyword: LocalizedText] = [
    .constants: LocalizedText("constant", "常数"), .facts: LocalizedText("fact", "事实"),
    .score: LocalizedText("indicator", "指标"), .rules: LocalizedText("rule", "规则"),
    .repairs: LocalizedText("repair", "修复办法"), .measures: LocalizedText("measure", "措施"),
    .records: LocalizedText("record type", "记录类型"), .subjects: LocalizedText("kind of subject", "对象类型"),
    .sources: LocalizedText("source", "来源"), .outputs: LocalizedText("output", "输出"),
  ]
}

extension ChangePath.Step {
  fileprivate var words: LocalizedText {
    switch self {
    case .keyword(let keyword): LocalizedText(keyword.english, keyword.chinese)
    case .name(let name):
      // A date is one from which on a value holds.
      CalendarDate(text: name) == nil
        ? LocalizedText("`\(name)`", "“\(name)”") : LocalizedText("from \(name)", "\(name) 起")
    case .row(let tests): LocalizedText("row `\(tests)`", "“\(tests)”一行")
    case .item(let place): LocalizedText("entry \(place)", "第 \(place) 项")
    }
  }
}
