import PolicyDiagnostics
import PolicySyntax
import Testing

/// Whatever is written, reading it ends, with an expression or with a diagnostic.
@Suite struct ExpressionHostileTests {
  @Test(arguments: [
    ("(", 10_000), ("[", 10_000), ("-", 19_999), ("not(", 4_900), ("not ", 4_900), ("!", 19_999), ("f(", 9_900),
    ("{a:", 6_600), ("if a then ", 1_900), ("x in (", 3_300), ("x in (x in ", 1_800), ("function() ", 1_800),
    ("for x in ", 2_200),
    ("a[", 9_000), ("(a+", 6_000), ("1..(", 4_000), ("not(a) and not(", 1_300), ("\"", 20_000),
    ("x between ", 1_900), ("/*", 10_000), ("((a..", 4_000), ("if a then b else ", 1_100), ("-(", 9_900),
  ])
  func nestingIsLimited(piece: String, count: Int) {
    let codes = ExpressionReading(String(repeating: piece, count: count)).diagnostics.map(\.code)
    #expect(codes.count == 1)
    #expect(
      Set(codes).isSubset(of: [.expressionTooDeep, .unclosedComment, .missingOperator, .missingKeyword]), "\(codes)")
  }

  @Test(arguments: [" + a", ".a", "[1]", "()", " and a", " in a", " ** a", " = a", " instance of a", " or a"])
  func chainsAreLimited(piece: String) {
    let chain = "a" + String(repeating: piece, count: 501)
    #expect(ExpressionReading(chain, mode: .strict).diagnostics.map(\.code) == [.tooManyOperators])
    let allowed = ExpressionReading("a" + String(repeating: piece, count: 500), mode: .strict)
    #expect(allowed.diagnostics.isEmpty)
    #expect((allowed.expression?.description.utf8.count ?? 0) > 1_000)
  }

  @Test func nestingOfTypesIsLimited() {
    let deep = ExpressionReading("x instance of " + String(repeating: "list<", count: 1_000))
    #expect(deep.diagnostics.map(\.code) == [.expressionTooDeep])
  }

  @Test func lengthIsLimited() {
    let long = ExpressionReading("a" + String(repeating: " + a", count: 100_000))
    #expect(long.diagnostics.map(\.code) == [.expressionTooLong])
  }

  /// The deepest tree that is let through can be printed and compared.
  @Test func deepestTreeIsUsable() throws {
    let deep = String(repeating: "(1 + ", count: 98) + "a" + String(repeating: ")", count: 98)
    let reading = ExpressionReading(deep + String(repeating: " + a", count: 400))
    let expression = try #require(reading.expression, "\(reading.marks)")
    #expect(ExpressionReading(expression.description).expression?.description == expression.description)
    #expect(Set([expression]).contains(expression))
  }

  private static let pieces = [
    "a", "b c", "严重", "且", "或", "not", "not(", "in", "in (", "between", "and", "if", "then", "else", "for", "some",
    "satisfies",
    "return", "function(", "instance of", "list<", ">", "<", "(", ")", "[", "]", "{", "}", ":", ",", ".", "..", "-",
    "+", "*", "**", "=",
    "==", "!", "!=", "≤", "%", "1", "007", "1,000", "2022-07-27", "2022-7-1", "3 months", "3 monthes", "@\"P1D\"",
    "\"x\"", "“x”",
    "“", "\"", "'", "\\u", "/*", "*/", "//", "、", "（", "）", "😀", "\u{0}", "\u{301}", "true", "null", "?",
    "date and time(", "1.", ".5", "1e",
  ]

  @Test(arguments: [ExpressionMode.policy, .strict])
  func garbageIsSurvived(mode: ExpressionMode) {
    var generator = SeededGenerator(seed: 42)
    for _ in 0..<4_000 {
      let count = Int.random(in: 1...12, using: &generator)
      let parts = (0..<count).map { _ in Self.pieces.randomElement(using: &generator) ?? "" }
      let text = parts.joined(separator: Bool.random(using: &generator) ? " " : "")
      let reading = ExpressionReading(text, mode: mode, knownNames: ["a-b", "b c in a", "a"])
      #expect(reading.expression != nil || reading.diagnostics.count >= 1, "\(text)")
      _ = UnaryTestsReading(text, mode: mode)
      guard let expression = reading.expression, reading.diagnostics.isEmpty else { continue }
      let again = ExpressionReading(expression.description, mode: mode, knownNames: ["a-b", "b c in a", "a"])
      #expect(again.result == expression.description, "\(text)")
    }
  }

  @Test func truncationsAreSurvived() {
    for mistake in ExpressionMistakeTests.mistakes {
      let scalars = mistake.source.unicodeScalars
      for count in 0..<scalars.count {
        let reading = ExpressionReading(String(String.UnicodeScalarView(scalars.prefix(count))))
        #expect(reading.expression != nil || !reading.diagnostics.isEmpty)
      }
    }
  }
}
