import PolicyIR
import PolicyTypes

/// All combinations of the values of some keys, as the rows of a table.
struct Combinations {
  private let cardinalities: [Int]
  /// What each key counts for in the row of a combination: the number of combinations of the keys before it.
  let factors: [Int]

  init(cardinalities: [Int]) {
    self.cardinalities = cardinalities
    var factors: [Int] = []
    var count = 1
    for cardinality in cardinalities {
      factors.append(count)
      count *= cardinality
    }
    self.factors = factors
    self.count = count
  }

  let count: Int

  /// Returns the column of a value, worked out by the same kernels as in a batch; it has a row for every byte.
  func column(of id: ValueID, keys: [ValueID], operations: [ValueID], in folder: ProgramFolder) -> Column {
    var run = TableRun(count: count, in: folder)
    for (place, key) in keys.enumerated() {
      var column = Column()
      column.bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 / factors[place] % cardinalities[place]) }
      run.set(key, to: column)
    }
    for operation in operations { run.perform(operation) }
    var column = run[id]
    column.fill(to: Lookup.tableSize, in: folder[id].type.lane.storage)
    return column
  }
}

/// Runs operations of a folded program on rows that are made up.
private struct TableRun {
  private let folder: ProgramFolder
  private var frame: Frame
  private var places: [ValueID: ValuePlace] = [:]

  init(count: Int, in folder: ProgramFolder) {
    self.folder = folder
    let rows = DomainRows(count: count, starts: [], columns: [])
    frame = Frame(
      batch: Batch(domains: [rows], text: []), constants: [], text: TextPool(batch: [], constants: []), registers: [])
  }

  subscript(id: ValueID) -> Column {
    if case .register(let register)? = places[id]?.kind { frame.registers[register] } else { Column() }
  }

  mutating func set(_ id: ValueID, to column: Column) {
    places[id] = ValuePlace(kind: .register(frame.registers.count))
    frame.registers.append(column)
  }

  mutating func perform(_ id: ValueID) {
    let instruction = folder[id]
    let operands = instruction.operation.operands
    let step = Step(
      operation: .single(instruction.operation), operands: operands.map { place(of: $0) },
      operandLanes: operands.map { folder[$0].type.lane }, source: .subject, domain: .subject, between: [], paths: [],
      lane: instruction.type.lane, register: frame.registers.count)
    var result = Column()
    frame.run(step, into: &result)
    set(id, to: result)
  }

  /// Where an operand is found; a literal is put among the constants.
  private mutating func place(of id: ValueID) -> ValuePlace {
    if let place = places[id] { return place }
    // No operation on texts is tabulated, so that their bytes are not needed.
    var text: [UInt8] = []
    frame.constants.append(Column(folder.literalValue(id) ?? .absent, in: folder[id].type.lane, text: &text))
    let place = ValuePlace(kind: .constant(frame.constants.count - 1))
    places[id] = place
    return place
  }
}

extension Column {
  /// Makes the column `count` rows long; new ones hold the filler.
  fileprivate mutating func fill(to count: Int, in storage: ColumnStorage) {
    if !validity.isEmpty { validity.resize(to: count, filler: 1) }
    switch storage {
    case .bytes: bytes.resize(to: count, filler: 0)
    case .dates: dates.resize(to: count, filler: 0)
    case .integers: integers.resize(to: count, filler: 0)
    case .decimals: decimals.resize(to: count, filler: .zero)
    case .texts: texts.resize(to: count, filler: .empty)
    }
  }
}
