import PolicyIR

/// Lays a folded program out as steps over registers.
///
/// Steps whose values nobody reads are left out. A register is used again once its value has been read for the last
/// time, for values of the same storage and domain, so that its arrays keep their length; values to keep stay in
/// theirs.
struct StepBuilder {
  private(set) var steps: [Step] = []
  private(set) var constants: [Column] = []
  private(set) var constantText: [UInt8] = []
  private(set) var registerCount = 0
  /// Where each live value of the folded program is found.
  private(set) var places: [ValuePlace?]

  private let folder: ProgramFolder
  /// How each value is computed; nil for those that are not.
  private let operations: [StepOperation?]
  /// The last instruction that reads what each instruction stores; beyond the end for what is kept.
  private var lastUse: [Int]
  private var freeRegisters: [RegisterClass: [Int]] = [:]

  private struct RegisterClass: Hashable {
    let storage: ColumnStorage
    let domain: DomainID
  }

  init(_ folder: ProgramFolder, _ operations: [StepOperation?], kept: [ValueID]) {
    self.folder = folder
    self.operations = operations
    let count = folder.instructions.count
    places = Array(repeating: nil, count: count)
    lastUse = Array(repeating: -1, count: count)
    for (index, operation) in operations.enumerated() {
      for operand in operation?.operands ?? [] { lastUse[stored(operand).index] = index }
    }
    for value in kept { lastUse[stored(value).index] = count }
    // What is read through a view is needed as long as the view is.
    for index in (0..<count).reversed() where operations[index] != nil {
      let owner = stored(ValueID(index)).index
      lastUse[owner] = max(lastUse[owner], lastUse[index])
    }
  }

  mutating func addSteps() {
    for (index, operation) in operations.enumerated() {
      guard let operation else { continue }
      places[index] = place(operation, folder.instructions[index])
      for operand in Set(operation.operands.map(stored)) where lastUse[operand.index] == index {
        free(operand)
      }
    }
  }

  /// Follows `assumePresent`, which is a view of another value and stores nothing.
  private func stored(_ id: ValueID) -> ValueID {
    var id = id
    while case .assumePresent(let viewed) = folder[id].operation { id = viewed }
    return id
  }

  private mutating func place(_ operation: StepOperation, _ instruction: Instruction) -> ValuePlace? {
    switch operation {
    case .single(.input(let field)): return ValuePlace(kind: .input(instruction.domain, field: field))
    case .single(.assumePresent(let viewed)):
      guard let kind = places[viewed.index]?.kind else { return nil }
      return ValuePlace(kind: kind, isAssumedPresent: true)
    case .single(.literal(let value)):
      constants.append(Column(value, in: instruction.type.lane, text: &constantText))
      let constant = ValuePlace(kind: .constant(constants.count - 1))
      return folder.isFolding
        ? constant : addStep(operation, instruction, operands: [constant], lanes: [instruction.type.lane])
    default:
      let operands = operation.operands
      return addStep(
        operation, instruction, operands: operands.compactMap { places[$0.index] },
        lanes: operands.map { folder[$0].type.lane })
    }
  }

  private mutating func addStep(
    _ operation: StepOperation, _ instruction: Instruction, operands: [ValuePlace], lanes: [Lane]
  ) -> ValuePlace {
    let register = takeRegister(RegisterClass(storage: instruction.type.lane.storage, domain: instruction.domain))
    let source = operation.operands.last.map { folder[$0].domain } ?? instruction.domain
    steps.append(
      Step(
        operation: operation, operands: operands, operandLanes: lanes, source: source,
        domain: instruction.domain, between: between(operation, instruction), paths: paths(operation),
        lane: instruction.type.lane, register: register))
    return ValuePlace(kind: .register(register))
  }

  private func between(_ operation: StepOperation, _ instruction: Instruction) -> [DomainID] {
    guard case .single(let single) = operation, let above = single.above else { return [] }
    return folder.schema.domains(between: instruction.domain, and: above)
  }

  private func paths(_ operation: StepOperation) -> [SegmentPath] {
    guard case .single(.spells(_, let touches)) = operation else { return [] }
    return touches.map { touch in
      let domain = folder[touch.mask].domain
      return SegmentPath(domain: domain, between: folder.schema.domains(between: domain, and: .subject))
    }
  }

  private mutating func takeRegister(_ registerClass: RegisterClass) -> Int {
    if let free = freeRegisters[registerClass]?.popLast() { return free }
    registerCount += 1
    return registerCount - 1
  }

  private mutating func free(_ value: ValueID) {
    guard case .register(let register)? = places[value.index]?.kind else { return }
    let instruction = folder[value]
    freeRegisters[RegisterClass(storage: instruction.type.lane.storage, domain: instruction.domain), default: []]
      .append(register)
  }
}
