import PolicyDiagnostics
import PolicyFEEL
import PolicySyntax
import Testing

@Suite struct FunctionTests {
  /// The table of functions is whole: each has a row, an example that calculates, and forms that can be read.
  @Test(arguments: Builtin.allCases)
  func hasItsRow(_ builtin: Builtin) {
    #expect(!builtin.summary.chinese.isEmpty && builtin.summary.chinese != builtin.rawValue)
    #expect(builtin.policyExample != nil || builtin.example != nil)
    #expect(builtin.signatures.isEmpty == (builtin.example == nil))
    if let example = builtin.example { #expect(!["null", "nothing"].contains(outcome(example))) }
  }

  @Test func namesDiffer() {
    #expect(Set(Builtin.allCases.map(\.chinese)).count == Builtin.allCases.count)
  }

  @Test(arguments: [
    // Characters are code points, beyond 16 bits too.
    FEELCase("string length(\"a😀𠮷\")", "3"), FEELCase("substring(\"a😀𠮷b\", 2, 2)", "\"😀𠮷\""),
    FEELCase("substring(\"abc\", 0)", "null"), FEELCase("substring(\"abc\", -9)", "null"),
    FEELCase("substring(\"abc\", 2, 9)", "\"bc\""), FEELCase("substring before(\"abc\", \"x\")", "\"\""),
    FEELCase("substring after(\"abc\", \"\")", "\"abc\""), FEELCase("contains(\"abc\", \"\")", "true"),
    FEELCase("ends with(\"年度报告\", \"报告\")", "true"), FEELCase("upper case(\"straße\")", "\"STRASSE\""),
    FEELCase("split(\"a1b22c\", \"[0-9]+\")", "[\"a\", \"b\", \"c\"]"), FEELCase("split(\"abc\", \"x*\")", "null"),
    FEELCase("string join([\"a\", null, \"b\"], \"-\")", "\"a-b\""), FEELCase("string([1, \"a\"][1])", "T101"),
    FEELCase("string({a: [1, 2]})", "\"{a: [1, 2]}\""), FEELCase("string(@\"P1D\")", "\"P1D\""),
    FEELCase("sublist([1, 2, 3], -2)", "[2, 3]"), FEELCase("sublist([1, 2, 3], 2, 5)", "null"),
    FEELCase("insert before([1], 1, 0)", "[0, 1]"), FEELCase("remove([1, 2], 3)", "null"),
    FEELCase("list replace([1, 2, 3], function(x, y) x > y, 1)", "[1, 1, 1]"),
    FEELCase("distinct values([1, 1.0, 2, null, null])", "[1, 2, null]"), FEELCase("union([1], [1, 2])", "[1, 2]"),
    FEELCase("flatten([[1], [[2], []]])", "T101"), FEELCase("flatten([[1], [2, 3]])", "[1, 2, 3]"),
    FEELCase("index of([1, null, 1], null)", "[2]"), FEELCase("list contains([1, null], null)", "true"),
    FEELCase("sort([\"b\", \"a\"], function(x, y) x < y)", "[\"a\", \"b\"]"), FEELCase("sort([3, 1, 2])", "[1, 2, 3]"),
    FEELCase("median([1, 2, 3, 4])", "2.5"), FEELCase("mode([1, 2, 1, 2, 3])", "[1, 2]"),
    FEELCase("stddev([2, 4, 4, 4, 5, 5, 7, 9])", "2.138089935299395077476427847038028"),
    FEELCase("min([@\"2024-02-01\", @\"2024-01-01\"])", "@\"2024-01-01\""), FEELCase("max(\"a\", \"b\")", "\"b\""),
    FEELCase("get entries({a: 1})", "[{key: \"a\", value: 1}]"),
    FEELCase("context put({a: 1}, \"a\", 2).a + 1", "3"), FEELCase("context merge([{a: 1}, {b: 2}, {a: 3}]).a", "3"),
    FEELCase("overlaps([1..5), [5..8])", "false"), FEELCase("meets([1..5], [5..6])", "true"),
    FEELCase("includes([1..10], [2..3])", "true"), FEELCase("before([1..5), 5)", "true"),
    FEELCase("during(5, (1..5))", "false"), FEELCase("coincides([1..2], [1..2))", "false"),
    FEELCase("finished by([1..5], (2..5])", "true"), FEELCase("started by([1..5], 1)", "true"),
    FEELCase("1 in [[1..3], 5]", "true"), FEELCase("5 in [[1..3], 5]", "true"), FEELCase("4 in [[1..3], 5]", "false"),
    FEELCase("all([])", "true"), FEELCase("any([])", "false"), FEELCase("any([null, true])", "true"),
    FEELCase("{area: function(w: number, h: number) w * h, r: area(h: 2, w: 3)}.r", "6"),
    FEELCase("for i in 1..3, j in i..3 return i * j", "[1, 2, 3, 4, 6, 9]"),
    FEELCase("for i in 1..4 return if i = 1 then 1 else i * partial[-1]", "[1, 2, 6, 24]"),
    FEELCase("for i in [4..2] return i", "[]"),
  ])
  func gives(_ test: FEELCase) {
    #expect(outcome(test.expression) == test.value)
  }
}
