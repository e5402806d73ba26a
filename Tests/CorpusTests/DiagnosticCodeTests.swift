import PolicyDiagnostics
import PolicyDriver
import Testing

/// Every kind of mistake has a name, a meaning and a case that shows it.
@Suite struct DiagnosticCodeTests {
  /// Mistakes of data and of command lines, which no policy file holds: `Tests/PolicyRecordsTests` and
  /// `Tests/CommandTests` provoke them.
  private static let stagesWithoutFiles: Set<Character> = ["D", "I"]

  @Test(arguments: DiagnosticCode.allCases)
  func everyCodeIsShownByACase(_ code: DiagnosticCode) {
    guard !Self.stagesWithoutFiles.contains(code.rawValue.first ?? " ") else { return }
    #expect(CheckCase.bad.contains { $0.code == code })
  }

  @Test func everyCodeHasItsOwnWords() {
    for language in Language.allCases {
      let titles = DiagnosticCode.allCases.map { $0.title.text(in: language) }
      #expect(Set(titles).count == titles.count)
      #expect(DiagnosticCode.allCases.allSatisfy { !$0.meaning.text(in: language).isEmpty })
    }
  }

  @Test func thePageIsCurrent() throws {
    var examples: [DiagnosticCode: DiagnosticReference.Example] = [:]
    for file in CheckCase.bad {
      guard let code = file.code, examples[code] == nil, !file.hasMany else { continue }
      guard let message = file.message(of: file.check()) else { continue }
      examples[code] = DiagnosticReference.Example(source: file.source, message: message)
    }
    try expectRecorded(DiagnosticReference(examples: examples).text, at: "grammar/diagnostics.md")
  }
}
