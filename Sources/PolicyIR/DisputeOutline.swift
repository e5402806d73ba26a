/// The records that count although they are disputed, and whether there are any: the result then rests on them.
package struct DisputeOutline: Sendable {
  package struct Records: Sendable {
    package let domain: DomainID
    /// Those that count and are disputed.
    package let mask: ValueID

    package init(domain: DomainID, mask: ValueID) {
      self.domain = domain
      self.mask = mask
    }
  }

  package let records: [Records]
  /// Whether a subject has any of them.
  package let isDisputed: ValueID

  package init(records: [Records], isDisputed: ValueID) {
    self.records = records
    self.isDisputed = isDisputed
  }
}
