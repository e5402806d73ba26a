import PolicyIR
import PolicySemantics
import PolicyTypes

/// Groups of which the highest or the lowest part counts.
extension Lowering {
  /// Returns the number of the part that counts, and for each part whether it is the one: of equal ones the first.
  func chosen(_ choice: PartChoice, _ children: [IndicatorIndex]) -> (number: ValueID, counts: [ValueID]) {
    let parts = children.map { indicator($0).result }
    let extreme = parts.dropFirst().reduce(parts.first ?? builder.literal(.zero)) { farther($0, $1, choice) }
    let required = zip(children, parts).filter { isRequired($0.0) }.map(\.1)
    var counts: [ValueID] = []
    for part in parts {
      let isExtreme = builder.definite(builder.compare(.equal, part, extreme))
      let isEarlier = counts.reduce(builder.literal(false)) { builder.or($0, $1) }
      counts.append(builder.and(isExtreme, builder.not(isEarlier)))
    }
    return (missing(extreme, whereAnyIs: required), counts)
  }

  /// The greater or the lesser of two numbers; where one is absent, the other.
  private func farther(_ a: ValueID, _ b: ValueID, _ choice: PartChoice) -> ValueID {
    let both = builder.arithmetic(choice.takesGreatest ? .maximum : .minimum, a, b)
    return builder.orElse(builder.orElse(both, a), b)
  }
}
