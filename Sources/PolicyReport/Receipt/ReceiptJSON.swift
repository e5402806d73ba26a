package import PolicyDigest
import PolicyTypes

/// Writes receipts; `grammar/receipts.md` says what each member means.
package enum ReceiptJSON {
  /// Returns the JSON text of a receipt, with a line end after it.
  ///
  /// Its last member is the digest of all before it: of the same object without that member and without blanks.
  package static func bytes(of receipt: Receipt, isPretty: Bool = true) -> [UInt8] {
    var writer = JSONWriter(isPretty: isPretty)
    writer.object { writer in
      writer.writeMembers(of: receipt)
      writer.member("digest", digest(of: receipt).description)
    }
    writer.endLine()
    return writer.bytes
  }

  /// Returns the JSON text of a receipt without blanks and without a line end.
  package static func line(of receipt: Receipt) -> [UInt8] { bytes(of: receipt, isPretty: false).dropLast() }

  /// Returns the digest that a receipt carries.
  package static func digest(of receipt: Receipt) -> Digest {
    var writer = JSONWriter()
    writer.object { $0.writeMembers(of: receipt) }
    return SHA256.digest(of: writer.bytes)
  }
}

extension JSONWriter {
  fileprivate mutating func writeMembers(of receipt: Receipt) {
    member("receipt", Receipt.format)
    write(receipt.engine)
    write(receipt.policy)
    member("as_of", receipt.asOf.description)
    key("options")
    write(receipt.options)
    key("counts")
    write(receipt.counts)
    key("input")
    object { writer in
      writer.member("form", receipt.input.form.rawValue)
      writer.key("files")
      writer.array(receipt.input.files) { $0.write($1) }
    }
    key("output")
    write(receipt.output)
    key("faults")
    if let faults = receipt.faults { write(faults) } else { null() }
  }

  /// Writes the members `engine` and `language`.
  mutating func write(_ engine: EngineStamp) {
    member("engine", engine.version)
    member("language", engine.language)
  }

  private mutating func write(_ policy: PolicyStamp) {
    key("policy")
    object { writer in
      writer.member("id", policy.id)
      writer.member("version", policy.version)
    }
    member("sources", policy.sources)
  }

  /// Writes a member with the files that a policy is made of.
  mutating func member(_ name: String, _ sources: [SourceStamp]) {
    key(name)
    array(sources) { writer, source in
      writer.object { writer in
        writer.member("role", source.role.rawValue)
        writer.writeMembers(of: source.file)
      }
    }
  }

  private mutating func write(_ options: ReceiptOptions) {
    object { writer in
      writer.member("format", options.format)
      writer.key("reasons")
      if let reasons = options.reasons { writer.integer(reasons) } else { writer.null() }
      writer.member("receipts", options.hasRowDigests)
      writer.member("mask", options.isMasked)
    }
  }

  private mutating func write(_ counts: ReceiptCounts) {
    object { writer in
      writer.member("subjects", counts.subjects)
      writer.member("graded", counts.graded)
      writer.member("set_aside", counts.setAside)
      writer.member("later_records", counts.laterRecords)
      writer.key("faults")
      writer.object { writer in
        for (code, count) in counts.faults.sorted(by: { $0.key < $1.key }) { writer.member(code, count) }
      }
      guard !counts.invalid.isEmpty else { return }
      writer.key("invalid")
      writer.object { writer in
        for (treatment, count) in counts.invalid.sorted(by: { $0.key < $1.key }) { writer.member(treatment, count) }
      }
    }
  }

  private mutating func write(_ file: FileStamp) {
    object { $0.writeMembers(of: file) }
  }

  private mutating func writeMembers(of file: FileStamp) {
    member("file", file.name)
    member("bytes", file.byteCount)
    member("sha256", file.digest.description)
  }
}
