package import PolicyDiagnostics

/// Writes diagnostics as commands of a GitHub workflow, which shows each of them at its line.
///
/// ```
/// ::error file=policies/a.yaml,line=12,endLine=12,col=9,endColumn=11,title=N101::nothing here is called `severty`
/// ```
package enum DiagnosticAnnotations {
  /// Returns one line for each diagnostic, with messages in `language`.
  package static func text(of diagnostics: [Diagnostic], language: Language) -> String {
    diagnostics.map { line(of: $0, language) + "\n" }.joined()
  }

  private static func line(of diagnostic: Diagnostic, _ language: Language) -> String {
    let (start, end) = (diagnostic.span.startPosition, diagnostic.span.endPosition)
    var properties = [
      ("file", diagnostic.span.file.path), ("line", "\(start.line)"), ("endLine", "\(end.line)"),
    ]
    // Columns are read only of a piece of one line; they count as JavaScript does.
    if start.line == end.line { properties += [("col", "\(start.utf16Column)"), ("endColumn", "\(end.utf16Column)")] }
    properties.append(("title", "\(diagnostic.code.rawValue) \(diagnostic.code.title.text(in: language))"))
    let command = diagnostic.severity == .note ? "notice" : diagnostic.severity.rawValue
    let list = properties.map { "\($0)=\(escaped($1, also: [":", ","]))" }.joined(separator: ",")
    return "::\(command) \(list)::\(escaped(diagnostic.summary(in: language), also: []))"
  }

  /// A workflow command is one line, in which some signs have a meaning.
  private static func escaped(_ text: String, also signs: Set<Unicode.Scalar>) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "%": escaped += "%25"
      case "\r": escaped += "%0D"
      case "\n": escaped += "%0A"
      case ":" where signs.contains(scalar): escaped += "%3A"
      case "," where signs.contains(scalar): escaped += "%2C"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
