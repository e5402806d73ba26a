import PolicyAnalysis
import PolicyDiagnostics
import PolicyDriver
import PolicyReport
import PolicyTypes

/// Writes what the cases of tests have shown of policies, for programs: a member of the report of the tests.
///
/// ```
/// "coverage": {
///   "covered": 2, "uncovered": 2, "impossible": 0,
///   "files": [
///     {
///       "file": "policies/shop.yaml", "title": "…", "version": "1", "cases": 1,
///       "covered": 2, "uncovered": 2, "impossible": 0,
///       "outcomes": [
///         {"part": "band", "outcome": "decides", "text": "≥ 80: 甲", "clause": "grade", "basis": null, "assumed": null,
///          "file": "policies/shop.yaml", "line": 15, "column": 12, "cases": 1, "possible": true}
///       ]
///     }
///   ],
///   "elsewhere": [{"file": "shared/base.yaml", "outcomes": 12}]
/// }
/// ```
///
/// `title` and `version` are null in files of records and measures. `elsewhere` are files that the policies inherit
/// from and that the run is not about; their outcomes are not counted.
/// An outcome is uncovered where no case shows it, and impossible where it is proved that no subject can.
enum CoverageJSON {
  static func write(_ report: CoverageReport, to writer: inout JSONWriter) {
    writer.object { writer in
      writeCounts(of: report.files, to: &writer)
      writer.key("files")
      writer.array(report.files) { writer, coverage in
        writer.object { writer in
          writer.member("file", coverage.path.text)
          writer.member("title", coverage.title)
          writer.member("version", coverage.version)
          writer.member("cases", coverage.caseCount)
          writeCounts(of: [coverage], to: &writer)
          writer.key("outcomes")
          writer.array(coverage.outcomes) { write($1, to: &$0) }
        }
      }
      writer.key("elsewhere")
      writer.array(report.elsewhere) { writer, file in
        writer.object { writer in
          writer.member("file", file.path.text)
          writer.member("outcomes", file.outcomeCount)
        }
      }
    }
  }

  private static func writeCounts(of coverages: [FileCoverage], to writer: inout JSONWriter) {
    writer.member("covered", coverages.reduce(0) { $0 + $1.coveredCount })
    writer.member("uncovered", coverages.reduce(0) { $0 + $1.uncovered.count })
    writer.member("impossible", coverages.reduce(0) { $0 + $1.impossible.count })
  }

  private static func write(_ outcome: CoverageOutcome, to writer: inout JSONWriter) {
    let point = outcome.point
    let start = point.span.startPosition
    writer.object { writer in
      writer.member("part", point.part.kind.rawValue)
      writer.member("outcome", point.outcome)
      writer.member("text", point.text.english)
      writer.member("clause", point.part.clause?.name)
      writer.member("basis", point.part.clause?.basis)
      writer.member("assumed", point.part.clause?.assumption)
      writer.member("file", point.span.file.path)
      writer.member("line", start.line)
      writer.member("column", start.column)
      writer.member("cases", outcome.caseCount)
      writer.member("possible", outcome.isPossible)
    }
  }
}
