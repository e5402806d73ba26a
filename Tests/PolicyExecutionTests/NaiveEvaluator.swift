import PolicyExecution
import PolicyIR
import PolicyTypes

/// The meaning of each instruction, row by row and as plainly as it can be said, for comparison with the kernels.
struct NaiveEvaluator {
  let program: IRProgram
  let batch: Batch
  let asOf: CalendarDate
  var columns: [[Value]] = []

  init(_ program: IRProgram, _ batch: Batch, asOf: CalendarDate) {
    self.program = program
    self.batch = batch
    self.asOf = asOf
    for instruction in program.instructions {
      columns.append((0..<batch[instruction.domain].count).map { value(of: instruction, row: $0) })
    }
  }

  private func value(of instruction: Instruction, row: Int) -> Value {
    func at(_ id: ValueID) -> Value { columns[id.index][row] }
    let domain = instruction.domain
    switch instruction.operation {
    case .input(let field): return input(field, domain, row)
    case .literal(let value): return value
    case .asOf: return .date(asOf)
    case .dated(let entries): return entries.last { $0.from <= asOf }?.value ?? .absent
    case .arithmetic(let operation, let a, let b): return arithmetic(operation, at(a), at(b))
    case .negate(let a): return at(a).number.map { .number($0.negated) } ?? .absent
    case .convert(let a), .assumePresent(let a): return at(a)
    case .round(let a, let digits, let mode): return number(at(a).number?.rounded(toScale: digits, mode))
    case .divideRounded(let a, let b, let digits, let mode):
      guard let x = at(a).number, let y = at(b).number else { return .absent }
      return number(x.divided(by: y)?.rounded(toScale: digits, mode))
    case .compare(let relation, let a, let b): return compare(relation, at(a), at(b), program[a].type.lane)
    case .and(let a, let b):
      if at(a).boolean == false || at(b).boolean == false { return .boolean(false) }
      return at(a).isAbsent || at(b).isAbsent ? .absent : .boolean(true)
    case .or(let a, let b):
      if at(a).boolean == true || at(b).boolean == true { return .boolean(true) }
      return at(a).isAbsent || at(b).isAbsent ? .absent : .boolean(false)
    case .not(let a): return at(a).boolean.map { .boolean(!$0) } ?? .absent
    case .isOneOf(let a, let codes):
      guard let label = at(a).label, let code = LabelSet.severity.code(of: label) else { return .absent }
      return .boolean(codes.contains(code))
    case .isPresent(let a): return .boolean(!at(a).isAbsent)
    case .orElse(let a, let b): return at(a).isAbsent ? at(b) : at(a)
    case .select(let condition, let a, let b): return at(condition).boolean == true ? at(a) : at(b)
    case .addDuration(let a, let b):
      guard let date = at(a).date, let duration = at(b).duration else { return .absent }
      return .date(date.adding(duration))
    case .working(.add, let operands, let calendar):
      guard let date = at(operands[0]).date, let duration = at(operands[1]).duration else { return .absent }
      return calendar.adding(duration, to: date).map { .date($0) } ?? .absent
    case .working(.onOrAfter, let operands, let calendar):
      return at(operands[0]).date.flatMap { calendar.workingDay(from: $0) }.map { .date($0) } ?? .absent
    case .daysBetween(let a, let b):
      guard let from = at(a).date, let to = at(b).date else { return .absent }
      return .number(Decimal128(Int(to.dayNumber) - Int(from.dayNumber)))
    case .steps(let a, let b, let step):
      guard let from = at(a).date, let to = at(b).date else { return .absent }
      return .number(Decimal128(from.steps(of: step, to: to)))
    case .addSteps(let a, let count, let plus, let step):
      guard let date = at(a).date, let count = at(count).number?.scaled(to: 0) else { return .absent }
      return .date(date.adding(step, times: Int(count) + plus))
    case .derive(let a, let derivation): return derived(derivation, at(a))
    case .gather(let a): return columns[a.index][parent(of: row, in: domain)]
    case .count(let mask): return .number(Decimal128(rows(below: row, mask).count))
    case .any(let mask): return .boolean(!rows(below: row, mask).isEmpty)
    case .sum(let a, let mask):
      let numbers = rows(below: row, mask).compactMap { columns[a.index][$0].number }
      return number(numbers.reduce(.zero) { sum, next in sum.flatMap { $0.adding(next) } })
    case .least(let a, let mask): return extremum(a, mask, row, .less)
    case .greatest(let a, let mask): return extremum(a, mask, row, .greater)
    case .first(let a, let mask):
      return rows(below: row, mask).map { columns[a.index][$0] }.first { !$0.isAbsent } ?? .absent
    case .onePer(let keys, let mask, let preferences, let above):
      return .boolean(isChosen(row, keys, mask, preferences, segment(of: row, in: domain, below: above)))
    case .ordinal(let date, let until, let mask, let above):
      guard let day = at(date).date else { return .absent }
      let earlier = segment(of: row, in: domain, below: above).filter { other in
        let otherDay = columns[date.index][other].date
        let isEarlier = otherDay.map { ($0, other) < (day, row) } ?? true
        return isEarlier && columns[mask.index][other].boolean == true
          && columns[until.index][other].date.map { $0 > day } == true
      }
      return .number(Decimal128(earlier.count + 1))
    case .runLength(let a, let mask, let step, let above):
      return runLength(row, a, mask, step, segment(of: row, in: domain, below: above))
    case .others(let equal, let bounds, let mask, let above):
      let matching = segment(of: row, in: domain, below: above).filter { other in
        other != row && columns[mask.index][other].boolean == true
          && equal.allSatisfy {
            compare(.equal, columns[$0.other.index][other], at($0.own), program[$0.own].type.lane) == .boolean(true)
          }
          && bounds.allSatisfy {
            compare($0.relation, columns[$0.other.index][other], at($0.own), program[$0.own].type.lane)
              == .boolean(true)
          }
      }
      return .number(Decimal128(matching.count))
    case .capped(let a, let caps, let mask, let date, let above):
      return capped(row, a, caps, mask, date, segment(of: row, in: domain, below: above))
    case .spells(let entries, let touches): return spell(row, domain, entries, touches)
    }
  }

  // MARK: Rows

  private func input(_ field: Int, _ domain: DomainID, _ row: Int) -> Value {
    let column = batch[domain].columns[field]
    guard column.validity.isEmpty || column.validity[row] == 1 else { return .absent }
    switch program.schema[domain].fields[field].kind.lane {
    case .boolean: return .boolean(column.bytes[row] == 1)
    case .code(let labels): return .label(labels.labels[Int(column.bytes[row])])
    case .text: return .text(batch.text(column.texts[row]))
    case .date: return .date(CalendarDate(dayNumber: column.dates[row]))
    case .integer(let decimals): return .number(Decimal128(coefficient: column.integers[row], scale: decimals))
    case .decimal: return .number(column.decimals[row])
    case .duration: return .absent
    }
  }

  func parent(of row: Int, in domain: DomainID) -> Int {
    batch[domain].starts.lastIndex { Int($0) <= row }!
  }

  func segment(of row: Int, in domain: DomainID, below above: DomainID) -> [Int] {
    func ancestor(of row: Int) -> Int {
      var (row, domain) = (row, domain)
      while domain != above {
        row = parent(of: row, in: domain)
        domain = program.schema[domain].parent!
      }
      return row
    }
    return (0..<batch[domain].count).filter { ancestor(of: $0) == ancestor(of: row) }
  }

  private func runLength(_ row: Int, _ a: ValueID, _ mask: ValueID, _ step: RunStep, _ segment: [Int]) -> Value {
    func place(of row: Int) -> Int64? {
      guard columns[mask.index][row].boolean == true else { return nil }
      let value = columns[a.index][row]
      return value.date.map { step.place(of: $0) } ?? value.number.flatMap { $0.scaled(to: 0) }
    }
    guard var next = place(of: row) else { return .number(0) }
    let places = Set(segment.compactMap(place))
    var length = 0
    while places.contains(next) {
      length += 1
      next -= 1
    }
    return .number(Decimal128(length))
  }

  private func rows(below parent: Int, _ mask: ValueID) -> [Int] {
    let starts = batch[program[mask].domain].starts
    return (Int(starts[parent])..<Int(starts[parent + 1])).filter { columns[mask.index][$0].boolean == true }
  }

  private func extremum(_ a: ValueID, _ mask: ValueID, _ row: Int, _ relation: Relation) -> Value {
    let values = rows(below: row, mask).map { columns[a.index][$0] }.filter { !$0.isAbsent }
    return values.dropFirst().reduce(values.first ?? .absent) { best, next in
      compare(relation, next, best, program[a].type.lane) == .boolean(true) ? next : best
    }
  }

  private func isChosen(
    _ row: Int, _ keys: [ValueID], _ mask: ValueID, _ preferences: [Preference], _ segment: [Int]
  ) -> Bool {
    guard columns[mask.index][row].boolean == true else { return false }
    let rivals = segment.filter { other in
      columns[mask.index][other].boolean == true
        && keys.allSatisfy { columns[$0.index][other] == columns[$0.index][row] }
    }
    let best = rivals.dropFirst().reduce(rivals[0]) { best, next in
      preferences.lazy.compactMap { isPreferred(next, to: best, by: $0) }.first == true ? next : best
    }
    return best == row
  }

  /// Whether one row is put in front of another; nil where the preference does not tell.
  private func isPreferred(_ new: Int, to old: Int, by preference: Preference) -> Bool? {
    let (old, new) = (columns[preference.value.index][old], columns[preference.value.index][new])
    if old.isAbsent || new.isAbsent { return old.isAbsent == new.isAbsent ? nil : old.isAbsent }
    let lane = program[preference.value].type.lane
    if compare(.equal, old, new, lane) == .boolean(true) { return nil }
    return compare(preference.isLeast ? .less : .greater, new, old, lane) == .boolean(true)
  }

  // MARK: Values

  private func derived(_ derivation: Derivation, _ value: Value) -> Value {
    switch (derivation, value) {
    case (.datePart(let part), .date(let date)): .number(Decimal128(part.value(of: date)))
    case (.textLength, .text(let text)): .number(Decimal128(text.unicodeScalars.count))
    case (.textTest(let test), .text(let text)): .boolean(test.tester(Array(text.utf8)))
    case (.textPart, _), (.letterCase, _), (.squareRoot, _): derivation.value(of: value)
    default: .absent
    }
  }

  private func number(_ value: Decimal128?) -> Value { value.map { .number($0) } ?? .absent }

  private func arithmetic(_ operation: ArithmeticOperator, _ a: Value, _ b: Value) -> Value {
    guard let x = a.number, let y = b.number else { return .absent }
    return switch operation {
    case .add: number(x.adding(y))
    case .subtract: number(x.subtracting(y))
    case .multiply: number(x.multiplied(by: y))
    case .divide: number(x.divided(by: y))
    case .minimum: .number(min(x, y))
    case .maximum: .number(max(x, y))
    }
  }

  private func compare(_ relation: Relation, _ a: Value, _ b: Value, _ lane: Lane) -> Value {
    guard !a.isAbsent, !b.isAbsent else { return .absent }
    let isLess =
      switch (a, b) {
      case (.boolean(let x), .boolean(let y)): !x && y
      case (.number(let x), .number(let y)): x < y
      case (.text(let x), .text(let y)): x.utf8.lexicographicallyPrecedes(y.utf8)
      case (.date(let x), .date(let y)): x < y
      case (.label(let x), .label(let y)): rank(x) < rank(y)
      default: false
      }
    return switch relation {
    case .equal: .boolean(a == b)
    case .notEqual: .boolean(a != b)
    case .less: .boolean(isLess)
    case .lessOrEqual: .boolean(isLess || a == b)
    case .greater: .boolean(!isLess && a != b)
    case .greaterOrEqual: .boolean(!isLess)
    }
  }

  private func rank(_ label: String) -> Int { LabelSet.severity.labels.firstIndex(of: label)! }
}
