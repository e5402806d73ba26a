import PolicyDiagnostics
import PolicyReport

/// What a command says, kept for whoever puts several commands together.
final class Journal {
  /// What it says about its work: summaries, and why it could not go on.
  private(set) var remarks: [LocalizedText] = []

  /// What it finds, at places of the source.
  private(set) var findings: [Diagnostic] = []

  /// The files that it names.
  private(set) var files: [String] = []

  /// The reports that it writes.
  private(set) var documents: [ReportDocument] = []

  func note(_ remark: LocalizedText) { remarks.append(remark) }
  func note(_ found: [Diagnostic]) { findings += found }
  func note(file: String) { files.append(file) }
  func note(_ document: ReportDocument) { documents.append(document) }
}
