import PolicyDiagnostics
import PolicyDriver
import PolicyReport

/// Writes the outcome of tests for programs.
///
/// ```
/// {
///   "schema": "assay.tests/2",
///   "counts": {"passed": 12, "failed": 1, "broken": 0},
///   "files": [
///     {
///       "file": "policies/a.tests.yaml",
///       "diagnostics": [],
///       "tests": [{"name": "…", "line": 4, "outcome": "failed", "failures": [{"code": "P114", …}]}]
///     }
///   ],
///   "coverage": null,
///   "mutants": [
///     {"file": "policies/a.yaml", "killed": 9, "refused": 2, "equal": 1, "untried": 0,
///      "survivors": [{"kind": "bound", "line": 17, "column": 18, "text": "≥", "replacement": "＞", "changed": "…"}]}
///   ]
/// }
/// ```
///
/// `coverage` and `mutants` are null where they were not asked for; `CoverageJSON` says what is in the former. What is
/// taken out is replaced by nothing.
enum PolicyTestJSON {
  static let schema = "assay.tests/2"

  static func bytes(of outcome: TestOutcome) -> [UInt8] {
    let reports = outcome.reports
    let results = reports.flatMap(\.cases)
    var writer = JSONWriter(isPretty: true)
    writer.object { writer in
      writer.member("schema", schema)
      writer.key("counts")
      writer.object { writer in
        for word in ["passed", "failed", "broken"] {
          writer.member(word, results.count { $0.outcome.word == word })
        }
      }
      writer.key("files")
      writer.array(reports) { write($1, to: &$0) }
      writer.key("coverage")
      if let coverage = outcome.coverage { CoverageJSON.write(coverage, to: &writer) } else { writer.null() }
      writer.key("mutants")
      if let mutations = outcome.mutations { writer.array(mutations) { write($1, to: &$0) } } else { writer.null() }
    }
    writer.endLine()
    return writer.bytes
  }

  private static func write(_ report: MutationReport, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("file", report.path.text)
      writer.member("killed", report.killedCount)
      writer.member("refused", report.refusedCount)
      writer.member("equal", report.equalCount)
      writer.member("untried", report.untriedCount)
      writer.key("survivors")
      writer.array(report.survivors) { writer, mutant in
        writer.object { writer in
          writer.member("kind", mutant.kind.rawValue)
          writer.member("line", mutant.span.startPosition.line)
          writer.member("column", mutant.span.startPosition.column)
          writer.member("text", mutant.original)
          writer.member("replacement", mutant.replacement)
          writer.member("changed", mutant.replacement.isEmpty ? nil : mutant.changedLine)
        }
      }
    }
  }

  private static func write(_ report: PolicyTestReport, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("file", report.path.text)
      writer.key("diagnostics")
      writer.array(report.diagnostics.sorted) { DiagnosticJSON.write($1, to: &$0) }
      writer.key("tests")
      writer.array(report.cases) { write($1, to: &$0) }
    }
  }

  private static func write(_ result: PolicyTestResult, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("name", result.name)
      writer.member("line", result.span.startPosition.line)
      writer.member("outcome", result.outcome.word)
      writer.key("failures")
      writer.array(result.outcome.failures) { DiagnosticJSON.write($1, to: &$0) }
    }
  }
}

extension PolicyTestResult.Outcome {
  fileprivate var word: String {
    switch self {
    case .passed: "passed"
    case .failed: "failed"
    case .broken: "broken"
    }
  }

  fileprivate var failures: [Diagnostic] {
    if case .failed(let failure) = self { failure.diagnostics } else { [] }
  }
}
