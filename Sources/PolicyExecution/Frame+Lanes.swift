import PolicyIR
import PolicyTypes

// The choice of a kernel by the lanes of the operands.

extension Frame {
  func compare(_ relation: Relation, _ step: Step, rows: Int, into result: inout Column) {
    let (a, b) = (step.operands[0], step.operands[1])
    switch step.operandLanes[0].storage {
    case .bytes: Kernels.compare(relation, bytes(a), bytes(b), rows: rows, into: &result)
    case .dates: Kernels.compare(relation, dates(a), dates(b), rows: rows, into: &result)
    case .integers: Kernels.compare(relation, integers(a), integers(b), rows: rows, into: &result)
    case .decimals: Kernels.compare(relation, decimals(a), decimals(b), rows: rows, into: &result)
    case .texts: Kernels.compare(relation, texts(a), texts(b), text: text, rows: rows, into: &result)
    }
  }

  func select(_ step: Step, rows: Int, into result: inout Column) {
    let condition = bytes(step.operands[0])
    let (a, b) = (step.operands[1], step.operands[2])
    switch step.lane.storage {
    case .bytes:
      Kernels.select(condition, bytes(a), bytes(b), rows: rows, into: &result.bytes, validity: &result.validity)
    case .dates:
      Kernels.select(condition, dates(a), dates(b), rows: rows, into: &result.dates, validity: &result.validity)
    case .integers:
      Kernels.select(
        condition, integers(a), integers(b), rows: rows, into: &result.integers, validity: &result.validity)
    case .decimals:
      Kernels.select(
        condition, decimals(a), decimals(b), rows: rows, into: &result.decimals, validity: &result.validity)
    case .texts:
      Kernels.select(condition, texts(a), texts(b), rows: rows, into: &result.texts, validity: &result.validity)
    }
  }

  func orElse(_ step: Step, rows: Int, into result: inout Column) {
    let (a, b) = (step.operands[0], step.operands[1])
    switch step.lane.storage {
    case .bytes:
      Kernels.orElse(bytes(a), bytes(b), rows: rows, into: &result.bytes, validity: &result.validity)
    case .dates:
      Kernels.orElse(dates(a), dates(b), rows: rows, into: &result.dates, validity: &result.validity)
    case .integers:
      Kernels.orElse(integers(a), integers(b), rows: rows, into: &result.integers, validity: &result.validity)
    case .decimals:
      Kernels.orElse(decimals(a), decimals(b), rows: rows, into: &result.decimals, validity: &result.validity)
    case .texts:
      Kernels.orElse(texts(a), texts(b), rows: rows, into: &result.texts, validity: &result.validity)
    }
  }

  func copy(_ place: ValuePlace, _ lane: Lane, rows: Int, into result: inout Column) {
    switch lane.storage {
    case .bytes: Kernels.map(bytes(place), rows: rows, into: &result.bytes) { $0 }
    case .dates: Kernels.map(dates(place), rows: rows, into: &result.dates) { $0 }
    case .integers: Kernels.map(integers(place), rows: rows, into: &result.integers) { $0 }
    case .decimals: Kernels.map(decimals(place), rows: rows, into: &result.decimals) { $0 }
    case .texts: Kernels.map(texts(place), rows: rows, into: &result.texts) { $0 }
    }
    Kernels.setValidity(&result.validity, presence(place), rows: rows)
  }

  // MARK: Numbers

  func arithmetic(_ operation: ArithmeticOperator, _ step: Step, rows: Int, into result: inout Column) {
    let (a, b) = (step.operands[0], step.operands[1])
    switch step.lane.storage {
    case .integers:
      Kernels.arithmetic(
        operation, integers(a), integers(b), shift: productShift(step), rows: rows, into: &result)
    case .decimals: Kernels.arithmetic(operation, decimals(a), decimals(b), rows: rows, into: &result)
    case .dates:
      Kernels.extremum(operation, dates(a), dates(b), rows: rows, into: &result.dates, &result.validity)
    case .bytes:
      Kernels.extremum(operation, bytes(a), bytes(b), rows: rows, into: &result.bytes, &result.validity)
    case .texts: Kernels.setNowhere(rows: rows, &result.texts, &result.validity)
    }
  }

  /// By how many decimals a product of the operands has to move to be in the lane of the result.
  private func productShift(_ step: Step) -> Int {
    guard let a = step.operandLanes[0].decimals, let b = step.operandLanes[1].decimals, let result = step.lane.decimals
    else { return 0 }
    return result - a - b
  }

  func negate(_ step: Step, rows: Int, into result: inout Column) {
    if step.lane.storage == .decimals {
      Kernels.negate(decimals(step.operands[0]), rows: rows, into: &result)
    } else {
      Kernels.negate(integers(step.operands[0]), rows: rows, into: &result)
    }
  }

  func convert(_ step: Step, rows: Int, into result: inout Column) {
    let place = step.operands[0]
    switch (step.operandLanes[0].decimals, step.lane.decimals) {
    case (let source?, let target?):
      Kernels.rescale(integers(place), shift: target - source, rows: rows, into: &result)
    case (let source?, nil): Kernels.toDecimal(integers(place), decimals: source, rows: rows, into: &result)
    case (nil, let target?): Kernels.toInteger(decimals(place), decimals: target, rows: rows, into: &result)
    case (nil, nil): copy(place, step.lane, rows: rows, into: &result)
    }
  }

  func round(_ rounding: Rounding, _ step: Step, rows: Int, into result: inout Column) {
    let place = step.operands[0]
    switch (step.operandLanes[0].decimals, step.lane.decimals) {
    case (let source?, let target?):
      Kernels.round(integers(place), rounding, source: source, decimals: target, rows: rows, into: &result)
    case (nil, let target?): Kernels.round(decimals(place), rounding, decimals: target, rows: rows, into: &result)
    case (_, nil): Kernels.round(decimals(place), rounding, rows: rows, into: &result)
    }
  }

  func divideRounded(_ rounding: Rounding, _ step: Step, rows: Int, into result: inout Column) {
    Kernels.divideRounded(
      integers(step.operands[0]), integers(step.operands[1]), rounding, decimals: step.lane.decimals ?? 0, rows: rows,
      into: &result)
  }

  // MARK: Segments

  func gather(_ step: Step, into result: inout Column) {
    let place = step.operands[0]
    let starts = starts(of: step.domain)
    switch step.lane.storage {
    case .bytes: Kernels.gather(bytes(place), starts: starts, into: &result.bytes, validity: &result.validity)
    case .dates: Kernels.gather(dates(place), starts: starts, into: &result.dates, validity: &result.validity)
    case .integers: Kernels.gather(integers(place), starts: starts, into: &result.integers, validity: &result.validity)
    case .decimals: Kernels.gather(decimals(place), starts: starts, into: &result.decimals, validity: &result.validity)
    case .texts: Kernels.gather(texts(place), starts: starts, into: &result.texts, validity: &result.validity)
    }
  }

  mutating func count(_ step: Step, into result: inout Column) {
    let mask = bytes(step.operands[0])
    Kernels.count(mask, starts: starts(of: step.source), sums: &scratch.sums, into: &result)
  }

  mutating func sum(_ step: Step, into result: inout Column) {
    let mask = bytes(step.operands[1])
    let starts = starts(of: step.source)
    if step.lane.storage == .decimals {
      Kernels.sum(decimals(step.operands[0]), mask, starts: starts, into: &result)
    } else {
      Kernels.sum(integers(step.operands[0]), mask, starts: starts, sums: &scratch.sums, into: &result)
    }
  }

  func extremum(_ step: Step, isLeast: Bool, into result: inout Column) {
    let mask = bytes(step.operands[1])
    let starts = starts(of: step.source)
    switch step.lane.storage {
    case .bytes:
      Kernels.extremum(
        bytes(step.operands[0]), mask, isLeast: isLeast, starts: starts, into: &result.bytes,
        validity: &result.validity)
    case .dates:
      Kernels.extremum(
        dates(step.operands[0]), mask, isLeast: isLeast, starts: starts, into: &result.dates,
        validity: &result.validity)
    case .integers:
      Kernels.extremum(
        integers(step.operands[0]), mask, isLeast: isLeast, starts: starts, into: &result.integers,
        validity: &result.validity)
    case .decimals:
      Kernels.extremum(
        decimals(step.operands[0]), mask, isLeast: isLeast, starts: starts, into: &result.decimals,
        validity: &result.validity)
    case .texts: Kernels.setNowhere(rows: starts.count - 1, &result.texts, &result.validity)
    }
  }

  func first(_ step: Step, into result: inout Column) {
    let (place, mask) = (step.operands[0], bytes(step.operands[1]))
    let starts = starts(of: step.source)
    switch step.lane.storage {
    case .bytes: Kernels.first(bytes(place), mask, starts: starts, into: &result.bytes, &result.validity)
    case .dates: Kernels.first(dates(place), mask, starts: starts, into: &result.dates, &result.validity)
    case .integers: Kernels.first(integers(place), mask, starts: starts, into: &result.integers, &result.validity)
    case .decimals: Kernels.first(decimals(place), mask, starts: starts, into: &result.decimals, &result.validity)
    case .texts: Kernels.first(texts(place), mask, starts: starts, into: &result.texts, &result.validity)
    }
  }

  mutating func onePer(
    _ step: Step, keyCount: Int, _ preferences: [Preference], into result: inout Column
  ) {
    let operands = zip(step.operands, step.operandLanes).map { ($0, $1) }
    let keys = operands[..<keyCount].map { key($0, in: $1) }
    let mask = bytes(step.operands[keyCount])
    let wishes = zip(operands[(keyCount + 1)...], preferences).map { operand, preference in
      RowWish(key: key(operand.0, in: operand.1), isLeast: preference.isLeast)
    }
    Kernels.onePer(
      keys, mask, wishes: wishes, starts: segments(of: step), scratch: &scratch.rows, into: &result)
  }

  mutating func ordinal(_ step: Step, into result: inout Column) {
    let (date, until, mask) = (dates(step.operands[0]), dates(step.operands[1]), bytes(step.operands[2]))
    Kernels.ordinal(
      date: date, until: until, mask, starts: segments(of: step),
      scratch: &scratch.ordinals, into: &result)
  }

  mutating func runLength(_ step: Step, _ runStep: RunStep, into result: inout Column) {
    let mask = bytes(step.operands[1])
    let starts = segments(of: step)
    guard step.operandLanes[0].storage == .dates else {
      let numbers = integers(step.operands[0])
      return Kernels.runLength(numbers, mask, starts: starts, scratch: &scratch.runs, into: &result) { $0 }
    }
    let dates = dates(step.operands[0])
    Kernels.runLength(dates, mask, starts: starts, scratch: &scratch.runs, into: &result) {
      runStep.place(of: CalendarDate(dayNumber: $0))
    }
  }
}

extension Lane {
  /// The decimals of an integer lane.
  var decimals: Int? {
    if case .integer(let decimals) = self { decimals } else { nil }
  }
}
