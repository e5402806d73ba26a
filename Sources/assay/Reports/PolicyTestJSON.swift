import PolicyDiagnostics
import PolicyDriver
import PolicyReport

/// Writes the outcome of tests for programs.
///
/// ```
/// {
///   "schema": "assay.tests/1",
///   "counts": {"passed": 12, "failed": 1, "broken": 0},
///   "files": [
///     {
///       "file": "policies/a.tests.yaml",
///       "diagnostics": [],
///       "tests": [{"name": "…", "line": 4, "outcome": "failed", "failures": [{"code": "P114", …}]}]
///     }
///   ],
///   "coverage": null
/// }
/// ```
///
/// `coverage` is null where it was not asked for; `CoverageJSON` says what is in it.
enum PolicyTestJSON {
  static let schema = "assay.tests/1"

  static func bytes(of reports: [PolicyTestReport], coverages: [PolicyCoverage]? = nil) -> [UInt8] {
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
      if let coverages { CoverageJSON.write(coverages, to: &writer) } else { writer.null() }
    }
    writer.endLine()
    return writer.bytes
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
