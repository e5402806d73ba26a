package import PolicyDiagnostics
package import PolicyExecution
package import PolicyIR
package import PolicyTypes

/// Where tests take subjects from that lie in files of data: files at the rim.
package protocol SubjectProvider: Sendable {
  /// Returns the subject `id` of the data at `path`, a file of JSON Lines or a folder of CSV files, as a run of
  /// `policy` on `asOf` reads it.
  ///
  /// - Parameter needed: The fields that results depend on; a fault elsewhere does not keep the subject from them.
  func subject(
    _ id: String, inDataAt path: SourcePath, for policy: CompiledPolicy, asOf: CalendarDate, needed: InputSelection
  ) async -> FileSubject
}

/// What a test finds where it looks for a subject in a file.
package enum FileSubject: Sendable {
  /// The subject alone in a batch, with every field that its record types have.
  case found(Batch)
  case faulty([FileFault])
  case notFound
  /// The file cannot be read at all, and why.
  case unreadable(LocalizedText)
}

/// A fault in the data of a subject, at a field of the policy where it is known.
package struct FileFault: Sendable {
  package let domain: DomainID
  package let field: Int?
  package let code: DiagnosticCode
  package let text: LocalizedText

  package init(domain: DomainID, field: Int?, code: DiagnosticCode, text: LocalizedText) {
    self.domain = domain
    self.field = field
    self.code = code
    self.text = text
  }
}
