import PolicyIR
import PolicyTypes

// The choice of a kernel: once for each step and batch.

extension Frame {
  /// Runs one step into a column that is not among the registers meanwhile.
  mutating func run(_ step: Step, into result: inout Column) {
    // A batch of one subject has no records of most types, and half of the steps are about them.
    guard rows(of: step.domain) > 0 else { return result.removeRows() }
    switch step.operation {
    case .single(let operation): run(operation, step, into: &result)
    case .lookup(let lookup): lookUp(lookup, step, into: &result)
    case .reductionByCode(let reduction): reduce(reduction, step, into: &result)
    case .linear(let combination): combine(combination, step, into: &result)
    }
  }

  private mutating func run(_ operation: PolicyIR.Operation, _ step: Step, into result: inout Column) {
    let rows = rows(of: step.domain)
    let operands = step.operands
    switch operation {
    case .input, .asOf, .dated: break  // Read in place, or folded into literals.
    case .literal: copy(operands[0], step.lane, rows: rows, into: &result)
    case .arithmetic(let operation, _, _): arithmetic(operation, step, rows: rows, into: &result)
    case .negate: negate(step, rows: rows, into: &result)
    case .convert: convert(step, rows: rows, into: &result)
    case .round(_, let digits, let mode):
      round(Rounding(digits: digits, mode: mode), step, rows: rows, into: &result)
    case .divideRounded(_, _, let digits, let mode):
      divideRounded(Rounding(digits: digits, mode: mode), step, rows: rows, into: &result)
    case .compare(let relation, _, _): compare(relation, step, rows: rows, into: &result)
    case .and: Kernels.and(bytes(operands[0]), bytes(operands[1]), rows: rows, into: &result)
    case .or: Kernels.or(bytes(operands[0]), bytes(operands[1]), rows: rows, into: &result)
    case .not: Kernels.not(bytes(operands[0]), rows: rows, into: &result)
    case .isOneOf(_, let codes): Kernels.isOneOf(bytes(operands[0]), codes: codes, rows: rows, into: &result)
    case .isPresent: Kernels.isPresent(presence(operands[0]), rows: rows, into: &result)
    case .orElse: orElse(step, rows: rows, into: &result)
    case .assumePresent: copy(operands[0], step.lane, rows: rows, into: &result)
    case .select: select(step, rows: rows, into: &result)
    case .addDuration: Kernels.addDuration(dates(operands[0]), integers(operands[1]), rows: rows, into: &result)
    case .working(.add, _, let calendar):
      Kernels.addWorking(dates(operands[0]), integers(operands[1]), calendar, rows: rows, into: &result)
    case .working(.onOrAfter, _, let calendar):
      Kernels.workingDay(from: dates(operands[0]), calendar, rows: rows, into: &result)
    case .daysBetween: Kernels.daysBetween(dates(operands[0]), dates(operands[1]), rows: rows, into: &result)
    case .steps(_, _, let duration):
      Kernels.steps(of: duration, dates(operands[0]), dates(operands[1]), rows: rows, into: &result)
    case .addSteps(_, _, let plus, let duration):
      Kernels.addSteps(
        of: duration, plus: plus, dates(operands[0]), integers(operands[1]), rows: rows, into: &result)
    case .derive(_, .datePart(let part)):
      Kernels.datePart(part, dates(operands[0]), rows: rows, into: &result)
    case .derive(_, .textLength): Kernels.textLength(texts(operands[0]), text: text, rows: rows, into: &result)
    case .derive(_, .textTest(let test)):
      Kernels.textTest(test, texts(operands[0]), text: text, rows: rows, into: &result)
    case .derive(_, .textPart(let part)):
      Kernels.textPart(part, texts(operands[0]), text: text, rows: rows, into: &result)
    case .derive(_, .letterCase(let letters)):
      Kernels.letterCase(letters, texts(operands[0]), text: &text, rows: rows, into: &result)
    case .derive(_, .squareRoot): Kernels.squareRoot(decimals(operands[0]), rows: rows, into: &result)
    case .gather: gather(step, into: &result)
    case .count: count(step, into: &result)
    case .any: Kernels.any(bytes(operands[0]), starts: starts(of: step.source), into: &result)
    case .sum: sum(step, into: &result)
    case .least: extremum(step, isLeast: true, into: &result)
    case .greatest: extremum(step, isLeast: false, into: &result)
    case .first: first(step, into: &result)
    case .onePer(let keys, _, let preferences, _):
      onePer(step, keyCount: keys.count, preferences, into: &result)
    case .ordinal: ordinal(step, into: &result)
    case .runLength(_, _, let runStep, _): runLength(step, runStep, into: &result)
    case .spells(_, let touches): spells(touches, step, into: &result)
    case .capped(_, let caps, _, let date, _):
      capped(caps.map(\.keys.count), isDated: date != nil, step, into: &result)
    case .others(let equal, let bounds, _, _): others(equal.count, bounds.map(\.relation), step, into: &result)
    }
  }
}
