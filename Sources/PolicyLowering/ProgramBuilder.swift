import PolicyDiagnostics
import PolicyIR
import PolicyTypes

/// Collects the instructions of a program; what is there already is not added again.
struct ProgramBuilder {
  let schema: RecordSchema
  let numbers: NumberLanes

  /// The piece of the policy for which instructions are being added.
  var span: SourceSpan?

  private(set) var instructions: [Instruction] = []
  /// What is known of each value that is a number.
  private var numberTypes: [NumberType?] = []
  private var known: [Instruction: ValueID] = [:]

  init(schema: RecordSchema, numbers: NumberLanes) {
    self.schema = schema
    self.numbers = numbers
  }

  subscript(id: ValueID) -> Instruction { instructions[id.index] }

  /// Returns the value of an instruction, which is added unless an equal one is there.
  mutating func add(
    _ operation: Operation, in domain: DomainID, _ type: IRType, number: NumberType? = nil
  ) -> ValueID {
    let key = Instruction(operation, domain: domain, type: type, span: nil)
    if let id = known[key] { return id }
    let id = ValueID(instructions.count)
    instructions.append(Instruction(operation, domain: domain, type: type, span: span))
    numberTypes.append(number)
    known[key] = id
    return id
  }

  func lane(of id: ValueID) -> Lane { self[id].type.lane }

  func isOptional(_ id: ValueID) -> Bool { self[id].type.isOptional }

  /// What is known of a number; an absent literal counts as zero, which every number's type can take in.
  func numberType(of id: ValueID) -> NumberType { numberTypes[id.index] ?? NumberType(.zero) }

  func isAbsentLiteral(_ id: ValueID) -> Bool { self[id].operation == .literal(.absent) }

  // MARK: Domains

  /// Returns the value for each row of `domain`, which is the value's own or lies below it.
  mutating func aligned(_ id: ValueID, to domain: DomainID) -> ValueID {
    let instruction = self[id]
    guard instruction.domain != domain, let parent = schema[domain].parent else { return id }
    switch instruction.operation {
    case .literal, .asOf, .dated:
      // The same in every row of every domain, so it is made where it is needed.
      return add(instruction.operation, in: domain, instruction.type, number: numberTypes[id.index])
    default:
      let above = aligned(id, to: parent)
      return add(.gather(above), in: domain, instruction.type, number: numberTypes[id.index])
    }
  }

  /// Returns the values for each row of the deepest domain among them.
  mutating func aligned(_ ids: [ValueID]) -> (values: [ValueID], domain: DomainID) {
    let domain = ids.reduce(DomainID.subject) { max($0, self[$1].domain) }
    guard ids.contains(where: { self[$0].domain != domain }) else { return (ids, domain) }
    return (ids.map { aligned($0, to: domain) }, domain)
  }

  // MARK: Lanes

  /// Returns the value in `lane`, which holds it.
  mutating func converted(_ id: ValueID, to lane: Lane) -> ValueID {
    let instruction = self[id]
    guard instruction.type.lane != lane else { return id }
    let type = IRType(lane, isOptional: instruction.type.isOptional)
    switch instruction.operation {
    case .literal, .dated:
      return add(instruction.operation, in: instruction.domain, type, number: numberTypes[id.index])
    default:
      return add(.convert(id), in: instruction.domain, type, number: numberTypes[id.index])
    }
  }

  /// Returns the values for each row of the deepest domain among them, all in one lane.
  mutating func unified(_ ids: [ValueID]) -> (values: [ValueID], domain: DomainID, lane: Lane) {
    let lane = commonLane(of: ids)
    let (values, domain) = aligned(ids)
    guard values.contains(where: { self[$0].type.lane != lane }) else { return (values, domain, lane) }
    return (values.map { converted($0, to: lane) }, domain, lane)
  }
}
