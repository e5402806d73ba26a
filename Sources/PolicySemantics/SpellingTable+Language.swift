import PolicyDiagnostics
package import PolicySyntax
import PolicyTypes

extension SpellingTable {
  /// The words of the policy language.
  package static let language = SpellingTable(
    functions: Builtin.ofPolicies.map { LocalizedText($0.english, $0.chinese) },
    names: BuiltinName.allCases.map { LocalizedText($0.english, $0.chinese) } + [word(.notRated)],
    phrases: [
      .grade: [
        LocalizedText("no better than _", "最高为 _"), LocalizedText("no worse than _", "最低为 _"),
        LocalizedText("_ worse", "降 _"), LocalizedText("_ better", "升 _"), word(.notRated),
      ],
      .round: RoundingMode.allCases.map { LocalizedText("_ \($0.rawValue)", "_ \($0.chinese)") },
      .take: Take.allCases.map { LocalizedText($0.rawValue, $0.chinese) },
      .missing: [word(.leftOut), word(.notRated), word(.nothing), word(.fault)],
      .onInvalid: InvalidValue.allCases.map(\.words),
      .weights: [word(.parts)],
      .use: [LocalizedText("current", "本期"), LocalizedText("last complete", "上一完整期")],
      .for: [word(.all), word(.notRated)],
      .moves: [Keyword.asWritten, .shift, .floor, .ceiling, .exact].map(word),
      .beside: [word(.notRated)],
      .id: TypeWord.identifying.map(\.words),
      .type: TypeWord.allCases.map(\.words),
      .fields: TypeWord.allCases.map(\.words),
      .kind: MeasureKind.allCases.map(\.words),
      .weekends: Weekday.allCases.map { LocalizedText($0.english, $0.chinese) },
    ])

  private static func word(_ keyword: Keyword) -> LocalizedText { LocalizedText(keyword.english, keyword.chinese) }
}
