package import PolicyDigest

/// What an explanation rests on beside the policy's text and the as-of date, and the digests by which it is checked.
package struct ExplanationReceipt: Hashable, Sendable {
  package let engine: EngineStamp
  package let sources: [SourceStamp]
  /// The digest of what the policy reads of the subject, as `CanonicalInput` has it.
  package let input: Digest
  package let hasAdvice: Bool
  package let isMasked: Bool
  /// The digest of the explanation: of its JSON text without blanks and without this digest. Nil until it is sealed.
  package fileprivate(set) var digest: Digest?

  package init(
    engine: EngineStamp, sources: [SourceStamp], input: Digest, hasAdvice: Bool, isMasked: Bool
  ) {
    self.engine = engine
    self.sources = sources
    self.input = input
    self.hasAdvice = hasAdvice
    self.isMasked = isMasked
  }
}

extension Explanation {
  /// Returns the explanation with a receipt that has the digest of all of it.
  ///
  /// - Parameter redact: What is done to the JSON text before it is handed over.
  package func sealed(with receipt: ExplanationReceipt, redact: ((inout [UInt8]) -> Void)? = nil) -> Explanation {
    var sealed = self
    sealed.receipt = receipt
    var bytes = ExplanationJSON.bytes(of: sealed, isPretty: false)
    bytes.removeLast()
    redact?(&bytes)
    sealed.receipt?.digest = SHA256.digest(of: bytes)
    return sealed
  }
}

extension JSONWriter {
  mutating func write(_ receipt: ExplanationReceipt) {
    object { writer in
      writer.write(receipt.engine)
      writer.member("sources", receipt.sources)
      writer.member("input", receipt.input.description)
      writer.member("advice", receipt.hasAdvice)
      writer.member("mask", receipt.isMasked)
      if let digest = receipt.digest { writer.member("digest", digest.description) }
    }
  }
}
