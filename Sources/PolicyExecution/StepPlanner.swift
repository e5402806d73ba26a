import PolicyIR

/// Decides which values of a folded program are computed, and how.
struct StepPlanner {
  /// How each value is computed; nil for those that nobody reads.
  private(set) var operations: [StepOperation?]
  /// How many code columns the rows of a domain are sorted by.
  private(set) var partitionCount = 0

  private let folder: ProgramFolder
  private var tabulation: Tabulation?
  private var partitions: [ValueID: Int] = [:]
  /// How many reductions there are over each code column.
  private var reductionCounts: [ValueID: Int] = [:]

  /// How many values read each one, those to keep counted as read once more.
  private var readerCounts: [Int]
  private let isCombining: Bool

  /// From how many reductions on sorting the rows pays.
  private static let fewestReductions = 3

  /// Plans for the values in `kept`; `isCombining` tells whether a step may stand for several operations.
  init(_ folder: ProgramFolder, kept: [ValueID], isCombining: Bool) {
    self.folder = folder
    self.isCombining = isCombining
    operations = Array(repeating: nil, count: folder.instructions.count)
    readerCounts = Array(repeating: 0, count: folder.instructions.count)
    tabulation = isCombining ? Tabulation(folder) : nil
    countReaders(kept)
    var isLive = Array(repeating: false, count: folder.instructions.count)
    for value in kept { isLive[value.index] = true }
    for index in folder.instructions.indices.reversed() where isLive[index] {
      let operation = operation(for: ValueID(index))
      for operand in operation.operands { isLive[operand.index] = true }
      operations[index] = operation
    }
  }

  private mutating func countReaders(_ kept: [ValueID]) {
    for value in kept { readerCounts[value.index] += 1 }
    for index in folder.instructions.indices.reversed() where readerCounts[index] > 0 {
      let operation = folder.instructions[index].operation
      for operand in operation.operands { readerCounts[operand.index] += 1 }
      if let code = codeMask(of: operation)?.code { reductionCounts[code, default: 0] += 1 }
    }
  }

  private mutating func operation(for id: ValueID) -> StepOperation {
    if let lookup = tabulation?.lookup(for: id) { return .lookup(lookup) }
    if let reduction = reductionByCode(for: id) { return .reductionByCode(reduction) }
    if isCombining, let combination = combination(for: id) { return .linear(combination) }
    return .single(folder[id].operation)
  }

  private func combination(for id: ValueID) -> LinearCombination? {
    LinearCombination(of: id, in: folder) { readerCounts[$0.index] > 1 }
  }

  private mutating func reductionByCode(for id: ValueID) -> CodeReduction? {
    let operation = folder[id].operation
    guard folder.isFolding, folder[id].type.lane != .decimal, let mask = codeMask(of: operation),
      reductionCounts[mask.code, default: 0] >= Self.fewestReductions
    else { return nil }
    var operands = [mask.code] + (mask.rest.map { [$0] } ?? [])
    let kind: CodeReduction.Kind
    switch operation {
    case .count: kind = .count
    case .any: kind = .any
    case .sum(let value, _):
      kind = .sum
      operands.append(value)
    default: return nil
    }
    return CodeReduction(
      kind: kind, operands: operands, codes: mask.codes, hasRest: mask.rest != nil, partition: partition(by: mask.code))
  }

  private func codeMask(of operation: PolicyIR.Operation) -> CodeMask? {
    operation.mask.flatMap { folder.codeMasks[$0] }
  }

  private mutating func partition(by code: ValueID) -> Int {
    if let known = partitions[code] { return known }
    partitions[code] = partitionCount
    partitionCount += 1
    return partitionCount - 1
  }
}
