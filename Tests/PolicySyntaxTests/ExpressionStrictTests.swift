import PolicyDiagnostics
import PolicySyntax
import Testing

/// FEEL as in DMN 1.5, where it differs from what a policy writes.
@Suite struct ExpressionStrictTests {
  @Test(arguments: [
    ("a-b", ["a-b"], "name"), ("a - b", ["a-b"], "name"), ("a-b-c", ["a-b", "a"], "subtract"),
    ("a-b", ["a", "b"], "subtract"), ("plan 2.1", ["plan 2.1"], "name"),
    ("values in a list", ["values in a list"], "name"),
    ("x + y", ["x", "x + y"], "name"), ("is factor( value, f )", ["is factor"], "call"),
    ("string length(s)", ["string"], "call"), ("date and time(x)", ["date"], "call"),
  ])
  func knownNames(source: String, names: [String], shape: String) throws {
    let expression = try #require(ExpressionReading(source, mode: .strict, knownNames: Set(names)).expression)
    let found =
      switch expression.kind {
      case .name: "name"
      case .call: "call"
      case .binary(let operation, _, _): operation == .subtract ? "subtract" : "other"
      default: "other"
      }
    #expect(found == shape)
  }

  @Test(arguments: [
    ("(<= 10)", "(..10]"), ("(> 10)", "(10..)"), ("(=10)", "[10..10]"), ("]1..10]", "(1..10]"), ("[1..10[", "[1..10)"),
    ("]1..10[", "(1..10)"), ("{foo+bar: 1, c: foo+bar}", "{\"foo+bar\": 1, c: foo+bar}"),
    ("2022-07-27", "2022 - 07 - 27"),
    ("{🐎: 1}.🐎", "{\"🐎\": 1}.🐎"), ("f(start position :3)", "f(start position: 3)"),
    ("date(null,02,null)", "date(null, 02, null)"),
    ("for i in 1+1..1+3 return i", "for i in [1 + 1..1 + 3] return i"), ("[1,2,3][-1]", "[1, 2, 3][-1]"),
    ("x in <= 10", "x in <= 10"), ("contains(?, \"a\")", "contains(?, \"a\")"), ("xs[a[1]]", "xs[a[1]]"),
    ("function(a) external {java: {class: \"X\"}}", "function(a) external({java: {class: \"X\"}})"),
  ])
  func forms(source: String, canonical: String) {
    #expect(ExpressionReading(source, mode: .strict).result == canonical)
  }

  /// What only a policy may write.
  @Test(arguments: ["1..5", "x in 1..5", "'a'", "80%", "3 months", "a ≤ 1", "“a”", "f(1..2)"])
  func policyFormsAreRefused(source: String) {
    #expect(ExpressionReading(source, mode: .strict).diagnostics.count == 1)
  }
}
