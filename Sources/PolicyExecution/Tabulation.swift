import PolicyIR
import PolicyTypes

/// Finds the values that follow from a few codes and yes-or-no values, so that a look-up can stand for their
/// operations.
///
/// A choice by one label is the plain case: each `severity` has a factor. But so is all arithmetic on such factors, as
/// long as the combinations fit a byte.
struct Tabulation {
  private let folder: ProgramFolder
  /// What each value follows from, in order; nil where that is not few enough.
  private var keys: [[ValueID]?] = []

  private static let mostKeys = 8
  /// The fewest operations on more than bytes that a look-up is worth.
  private static let fewestOperations = 2
  /// The most operations that are run to fill one table, and all tables of a plan.
  private static let mostOperations = 512
  private var remainingOperations = 16_384

  init(_ folder: ProgramFolder) {
    self.folder = folder
    for index in folder.instructions.indices { keys.append(keys(of: ValueID(index))) }
  }

  /// Returns the look-up that gives a value, if there is one and it is worth while.
  mutating func lookup(for id: ValueID) -> Lookup? {
    guard isTabulated(folder[id]), let keys = keys[id.index], !keys.isEmpty,
      let operations = operations(below: id, keys),
      operations.count(where: { folder[$0].type.lane.storage != .bytes }) >= Self.fewestOperations,
      operations.count <= remainingOperations
    else { return nil }
    remainingOperations -= operations.count
    // A factor of 1 needs no multiplication of bytes, so that the first key is the one whose factor would be largest.
    let ordered = keys.sorted { (cardinality(of: $1), $0) < (cardinality(of: $0), $1) }
    let combinations = Combinations(cardinalities: ordered.map(cardinality))
    let table = combinations.column(of: id, keys: ordered, operations: operations, in: folder)
    // Behind 256 combinations comes only a key of one value, which is zero whatever its factor.
    return Lookup(keys: ordered, factors: combinations.factors.map { UInt8(truncatingIfNeeded: $0) }, table: table)
  }

  /// Whether rows of a value are looked up. Bytes are as quick to compute, many at a time.
  private func isTabulated(_ instruction: Instruction) -> Bool {
    switch instruction.operation {
    case .literal, .assumePresent: return false
    default: break
    }
    switch instruction.type.lane.storage {
    case .dates, .integers, .decimals: return true
    case .bytes, .texts: return false
    }
  }

  // MARK: Keys

  private func keys(of id: ValueID) -> [ValueID]? {
    let instruction = folder[id]
    if case .literal = instruction.operation { return [] }
    let inherited = inheritedKeys(of: instruction)
    guard instruction.type.lane.storage == .bytes else { return inherited }
    // A byte is a key itself, unless it follows from a single one.
    if let inherited, inherited.count == 1 { return inherited }
    return instruction.type.isOptional ? nil : [id]
  }

  private func inheritedKeys(of instruction: Instruction) -> [ValueID]? {
    if case .gather = instruction.operation { return nil }
    guard instruction.operation.isElementWise, instruction.type.lane != .text else { return nil }
    var union: Set<ValueID> = []
    for operand in instruction.operation.operands {
      guard let keys = keys[operand.index] else { return nil }
      union.formUnion(keys)
      guard union.count <= Self.mostKeys else { return nil }
    }
    let combinations = union.reduce(1) { $0 * cardinality(of: $1) }
    return combinations <= Lookup.tableSize ? union.sorted() : nil
  }

  /// How many values a key can have.
  private func cardinality(of key: ValueID) -> Int {
    if case .code(let labels) = folder[key].type.lane { max(1, labels.labels.count) } else { 2 }
  }

  /// Returns the operations that make a value from its keys, in the order of the program; nil for too many.
  private func operations(below id: ValueID, _ keys: [ValueID]) -> [ValueID]? {
    var found: Set<ValueID> = []
    var pending = [id]
    while let next = pending.popLast() {
      guard folder.literalValue(next) == nil, !keys.contains(next), found.insert(next).inserted else { continue }
      guard found.count <= Self.mostOperations else { return nil }
      pending += folder[next].operation.operands
    }
    return found.sorted()
  }
}
