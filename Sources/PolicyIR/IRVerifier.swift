import PolicyTypes

/// Checks a program, after each pass and where a compiled policy is loaded.
///
/// An engine may rely on all that `IRInvariant` names: it runs an accepted program without further checks.
package struct IRVerifier {
  package private(set) var violations: [IRViolation] = []

  let program: IRProgram

  private init(_ program: IRProgram) {
    self.program = program
  }

  /// Returns what is wrong with `program`; nothing where it is fit to run.
  package static func violations(in program: IRProgram) -> [IRViolation] {
    var verifier = IRVerifier(program)
    verifier.checkSchema()
    // The other checks look domains and fields up, and lanes of fields.
    guard verifier.violations.isEmpty else { return verifier.violations }
    for index in program.instructions.indices { verifier.check(ValueID(index)) }
    verifier.checkOutline()
    return verifier.violations
  }

  mutating func require(_ condition: Bool, _ invariant: IRInvariant, at value: ValueID?) {
    if !condition { violations.append(IRViolation(invariant, at: value)) }
  }

  // MARK: Schema

  private mutating func checkSchema() {
    let domains = program.schema.domains
    require(domains.first?.key != nil && domains.first?.parent == nil, .schemaIsTree, at: nil)
    for (index, domain) in domains.enumerated() {
      let fields = domain.fields.indices
      require(index == 0 || domain.parent.map { (0..<index).contains($0.index) } == true, .schemaIsTree, at: nil)
      require(domain.key.map(fields.contains) ?? true, .schemaIsTree, at: nil)
      require(domain.date.map { fields.contains($0) && domain.fields[$0].kind.isDate } ?? true, .schemaIsTree, at: nil)
      require(domain.limit >= 0 && domain.fields.allSatisfy(\.kind.isRepresentable), .constantsFit, at: nil)
    }
  }

  // MARK: Instructions

  private mutating func check(_ id: ValueID) {
    let instruction = program[id]
    guard program.schema.domains.indices.contains(instruction.domain.index) else {
      return require(false, .domainsFit, at: id)
    }
    guard instruction.operation.operands.allSatisfy({ (0..<id.index).contains($0.index) }) else {
      return require(false, .operandsComeFirst, at: id)
    }
    require(domainsFit(instruction), .domainsFit, at: id)
    // Digits and codes are looked at in the light of lanes that fit.
    guard lanesFit(instruction) else { return require(false, .lanesFit, at: id) }
    require(constantsFit(instruction), .constantsFit, at: id)
    require(absenceIsDeclared(instruction), .absenceIsDeclared, at: id)
  }

  private func domainsFit(_ instruction: Instruction) -> Bool {
    let operands = instruction.operation.operands.map { program.domain(of: $0) }
    let parent = program.schema[instruction.domain].parent
    switch instruction.operation {
    case .gather: return operands == [parent]
    case .count, .any, .sum, .least, .greatest, .first:
      guard let child = operands.first, operands.allSatisfy({ $0 == child }) else { return false }
      return program.schema.children(of: instruction.domain).contains(child)
    case .onePer(_, _, _, let above), .ordinal(_, _, _, let above), .runLength(_, _, _, let above),
      .others(_, _, _, let above), .capped(_, _, _, _, let above):
      return isAbove(above, instruction.domain) && operands.allSatisfy { $0 == instruction.domain }
    case .spells(let entries, let touches):
      let places = operands.dropFirst(entries.operands.count)
      let pairs = touches.indices.map { (places[places.startIndex + 2 * $0], places[places.startIndex + 2 * $0 + 1]) }
      return operands.prefix(entries.operands.count).allSatisfy { $0 == instruction.domain }
        && instruction.domain != .subject && pairs.allSatisfy { $0 == $1 && $0 != .subject }
    default: return operands.allSatisfy { $0 == instruction.domain }
    }
  }

  private func isAbove(_ above: DomainID, _ domain: DomainID) -> Bool {
    var parent = program.schema[domain].parent
    while let found = parent, found != above { parent = program.schema[found].parent }
    return parent != nil
  }

  private func absenceIsDeclared(_ instruction: Instruction) -> Bool {
    let isOptional = instruction.operation.operands.map { program.type(of: $0).isOptional }
    let declares = instruction.type.isOptional
    switch instruction.operation {
    case .input(let field):
      let fields = program.schema[instruction.domain].fields
      return declares || !(fields.indices.contains(field) && fields[field].isOptional)
    case .literal(let value): return declares || !value.isAbsent
    case .dated: return true
    case .asOf, .isPresent, .assumePresent: return true
    case .orElse: return declares || !(isOptional[0] && isOptional[1])
    case .select: return !isOptional[0] && (declares || !(isOptional[1] || isOptional[2]))
    case .count, .any: return !isOptional[0]
    case .sum: return !isOptional[1]
    case .least, .greatest, .first: return !isOptional[1] && declares
    case .onePer(let keys, _, _, _): return !isOptional[keys.count]
    case .runLength: return !isOptional[1]
    case .others: return isOptional.last == false
    case .capped: return !isOptional[1] && (declares || !isOptional[0])
    // A row without a day takes no part, so that only the masks have to be there.
    case .spells(let entries, let touches):
      let first = entries.operands.count
      return declares && !isOptional[first - 1] && touches.indices.allSatisfy { !isOptional[first + 2 * $0 + 1] }
    case .ordinal: return !isOptional[2] && (declares || !isOptional[0])
    default: return declares || !isOptional.contains(true)
    }
  }
}

extension FieldKind {
  fileprivate var isDate: Bool {
    if case .date = self { true } else { false }
  }

  /// Whether the kind has a lane at all.
  fileprivate var isRepresentable: Bool {
    if case .number(let type) = self { (type.decimals ?? 0) >= 0 } else { true }
  }
}
