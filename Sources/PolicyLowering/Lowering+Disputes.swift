import PolicyIR
import PolicySemantics
import PolicyTypes

/// Which of the records that count are disputed.
extension Lowering {
  /// Returns the disputed records among those that facts and indicators count; nil where none can be disputed.
  func disputes(in facts: [FactOutline], _ indicators: [IndicatorOutline]) -> DisputeOutline? {
    let selections = facts.compactMap(\.selection) + indicators.compactMap(\.selection)
    let records = policy.domains.indices.compactMap { index -> DisputeOutline.Records? in
      let domain = DomainID(index)
      let masks = selections.filter { $0.domain == domain }.map(\.mask)
      guard let first = masks.first, let isDisputed = isDisputed(domain) else { return nil }
      let counted = masks.dropFirst().reduce(first) { builder.or($0, $1) }
      return DisputeOutline.Records(
        domain: domain, mask: builder.aligned(builder.and(counted, isDisputed), to: domain))
    }
    let found = records.map { builder.any($0.mask, above: .subject) }
    guard let first = found.first else { return nil }
    return DisputeOutline(records: records, isDisputed: found.dropFirst().reduce(first) { builder.or($0, $1) })
  }

  private func isDisputed(_ domain: DomainID) -> ValueID? {
    guard let place = policy.domains[domain.index].status else { return nil }
    let status = field(FieldReference(domain: domain.index, field: place))
    let disputed = builder.literal(.label("disputed"), builder.lane(of: status), in: domain)
    return builder.definite(builder.compare(.equal, status, disputed))
  }
}
