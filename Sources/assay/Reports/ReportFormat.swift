import ArgumentParser
import PolicyDiagnostics
import PolicyReport

/// How a report is written.
enum ReportFormat: String, CaseIterable, ExpressibleByArgument {
  case text
  case json
}

/// How findings are written: for people, for programs of any kind, and for those that show them beside the source.
enum FindingFormat: String, CaseIterable, ExpressibleByArgument {
  case text
  case json
  case sarif
  case github
  case gitlab
  case junit
}

extension Console {
  /// Writes findings for a program that shows them beside the source.
  func write(_ findings: [Diagnostic], as format: FindingFormat) {
    switch format {
    case .sarif:
      Self.writeOutput(DiagnosticSARIF.bytes(of: findings, language: language, version: Assay.version))
    case .github: Self.writeOutput(DiagnosticAnnotations.text(of: findings, language: language))
    case .gitlab: Self.writeOutput(DiagnosticCodeQuality.bytes(of: findings, language: language))
    case .text, .json, .junit: break
    }
  }
}
