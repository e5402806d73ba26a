/// Which dialect of FEEL an expression is written in.
package enum ExpressionMode: Hashable, Sendable {
  /// FEEL and what a policy adds: Chinese keywords, bare dates, `80%`, `3 months`, `a..b`, typographic and full-width
  /// signs.
  case policy

  /// FEEL as in DMN 1.5, for conformance.
  case strict
}

/// How large one expression may be; what is larger is refused before anything recurses over it.
///
/// A tree is at most as deep as nesting and operators together: 600 calls of a recursion whose frames have up to 8 KB
/// fit well into the 8 MB of a thread.
enum ExpressionLimit {
  /// The length of the text in UTF-8 bytes.
  static let length = 20_000

  /// How deep brackets, branches and minus signs may nest.
  static let nesting = 100

  /// How many operators, calls, filters and members may stand in one expression: a chain of them is as deep as it is
  /// long.
  static let operators = 500
}
