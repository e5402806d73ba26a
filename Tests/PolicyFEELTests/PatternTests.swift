import Testing

/// Regular expressions as XPath has them, and their bounds.
@Suite struct PatternTests {
  @Test(arguments: [
    FEELCase("matches(\"abc\", \"^b\")", "false"), FEELCase("matches(\"a\\nb\", \"a.b\")", "false"),
    FEELCase("matches(\"a\\nb\", \"a.b\", \"s\")", "true"), FEELCase("matches(\"a\\nb\", \"^b$\", \"m\")", "true"),
    FEELCase("matches(\"aXb\", \"a x b\", \"ix\")", "true"), FEELCase("matches(\"a.b\", \"a.b\", \"q\")", "true"),
    FEELCase("matches(\"axb\", \"a.b\", \"q\")", "false"),
    FEELCase("matches(\"湾沚\", \"^\\p{IsCJKUnifiedIdeographs}+$\")", "true"),
    FEELCase("matches(\"Ａ1\", \"^\\p{Lu}\\d$\")", "true"), FEELCase("matches(\"a-b\", \"^\\c+$\")", "true"),
    FEELCase("matches(\"ae\", \"^[a-z-[aeiou]]+$\")", "false"), FEELCase("matches(\"x\", \"a{2,1}\")", "null"),
    FEELCase("matches(\"x\", \"[\")", "null"), FEELCase("matches(\"x\", \"(\")", "null"),
    FEELCase("matches(\"x\", \"*\")", "null"), FEELCase("matches(\"x\", \"x\", \"g\")", "null"),
    FEELCase("matches(\"aa\", \"(a)\\1\")", "null"), FEELCase("replace(\"abc\", \"b\", \"$0$0\")", "\"abbc\""),
    FEELCase("replace(\"abc\", \"(b)\", \"\\$1\")", "\"a$1c\""), FEELCase("replace(\"abc\", \"b\", \"$\")", "null"),
    FEELCase("replace(\"abc\", \"x*\", \"-\")", "null"), FEELCase("replace(\"aaa\", \"a{2}\", \"b\")", "\"ba\""),
    FEELCase("replace(\"2024-05-06\", \"(\\d+)-(\\d+)-(\\d+)\", \"$3.$2.$1\")", "\"06.05.2024\""),
    FEELCase("replace(\"ab\", \"(a)|(b)\", \"[$1$2]\")", "\"[a][b]\""),
    FEELCase("replace(\"xay\", \"a|ay\", \"-\")", "\"x-y\""),
    FEELCase("replace(\"aab\", \"a+?\", \"-\")", "\"--b\""),
  ])
  func fits(_ test: FEELCase) {
    #expect(outcome(test.expression) == test.value)
  }

  /// A pattern on which matchers that try one way after the other take longer than the world is old.
  @Test func takesBoundedTime() {
    let text = String(repeating: "a", count: 5000)
    #expect(outcome("matches(\"\(text)b\", \"^(a+)+$\")") == "false")
    #expect(outcome("matches(\"\(text)\", \"(a|aa)*c\")") == "false")
    #expect(outcome("matches(\"a\", \"((((a{1,1000}){1,1000}){1,1000}))\")") == "null")
  }
}
