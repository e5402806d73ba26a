import PolicyIR
import PolicyTypes

/// Evaluates a program as far as the as-of date and the literals allow, and merges what is computed twice.
///
/// Instructions of the folded program have no spans, so that equal ones are equal values; `places` tells which of them
/// stands for each value of the program. Literals may stand for values of any domain.
struct ProgramFolder {
  let schema: RecordSchema
  let asOf: CalendarDate

  /// Whether anything beyond the as-of date is folded; off, the program is run as it is written.
  let isFolding: Bool

  private(set) var instructions: [Instruction] = []
  private(set) var places: [ValueID] = []
  /// The masks of reductions that test a code column, taken apart.
  private(set) var codeMasks: [ValueID: CodeMask] = [:]
  private var numbers: [NumberedInstruction: ValueID] = [:]

  init(_ program: IRProgram, asOf: CalendarDate, isFolding: Bool) {
    self.schema = program.schema
    self.asOf = asOf
    self.isFolding = isFolding
    for instruction in program.instructions {
      let operation = instruction.operation.replacingOperands { places[$0.index] }
      places.append(fold(operation, domain: instruction.domain, type: instruction.type))
    }
  }

  subscript(id: ValueID) -> Instruction { instructions[id.index] }

  /// Returns the value of an operation whose operands are folded.
  mutating func fold(_ operation: Operation, domain: DomainID, type: IRType) -> ValueID {
    let instruction = Instruction(dating(operation), domain: domain, type: type, span: nil)
    guard isFolding else { return append(instruction) }
    if let literal = evaluated(instruction) { return literal }
    if let simplified = simplified(instruction) { return simplified }
    if let mask = instruction.operation.mask, codeMasks[mask] == nil { codeMasks[mask] = takeApart(mask) }
    return numbered(instruction)
  }

  /// Returns the literal that stands for `value` in all rows.
  mutating func literal(_ value: Value, domain: DomainID, type: IRType) -> ValueID {
    numbered(Instruction(.literal(value), domain: domain, type: type, span: nil))
  }

  /// Returns the value of `id`, if it is the same in every row of every run.
  func literalValue(_ id: ValueID) -> Value? {
    if case .literal(let value) = self[id].operation { value } else { nil }
  }

  private func dating(_ operation: Operation) -> Operation {
    switch operation {
    case .asOf: .literal(.date(asOf))
    case .dated(let entries): .literal(entries.last { $0.from <= asOf }?.value ?? .absent)
    default: operation
    }
  }

  private mutating func evaluated(_ instruction: Instruction) -> ValueID? {
    let operands = instruction.operation.operands
    guard instruction.operation.isElementWise, !operands.isEmpty else { return nil }
    let values = operands.compactMap(literalValue)
    if instruction.operation.isStrict, values.contains(.absent) {
      return literal(.absent, domain: instruction.domain, type: instruction.type)
    }
    guard values.count == operands.count else { return nil }
    let value = ConstantEvaluator.value(
      of: instruction, operands: zip(values, operands).map { ($0, self[$1].type.lane) })
    return literal(value, domain: instruction.domain, type: instruction.type)
  }

  private mutating func numbered(_ instruction: Instruction) -> ValueID {
    let key = NumberedInstruction(instruction)
    if let id = numbers[key] { return id }
    let id = append(instruction)
    numbers[key] = id
    return id
  }

  private mutating func append(_ instruction: Instruction) -> ValueID {
    instructions.append(instruction)
    return ValueID(instructions.count - 1)
  }
}

/// An instruction as a key: 1.0 and 1.00 are equal numbers, but people see the difference.
private struct NumberedInstruction: Hashable {
  let instruction: Instruction
  let exponent: Int?

  init(_ instruction: Instruction) {
    self.instruction = instruction
    if case .literal(.number(let number)) = instruction.operation { exponent = number.exponent } else { exponent = nil }
  }
}

/// Runs an instruction on literals, through the same kernels as in a batch.
enum ConstantEvaluator {
  static func value(of instruction: Instruction, operands: [(Value, Lane)]) -> Value {
    var text: [UInt8] = []
    let constants = operands.map { Column($0.0, in: $0.1, text: &text) }
    // One row, which is its own parent, so that a gather works, too.
    let row = DomainRows(count: 1, starts: [0, 1], columns: [])
    let pool = TextPool(batch: [], constants: text)
    var frame = Frame(batch: Batch(domains: [row], text: []), constants: constants, text: pool, registers: [])
    let step = Step(
      operation: .single(instruction.operation), operands: operands.indices.map { ValuePlace(kind: .constant($0)) },
      operandLanes: operands.map(\.1), source: .subject, domain: .subject, between: [], paths: [],
      lane: instruction.type.lane, register: 0)
    var result = Column()
    frame.run(step, into: &result)
    return result.value(in: instruction.type.lane, row: 0, text: frame.text)
  }
}
