import PolicyDiagnostics
import PolicySyntax
import Testing

@Suite struct YAMLTreeTests {
  @Test(arguments: [
    "NO", "yes", "1:30", "2022-07-27", "2022-07-27..", "010101", "2022.10", "0..100", "~", "null", "0x1F", "1_000",
    "≥ 90", "<= 30", "-5", "severity in (严重, 特别严重)", "x ? y", "a #b",
  ])
  func everyPlainTextStaysWhatWasTyped(text: String) throws {
    let scalar = try #require(YAMLReading("key: \(text)\n").value("key")?.scalar)
    #expect(scalar.text == (text == "a #b" ? "a" : text))
    #expect(scalar.style == .plain)
  }

  @Test func keysKeepTheirText() {
    let entries = YAMLReading("{by: score, ≥ 90: 优, NO: x, 1:30: y, \"010101\": z}").root?.entries
    #expect(entries?.map(\.key.text) == ["by", "≥ 90", "NO", "1:30", "010101"])
    #expect(entries?.last?.key.style == .doubleQuoted)
    #expect(entries?.last?.key.span.text == "\"010101\"")
  }

  @Test func missingValuesAreEmptyPlainTexts() throws {
    let reading = YAMLReading("a:\nb: \"\"\nc: {d: }\n")
    let missing = try #require(reading.value("a"))
    #expect(missing.isMissing)
    #expect(missing.span.start == 2 && missing.span.end == 2)
    #expect(reading.value("b")?.isMissing == false)
    #expect(reading.value("c", "d")?.isMissing == true)
    #expect(reading.diagnostics.isEmpty)
  }

  @Test func kindsHaveWordsInBothLanguages() {
    #expect(YAMLReading("{a: b}").root?.kind == LocalizedText("mapping", "映射"))
    #expect(YAMLReading("[a]").root?.kind == LocalizedText("list", "列表"))
    #expect(YAMLReading("a").root?.kind == LocalizedText("text", "文本"))
  }

  @Test(arguments: ["\n", "\r\n"], ["", "\u{FEFF}"])
  func spansCoverTheValueAndNothingElse(lineEnd: String, mark: String) throws {
    let lines = [
      "标题: 湾沚区  # 说明", "评分:", "  指标: {权重: 60, 扣分: [一, 二]}   ", "  规则:", "    - 甲", "    - 名: 乙", "", "末: 完", "",
    ]
    let text = mark + lines.joined(separator: lineEnd)
    let reading = YAMLReading(text)
    #expect(reading.diagnostics.isEmpty)
    #expect(reading.value("标题")?.span.text == "湾沚区")
    #expect(reading.value("评分", "指标")?.span.text == "{权重: 60, 扣分: [一, 二]}")
    #expect(reading.value("评分", "指标", "扣分")?.span.text == "[一, 二]")
    #expect(reading.value("评分", "规则")?.span.text == "- 甲\(lineEnd)    - 名: 乙")
    #expect(reading.value("评分", "规则")?.elements?.last?.span.text == "名: 乙")
    #expect(reading.value("评分")?.span.text.hasSuffix("名: 乙") == true)
    #expect(reading.value("末")?.span.text == "完")
    let root = try #require(reading.root)
    #expect(root.span.text == text.dropFirst(mark.isEmpty ? 0 : 1).dropLast(1))
  }

  @Test func singlePairsInListsAreMappings() {
    let root = YAMLReading("[承诺: 1, 整改: 2 ]").root
    #expect(root?.elements?.map(\.span.text) == ["承诺: 1", "整改: 2"])
  }

  @Test func aDuplicateKeyIsReportedAndDropped() {
    let reading = YAMLReading("权重: 1\n\"权重\": 2\nb: 3\n权重: 4\n")
    #expect(reading.marks == ["Y103 \"权重\"", "Y103 权重"])
    #expect(reading.diagnostics.map { $0.labels.first?.span.start } == [0, 0])
    #expect(reading.value("权重")?.scalar?.text == "1")
    #expect(reading.root?.entries?.count == 2)
  }

  @Test func documentMarkersAreAllowedOnce() {
    #expect(YAMLReading("---\na: b\n...\n").value("a")?.span.text == "b")
    #expect(YAMLReading("a: b\n---\nc: d\n").marks == ["Y107 ---"])
  }
}
