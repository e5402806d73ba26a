import PolicyIR
import PolicyTypes

/// Tells whether the samples of fields decide a claim: whether to try them in every combination is to try everything.
///
/// That is so where what the claim reads depends on the fields of one row and of those above it, and on each number,
/// date or text among them only through comparisons with values that are fixed.
struct Exhaustion {
  private let program: IRProgram
  private let constants: ConstantValues
  private var fields: Set<FieldPlace> = []
  private var visited: Set<Visit> = []
  private var isComplete = true

  private struct Visit: Hashable {
    let value: ValueID
    let isCompared: Bool
  }

  /// Returns the fields that decide the claim, or nil where samples do not.
  static func fields(deciding claim: Claim, _ program: IRProgram, _ constants: ConstantValues) -> [FieldPlace]? {
    var exhaustion = Exhaustion(program: program, constants: constants)
    for test in claim.tests {
      // That two numbers differ, or are near, is no comparison with a fixed value.
      switch test {
      case .differ, .near: return nil
      default: break
      }
      for value in test.values { exhaustion.visit(value, isCompared: false) }
    }
    guard exhaustion.isComplete else { return nil }
    return exhaustion.fields.sorted { ($0.domain, $0.field) < ($1.domain, $1.field) }
  }

  private init(program: IRProgram, constants: ConstantValues) {
    self.program = program
    self.constants = constants
  }

  private mutating func visit(_ id: ValueID, isCompared: Bool) {
    guard isComplete, constants[id] == nil, visited.insert(Visit(value: id, isCompared: isCompared)).inserted else {
      return
    }
    let instruction = program[id]
    switch instruction.operation {
    case .input(let field):
      let kind = program.schema[instruction.domain].fields[field].kind
      isComplete = isCompared ? kind.hasSamples : kind.isEnumerated
      fields.insert(FieldPlace(domain: instruction.domain.index, field: field))
    case .compare(_, let a, let b):
      let isFixed = constants[a] != nil || constants[b] != nil
      for operand in [a, b] { visit(operand, isCompared: isFixed) }
    case .isPresent(let a): visit(a, isCompared: true)
    case .addDuration(let a, let b):
      isComplete = constants[b] != nil
      visit(a, isCompared: isCompared)
    case .select(let condition, let a, let b):
      visit(condition, isCompared: false)
      for operand in [a, b] { visit(operand, isCompared: isCompared) }
    case .convert(let a), .gather(let a), .assumePresent(let a): visit(a, isCompared: isCompared)
    case .orElse(let a, let b):
      for operand in [a, b] { visit(operand, isCompared: isCompared) }
    case .and, .or, .not, .isOneOf:
      for operand in instruction.operation.operands { visit(operand, isCompared: false) }
    default: isComplete = false
    }
  }
}

extension FieldKind {
  /// Whether all values of the field can be tried.
  fileprivate var isEnumerated: Bool {
    switch self {
    case .boolean, .label: true
    case .text, .identifier, .date, .number: false
    }
  }

  /// Whether the samples of the field hold a value of each kind that fixed values tell apart.
  fileprivate var hasSamples: Bool {
    switch self {
    case .identifier: false
    case .number(let type): type.decimals.map { $0 <= FieldSamples.mostDecimals } ?? false
    case .boolean, .label, .text, .date: true
    }
  }
}
