import PolicyFEEL
import PolicyTypes
import Testing

/// Static types: what is refused, what may be null, and what a test rules out.
@Suite struct TypeTests {
  private let inputs = [
    input("a", "number", .number(3)), input("b", "number", .null), input("s", "string", .string("x")),
    input("items", "list<context<price: number, name: string>>", .list([])),
  ]

  @Test(arguments: [
    FEELCase("1 + 2", "number"),
    FEELCase("1 / 2", "number"),
    FEELCase("1 / a", "number?"),
    FEELCase("a + 1", "number?"),
    FEELCase("if a != null then a + 1 else 0", "number"),
    FEELCase("if a = null then 0 else a", "number"),
    FEELCase("if a > 1 and b > 1 then a + b else 0", "number"),
    FEELCase("if a = null or b = null then 0 else a + b", "number"),
    FEELCase("if not(a = null) then a else 0", "number"),
    FEELCase("if a > 1 then a else b", "number?"),
    FEELCase("[1, null]", "list<number?>"),
    FEELCase("[1, 2][1]", "number?"),
    FEELCase("[]", "list<nothing>"),
    FEELCase("{a: 1, b: {c: \"x\"}}.b.c", "string"),
    FEELCase("items.price", "list<number?>?"),
    FEELCase("items[price > 1].name", "list<string?>?"),
    FEELCase("[1..5]", "range<number>"),
    FEELCase("date(\"2024-01-01\")", "date"),
    FEELCase("date(s)", "date?"),
    FEELCase("duration(\"P1M\")", "years and months duration"),
    FEELCase("duration(s)", "duration?"),
    FEELCase("@\"P1D\" + @\"PT1H\"", "days and time duration"),
    FEELCase("for i in 1..3 return string(i)", "list<string>"),
    FEELCase("sort([3, 1], function(x, y) x < y)", "list<number>?"),
    FEELCase("5 in [1..3]", "boolean?"),
  ])
  func isTold(_ test: FEELCase) {
    #expect(typeText(test.expression, inputs: inputs) == test.value)
  }

  /// A silent null of FEEL for want of fitting types is an error, found before anything runs.
  @Test(arguments: [
    FEELCase("1 + \"2\"", "T101"), FEELCase("true < false", "T101"), FEELCase("1 = \"1\"", "T101"),
    FEELCase("[1, \"a\"]", "T101"), FEELCase("if 1 then 2 else 3", "T101"),
    FEELCase("if true then 1 else \"a\"", "T101"),
    FEELCase("not(1)", "T101"), FEELCase("-\"a\"", "T101"), FEELCase("for i in 5 return i", "T101"),
    FEELCase("@\"P1Y\" + @\"P1D\"", "T101"), FEELCase("@\"P1Y\" < @\"P1D\"", "T101"), FEELCase("upper case(1)", "T101"),
    FEELCase("[1..\"a\"]", "T101"), FEELCase("null + 1", "T201"), FEELCase("null.a", "T201"),
    FEELCase("[1..null]", "T201"), FEELCase("string length(null)", "T201"), FEELCase("if null then 1 else 2", "T201"),
    FEELCase("nothing here", "N101"), FEELCase("{a: 1}.b", "N101"), FEELCase("@\"2024-01-01\".hour", "N101"),
    FEELCase("{a: 1, a: 2}", "N102"), FEELCase("lenght(\"a\")", "N106"), FEELCase("floor()", "T104"),
    FEELCase("modulo(dividend: 1, by: 2)", "T104"), FEELCase("modulo(dividend: 1)", "T104"),
    FEELCase("modulo(1, divisor: 2)", "T104"), FEELCase("1 instance of number", "T202"), FEELCase("today()", "T202"),
    FEELCase("100[1]", "T202"), FEELCase("[abs, abs]", "T202"), FEELCase("function(x) x", "T202"),
    FEELCase("get value({a: 1}, \"a\" + \"b\")", "T202"), FEELCase("{f: function(x) g(x), r: f(1)}", "N106"),
    FEELCase("[1, 2][\"a\"]", "T101"), FEELCase("3(4)", "T101"),
  ])
  func isRefused(_ test: FEELCase) {
    #expect(outcome(test.expression) == test.value)
  }

  @Test(arguments: [
    FEELCase("true and null", "null"), FEELCase("false and null", "false"), FEELCase("true or null", "true"),
    FEELCase("null or false", "null"), FEELCase("not(b > 1)", "null"), FEELCase("b = null", "true"),
    FEELCase("b > 1", "null"), FEELCase("if b > 1 then 1 else 2", "2"), FEELCase("a + b", "null"),
    FEELCase("[1, 2, 3][item > b]", "[]"), FEELCase("b in [1..3]", "null"), FEELCase("a in (b, 3)", "true"),
    FEELCase("a in not(3)", "false"), FEELCase("a in not([4..6], 9)", "true"), FEELCase("sum([1, null])", "null"),
    FEELCase("count([1, null])", "2"), FEELCase("some x in [1, null] satisfies x > 5", "null"),
    FEELCase("every x in [1, null] satisfies x > 5", "false"), FEELCase("max([])", "null"),
  ])
  func nullHasThreeValues(_ test: FEELCase) {
    #expect(outcome(test.expression, inputs: inputs) == test.value)
  }
}
