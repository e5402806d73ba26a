package import PolicyTypes

/// An output and what it came to.
package struct OutputStep: Hashable, Sendable {
  package let id: String
  package let clause: Citation
  package let unit: Unit
  package let results: Results

  package enum Results: Hashable, Sendable {
    /// One value of the subject.
    case subject(ValueStep)
    /// One value of each record of a type.
    case records(source: String, [Record])
  }

  package struct Record: Hashable, Sendable {
    package let key: String
    package let value: ValueStep

    package init(key: String, value: ValueStep) {
      self.key = key
      self.value = value
    }
  }
}
