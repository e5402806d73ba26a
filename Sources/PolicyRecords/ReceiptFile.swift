import PolicyDigest
package import PolicyReport
import PolicyTypes

/// A receipt that was read again.
package struct ReceiptFile: Hashable, Sendable {
  package let receipt: Receipt
  /// Whether the receipt has the digest that it says.
  package let isIntact: Bool

  /// Reads a receipt; nil where the bytes are none of this form.
  package init?(_ bytes: [UInt8]) {
    guard let tree = try? JSONTree(bytes: bytes) else { return nil }
    self.init(tree)
  }

  init?(_ tree: JSONTree) {
    guard tree["receipt"]?.integer == Receipt.format, let receipt = Receipt(tree), let digest = tree["digest"]?.digest
    else { return nil }
    self.receipt = receipt
    isIntact = SHA256.digest(of: tree.removing("digest").bytes) == digest
  }
}

extension Receipt {
  fileprivate init?(_ tree: JSONTree) {
    guard let engine = EngineStamp(tree), let policy = PolicyStamp(tree),
      let asOf = tree["as_of"]?.string.flatMap({ CalendarDate(text: $0) }),
      let options = tree["options"].flatMap({ ReceiptOptions($0) }),
      let counts = tree["counts"].flatMap({ ReceiptCounts($0) }),
      let form = tree["input"]?["form"]?.string.flatMap({ InputStamp.Form(rawValue: $0) }),
      let files = tree["input"]?["files"]?.array,
      let output = tree["output"].flatMap({ FileStamp($0) })
    else { return nil }
    let stamps = files.compactMap { FileStamp($0) }
    guard stamps.count == files.count else { return nil }
    self.init(
      engine: engine, policy: policy, asOf: asOf, options: options, counts: counts,
      input: InputStamp(form: form, files: stamps), output: output,
      faults: tree["faults"].flatMap { FileStamp($0) })
  }
}

extension EngineStamp {
  fileprivate init?(_ tree: JSONTree) {
    guard let version = tree["engine"]?.string, let language = tree["language"]?.integer else { return nil }
    self.init(version: version, language: language)
  }
}

extension PolicyStamp {
  fileprivate init?(_ tree: JSONTree) {
    guard let id = tree["policy"]?["id"]?.string, let version = tree["policy"]?["version"]?.string,
      let sources = [SourceStamp](tree["sources"])
    else { return nil }
    self.init(id: id, version: version, sources: sources)
  }
}

extension [SourceStamp] {
  /// Reads the files of a policy, of which there is one at least.
  package init?(_ tree: JSONTree?) {
    guard let elements = tree?.array, !elements.isEmpty else { return nil }
    let sources = elements.compactMap { element -> SourceStamp? in
      guard let role = element["role"]?.string.flatMap({ SourceStamp.Role(rawValue: $0) }),
        let file = FileStamp(element)
      else { return nil }
      return SourceStamp(role: role, file: file)
    }
    guard sources.count == elements.count else { return nil }
    self = sources
  }
}

extension ReceiptOptions {
  fileprivate init?(_ tree: JSONTree) {
    guard let format = tree["format"]?.string, let receipts = tree["receipts"]?.boolean,
      let mask = tree["mask"]?.boolean
    else { return nil }
    self.init(format: format, reasons: tree["reasons"]?.integer, hasRowDigests: receipts, isMasked: mask)
  }
}

extension ReceiptCounts {
  fileprivate init?(_ tree: JSONTree) {
    guard let subjects = tree["subjects"]?.integer, let graded = tree["graded"]?.integer,
      let setAside = tree["set_aside"]?.integer, let later = tree["later_records"]?.integer,
      let members = tree["faults"]?.members
    else { return nil }
    self.init(
      subjects: subjects, graded: graded, setAside: setAside, laterRecords: later, faults: Self.counts(members),
      invalid: Self.counts(tree["invalid"]?.members ?? []))
  }

  private static func counts(_ members: [JSONTree.Member]) -> [String: Int] {
    let counts = members.compactMap { member in member.value.integer.map { (member.name, $0) } }
    return Dictionary(counts) { first, _ in first }
  }
}

extension FileStamp {
  fileprivate init?(_ tree: JSONTree) {
    guard let name = tree["file"]?.string, let bytes = tree["bytes"]?.integer, let digest = tree["sha256"]?.digest
    else { return nil }
    self.init(name: name, byteCount: bytes, digest: digest)
  }
}
