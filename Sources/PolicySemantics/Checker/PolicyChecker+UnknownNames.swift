import PolicyDiagnostics
import PolicySyntax

/// What a name that nothing has was meant to be.
extension PolicyChecker {
  /// Returns what is wrong with a name, with the most likely mend: words for an operator, a word that denies a name,
  /// a count in characters, a missing operator, or a slip of the pen.
  func unknownName(_ name: String, _ scope: Scope, at span: SourceSpan) -> Diagnostic {
    let words = name.split(separator: " ").map(String.init)
    if let other = otherOperator(among: words, at: span) { return other }
    if let denied = denied(name, scope, at: span) { return denied }
    if let time = time(spelled: name) { return .timeInCharacters(name, written: time, at: span) }
    for count in words.indices.dropFirst().reversed() {
      let (first, rest) = (words[..<count].joined(separator: " "), words[count...].joined(separator: " "))
      if isDeclared(first, in: scope) { return .operatorMissing(between: first, and: rest, at: span) }
    }
    return .unknownName(name, at: span, known: visibleNames(in: scope))
  }

  /// `床位数 大于 床位上限` is read as one name.
  private func otherOperator(among words: [String], at span: SourceSpan) -> Diagnostic? {
    guard let word = words.dropFirst().first(where: { OtherOperators.written(for: $0) != nil }),
      let meant = OtherOperators.written(for: word)
    else { return nil }
    let text = Array(span.text.utf8)
    let wanted = Array(" \(word)".utf8)
    guard let place = text.indices.first(where: { text[$0...].starts(with: wanted) }) else { return nil }
    let start = span.start + place + 1
    let found = SourceSpan(file: span.file, start: start, end: start + word.utf8.count)
    return .foreignOperator(word, meant: meant, fix: meant, at: found)
  }

  /// `未消防验收` where there is `消防验收`: a mend that dropped the word would say the opposite.
  private func denied(_ name: String, _ scope: Scope, at span: SourceSpan) -> Diagnostic? {
    for word in ["没有", "不是", "未", "无", "非", "不", "没", "not ", "no "] where name.hasPrefix(word) {
      let rest = String(name.dropFirst(word.count))
      guard isDeclared(rest, in: scope) else { continue }
      let not = Language(ofWord: word) == .english ? ExpressionKeyword.not.english : ExpressionKeyword.not.chinese
      return .deniedName(name, written: "\(not)(\(rest))", at: span)
    }
    return nil
  }

  /// `两年`, `近一年`: a length of time whose count is no digit.
  private func time(spelled name: String) -> String? {
    var rest = Substring(name)
    for word in ["最近", "过去", "近"] where rest.hasPrefix(word) { rest = rest.dropFirst(word.count) }
    let counts: [Character: Int] = [
      "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10,
    ]
    guard let first = rest.first, let count = counts[first] else { return nil }
    let units = ["年": "年", "个月": "个月", "月": "个月", "天": "天", "日": "天", "周": "周", "个工作日": "个工作日", "工作日": "个工作日"]
    return units[String(rest.dropFirst())].map { "\(count) \($0)" }
  }
}
