import PolicyAnalysis
import PolicyDiagnostics
import PolicyReport
import PolicyTypes

/// Writes the same for programs: a member of the report of the check.
///
/// ```
/// "analysis": [
///   {
///     "policy": "shop", "as of": "2024-06-30",
///     "score": {"least": 0, "greatest": 100, "found": [{"number": 0, "example": "tests: …"}, …]},
///     "indicators": [
///       {"name": "score.late", "file": "…", "line": 12,
///        "points": {"least": -40, "greatest": 0, "found": [{"number": -40, "example": null}, …]},
///        "share": 0.6, "greatest share": 1, "best at worst": "C", "worst at best": null,
///        "changes grade": {"verdict": "proved", "example": "tests: …"},
///        "moves best to worst": {"verdict": "undecided", "example": null}}
///     ],
///     "sources": [{"kind": "indicators", "cited": 1, "assumed": 0, "total": 1}]
///   }
/// ]
/// ```
///
/// `least` and `greatest` are proved: null where there is no bound. What was found is the least and the greatest of the
/// subjects that were made up; an example is a file of policy tests, of two subjects where it answers a question.
enum AnalysisJSON {
  static func write(_ policies: [(policy: String, facts: PolicyFacts)], to writer: inout JSONWriter) {
    writer.array(policies) { writer, entry in
      writer.object { writer in
        writer.member("policy", entry.policy)
        writer.member("as of", "\(entry.facts.asOf)")
        writer.key("score")
        write(entry.facts.score, to: &writer)
        writer.key("indicators")
        writer.array(entry.facts.indicators) { write($1, to: &$0) }
        writer.key("sources")
        writer.array(entry.facts.sources.entries) { writer, count in
          writer.object { writer in
            writer.member("kind", count.kind.rawValue)
            writer.member("cited", count.cited)
            writer.member("assumed", count.assumed)
            writer.member("total", count.total)
          }
        }
      }
    }
  }

  private static func write(_ range: AttainedRange, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("least", range.proved.lower)
      writer.member("greatest", range.proved.upper)
      writer.key("found")
      writer.array([range.least, range.greatest].compactMap(\.self)) { writer, found in
        writer.object { writer in
          writer.member("number", found.number)
          writer.member("example", found.example)
        }
      }
    }
  }

  private static func write(_ indicator: IndicatorFacts, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("name", indicator.clause.name)
      writer.member("file", indicator.clause.span.file.path)
      writer.member("line", indicator.clause.span.startPosition.line)
      writer.key("points")
      write(indicator.points, to: &writer)
      writer.member("share", indicator.share)
      writer.member("greatest share", indicator.greatestShare)
      writer.member("best at worst", indicator.bestAtLeast)
      writer.member("worst at best", indicator.worstAtMost)
      writer.key("changes grade")
      write(indicator.changesGrade, to: &writer)
      writer.key("moves best to worst")
      write(indicator.movesBestToWorst, to: &writer)
    }
  }

  private static func write(_ answer: IndicatorFacts.Answer?, to writer: inout JSONWriter) {
    guard let answer else { return writer.null() }
    writer.object { writer in
      writer.member("verdict", answer.verdict.rawValue)
      writer.member("example", answer.example)
    }
  }
}
