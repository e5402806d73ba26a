import PolicyIR
import PolicySemantics
import PolicyTypes

/// The outputs, each a value for every row of its domain.
extension Lowering {
  func outline(of output: TypedOutput) -> OutputOutline {
    let domain = DomainID(output.domain)
    let result = unlessUnreadable(builder.aligned(lower(output.value), to: domain), in: domain)
    return OutputOutline(
      clause: output.clause, domain: domain, value: outline(of: output.value, result: result), unit: output.unit)
  }

  /// A record that an invalid value makes void has no outputs.
  private func unlessUnreadable(_ value: ValueID, in domain: DomainID) -> ValueID {
    guard let mark = voidMark(of: domain) else { return value }
    return builder.select(mark, builder.literal(.absent, builder.lane(of: value), in: domain), value)
  }
}
