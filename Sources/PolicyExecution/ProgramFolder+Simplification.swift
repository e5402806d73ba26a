import PolicyIR
import PolicyTypes

extension ProgramFolder {
  /// Returns an equal value that costs less, if there is one.
  mutating func simplified(_ instruction: Instruction) -> ValueID? {
    let (domain, type) = (instruction.domain, instruction.type)
    switch instruction.operation {
    case .and(let a, let b): return shortened(a, b, neutral: true, domain: domain, type: type)
    case .or(let a, let b): return shortened(a, b, neutral: false, domain: domain, type: type)
    case .not(let a): return negated(a, domain: domain, type: type)
    case .select(let condition, let a, let b):
      if a == b { return a }
      return literalValue(condition)?.boolean.map { $0 ? a : b }
    case .orElse(let a, let b): return present(a, orElse: b)
    case .isPresent(let a):
      // A decimal may still overflow.
      guard !self[a].type.isOptional, self[a].type.lane != .decimal else { return nil }
      return literal(.boolean(true), domain: domain, type: type)
    case .assumePresent(let a):
      if case .assumePresent = self[a].operation { return a }
      return self[a].type.isOptional ? nil : a
    case .convert(let a): return self[a].type.lane == type.lane ? a : nil
    case .arithmetic(let operation, let a, let b) where isCommutative(operation) && literalValue(a) != nil:
      return fold(.arithmetic(operation, b, a), domain: domain, type: type)
    case .arithmetic(.multiply, let a, let b): return multiplied(a, b, domain: domain, type: type)
    case .arithmetic(let operation, let a, let b):
      return bounded(operation, a, b, domain: domain, type: type)
        ?? bounded(operation, b, a, domain: domain, type: type)
    case .negate(let a): return negatedNumber(a, domain: domain, type: type)
    case .compare(let relation, let a, let b): return compared(relation, a, b, domain: domain, type: type)
    case .count(let mask), .any(let mask), .sum(_, let mask), .least(_, let mask), .greatest(_, let mask):
      if literalValue(mask) == .boolean(false) {
        return literal(emptyReduction(instruction), domain: domain, type: type)
      }
      guard case .sum(let a, _) = instruction.operation else { return nil }
      return summed(a, mask: mask, domain: domain, type: type)
    default: return nil
    }
  }

  private func shortened(
    _ a: ValueID, _ b: ValueID, neutral: Bool, domain: DomainID, type: IRType
  ) -> ValueID? {
    if a == b { return a }
    if let known = literalValue(a)?.boolean { return known == neutral ? b : a }
    if let known = literalValue(b)?.boolean { return known == neutral ? a : b }
    return nil
  }

  private mutating func negated(_ a: ValueID, domain: DomainID, type: IRType) -> ValueID? {
    switch self[a].operation {
    case .not(let inner): return inner
    case .compare(let relation, let x, let y):
      return fold(.compare(relation.opposite, x, y), domain: domain, type: type)
    default: return nil
    }
  }

  private func present(_ a: ValueID, orElse b: ValueID) -> ValueID? {
    if let known = literalValue(a) { return known.isAbsent ? b : a }
    if literalValue(b) == .absent { return a }
    return self[a].type.isOptional || self[a].type.lane == .decimal ? nil : a
  }

  private func isCommutative(_ operation: ArithmeticOperator) -> Bool {
    operation == .add || operation == .multiply
  }

  /// What a reduction gives where no row takes part.
  private func emptyReduction(_ instruction: Instruction) -> Value {
    switch instruction.operation {
    case .any: .boolean(false)
    case .count, .sum: .number(.zero)
    default: .absent
    }
  }

  /// Brings a constant to the right, and moves the arithmetic of windows from the rows to the constant.
  private mutating func compared(
    _ relation: Relation, _ a: ValueID, _ b: ValueID, domain: DomainID, type: IRType
  ) -> ValueID? {
    if literalValue(a) != nil { return fold(.compare(relation.swapped, b, a), domain: domain, type: type) }
    guard case .addDuration(let date, let duration) = self[a].operation, let limit = literalValue(b)?.date,
      let cutOff = CutOff(relation, limit: limit), let bound = bound(of: duration, cutOff)
    else { return nil }
    return fold(.compare(cutOff.relation, date, bound), domain: domain, type: type)
  }

  /// Returns the cut-off date for a duration that is a constant, or a choice among constants.
  private mutating func bound(of duration: ValueID, _ cutOff: CutOff, depth: Int = 0) -> ValueID? {
    let instruction = self[duration]
    let type = IRType(.date, isOptional: instruction.type.isOptional)
    // A chain that is longer than policies have is left alone.
    guard depth < 64 else { return nil }
    switch instruction.operation {
    case .literal(let value):
      let date = value.duration.map { Value.date(cutOff.bound(for: $0)) } ?? .absent
      return literal(date, domain: instruction.domain, type: type)
    case .select(let condition, let a, let b):
      guard let first = bound(of: a, cutOff, depth: depth + 1), let second = bound(of: b, cutOff, depth: depth + 1)
      else { return nil }
      return fold(.select(condition, then: first, otherwise: second), domain: instruction.domain, type: type)
    case .gather(let a):
      guard let gathered = bound(of: a, cutOff, depth: depth + 1) else { return nil }
      return fold(.gather(gathered), domain: instruction.domain, type: type)
    default: return nil
    }
  }
}
