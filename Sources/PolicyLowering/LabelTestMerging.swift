import PolicyIR
import PolicyTypes

/// Merges tests of one label after the other, `x = a or x = b`, into one test of membership.
struct LabelTestMerging: ProgramPass {
  func run(on program: IRProgram) -> IRProgram {
    var instructions = program.instructions
    // What each value is known to test. Operands come first, so that a chain is merged link by link.
    var tests: [LabelTest?] = []
    for (index, instruction) in instructions.enumerated() {
      var test = LabelTest(instruction, in: instructions)
      if case .or(let a, let b) = instruction.operation, let merged = tests[a.index]?.union(tests[b.index]) {
        test = merged
        instructions[index] = Instruction(
          .isOneOf(merged.value, codes: merged.codes), domain: instruction.domain, type: instruction.type,
          span: instruction.span)
      }
      tests.append(test)
    }
    return IRProgram(
      name: program.name, version: program.version, schema: program.schema, instructions: instructions,
      outline: program.outline)
  }
}

/// A test whether a code is among some.
private struct LabelTest {
  let value: ValueID
  /// In ascending order.
  let codes: [UInt8]

  private init(value: ValueID, codes: [UInt8]) {
    self.value = value
    self.codes = codes
  }

  init?(_ instruction: Instruction, in instructions: [Instruction]) {
    switch instruction.operation {
    case .isOneOf(let value, let codes): self.init(value: value, codes: codes)
    case .compare(.equal, let a, let b):
      guard let code = instructions[b.index].code else { return nil }
      self.init(value: a, codes: [code])
    default: return nil
    }
  }

  func union(_ other: LabelTest?) -> LabelTest? {
    guard let other, value == other.value else { return nil }
    return LabelTest(value: value, codes: Set(codes + other.codes).sorted())
  }
}

extension Instruction {
  /// The code of a literal label.
  fileprivate var code: UInt8? {
    guard case .literal(.label(let label)) = operation, case .code(let labels) = type.lane else { return nil }
    return labels.code(of: label)
  }
}
