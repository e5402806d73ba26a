package import PolicyDiagnostics

/// Writes diagnostics as SARIF 2.1.0, the form in which code hosts and editors take the findings of a tool.
///
/// Every code that occurs is a rule of the tool. Columns count Unicode scalars, which SARIF calls code points; an end
/// is the place behind the last character, as SARIF has it. Paths are relative to where the command was run.
package enum DiagnosticSARIF {
  /// Returns the log, with messages in `language`; `version` is the tool's own.
  package static func bytes(of diagnostics: [Diagnostic], language: Language, version: String) -> [UInt8] {
    var writer = JSONWriter(isPretty: true)
    let log = Log(diagnostics: diagnostics, language: language)
    writer.object { writer in
      writer.member("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
      writer.member("version", "2.1.0")
      writer.key("runs")
      writer.array([log]) { $1.write(to: &$0, version: version) }
    }
    writer.endLine()
    return writer.bytes
  }
}

/// One run of the tool.
private struct Log {
  let diagnostics: [Diagnostic]
  let language: Language
  let codes: [DiagnosticCode]

  init(diagnostics: [Diagnostic], language: Language) {
    self.diagnostics = diagnostics
    self.language = language
    codes = Set(diagnostics.map(\.code)).sorted { $0.rawValue < $1.rawValue }
  }

  func write(to writer: inout JSONWriter, version: String) {
    writer.object { writer in
      writer.key("tool")
      writer.object { writer in
        writer.key("driver")
        writer.object { writer in
          writer.member("name", "assay")
          writer.member("version", version)
          writer.key("rules")
          writer.array(codes) { write($1, to: &$0) }
        }
      }
      writer.member("columnKind", "unicodeCodePoints")
      writer.key("results")
      writer.array(zip(diagnostics, Fingerprint.all(of: diagnostics))) { write($1.0, fingerprint: $1.1, to: &$0) }
    }
  }

  private func write(_ code: DiagnosticCode, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("id", code.rawValue)
      message("shortDescription", code.title.text(in: language), to: &writer)
      message("fullDescription", code.meaning.text(in: language), to: &writer)
      writer.key("defaultConfiguration")
      writer.object { $0.member("level", code.severity.rawValue) }
    }
  }

  private func write(_ diagnostic: Diagnostic, fingerprint: String, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("ruleId", diagnostic.code.rawValue)
      writer.member("ruleIndex", codes.firstIndex(of: diagnostic.code) ?? 0)
      writer.member("level", diagnostic.severity.rawValue)
      message("message", diagnostic.summary(in: language), to: &writer)
      writer.key("locations")
      writer.array([diagnostic.span]) { location($1, nil, to: &$0) }
      if !diagnostic.labels.isEmpty {
        writer.key("relatedLocations")
        writer.array(diagnostic.labels) { location($1.span, $1.message.text(in: language), to: &$0) }
      }
      writer.key("partialFingerprints")
      writer.object { $0.member("assay/v1", fingerprint) }
      if let fixIt = diagnostic.fixIt {
        writer.key("fixes")
        writer.array([fixIt]) { fix($1, to: &$0) }
      }
    }
  }

  private func fix(_ fixIt: FixIt, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.key("artifactChanges")
      writer.array([fixIt]) { writer, fixIt in
        writer.object { writer in
          artifact(fixIt.span, to: &writer)
          writer.key("replacements")
          writer.array([fixIt]) { writer, fixIt in
            writer.object { writer in
              region("deletedRegion", fixIt.span, to: &writer)
              message("insertedContent", fixIt.replacement, to: &writer)
            }
          }
        }
      }
    }
  }

  private func location(_ span: SourceSpan, _ text: String?, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.key("physicalLocation")
      writer.object { writer in
        artifact(span, to: &writer)
        region("region", span, to: &writer)
      }
      if let text { message("message", text, to: &writer) }
    }
  }

  private func artifact(_ span: SourceSpan, to writer: inout JSONWriter) {
    writer.key("artifactLocation")
    writer.object { $0.member("uri", uriReference(span.file.path)) }
  }

  private func region(_ key: String, _ span: SourceSpan, to writer: inout JSONWriter) {
    let (start, end) = (span.startPosition, span.endPosition)
    writer.key(key)
    writer.object { writer in
      writer.member("startLine", start.line)
      writer.member("startColumn", start.column)
      writer.member("endLine", end.line)
      writer.member("endColumn", end.column)
      writer.member("byteOffset", span.start)
      writer.member("byteLength", span.end - span.start)
    }
  }

  private func message(_ key: String, _ text: String, to writer: inout JSONWriter) {
    writer.key(key)
    writer.object { $0.member("text", text) }
  }
}

extension Diagnostic {
  /// What is wrong and how to mend it, as one text.
  func summary(in language: Language) -> String {
    let message = message.text(in: language)
    guard let help = help?.text(in: language) else { return message }
    return message + (language == .english ? "; " : "；") + help
  }
}

/// Returns a path as a URI reference: what is no plain ASCII letter, digit or mark is escaped, Chinese as well.
func uriReference(_ path: String) -> String {
  let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/".utf8)
  let hexadecimal = Array("0123456789ABCDEF".utf8)
  var bytes: [UInt8] = []
  for byte in path.utf8 {
    if plain.contains(byte) {
      bytes.append(byte)
    } else {
      bytes += [UInt8(ascii: "%"), hexadecimal[Int(byte >> 4)], hexadecimal[Int(byte & 15)]]
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}
