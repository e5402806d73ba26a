import PolicyIR
import PolicyTypes

// Steps that stand for several operations.

extension Frame {
  mutating func lookUp(_ lookup: Lookup, _ step: Step, into result: inout Column) {
    let rows = rows(of: step.domain)
    let place = placeInTable(lookup, step, rows: rows)
    lookUp(lookup.table, step.lane, at: place, rows: rows, into: &result)
    if lookup.table.validity.isEmpty {
      result.validity.removeAll(keepingCapacity: true)
    } else {
      Kernels.lookUp(lookup.table.validity, at: place, rows: rows, into: &result.validity)
      Kernels.dropFullValidity(&result.validity)
    }
  }

  private mutating func placeInTable(_ lookup: Lookup, _ step: Step, rows: Int) -> Operand<UInt8> {
    // One key is its own place in the table.
    if step.operands.count == 1 { return bytes(step.operands[0]) }
    for operand in step.operands { scratch.keys.append(bytes(operand)) }
    Kernels.combine(scratch.keys, factors: lookup.factors, rows: rows, into: &scratch.combinations)
    scratch.keys.removeAll(keepingCapacity: true)
    return Operand(elements: scratch.combinations, isConstant: false, presence: .everywhere)
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

  mutating func combine(_ combination: LinearCombination, _ step: Step, into result: inout Column) {
    for operand in step.operands { scratch.terms.append(integers(operand)) }
    Kernels.combine(
      scratch.terms, factors: combination.factors, constant: combination.constant, rows: rows(of: step.domain),
      into: &result.integers)
    scratch.terms.removeAll(keepingCapacity: true)
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
