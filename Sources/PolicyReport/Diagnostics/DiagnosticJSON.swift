package import PolicyDiagnostics

/// Writes diagnostics for programs.
///
/// ```
/// {
///   "schema": "assay.diagnostics/1",
///   "counts": {"error": 1, "warning": 0, "note": 0},
///   "diagnostics": [
///     {
///       "code": "K203",
///       "severity": "error",
///       "message": {"en": "…", "zh": "…"},
///       "file": "policies/a.yaml",
///       "start": {"line": 12, "column": 9, "offset": 240},
///       "end": {"line": 12, "column": 11, "offset": 246},
///       "labels": [{"message": {…}, "file": "…", "start": {…}, "end": {…}}],
///       "help": {"en": "…", "zh": "…"},
///       "fix": {"file": "…", "start": {…}, "end": {…}, "replacement": "…"},
///       "example": "tests: …"
///     }
///   ],
///   "claims": {"proved": 40, "refuted": 0, "undecided": 1},
///   "allowed": 0,
///   "clauses": null,
///   "analysis": null
/// }
/// ```
///
/// Every field is always there; `help`, `fix` and `example` are null where there is none, and so is
/// `claims` where nothing was proved. An example is a file of policy tests; `allowed` counts the findings that a policy
/// allows; `clauses` and `analysis` say of each policy what is asked for. Lines and columns count from one,
/// columns in Unicode scalars; offsets are bytes of the file and count from zero; `end` is the place behind the last
/// character.
package enum DiagnosticJSON {
  package static let schema = "assay.diagnostics/1"

  /// Returns the JSON text of `set`, in the order of the source, with a line end.
  package static func bytes(
    of set: DiagnosticSet, claims: ClaimCounts? = nil, allowedCount: Int = 0, clauses: [ClauseList]? = nil,
    isPretty: Bool = true, analysis: ((inout JSONWriter) -> Void)? = nil
  ) -> [UInt8] {
    var writer = JSONWriter(isPretty: isPretty)
    writer.object { writer in
      writer.member("schema", schema)
      writer.key("counts")
      writeCounts(of: set, to: &writer)
      writer.key("diagnostics")
      writer.array(set.sorted) { write($1, to: &$0) }
      write(claims, to: &writer)
      writer.member("allowed", allowedCount)
      writer.clauses(clauses)
      writer.key("analysis")
      if let analysis { analysis(&writer) } else { writer.null() }
    }
    writer.endLine()
    return writer.bytes
  }

  /// Writes one diagnostic as an object.
  package static func write(_ diagnostic: Diagnostic, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("code", diagnostic.code.rawValue)
      writer.member("severity", diagnostic.severity.rawValue)
      writer.member("message", diagnostic.message)
      writeSpan(diagnostic.span, to: &writer)
      writer.key("labels")
      writer.array(diagnostic.labels) { write($1, to: &$0) }
      writer.member("help", diagnostic.help)
      writer.key("fix")
      write(diagnostic.fixIt, to: &writer)
      writer.member("example", diagnostic.example)
    }
  }

  // MARK: Parts

  private static func write(_ claims: ClaimCounts?, to writer: inout JSONWriter) {
    writer.key("claims")
    guard let claims else { return writer.null() }
    writer.object { writer in
      writer.member("proved", claims.proved)
      writer.member("refuted", claims.refuted)
      writer.member("undecided", claims.undecided)
    }
  }

  private static func writeCounts(of set: DiagnosticSet, to writer: inout JSONWriter) {
    writer.object { writer in
      for severity in [Severity.error, .warning, .note] {
        writer.member(severity.rawValue, set.count(of: severity))
      }
    }
  }

  private static func write(_ label: Label, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("message", label.message)
      writeSpan(label.span, to: &writer)
    }
  }

  private static func write(_ fixIt: FixIt?, to writer: inout JSONWriter) {
    guard let fixIt else { return writer.null() }
    writer.object { writer in
      writeSpan(fixIt.span, to: &writer)
      writer.member("replacement", fixIt.replacement)
    }
  }

  private static func writeSpan(_ span: SourceSpan, to writer: inout JSONWriter) {
    writer.member("file", span.file.path)
    writer.key("start")
    write(span.startPosition, offset: span.start, to: &writer)
    writer.key("end")
    write(span.endPosition, offset: span.end, to: &writer)
  }

  private static func write(_ position: SourcePosition, offset: Int, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("line", position.line)
      writer.member("column", position.column)
      writer.member("offset", offset)
    }
  }
}

extension JSONWriter {
  /// Writes a text in both languages, as `{"en": …, "zh": …}`, or null.
  package mutating func member(_ name: String, _ text: LocalizedText?) {
    key(name)
    guard let text else { return null() }
    object { writer in
      for language in Language.allCases { writer.member(language.rawValue, text.text(in: language)) }
    }
  }
}
