import PolicyIR
import PolicySemantics
import PolicyTypes

/// The outputs, each a value for every row of its domain.
extension Lowering {
  func outline(of output: TypedOutput) -> OutputOutline {
    let domain = DomainID(output.domain)
    let result = builder.aligned(lower(output.value), to: domain)
    return OutputOutline(
      clause: output.clause, domain: domain, value: outline(of: output.value, result: result), unit: output.unit)
  }
}
