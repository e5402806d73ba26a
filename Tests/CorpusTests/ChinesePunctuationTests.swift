import Testing

/// Chinese text in the sources has Chinese punctuation.
@Suite struct ChinesePunctuationTests {
  @Test(arguments: Repository.files(below: "Sources", suffix: ".swift"))
  func punctuationIsFullWidth(_ path: String) throws {
    let text = try #require(Repository.text(path))
    for line in text.split(separator: "\n") where line.contains("\"") {
      let found = line.split(separator: "\"").map(withoutCode).filter(mixesPunctuation)
      #expect(found.isEmpty, "\(line)")
    }
  }

  /// Returns the literal without what stands in backquotes or Chinese quotation marks, which is an author's YAML, and
  /// without interpolations.
  private func withoutCode(_ literal: Substring) -> String {
    var shown = ""
    var closing: Character?
    // What a quotation mark inside an interpolation cut off begins with that interpolation's end.
    for character in literal.drop(while: { $0 == ")" }) {
      if let end = closing {
        if character == end { closing = nil }
      } else if let end = Self.closingMarks[character] {
        closing = end
        shown.append("…")
      } else {
        shown.append(character)
      }
    }
    return shown
  }

  private static let closingMarks: [Character: Character] = ["`": "`", "“": "”", "\\": ")"]

  private func mixesPunctuation(_ literal: String) -> Bool {
    zip(literal, literal.dropFirst()).contains { a, b in
      isChinese(a) && ",;:?!(".contains(b) || ",;:?!)".contains(a) && isChinese(b)
    }
  }

  private func isChinese(_ character: Character) -> Bool {
    character.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
  }
}
