import PolicyDiagnostics
import PolicySyntax
import Testing

@Suite struct YAMLScalarTests {
  @Test(arguments: ["\n", "\r\n"])
  func plainTextOfSeveralLines(lineEnd: String) throws {
    let text = ["键: 数量 >= 5", "     and 金额", "", "     > 乙   ", "后: x", ""].joined(separator: lineEnd)
    let reading = YAMLReading(text)
    let scalar = try #require(reading.value("键")?.scalar)
    #expect(scalar.text == "数量 >= 5 and 金额\n> 乙")
    #expect(scalar.source(of: "数量") == "数量")
    #expect(scalar.source(of: "金额") == "金额")
    #expect(scalar.source(of: "> 乙") == "> 乙")
    #expect(scalar.source(of: "5 and") == "5\(lineEnd)     and")
    #expect(scalar.span.text.hasSuffix("> 乙"))
  }

  @Test func singleQuotes() throws {
    let scalar = try #require(YAMLReading("键: '甲 = ''乙'' or\n  丙'").value("键")?.scalar)
    #expect(scalar.text == "甲 = '乙' or 丙")
    #expect(scalar.style == .singleQuoted)
    #expect(scalar.source(of: "乙") == "乙")
    #expect(scalar.source(of: "'乙'") == "''乙''")
    #expect(scalar.source(of: "or 丙") == "or\n  丙")
    #expect(scalar.span.text == "'甲 = ''乙'' or\n  丙'")
  }

  @Test func doubleQuotes() throws {
    let source = #""\u4e2d\x41\U0001F600 \\\"\/\t\N\_\L\P\0 = 乙""#
    let scalar = try #require(YAMLReading("键: \(source)").value("键")?.scalar)
    #expect(scalar.text == "中A😀 \\\"/\t\u{85}\u{A0}\u{2028}\u{2029}\0 = 乙")
    #expect(scalar.source(of: "中") == #"\u4e2d"#)
    #expect(scalar.source(of: "A") == #"\x41"#)
    #expect(scalar.source(of: "😀") == #"\U0001F600"#)
    #expect(scalar.source(of: "\\") == #"\\"#)
    #expect(scalar.source(of: "\"/") == #"\"\/"#)
    #expect(scalar.source(of: "\u{A0}\u{2028}") == #"\_\L"#)
    #expect(scalar.source(of: "\u{2029}") == #"\P"#)
    #expect(scalar.source(of: "乙") == "乙")
  }

  @Test(arguments: ["\n", "\r\n"])
  func doubleQuotesOfSeveralLines(lineEnd: String) throws {
    let text = ["键: \"甲  ", "  乙\\", "    丙 \\", "", "  \\  丁", "", "", "  戊 \" ", ""].joined(separator: lineEnd)
    let scalar = try #require(YAMLReading(text).value("键")?.scalar)
    #expect(scalar.text == "甲 乙丙 \n  丁\n\n戊 ")
    for character in ["甲", "乙", "丙", "丁", "戊"] { #expect(scalar.source(of: character) == character) }
    #expect(scalar.source(of: "乙丙") == "乙\\\(lineEnd)    丙")
    #expect(scalar.source(of: "  丁") == "\\  丁")
  }

  @Test(arguments: ["\n", "\r\n"])
  func literalText(lineEnd: String) throws {
    let text = ["键: |  # 说明", "", "    甲 = 1", "      or 乙", "    ", "    丙", "", "后: x"].joined(separator: lineEnd)
    let scalar = try #require(YAMLReading(text).value("键")?.scalar)
    #expect(scalar.text == "\n甲 = 1\n  or 乙\n\n丙\n")
    #expect(scalar.style == .literal)
    #expect(scalar.source(of: "甲 = 1") == "甲 = 1")
    #expect(scalar.source(of: "  or 乙") == "  or 乙")
    #expect(scalar.source(of: "丙") == "丙")
    #expect(scalar.source(of: "1\n") == "1\(lineEnd)")
    #expect(scalar.span.text.hasPrefix("|") && scalar.span.text.hasSuffix("丙"))
  }

  @Test(arguments: ["\n", "\r\n"])
  func foldedText(lineEnd: String) throws {
    let text = ["a:", "- 键: >-", "    甲", "    乙", "", "    丙", "      丁", "    戊", "    己"].joined(separator: lineEnd)
    let scalar = try #require(YAMLReading(text).value("a")?.elements?.first?.value(of: "键")?.scalar)
    #expect(scalar.text == "甲 乙\n丙\n  丁\n戊 己")
    #expect(scalar.style == .folded)
    for character in ["甲", "乙", "丙", "丁", "戊", "己"] { #expect(scalar.source(of: character) == character) }
    #expect(scalar.source(of: "甲 乙") == "甲\(lineEnd)    乙")
    #expect(scalar.source(of: "  丁") == "  丁")
  }

  @Test func declaredIndentationAndKeptLineEnds() throws {
    let scalar = try #require(YAMLReading("键: |2+\n    甲\n  乙\n\n\n后: x").value("键")?.scalar)
    #expect(scalar.text == "  甲\n乙\n\n\n")
    #expect(scalar.source(of: "  甲") == "  甲")
    #expect(scalar.source(of: "乙") == "乙")
    #expect(scalar.span.text == "|2+\n    甲\n  乙")
  }

  @Test func placesBetweenCharacters() throws {
    let scalar = try #require(YAMLReading("a: 'x''y'").value("a")?.scalar)
    #expect((0...3).map { scalar.span(of: $0..<$0).start } == [4, 5, 7, 8])
    let empty = try #require(YAMLReading("a: ''").value("a")?.scalar)
    #expect(empty.span(of: 0..<0).start == 4)
    #expect(scalar.span(of: 9..<12).end == 8)
  }

  /// Every character of the text lies where it was written, or in an escape, or in folded white space.
  @Test(arguments: [YAMLScalar.Style.plain, .singleQuoted, .doubleQuoted, .literal, .folded])
  func everyCharacterIsWhereItWasWritten(style: YAMLScalar.Style) {
    var generator = SeededGenerator(seed: 20_220_727)
    var checked = 0
    for _ in 0..<1500 {
      let reading = YAMLReading(randomScalar(style, &generator))
      guard let scalar = reading.value("k")?.scalar, scalar.style == style else { continue }
      checked += 1
      let wrong = misplacedCharacters(of: scalar)
      #expect(wrong.isEmpty, "\(scalar.span.text.debugDescription)")
    }
    #expect(checked > 500)
  }

  private func misplacedCharacters(of scalar: YAMLScalar) -> [String] {
    var wrong: [String] = []
    var offset = 0
    for unit in scalar.text.unicodeScalars {
      let width = UTF8.width(unit)
      let source = scalar.span(of: offset..<offset + width).text
      if !isWritten(unit, as: source) { wrong.append("\(unit) as \(source)") }
      offset += width
    }
    return wrong
  }

  private func isWritten(_ unit: Unicode.Scalar, as source: String) -> Bool {
    if source.unicodeScalars.elementsEqual([unit]) || source == "''" { return true }
    if source.hasPrefix("\\") { return !source.dropFirst().isEmpty }
    let isWhite = unit == " " || unit == "\n"
    return isWhite && !source.isEmpty && source.unicodeScalars.allSatisfy { " \t\r\n".unicodeScalars.contains($0) }
  }

  private func randomScalar(_ style: YAMLScalar.Style, _ generator: inout SeededGenerator) -> String {
    let pieces = ["甲", "b", "😀", " ", "  ", "\n  ", "\r\n  ", "\n\n  ", "\n    ", "=", "\t", "é"]
    let own: [String] =
      switch style {
      case .plain, .literal, .folded: ["\n \n  ", "  \n   \n  "]
      case .singleQuoted: ["''", "''''"]
      case .doubleQuoted: ["\\n", "\\u4e2d", "\\\n  ", "\\ ", "\\\r\n\n  ", "\\\\", "\\x41", "\\\"", "\\P"]
      }
    let all = pieces + own + own
    let body = (0..<Int.random(in: 1...12, using: &generator)).map { _ in all.randomElement(using: &generator) ?? "" }
    switch style {
    case .plain: return "k: x\(body.joined())\n"
    case .singleQuoted: return "k: '\(body.joined())'\n"
    case .doubleQuoted: return "k: \"\(body.joined())\"\n"
    case .literal: return "k: |\(Bool.random(using: &generator) ? "+" : "")\n  \(body.joined())\nz: 1"
    case .folded: return "k: >\(Bool.random(using: &generator) ? "2-" : "")\n  \(body.joined())"
    }
  }
}
