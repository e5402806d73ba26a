import PolicyDiagnostics

/// Writes what came of a check for programs; `grammar/receipts.md` names the members.
package enum VerificationJSON {
  package static let schema = "assay.verification/1"

  package static func bytes(of verification: Verification) -> [UInt8] {
    var writer = JSONWriter(isPretty: true)
    writer.object { writer in
      writer.member("schema", schema)
      writer.member("kind", verification.kind.rawValue)
      writer.member("file", verification.path)
      writer.member("equal", verification.isEqual)
      writer.key("checked")
      writer.array(verification.checked.map(\.english)) { $0.string($1) }
      writer.member("finding_count", verification.findingCount)
      writer.key("findings")
      writer.array(verification.findings) { $0.write($1) }
      writer.key("notes")
      writer.array(verification.notes) { $0.write($1) }
    }
    writer.endLine()
    return writer.bytes
  }
}

extension JSONWriter {
  fileprivate mutating func write(_ finding: Verification.Finding) {
    object { writer in
      writer.member("kind", finding.kind)
      writer.member("file", finding.file)
      writer.key("line")
      if let line = finding.line { writer.integer(line) } else { writer.null() }
      writer.member("id", finding.id)
      writer.member("column", finding.column)
      writer.member("was", finding.was)
      writer.member("now", finding.now)
      writer.member("text", finding.text.english)
      writer.member("text_zh", finding.text.chinese)
    }
  }

  fileprivate mutating func write(_ note: LocalizedText) {
    object { writer in
      writer.member("text", note.english)
      writer.member("text_zh", note.chinese)
    }
  }
}
