import PolicyIR
import PolicyTypes

/// How each value of a program moves with a change: up, down, not at all, or in a way that is not known.
///
/// An operation moves as its operands do, by their signs. What is said holds for every subject.
struct DirectionAnalysis {
  let program: IRProgram
  let bounds: ValueBounds
  private let change: Change?
  /// The record type of which there is one more, and those below it.
  let growing: Set<DomainID>
  private var courses: [Course] = []

  subscript(id: ValueID) -> Course { courses[id.index] }

  /// - Parameter assumed: Values of which it is known how they move; what reads them follows.
  init(_ program: IRProgram, _ bounds: ValueBounds, _ change: Change?, where assumed: [ValueID: Course] = [:]) {
    self.program = program
    self.bounds = bounds
    self.change = change
    growing = if case .record(let domain) = change { program.schema.subtree(of: domain) } else { [] }
    courses.reserveCapacity(program.instructions.count)
    for (index, instruction) in program.instructions.enumerated() {
      courses.append(assumed[ValueID(index)] ?? course(of: instruction))
    }
  }

  private func course(of instruction: Instruction) -> Course {
    let operation = instruction.operation
    switch operation {
    case .input(let field):
      let place = FieldPlace(domain: instruction.domain.index, field: field)
      guard change == .field(place) else { return .constant }
      return Course(.up, presence: instruction.type.isOptional ? .mixed : .constant)
    case .literal, .asOf, .dated: return .constant
    case .count, .any, .sum, .least, .greatest, .first: return reduced(operation)
    case .onePer, .ordinal, .runLength, .capped: return segmented(operation)
    default: break
    }
    if operation.operands.allSatisfy({ self[$0].isConstant }) { return .constant }
    switch operation {
    case .arithmetic(let arithmetic, let a, let b): return calculated(arithmetic, a, b)
    case .divideRounded(let a, let b, _, _): return calculated(.divide, a, b)
    case .negate(let a), .not(let a): return self[a].opposite
    case .round(let a, _, _), .gather(let a): return self[a]
    case .assumePresent(let a): return Course(self[a].value)
    case .convert(let a): return converted(a, instruction.type.lane)
    case .compare(let relation, let a, let b): return compared(relation, a, b)
    case .and(let a, let b), .or(let a, let b): return combined(a, b)
    case .isOneOf(let a, let codes): return chosen(a, codes)
    case .isPresent(let a): return Course(self[a].presence)
    case .orElse(let a, let b): return replaced(a, b)
    case .select(let condition, let a, let b): return lookedUp(condition, a, b) ?? selected(condition, a, b)
    case .addDuration(let a, let b), .addSteps(let a, let b, _, _): return self[a].joined(self[b])
    case .daysBetween(let a, let b), .steps(let a, let b, _): return self[a].opposite.joined(self[b])
    case .working(_, let operands, _):
      return operands.dropFirst().reduce(self[operands[0]]) { $0.joined(self[$1]) }
    default: return .mixed
    }
  }

  // MARK: Numbers

  private func calculated(_ operation: ArithmeticOperator, _ a: ValueID, _ b: ValueID) -> Course {
    let presence = self[a].presence.joined(self[b].presence)
    switch operation {
    case .add, .minimum, .maximum: return self[a].joined(self[b])
    case .subtract: return self[a].joined(self[b].opposite)
    case .multiply:
      let value = self[a].value.times(bounds[b].range).joined(self[b].value.times(bounds[a].range))
      return Course(value, presence: presence)
    case .divide:
      let divisor = bounds[b].range ?? .unbounded
      let isFixed = self[b].isConstant || !divisor.contains(.zero)
      let ofDivisor = self[b].value.opposite.times(bounds[a].range)
      return Course(
        isFixed ? self[a].value.times(divisor).joined(ofDivisor) : .mixed, presence: isFixed ? presence : .mixed)
    }
  }

  private func converted(_ a: ValueID, _ lane: Lane) -> Course {
    guard let labels = lane.labels, let before = program.type(of: a).lane.labels, !labels.begins(with: before) else {
      return self[a]
    }
    return Course(self[a].value == .constant ? .constant : .mixed, presence: self[a].presence)
  }

  // MARK: Truth

  private func compared(_ relation: Relation, _ a: ValueID, _ b: ValueID) -> Course {
    let (first, second) = (self[a].value, self[b].value)
    let value: Direction =
      switch relation {
      case .less, .lessOrEqual: first.opposite.joined(second)
      case .greater, .greaterOrEqual: first.joined(second.opposite)
      case .equal: equality(a, b)
      case .notEqual: equality(a, b).opposite
      }
    return Course(value, presence: self[a].presence.joined(self[b].presence))
  }

  /// How it moves that two values are equal: one way only where one of them is fixed at an end of the other's range.
  private func equality(_ a: ValueID, _ b: ValueID) -> Direction {
    if self[a].value == .constant, self[b].value == .constant { return .constant }
    let (moving, fixed) = self[a].value == .constant ? (b, a) : (a, b)
    guard self[fixed].value == .constant, let place = bounds[fixed].range?.single, let range = bounds[moving].range
    else { return .mixed }
    return place == range.upper ? self[moving].value : place == range.lower ? self[moving].value.opposite : .mixed
  }

  private func combined(_ a: ValueID, _ b: ValueID) -> Course {
    // Where one may be absent, the other decides whether the whole is.
    let mayBeAbsent = bounds[a].mayBeAbsent || bounds[b].mayBeAbsent
    return Course(self[a].value.joined(self[b].value), presence: mayBeAbsent ? .mixed : .constant)
  }

  private func chosen(_ a: ValueID, _ codes: [UInt8]) -> Course {
    guard let range = bounds[a].range, let lower = range.lower, let upper = range.upper else { return self[a] }
    let places = (0...255).filter { Decimal128($0) >= lower && Decimal128($0) <= upper }
    let held = places.map { codes.contains(UInt8(clamping: $0)) }
    let changes = zip(held, held.dropFirst()).filter { $0 != $1 }
    let value: Direction =
      switch (changes.count, held.last) {
      case (0, _): .constant
      case (1, true?): self[a].value
      case (1, _): self[a].value.opposite
      default: self[a].value == .constant ? .constant : .mixed
      }
    return Course(value, presence: self[a].presence)
  }

  // MARK: Choices

  private func replaced(_ a: ValueID, _ b: ValueID) -> Course {
    let presence: Direction =
      bounds[b].mayBeAbsent ? self[a].presence.joined(self[b].presence) : .constant
    let values = self[a].value.joined(self[b].value)
    if isPresent(a, where: b) { return self[a] }
    switch self[a].presence {
    case .constant: return Course(values, presence: presence)
    case .up: return Course(values.joined(step(from: b, to: a)), presence: presence)
    case .down: return Course(values.joined(step(from: a, to: b)), presence: presence)
    case .mixed: return Course(.mixed, presence: presence)
    }
  }

  /// Whether the first value is present wherever the second is, and only there: it is worked out from that and from
  /// values that are always present.
  private func isPresent(_ a: ValueID, where b: ValueID) -> Bool {
    switch program.operation(of: a) {
    case .arithmetic(let operation, let first, let second):
      guard operation != .divide else { return false }
      return first == b ? !bounds[second].mayBeAbsent : second == b && !bounds[first].mayBeAbsent
    case .convert(let inner): return inner == b
    default: return false
    }
  }

  private func selected(_ condition: ValueID, _ a: ValueID, _ b: ValueID) -> Course {
    let values = self[a].joined(self[b])
    let presence = values.presence.joined(switchedPresence(condition, a, b))
    switch self[condition].value {
    case .constant: return values
    case .up: return Course(values.value.joined(step(from: b, to: a)), presence: presence)
    case .down: return Course(values.value.joined(step(from: a, to: b)), presence: presence)
    case .mixed:
      let isSame = bounds.isAtMost(a, b) && bounds.isAtMost(b, a)
      return Course(isSame ? values.value : .mixed, presence: presence)
    }
  }

  /// How it moves that there is a value, when the other of two is taken.
  private func switchedPresence(_ condition: ValueID, _ a: ValueID, _ b: ValueID) -> Direction {
    switch (bounds[a].mayBeAbsent, bounds[b].mayBeAbsent) {
    case (false, false): .constant
    case (false, true): self[condition].value
    case (true, false): self[condition].value.opposite
    case (true, true): a == b ? .constant : self[condition].value == .constant ? .constant : .mixed
    }
  }

  /// How a value moves that is another one afterwards.
  private func step(from a: ValueID, to b: ValueID) -> Direction {
    let (rises, falls) = (bounds.isAtMost(a, b), bounds.isAtMost(b, a))
    return rises ? (falls ? .constant : .up) : falls ? .down : .mixed
  }
}
