import PolicyIR
import PolicyTypes

// Steps that stand for several operations.

extension Frame {
  mutating func lookUp(_ lookup: Lookup, _ step: Step, into result: inout Column) {
    let rows = rows(of: step.domain)
    let keys = step.operands.map { bytes($0) }
    // One key is its own place in the table.
    if keys.count > 1 { Kernels.combine(keys, factors: lookup.factors, rows: rows, into: &scratch.combinations) }
    let place =
      keys.count == 1
      ? keys[0] : Operand(elements: scratch.combinations, isConstant: false, presence: .everywhere)
    lookUp(lookup.table, step.lane, at: place, rows: rows, into: &result)
    if lookup.table.validity.isEmpty {
      result.validity.removeAll(keepingCapacity: true)
    } else {
      Kernels.lookUp(lookup.table.validity, at: place, rows: rows, into: &result.validity)
      Kernels.dropFullValidity(&result.validity)
    }
  }

  private func lookUp(
    _ table: Column, _ lane: Lane, at place: Operand<UInt8>, rows: Int, into result: inout Column
  ) {
    switch lane.storage {
    case .bytes: Kernels.lookUp(table.bytes, at: place, rows: rows, into: &result.bytes)
    case .dates: Kernels.lookUp(table.dates, at: place, rows: rows, into: &result.dates)
    case .integers: Kernels.lookUp(table.integers, at: place, rows: rows, into: &result.integers)
    case .decimals: Kernels.lookUp(table.decimals, at: place, rows: rows, into: &result.decimals)
    case .texts: Kernels.lookUp(table.texts, at: place, rows: rows, into: &result.texts)
    }
  }

  func combine(_ combination: LinearCombination, _ step: Step, into result: inout Column) {
    Kernels.combine(
      step.operands.map { integers($0) }, factors: combination.factors, constant: combination.constant,
      rows: rows(of: step.domain), into: &result.integers)
    result.validity.removeAll(keepingCapacity: true)
  }

  mutating func reduce(_ reduction: CodeReduction, _ step: Step, into result: inout Column) {
    let place = reduction.partition
    if !scratch.partitions[place].isCurrent {
      scratch.partitions[place].partition(bytes(step.operands[0]), starts: starts(of: step.source))
    }
    let rest = reduction.hasRest ? bytes(step.operands[1]) : Presence.everywhere.operand
    let codes = reduction.codes
    switch reduction.kind {
    case .count: Kernels.count(codes, scratch.partitions[place], rest: rest, into: &result)
    case .any: Kernels.any(codes, scratch.partitions[place], rest: rest, into: &result)
    case .sum:
      let values = integers(step.operands[step.operands.count - 1])
      Kernels.sum(values, codes, scratch.partitions[place], rest: rest, into: &result)
    }
  }
}
