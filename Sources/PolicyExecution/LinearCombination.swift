import PolicyIR
import PolicyTypes

/// A sum of integer values, each times a constant: what a chain of additions, scalings and weights comes to.
///
/// Integers wrap, so that the order of the operations does not matter.
struct LinearCombination: Sendable {
  private(set) var constant: Int64 = 0
  /// What is added up, none of it ever absent.
  private(set) var values: [ValueID] = []
  private(set) var factors: [Int64] = []
  private var places: [ValueID: Int] = [:]

  /// Takes the operations of a value together, where there are several; those that `isShared` tells are kept whole.
  init?(of id: ValueID, in folder: ProgramFolder, isShared: (ValueID) -> Bool) {
    var operationCount = 0
    var pending: [(id: ValueID, factor: Int64)] = [(id, 1)]
    while let (next, factor) = pending.popLast() {
      if let number = folder.integer(next) {
        constant &+= factor &* number
      } else if next == id || !isShared(next), let terms = folder.linearTerms(of: next) {
        operationCount += 1
        for term in terms.reversed() { pending.append((term.id, factor &* term.factor)) }
      } else {
        add(next, factor)
      }
    }
    guard operationCount > 1, !values.isEmpty else { return nil }
  }

  private mutating func add(_ id: ValueID, _ factor: Int64) {
    if let place = places[id] {
      factors[place] &+= factor
    } else {
      places[id] = values.count
      values.append(id)
      factors.append(factor)
    }
  }
}

extension ProgramFolder {
  /// Returns the scaled integer of a literal in an integer lane.
  func integer(_ id: ValueID) -> Int64? {
    guard let decimals = self[id].type.lane.decimals, let number = literalValue(id)?.number else { return nil }
    return number.scaled(to: decimals)
  }

  /// Returns the operands of a linear operation on integers, with the factor that each has in it.
  fileprivate func linearTerms(of id: ValueID) -> [(id: ValueID, factor: Int64)]? {
    guard let decimals = self[id].type.lane.decimals, !self[id].type.isOptional else { return nil }
    switch self[id].operation {
    case .arithmetic(.add, let a, let b): return [(a, 1), (b, 1)]
    case .arithmetic(.subtract, let a, let b): return [(a, 1), (b, -1)]
    case .negate(let a): return [(a, -1)]
    case .convert(let a):
      guard let source = self[a].type.lane.decimals else { return nil }
      return power(decimals - source).map { [(a, $0)] }
    case .arithmetic(.multiply, let a, let b):
      guard let aDecimals = self[a].type.lane.decimals, let bDecimals = self[b].type.lane.decimals,
        let factor = integer(b), let shift = power(decimals - aDecimals - bDecimals)
      else { return nil }
      return [(a, factor &* shift)]
    default: return nil
    }
  }

  /// Returns the power of ten that adds decimals; nil where some would be given up.
  private func power(_ decimals: Int) -> Int64? { (0...18).contains(decimals) ? powerOfTen(decimals) : nil }
}
