import PolicyDiagnostics
import PolicySyntax
import Testing

/// A slip, what is underlined, and how the source reads when it is mended.
struct YAMLSlip: CustomTestStringConvertible, Sendable {
  let source: String
  let mark: String
  let mended: String?

  init(_ source: String, _ mark: String, mended: String? = nil) {
    self.source = source
    self.mark = mark
    self.mended = mended
  }

  var testDescription: String { source.debugDescription }
}

@Suite struct YAMLSlipTests {
  @Test(arguments: [
    YAMLSlip("a: {points: min(2, x)}", "Y111 min(2, x)", mended: "a: {points: 'min(2, x)'}"),
    YAMLSlip(
      "a: {points: min(2, x, '3'), cap: 4}", "Y111 min(2, x, '3')", mended: "a: {points: \"min(2, x, '3')\", cap: 4}"),
    YAMLSlip("a: {分: f('甲', \"乙\"), cap: 4}", "Y111 f('甲', \"乙\")", mended: "a: {分: 'f(''甲'', \"乙\")', cap: 4}"),
    YAMLSlip("a: {where: 类 in (甲, 乙), to: 1}", "Y111 类 in (甲, 乙)", mended: "a: {where: '类 in (甲, 乙)', to: 1}"),
    YAMLSlip("{points: min（2, x）}", "Y111 min（2, x）", mended: "{points: 'min（2, x）'}"),
    YAMLSlip("{when: f(a, b: c)}", "Y111 f(a, b: c)", mended: "{when: 'f(a, b: c)'}"),
    YAMLSlip("- [a, b] has x", "Y111 [a, b] has x", mended: "- '[a, b] has x'"),
    YAMLSlip("[min(2, x), 3]", "Y111 min(2, x)", mended: "['min(2, x)', 3]"),
    YAMLSlip("{when: count(p[x]) > 1}", "Y111 count(p[x]) > 1", mended: "{when: 'count(p[x]) > 1'}"),
    YAMLSlip(
      "{t: 1, when: count(p, q[x]) > 1, b: 2}", "Y111 count(p, q[x]) > 1",
      mended: "{t: 1, when: 'count(p, q[x]) > 1', b: 2}"),
    YAMLSlip("- {when: x[1], then: 2}", "Y111 x[1]", mended: "- {when: 'x[1]', then: 2}"),
    YAMLSlip("{优: [75..90), 良: 3}", "Y111 [75..90)", mended: "{优: '[75..90)', 良: 3}"),
    YAMLSlip("a: [75..90)\nb: 2", "Y111 [75..90)", mended: "a: '[75..90)'\nb: 2"),
    YAMLSlip("{优: (75..90], 良: 3}", "Y111 (75..90]", mended: "{优: '(75..90]', 良: 3}"),
    YAMLSlip("where: [a, b] contains x", "Y111 [a, b] contains x", mended: "where: '[a, b] contains x'"),
    YAMLSlip("{where: [a, b] has x}", "Y111 [a, b] has x", mended: "{where: '[a, b] has x'}"),
  ])
  func commasAndBrackets(slip: YAMLSlip) { check(slip) }

  @Test(arguments: [
    YAMLSlip("when: \"严重\" = severity", "Y115 \"严重\" = severity", mended: "when: '\"严重\" = severity'"),
    YAMLSlip("when: '严重' = severity  # 注", "Y115 '严重' = severity", mended: "when: \"'严重' = severity\"  # 注"),
    YAMLSlip("- \"a\" = b\n- c", "Y115 \"a\" = b", mended: "- '\"a\" = b'\n- c"),
    YAMLSlip(
      "{when: \"严重\" = severity, then: 1}", "Y115 \"严重\" = severity", mended: "{when: '\"严重\" = severity', then: 1}"),
    YAMLSlip("a: 'x\nb: 'y", "Y117 '"),
    YAMLSlip("a: 1\nb: \"甲\nc: 2", "Y117 \"甲"),
    YAMLSlip("a: [1, '甲]  # x", "Y117 '甲]"),
    YAMLSlip(#"a: "甲\d""#, #"Y125 \d"#),
    YAMLSlip(#"a: "\u4e""#, #"Y125 \u"#),
  ])
  func quotes(slip: YAMLSlip) { check(slip) }

  @Test(arguments: [
    YAMLSlip("a: b: c", "Y116 b: c", mended: "a: 'b: c'"),
    YAMLSlip("- 甲: 乙: 丙 # d", "Y116 乙: 丙", mended: "- 甲: '乙: 丙' # d"),
    YAMLSlip("{a: b: c}", "Y116 b: c", mended: "{a: 'b: c'}"),
    YAMLSlip("a: 1\nb:2\nc: 3", "Y121 :", mended: "a: 1\nb: 2\nc: 3"),
    YAMLSlip("b:2\nc: 3", "Y121 :", mended: "b: 2\nc: 3"),
    YAMLSlip("a: 1\n标题\nc: 3", "Y121 标题"),
    YAMLSlip("标题 \nc: 3", "Y121 标题"),
    YAMLSlip("{a:[b]}", "Y121 :", mended: "{a: [b]}"),
    YAMLSlip("{a, b: 1}", "Y122 a"),
    YAMLSlip("[a, , b]", "Y122 ,"),
    YAMLSlip("{[a]: b}", "Y113 [a]"),
    YAMLSlip("? {a: b}\n: c", "Y113 {a: b}"),
  ])
  func colons(slip: YAMLSlip) { check(slip) }

  @Test(arguments: [
    YAMLSlip("标题：甲", "Y110 ：", mended: "标题: 甲"),
    YAMLSlip("标题：甲\n版本：2", "Y110 ：", mended: nil),
    YAMLSlip("a: 1\n标题：甲\nb: 2", "Y110 ：", mended: "a: 1\n标题: 甲\nb: 2"),
    YAMLSlip("标题：甲\nb: 2", "Y110 ：", mended: "标题: 甲\nb: 2"),
    YAMLSlip("a:\n  标题：甲\n  b: 2", "Y110 ：", mended: "a:\n  标题: 甲\n  b: 2"),
    YAMLSlip("评分：\n  b: 2", "Y110 ：", mended: "评分: \n  b: 2"),
    YAMLSlip("a:\n  标题：甲\n  版本：2\nb: 1", "Y110 ："),
    YAMLSlip("{标题：甲, b: 2}", "Y110 ：", mended: "{标题: 甲, b: 2}"),
    YAMLSlip("a: 1\n\"标题\"：甲", "Y110 ：", mended: "a: 1\n\"标题\": 甲"),
    YAMLSlip("a: 1\n　b: 2", "Y123 　"),
    YAMLSlip("a: 1\nb:　2", "Y123 　", mended: "a: 1\nb: 2"),
    YAMLSlip("b　: 2", "Y123 　", mended: "b : 2"),
    YAMLSlip("[优，良, f(a，b)]", "Y124 ，", mended: "[优, 良, f(a，b)]"),
    YAMLSlip("{a: 1，b: 2}", "Y124 ，", mended: "{a: 1, b: 2}"),
  ])
  func fullWidth(slip: YAMLSlip) { check(slip) }

  @Test(arguments: [
    YAMLSlip("a: >= 90", "Y112 >= 90", mended: "a: ≥ 90"),
    YAMLSlip("a:\n  >= 90: 优\n  b: c", "Y112 >= 90", mended: "a:\n  ≥ 90: 优\n  b: c"),
    YAMLSlip("{by: score, >= 90: 优}", "Y112 >= 90"),
    YAMLSlip("a: > 5 # x", "Y112 > 5", mended: "a: '> 5' # x"),
    YAMLSlip("a: | b", "Y112 | b", mended: "a: '| b'"),
    YAMLSlip("a: @b", "Y119 @b"),
    YAMLSlip("a: `b` c", "Y119 `b`"),
    YAMLSlip("a: % b", "Y119 %"),
    YAMLSlip("%YAML 1.1\n---\na: b", "Y119 %YAML 1.1"),
    YAMLSlip("%x y\n---\na: b", "Y119 %x y"),
    YAMLSlip("a: ? b", "Y119 ?"),
    YAMLSlip("a: * 2", "Y119 *"),
    YAMLSlip("a:\n\tb: c", "Y114 \t", mended: "a:\n  b: c"),
    YAMLSlip("a:\n  b: c\n\td: e", "Y114 \t", mended: "a:\n  b: c\n  d: e"),
    YAMLSlip("a: |\n  b\n\tc", "Y114 \t"),
    YAMLSlip("-\ta: b", "Y114 \t", mended: "- a: b"),
  ])
  func characters(slip: YAMLSlip) { check(slip) }

  @Test(arguments: [
    YAMLSlip("a:\n    b: 1\n  c: 2", "Y120 c:"),
    YAMLSlip("a: 甲\n  c: 2", "Y120 c"),
    YAMLSlip("- a\n  - b: c\n - d", "Y120 - b"),
    YAMLSlip("- - a\n - d", "Y120 -"),
    YAMLSlip("a: - b", "Y120 -"),
    YAMLSlip("{a: - b}", "Y120 -"),
    YAMLSlip("- a\n-b", "Y120 -", mended: "- a\n- b"),
    YAMLSlip("a: [1, 2\nb: 3", "Y118 ["),
    YAMLSlip("a: {b: [1, 2}", "Y118 ["),
    YAMLSlip("a: {b: 1\nc: 2\nd: 3", "Y118 {"),
    YAMLSlip("a: [[1], [2]", "Y118 ["),
    YAMLSlip("{a: \"b\" c: d}", "Y118 {"),
    YAMLSlip("a: {b: {c: 1}", "Y118 {"),
    YAMLSlip("a: b\nc: ]", "Y118 ]"),
    YAMLSlip("a: [b]]", "Y118 ]"),
    YAMLSlip("a: [b}", "Y118 ["),
    YAMLSlip("", "Y108 "),
    YAMLSlip("# 说明\n", "Y108 "),
    YAMLSlip("---\n", "Y108 "),
  ])
  func structure(slip: YAMLSlip) { check(slip) }

  @Test(arguments: [
    YAMLSlip("a: &甲 b", "Y119 &甲"),
    YAMLSlip("a: &x b", "Y104 &x"),
    YAMLSlip("a: *x", "Y104 *x"),
    YAMLSlip("a: !!str b", "Y105 !!str"),
    YAMLSlip("a: !listed", "Y105 !listed"),
    YAMLSlip("a: !e!b c", "Y105 !e!b"),
    YAMLSlip("a: != 5", "Y105 !=", mended: "a: ≠ 5"),
    YAMLSlip("<<: {a: b}\nc: d", "Y104 <<"),
    YAMLSlip("<<: *x", "Y104 <<"),
  ])
  func whatPoliciesDoWithout(slip: YAMLSlip) { check(slip) }

  /// One mistake gives one message, in both languages; its edit makes the source clean.
  private func check(_ slip: YAMLSlip) {
    let reading = YAMLReading(slip.source)
    #expect(reading.marks == [slip.mark])
    #expect(reading.root == nil)
    guard let diagnostic = reading.diagnostics.first else { return }
    #expect(!diagnostic.message.english.isEmpty && diagnostic.message.chinese != diagnostic.message.english)
    guard let mended = slip.mended else { return }
    #expect(diagnostic.fixIt.map { applying($0, to: slip.source) } == mended)
    #expect(YAMLReading(mended).diagnostics.isEmpty)
  }
}
