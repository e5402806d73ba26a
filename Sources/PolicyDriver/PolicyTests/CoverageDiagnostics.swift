import PolicyAnalysis
package import PolicyDiagnostics

/// What is said about an outcome that no test shows.
extension Diagnostic {
  package static func uncovered(_ outcome: CoverageOutcome) -> Diagnostic {
    let point = outcome.point
    let (part, never) = (point.part.kind.words, point.neverShown)
    return Diagnostic(
      .uncovered,
      LocalizedText(
        "\(part.english) `\(point.text.english)` \(never.english) in any test",
        "测试中，\(part.chinese) `\(point.text.chinese)` \(never.chinese)"),
      at: point.span.firstLine,
      help: LocalizedText("add a test that shows it", "请补充一个出现这种结果的测试"))
  }
}
