import PolicyDiagnostics
import PolicySyntax
import Testing

/// Each form of the language: what is written, and its canonical text.
@Suite struct ExpressionFormTests {
  @Test(arguments: [
    // Values.
    ("null", "null"), ("真", "true"), ("假", "false"), ("空", "null"), ("0.5", "0.5"), (".5", ".5"), ("1.23e4", "1.23e4"),
    ("80%", "80%"), ("８０％", "80%"), ("2022-07-27", "2022-07-27"), ("@\"PT1H\"", "@\"PT1H\""),
    ("\"a\\\"b\\\\\\n\"", "\"a\\\"b\\\\\\n\""), ("'严重'", "\"严重\""), ("“严重”", "\"严重\""), ("\"\\u4e25\"", "\"严\""),
    ("\"\\uD83D\\uDCA9\\U01F40E\"", "\"💩🐎\""), ("\"\\d+\"", "\"\\\\d+\""),
    // Lengths of time.
    ("3 months", "3 months"), ("3 month", "3 months"), ("1 year", "1 year"), ("1 年", "1 year"), ("3个月", "3 months"),
    ("20 working days", "20 working days"), ("20 个工作日", "20 working days"), ("2 周", "2 weeks"), ("0 天", "0 days"),
    // Names.
    ("recent   minor", "recent minor"), ("as of", "as of"), ("share of tax", "share of tax"), ("instance", "instance"),
    ("是否中标且公示", "是否中标且公示"), ("driver's licence", "driver's licence"), ("_x1", "_x1"), ("第１条", "第１条"),
    ("max(found.clean since, as of)", "max(found.clean since, as of)"), ("previous.grade", "previous.grade"),
    ("date and time(x)", "date and time(x)"), ("years and months duration(a, b)", "years and months duration(a, b)"),
    ("day of week(x)", "day of week(x)"), ("list contains(xs, 1)", "list contains(xs, 1)"),
    // Operators.
    ("a and b or c", "a and b or c"), ("a and (b or c)", "a and (b or c)"), ("(a and b) or c", "a and b or c"),
    ("甲 且 乙 或 非(丙)", "甲 and 乙 or not(丙)"), ("not(a)", "not(a)"), ("a - (b - c)", "a - (b - c)"),
    ("(a - b) - c", "a - b - c"), ("2 × 3 ÷ 4 − 1", "2 * 3 / 4 - 1"), ("(1 + 2) * 3", "(1 + 2) * 3"),
    ("2 ** 3 ** 4", "2 ** 3 ** 4"), ("2 ** (3 ** 4)", "2 ** (3 ** 4)"), ("-2 ** -3", "-2 ** -3"),
    ("-(2 ** 3)", "-(2 ** 3)"), ("--a", "--a"), ("a--b", "a - -b"), ("-a.b[1]", "-a.b[1]"), ("(-a).b", "(-a).b"),
    ("a ≥ 1", "a >= 1"), ("a≤1", "a <= 1"), ("a ≠ 1", "a != 1"), ("a != 1", "a != 1"), ("a＝1", "a = 1"),
    ("（a＞１）", "a > 1"), ("(a = b) = c", "(a = b) = c"), ("as of-2022-07-27", "as of - 2022-07-27"),
    ("opened on + 3 years <= as of and not(exists(adverse))", "opened on + 3 years <= as of and not(exists(adverse))"),
    // Tests of a value.
    ("x between 1 and 5 and y", "x between 1 and 5 and y"), ("x 介于 1 且 5", "x between 1 and 5"),
    ("x in (a, b)", "x in (a, b)"), ("x 属于 （a，b）", "x in (a, b)"), ("x in (a)", "x in a"),
    ("x in [1..5]", "x in [1..5]"),
    ("x in 1..5", "x in [1..5]"), ("x in (1..5)", "x in (1..5)"), ("x in (1..5]", "x in (1..5]"),
    ("x in ..30 and y", "x in (..30] and y"), ("x in 30..", "x in [30..)"), ("x in (30..)", "x in (30..)"),
    ("x in ≤ 30", "x in <= 30"), ("x in (≤ 3, > 5)", "x in (<= 3, > 5)"), ("x in not(a, b)", "x in not(a, b)"),
    ("x in (1..5, 7..9)", "x in ([1..5], [7..9])"), ("x in [1, 2]", "x in [1, 2]"), ("x in (-)", "x in (-)"),
    ("x in (a + b) * 2", "x in ((a + b) * 2)"), ("x in (a)[1]", "x in a[1]"), ("x in ((not(y)))", "x in ((not(y)))"),
    ("x in (a = b)", "x in (a = b)"), ("x in -5", "x in -5"), ("(x in a) in b", "(x in a) in b"),
    // Ranges.
    ("0..100", "[0..100]"), ("(0..100]", "(0..100]"), ("[0..1)", "[0..1)"), ("2022-07-27..", "[2022-07-27..)"),
    ("2022-07-27..2023-01-01", "[2022-07-27..2023-01-01]"), ("..a+1", "(..a + 1]"), ("(..5)", "(..5)"),
    ("[1..3)", "[1..3)"),
    // Brackets.
    ("[]", "[]"), ("[1, a + b, 'x']", "[1, a + b, \"x\"]"), ("［１，２］", "[1, 2]"), ("[1..2, 4]", "[[1..2], 4]"),
    ("{}", "{}"), ("{a b: 1, \"c-d\": 2, 'if': 3}", "{a b: 1, \"c-d\": 2, \"if\": 3}"), ("{a：{b：1}}", "{a: {b: 1}}"),
    ("f()", "f()"), ("f (a: 1, long name: 2)", "f(a: 1, long name: 2)"), ("f(1)(2)", "f(1)(2)"),
    ("xs[a > 1].b c[2]", "xs[a > 1].b c[2]"), ("results[direct D]", "results[direct D]"), ("((a))", "a"),
    // Constructs.
    ("if a then b else if c then d else e", "if a then b else if c then d else e"),
    ("如果 a 则 b 否则 c", "if a then b else c"), ("1 + (if a then b else c)", "1 + (if a then b else c)"),
    ("1 + if a then b else c", "1 + (if a then b else c)"),
    ("for i in 1..3, j in xs return i * j", "for i in [1..3], j in xs return i * j"),
    ("遍历 某 项 属于 全部 返回 某 项 × 2", "for 某 项 in 全部 return 某 项 * 2"),
    ("some x in xs satisfies x > 1", "some x in xs satisfies x > 1"),
    ("每个都 x 属于 xs 满足 x > 1 且 y", "every x in xs satisfies x > 1 and y"),
    ("存在某个 x 属于 xs 满足 y", "some x in xs satisfies y"),
    ("function(a: number, b) a + b", "function(a: number, b) a + b"), ("函数() 1", "function() 1"),
    ("x instance of list<number>", "x instance of list<number>"),
    (
      "x 类型为 context< a : date and time , b:function<number>->Any >",
      "x instance of context<a: date and time, b: function<number> -> Any>"
    ),
    ("-1 instance of years and months duration", "-1 instance of years and months duration"),
    // Blanks and comments.
    ("  a\n  +\tb ", "a + b"), ("a // the first\n + b", "a + b"), ("/* why */ a", "a"), ("a　+　b", "a + b"),
  ])
  func canonicalText(source: String, canonical: String) {
    let reading = ExpressionReading(source)
    #expect(reading.result == canonical)
    #expect(ExpressionReading(canonical).result == canonical)
  }

  @Test(arguments: [
    ("≤ 30", "<= 30"), ("> 3", "> 3"), ("!= a", "!= a"), ("= 5", "= 5"), ("优", "优"), ("(1..5]", "(1..5]"),
    ("\"a\", \"b\"", "\"a\", \"b\""), ("-", "-"), ("-5", "-5"), ("- 5", "-5"), ("not(优, 良)", "not(优, 良)"),
    ("非(优)", "not(优)"),
    ("1..5, ≥ 10", "[1..5], >= 10"), ("..30", "(..30]"), ("30..", "[30..)"), ("not(a) and b", "not(a) and b"),
    ("a = 1 or b", "a = 1 or b"), ("true", "true"), ("≤ 180 days", "<= 180 days"),
    ("nth(12 months) + 1", "nth(12 months) + 1"),
    ("[1..5]", "[1..5]"), ("[1, 2]", "[1, 2]"), ("(a + 1) * 2", "(a + 1) * 2"), ("(not(a))", "(not(a))"),
    ("2022-07-27", "2022-07-27"), ("一般，严重", "一般, 严重"), ("-, 1", "-, 1"), ("== 3", "E117 =="), ("", "E101 "),
    ("not(a", "E123 ("),
    ("> ", "E118 >"), ("1, , 2", "E118 ,"), ("a b 3", "E119 3"),
  ])
  func unaryTests(source: String, canonical: String) {
    #expect(UnaryTestsReading(source).result == canonical)
  }

  /// The tree itself where the canonical text could hide a wrong one.
  @Test func trees() throws {
    let range = try #require(ExpressionReading("1..").expression)
    guard case .range(let bounds) = range.kind else { return #expect(Bool(false), "no range: \(range)") }
    #expect(bounds.includesLow && bounds.high == nil && !bounds.includesHigh)
    let sum = try #require(ExpressionReading("a b - c").expression)
    guard case .binary(.subtract, let left, let right) = sum.kind else { return #expect(Bool(false), "no sum: \(sum)") }
    #expect(left.kind == .name("a b") && right.kind == .name("c"))
    #expect(ExpressionReading("-2 ** 2").expression?.kind != ExpressionReading("-(2 ** 2)").expression?.kind)
  }

  @Test func everyWordHasTwoSpellings() {
    #expect(ExpressionKeyword.spellings.count == ExpressionKeyword.allCases.count)
    #expect(Set(ExpressionKeyword.spellings.map(\.keyword)) == Set(ExpressionKeyword.allCases))
    #expect(Set(DurationUnit.spellings.map(\.unit)) == Set(DurationUnit.allCases))
    for keyword in ExpressionKeyword.allCases {
      #expect(ExpressionKeyword.spelled(keyword.english) == keyword)
      #expect(ExpressionKeyword.spelled(keyword.chinese) == keyword)
      #expect(ExpressionKeyword.spelled(keyword.chinese, in: .strict) == nil)
    }
    for row in DurationUnit.spellings { #expect(row.english == row.unit.rawValue) }
  }
}
