import PolicyIR
import PolicyTypes

/// What a program does with its fields.
struct FieldUses {
  /// The fields that are only compared with fixed values, tested for their labels, or tested for their presence.
  private(set) var tabulated: Set<FieldPlace> = []

  init(_ program: IRProgram, _ constants: ConstantValues) {
    var others: Set<FieldPlace> = []
    // The fields that each value passes on as they are.
    var passed: [Set<FieldPlace>] = []
    for instruction in program.instructions {
      var own: Set<FieldPlace> = []
      let operands = instruction.operation.operands
      switch instruction.operation {
      case .input(let field):
        let place = FieldPlace(domain: instruction.domain.index, field: field)
        own.insert(place)
        tabulated.insert(place)
      case .convert, .gather, .assumePresent: own = passed[operands[0].index]
      case .orElse(let a, let b) where constants[b] != nil: own = passed[a.index]
      case .isPresent, .isOneOf: break
      case .compare(_, let a, let b) where constants[a] != nil || constants[b] != nil: break
      default: for operand in operands { others.formUnion(passed[operand.index]) }
      }
      passed.append(own)
    }
    tabulated.subtract(others)
  }
}
