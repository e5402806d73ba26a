import PolicyIR
import PolicyTypes

/// The values of a program that no data can change, as of a date.
struct ConstantValues {
  private var values: [Value?] = []

  subscript(id: ValueID) -> Value? { values[id.index] }

  init(_ program: IRProgram, asOf: CalendarDate) {
    values.reserveCapacity(program.instructions.count)
    for instruction in program.instructions { values.append(value(of: instruction.operation, asOf)) }
  }

  /// Returns whether what the claim reads without looking at the data may be another on another date.
  static func changesWithDate(_ claim: Claim, _ program: IRProgram) -> Bool {
    let isFixed = program.fixedValues
    var visited: Set<ValueID> = []
    var pending = claim.tests.flatMap(\.values)
    while let next = pending.popLast() {
      guard visited.insert(next).inserted else { continue }
      let operation = program.operation(of: next)
      switch operation {
      case .dated: return true
      // The date itself is compared with dates of the data, which may lie anywhere.
      case .compare(_, let a, let b):
        if isFixed[a.index], isFixed[b.index] { return true }
      default: break
      }
      pending += operation.operands
    }
    return false
  }

  private func value(of operation: Operation, _ asOf: CalendarDate) -> Value? {
    switch operation {
    case .literal(let value): return value
    case .asOf: return .date(asOf)
    case .dated(let entries): return entries.last { $0.from <= asOf }?.value ?? .absent
    case .convert(let a), .assumePresent(let a), .gather(let a): return self[a]
    case .addDuration(let a, let b):
      guard let date = self[a]?.date, let length = self[b]?.duration else { return nil }
      return .date(date.adding(length))
    case .negate(let a): return self[a]?.number.map { .number($0.negated) }
    case .arithmetic(let operation, let a, let b):
      guard let first = self[a]?.number, let second = self[b]?.number else { return nil }
      return operation.result(first, second).map(Value.number)
    default: return nil
    }
  }
}

extension IRProgram {
  /// For each value whether no data can change it.
  fileprivate var fixedValues: [Bool] {
    var isFixed: [Bool] = []
    for instruction in instructions {
      if case .input = instruction.operation {
        isFixed.append(false)
      } else {
        isFixed.append(instruction.operation.operands.allSatisfy { isFixed[$0.index] })
      }
    }
    return isFixed
  }
}

extension ArithmeticOperator {
  func result(_ a: Decimal128, _ b: Decimal128) -> Decimal128? {
    switch self {
    case .add: a.adding(b)
    case .subtract: a.subtracting(b)
    case .multiply: a.multiplied(by: b)
    case .divide: a.divided(by: b)
    case .minimum: min(a, b)
    case .maximum: max(a, b)
    }
  }
}

extension Relation {
  /// Whether the relation holds between two values of one form; labels are compared by `labels`.
  func holds(_ a: Value, _ b: Value, in labels: LabelSet?) -> Bool {
    switch (a, b) {
    case (.number(let a), .number(let b)): holds(a, b)
    case (.date(let a), .date(let b)): holds(a, b)
    case (.label(let a), .label(let b)):
      if let a = labels?.code(of: a), let b = labels?.code(of: b) { holds(a, b) } else { false }
    case (.text(let a), .text(let b)): self == .equal ? a == b : self == .notEqual && a != b
    case (.boolean(let a), .boolean(let b)): self == .equal ? a == b : self == .notEqual && a != b
    default: false
    }
  }

  private func holds<Element: Comparable>(_ a: Element, _ b: Element) -> Bool {
    switch self {
    case .equal: a == b
    case .notEqual: a != b
    case .less: a < b
    case .lessOrEqual: a <= b
    case .greater: a > b
    case .greaterOrEqual: a >= b
    }
  }
}
