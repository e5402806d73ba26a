package import PolicyDiagnostics

/// Writes diagnostics as a code quality report, which GitLab shows in a merge request.
///
/// ```
/// [{"description": "…", "check_name": "N101", "fingerprint": "…", "severity": "major",
///   "location": {"path": "policies/a.yaml", "lines": {"begin": 12, "end": 12},
///                "positions": {"begin": {"line": 12, "column": 9}, "end": {"line": 12, "column": 11}}}}]
/// ```
package enum DiagnosticCodeQuality {
  /// Returns the report, with messages in `language`.
  package static func bytes(of diagnostics: [Diagnostic], language: Language) -> [UInt8] {
    var writer = JSONWriter(isPretty: true)
    writer.array(zip(diagnostics, Fingerprint.all(of: diagnostics))) { writer, finding in
      let (diagnostic, fingerprint) = finding
      writer.object { writer in
        writer.member("description", diagnostic.summary(in: language))
        writer.member("check_name", diagnostic.code.rawValue)
        writer.member("fingerprint", fingerprint)
        writer.member("severity", diagnostic.severity.codeQuality)
        writer.key("location")
        writer.object { location(diagnostic.span, to: &$0) }
      }
    }
    writer.endLine()
    return writer.bytes
  }

  private static func location(_ span: SourceSpan, to writer: inout JSONWriter) {
    let (start, end) = (span.startPosition, span.endPosition)
    writer.member("path", span.file.path)
    writer.key("lines")
    writer.object { writer in
      writer.member("begin", start.line)
      writer.member("end", end.line)
    }
    writer.key("positions")
    writer.object { writer in
      for (key, position) in [("begin", start), ("end", end)] {
        writer.key(key)
        writer.object { writer in
          writer.member("line", position.line)
          writer.member("column", position.column)
        }
      }
    }
  }
}

extension Severity {
  fileprivate var codeQuality: String {
    switch self {
    case .note: "info"
    case .warning: "minor"
    case .error: "major"
    }
  }
}
