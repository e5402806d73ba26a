import Testing

/// Whatever is asked, an answer comes: deep nesting, long chains, large lists and texts.
@Suite struct HostileTests {
  @Test func deepNestingEnds() {
    let deep = String(repeating: "(", count: 90) + "1" + String(repeating: ")", count: 90)
    #expect(outcome(deep) == "1")
    #expect(outcome(String(repeating: "(", count: 5000) + "1") == "E103")
    #expect(outcome(String(repeating: "[", count: 90) + String(repeating: "]", count: 90)).hasPrefix("[["))
    let lists = String(repeating: "for x in [1] return ", count: 90) + "x"
    #expect(outcome(lists).hasSuffix("[1" + String(repeating: "]", count: 90)))
  }

  @Test func longChainsEnd() {
    #expect(outcome("0" + String(repeating: " + 1", count: 450)) == "450")
    #expect(outcome("0" + String(repeating: " + 1", count: 4000)) == "E104")
    #expect(outcome(String(repeating: "if false then 0 else ", count: 95) + "1") == "1")
  }

  @Test func nestedCallsEnd() {
    let names = (0..<30).map { "f\($0)" }
    let entries = zip(names.dropFirst(), names).map { "\($0): function(x) \($1)(\($1)(x))" }
    #expect(outcome("{f0: function(x) x + 1, \(entries.joined(separator: ", ")), r: f29(1)}") == "T203")
    let chain = zip(names.dropFirst(), names).map { "\($0): function(x) \($1)(x)" }
    #expect(outcome("{f0: function(x) x + 1, \(chain.joined(separator: ", ")), r: f29(1)}.r") == "2")
  }

  @Test func largeResultsEnd() {
    #expect(outcome("count(for i in 1..1000, j in 1..1000 return 1)") == "1000000")
    #expect(outcome("some i in 1..900000, j in 1..900000 satisfies false") == "T204")
    #expect(outcome("for i in 1..999999999999 return i") == "T204")
    #expect(outcome("for i in 1..10 ** 30 return i") == "null")
    #expect(outcome("for i in -9000000000000000000..9000000000000000000 return i") == "T204")
    #expect(outcome("[1][-9223372036854775808]") == "null")
    #expect(outcome("substring(\"a\", -9223372036854775808)") == "null")
    #expect(outcome("@\"P999999999999D\" * 10 ** 30") == "null")
    #expect(outcome("@\"2024-01-01\" + @\"P999999999999D\"") == "null")
    #expect(outcome("count(for i in 1..100000 return if i = 1 then [1] else concatenate(partial[-1], [i]))") == "T204")
    #expect(
      outcome("string length((for i in 1..60 return if i = 1 then \"ab\" else partial[-1] + partial[-1])[-1])")
        == "T204")
  }

  /// Values that share their parts are small to hold and far too large to go through.
  @Test func sharedPartsAreCountedAsOftenAsTheyOccur() {
    let shared = "{a: for i in 1..1000 return i, b: for i in 1..1000 return a, c: for i in 1..1000 return b"
    #expect(outcome("\(shared)}.c") == "T204")
    for use in ["flatten(c)", "string(c)", "c = c", "list contains([c], c)", "c in [c]", "distinct values(c)"] {
      #expect(outcome("\(shared), d: \(use)}.d") == "T204", "\(use)")
    }
    #expect(outcome("\(shared), d: count(c)}.d") == "1000")
    let text = "{a: string join(for i in 1..100000 return \"abcdefghij\")"
    #expect(outcome("\(text), r: string join(for i in 1..100 return a)}.r") == "T204")
    #expect(outcome("\(text), r: replace(a, \"[a-j]\", a)}.r") == "T204")
    #expect(outcome("\(text), r: matches(a, \"(x{1,40}){1,40}$\")}.r") == "T204")
    #expect(outcome("\(text), r: string length(a)}.r") == "1000000")
  }

  @Test(arguments: ["1 +", "\"", "@\"", "[1..", "{", "}", "for", "(", "))", "x[", "if", "\u{0}", "''"])
  func brokenTextIsRefused(_ text: String) {
    let found = outcome(text)
    #expect(found.first.map { "ENT".contains($0) } ?? false, "\(found)")
  }
}
