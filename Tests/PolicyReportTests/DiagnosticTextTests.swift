import PolicyDiagnostics
import PolicyReport
import Testing

/// Makes a file and finds the span of a piece of its text.
private struct Source {
  let file: SourceFile

  init(_ text: String, path: String = "甲.yaml") {
    file = SourceFile(path: path, text: text)
  }

  /// Returns the span of the first `piece`.
  func span(_ piece: String) -> SourceSpan {
    let all = file.bytes
    let wanted = Array(piece.utf8)
    let start = all.indices.first { all[$0...].starts(with: wanted) } ?? 0
    return SourceSpan(file: file, start: start, end: start + wanted.count)
  }
}

private let message = LocalizedText("`严重度` is not a field", "`严重度` 不是字段")

private func english(_ diagnostic: Diagnostic, width: Int = 100) -> String {
  DiagnosticText(language: .english, width: width).text(of: diagnostic)
}

@Suite struct DiagnosticTextTests {
  @Test func underlineIsExactBetweenChineseText() {
    let source = Source("policy: a\n标题：where: 严重度 = 一般 # 说明\n")
    let diagnostic = Diagnostic(
      .unexpectedCharacter, message, at: source.span("严重度"), help: LocalizedText("write `严重程度`", "请写 `严重程度`"))
    #expect(
      english(diagnostic) == """
        error[E105]: `严重度` is not a field
         --> 甲.yaml:2:11
          |
        2 | 标题：where: 严重度 = 一般 # 说明
          |              ^^^^^^
          = help: write `严重程度`

        """)
    #expect(
      DiagnosticText(language: .chinese).text(of: diagnostic) == """
        错误[E105]：`严重度` 不是字段
         --> 甲.yaml:2:11
          |
        2 | 标题：where: 严重度 = 一般 # 说明
          |              ^^^^^^
          = 建议：请写 `严重程度`

        """)
  }

  @Test func tabsTakeFourCells() {
    let source = Source("\ta:\tb\n")
    #expect(
      english(Diagnostic(.tabIndentation, message, at: source.span("b"))) == """
        error[Y114]: `严重度` is not a field
         --> 甲.yaml:1:5
          |
        1 |     a:    b
          |           ^

        """)
  }

  @Test func labelsStandOnTheirOwnLines() {
    let source = Source("a: 1\nb: 2\n三: 3\nd: 4\ne: 5\nf: 6\na: 7\n")
    let again = SourceSpan(file: source.file, start: source.file.bytes.count - 5, end: source.file.bytes.count - 4)
    let diagnostic = Diagnostic(
      .duplicateKey, LocalizedText("`a` is there twice", "`a` 重复"), at: again,
      labels: [
        Label(LocalizedText("first here", "首次出现"), at: source.span("a")),
        Label(LocalizedText("beside this", "与此并列"), at: source.span("三: 3")),
      ])
    #expect(
      english(diagnostic) == """
        error[Y103]: `a` is there twice
         --> 甲.yaml:7:1
          |
        1 | a: 1
          | - first here
        2 | b: 2
        3 | 三: 3
          | ----- beside this
        ...
        7 | a: 7
          | ^

        """)
  }

  @Test func labelsInOtherFilesNameThem() {
    let source = Source("each: 处罚\n")
    let other = Source("records:\n  处罚记录: {}\n", path: "common/records.yaml")
    let diagnostic = Diagnostic(
      .missingName, message, at: source.span("处罚"),
      labels: [Label(LocalizedText("the nearest name", "相近的名称"), at: other.span("处罚记录"))])
    #expect(
      english(diagnostic) == """
        error[E129]: `严重度` is not a field
         --> 甲.yaml:1:7
          |
        1 | each: 处罚
          |       ^^^^
         ::: common/records.yaml:2:3
          |
        2 |   处罚记录: {}
          |   -------- the nearest name

        """)
  }

  @Test func spansOfSeveralLinesShowTheirEnds() {
    let source = Source("rules:\n  甲:\n    when: a\n    grade: 差\n\nnext: 1\n")
    let span = source.span("甲:\n    when: a\n    grade: 差\n\n")
    #expect(
      english(Diagnostic(.duplicateKey, message, at: span)) == """
        error[Y103]: `严重度` is not a field
         --> 甲.yaml:2:3
          |
        2 |   甲:
          |   ^^^
        3 |     when: a
        4 |     grade: 差
          |     ^^^^^^^^^

        """)
  }

  @Test func emptySpansAndTheEndOfTheFileShowOneMark() {
    let source = Source("when: \n")
    let gap = SourceSpan(file: source.file, start: 6, end: 6)
    #expect(english(Diagnostic(.emptyExpression, message, at: gap)).hasSuffix("1 | when:\n  |       ^\n"))
    let end = SourceSpan(file: source.file, start: 7, end: 7)
    #expect(english(Diagnostic(.emptyDocument, message, at: end)).hasSuffix("2 |\n  | ^\n"))
    let beyond = SourceSpan(file: source.file, start: 900, end: 901)
    #expect(english(Diagnostic(.emptyDocument, message, at: beyond)).hasSuffix("2 |\n  | ^\n"))
  }

  @Test func longLinesAreCutAroundTheSpan() {
    let source = Source(String(repeating: "甲", count: 100) + " 错误 " + String(repeating: "乙", count: 100))
    let text = english(Diagnostic(.unexpectedCharacter, message, at: source.span("错误")), width: 44)
    let lines = text.split(separator: "\n")
    #expect(lines[3] == "1 | ...甲甲甲甲甲甲甲 错误 乙乙乙乙乙乙乙...")
    #expect(lines[4] == "  |                   ^^^^")
    #expect(lines.allSatisfy { $0.displayWidth <= 44 })
  }

  @Test func aSpanWiderThanTheTerminalIsCut() {
    let source = Source("x: " + String(repeating: "长", count: 60))
    let text = english(
      Diagnostic(.expressionTooLong, message, at: source.span(String(repeating: "长", count: 60))), width: 40)
    #expect(text.split(separator: "\n").allSatisfy { $0.displayWidth <= 41 })
    #expect(text.contains("^^^^^^^^^^^^^^^^"))
  }

  @Test func manyCharactersOnALineStayShort() {
    let source = Source(String(repeating: "长", count: 200_000) + "!")
    let text = english(Diagnostic(.unexpectedCharacter, message, at: source.span("!")))
    #expect(text.utf8.count < 1_000)
    #expect(text.contains("长!\n"))
  }

  @Test func hostileTextCannotSteerTheTerminal() {
    let source = Source("a: \u{1B}[2J\u{202E}严重\n", path: "\u{1B}.yaml")
    let diagnostic = Diagnostic(
      .unexpectedCharacter, LocalizedText(verbatim: "`\u{1B}[2J\nerror: no`"), at: source.span("严重"))
    #expect(
      english(diagnostic) == """
        error[E105]: `<U+001B>[2J<U+000A>error: no`
         --> <U+001B>.yaml:1:9
          |
        1 | a: <U+001B>[2J<U+202E>严重
          |                       ^^^^

        """)
  }

  @Test func fixItsShowTheMendedLine() {
    let source = Source("title: t\n标题：湾沚区\n")
    let diagnostic = Diagnostic(
      .fullWidthColon, LocalizedText("full-width colon", "全角冒号"), at: source.span("："),
      fixIt: FixIt(replacing: source.span("："), with: ": "))
    #expect(
      english(diagnostic) == """
        error[Y110]: full-width colon
         --> 甲.yaml:2:3
          |
        2 | 标题：湾沚区
          |     ^^
        2 ~ 标题: 湾沚区
          |     ~~

        """)
  }

  @Test func fixItsThatInsertDeleteOrAddLines() {
    let source = Source("when: a or\nb: 1\n")
    func fixed(_ span: SourceSpan, _ text: String) -> String {
      let all = english(Diagnostic(.missingOperand, message, at: span, fixIt: FixIt(replacing: span, with: text)))
      return all.split(separator: "\n", omittingEmptySubsequences: false)[5...].joined(separator: "\n")
    }
    let behind = SourceSpan(file: source.file, start: 10, end: 10)
    #expect(fixed(behind, " 乙") == "1 ~ when: a or 乙\n  |           +++\n")
    #expect(fixed(source.span(" or"), "") == "1 ~ when: a\n")
    #expect(fixed(behind, " c\n  d: 2") == "1 ~ when: a or c\n  |           ++\n2 +   d: 2\n")
  }

  @Test func colourIsForTerminalsOnly() {
    let source = Source("a: b\n")
    let diagnostic = Diagnostic(.missingName, LocalizedText("no", "无"), at: source.span("b"))
    let text = DiagnosticText(language: .english, style: .terminal).text(of: diagnostic)
    #expect(text.hasPrefix("\u{1B}[1;31merror[E129]\u{1B}[0m\u{1B}[1m: no\u{1B}[0m\n"))
    #expect(text.contains("\u{1B}[1;31m^\u{1B}[0m"))
    #expect(!english(diagnostic).contains("\u{1B}"))
  }

  @Test func summariesCount() {
    var set = DiagnosticSet()
    #expect(DiagnosticText(language: .english).summary(of: set) == "no errors, no warnings")
    let source = Source("a: b\n")
    set.insert(Diagnostic(.missingName, message, at: source.span("a")))
    #expect(DiagnosticText(language: .english).summary(of: set) == "1 error")
    set.insert(Diagnostic(.missingName, message, at: source.span("b")))
    #expect(DiagnosticText(language: .english).summary(of: set) == "2 errors")
    #expect(DiagnosticText(language: .chinese).summary(of: set) == "2 个错误")
    #expect(DiagnosticText(language: .chinese).text(of: set).hasSuffix("\n\n2 个错误\n"))
  }
}

@Suite struct DiagnosticJSONTests {
  @Test func everyFieldIsThere() {
    let source = Source("标题：a\n")
    var set = DiagnosticSet()
    set.insert(
      Diagnostic(
        .fullWidthColon, LocalizedText("colon", "冒号"), at: source.span("："),
        labels: [Label(LocalizedText("key", "键"), at: source.span("标题"))],
        fixIt: FixIt(replacing: source.span("："), with: ": ")))
    let place = #""start":{"line":1,"column":3,"offset":6},"end":{"line":1,"column":4,"offset":9}"#
    let label = #""start":{"line":1,"column":1,"offset":0},"end":{"line":1,"column":3,"offset":6}"#
    #expect(
      String(decoding: DiagnosticJSON.bytes(of: set, isPretty: false), as: UTF8.self)
        == #"{"schema":"assay.diagnostics/1","counts":{"error":1,"warning":0,"note":0},"diagnostics":["#
        + #"{"code":"Y110","severity":"error","message":{"en":"colon","zh":"冒号"},"file":"甲.yaml","# + place
        + #","labels":[{"message":{"en":"key","zh":"键"},"file":"甲.yaml","# + label
        + #"}],"help":null,"fix":{"file":"甲.yaml","# + place + #","replacement":": "},"example":null}"#
        + #"],"claims":null,"allowed":0,"clauses":null,"analysis":null}"# + "\n")
  }
}
