package import PolicyDiagnostics

/// Writes what came of a check for people.
package struct VerificationText {
  private let language: Language
  private let style: TextStyle

  package init(language: Language, style: TextStyle) {
    self.language = language
    self.style = style
  }

  package func text(of verification: Verification) -> String {
    let colon = word(": ", "：")
    let verdict = verification.isEqual ? word("equal", "一致") : word("differs", "不一致")
    let shown = style.paint(verdict, as: verification.isEqual ? .strong : .error)
    var lines = [shownText(verification.path) + colon + shown]
    for finding in verification.findings { lines.append("  " + shownText(finding.text.text(in: language))) }
    if verification.leftOutCount > 0 {
      let count = verification.leftOutCount
      lines.append("  " + word("and \(count) more", "另有 \(count) 处"))
    }
    if !verification.checked.isEmpty {
      let list = verification.checked.map { $0.text(in: language) }.joined(separator: word(", ", "、"))
      lines.append("  " + word("checked: ", "已核对：") + shownText(list))
    }
    for note in verification.notes { lines.append("  " + word("note: ", "注：") + shownText(note.text(in: language))) }
    return lines.map { $0 + "\n" }.joined()
  }

  private func word(_ english: String, _ chinese: String) -> String {
    LocalizedText(english, chinese).text(in: language)
  }
}
