import PolicyTypes

extension IRVerifier {
  func lanesFit(_ instruction: Instruction) -> Bool {
    let result = instruction.type.lane
    let lanes = instruction.operation.operands.map { program.type(of: $0).lane }
    guard result.isRepresentable, lanes.allSatisfy(\.isRepresentable) else { return false }
    switch instruction.operation {
    case .input(let field):
      let fields = program.schema[instruction.domain].fields
      return fields.indices.contains(field) && fields[field].kind.lane == result
    case .literal, .dated: return true
    case .asOf: return result == .date
    case .arithmetic(let operation, _, _): return arithmeticFits(operation, lanes[0], lanes[1], result)
    case .negate: return result.isNumber && lanes[0] == result
    case .convert:
      if let labels = result.labels, let source = lanes[0].labels { return labels.covers(source) }
      return result.isNumber && lanes[0].isNumber
    case .round: return lanes[0].isNumber && (result == .decimal ? lanes[0] == .decimal : result.isNumber)
    case .divideRounded: return lanes[0].decimals != nil && lanes[0] == lanes[1] && result.decimals != nil
    case .compare(let relation, _, _):
      // Three months are neither more nor less than ninety days.
      let isEquality = relation == .equal || relation == .notEqual
      return lanes[0] == lanes[1] && result == .boolean && (isEquality || lanes[0] != .duration)
    case .and, .or, .not: return result == .boolean && lanes.allSatisfy { $0 == .boolean }
    case .isOneOf: return lanes[0].labels != nil && result == .boolean
    case .isPresent: return result == .boolean
    case .orElse, .assumePresent, .gather: return lanes.allSatisfy { $0 == result }
    case .select: return lanes[0] == .boolean && lanes[1] == result && lanes[2] == result
    case .addDuration: return lanes == [.date, .duration] && result == .date
    case .working(.add, _, _): return lanes == [.date, .duration] && result == .date
    case .working(.onOrAfter, _, _): return lanes == [.date] && result == .date
    case .daysBetween, .steps: return lanes == [.date, .date] && result == .integer(decimals: 0)
    case .addSteps: return lanes == [.date, .integer(decimals: 0)] && result == .date
    case .derive(_, .datePart): return lanes == [.date] && result == .integer(decimals: 0)
    case .derive(_, .textLength): return lanes == [.text] && result == .integer(decimals: 0)
    case .derive(_, .textTest): return lanes == [.text] && result == .boolean
    case .derive(_, .textPart), .derive(_, .letterCase): return lanes == [.text] && result == .text
    case .derive(_, .squareRoot): return lanes == [.decimal] && result == .decimal
    case .count: return lanes == [.boolean] && result == .integer(decimals: 0)
    case .any: return lanes == [.boolean] && result == .boolean
    case .sum: return result.isNumber && lanes == [result, .boolean]
    case .least, .greatest: return result != .text && result != .duration && lanes == [result, .boolean]
    case .first: return lanes == [result, .boolean]
    case .onePer(let keys, _, _, _): return lanes[keys.count] == .boolean && result == .boolean
    case .ordinal: return lanes == [.date, .date, .boolean] && result == .integer(decimals: 0)
    case .others(let equal, let bounds, _, _):
      let values = (0..<equal.count + bounds.count).allSatisfy { lanes[2 * $0] == lanes[2 * $0 + 1] }
      return values && Set(bounds.map(\.other)).count <= 1 && lanes.last == .boolean && result == .integer(decimals: 0)
    case .capped(_, let caps, _, let date, _):
      let bounds = caps.allSatisfy { program[$0.bound].type.lane == result }
      return result.isNumber && lanes.prefix(2) == [result, .boolean] && bounds && (date == nil || lanes[2] == .date)
    case .spells(let entries, _):
      let entering = entries.operands.count
      let touching = lanes.dropFirst(entering).enumerated().allSatisfy { $1 == ($0 % 2 == 0 ? .date : .boolean) }
      return lanes.prefix(entering) == [.date, .date, .duration, .duration, .boolean] && touching && result == .date
    case .runLength(_, _, let step, _):
      let steps: Lane = step == .number ? .integer(decimals: 0) : .date
      return lanes == [steps, .boolean] && result == .integer(decimals: 0)
    }
  }

  private func arithmeticFits(_ operation: ArithmeticOperator, _ a: Lane, _ b: Lane, _ result: Lane) -> Bool {
    switch operation {
    case .add, .subtract: return result.isNumber && a == result && b == result
    case .minimum, .maximum: return result != .text && result != .duration && a == result && b == result
    case .multiply:
      if let a = a.decimals, let b = b.decimals, let result = result.decimals { return abs(result - a - b) <= 18 }
      return a == .decimal && b == .decimal && result == .decimal
    case .divide: return a == .decimal && b == .decimal && result == .decimal
    }
  }

  func constantsFit(_ instruction: Instruction) -> Bool {
    let lane = instruction.type.lane
    switch instruction.operation {
    case .literal(let value): return lane.holds(value)
    case .dated(let entries):
      let isInOrder = zip(entries, entries.dropFirst()).allSatisfy { $0.from < $1.from }
      return isInOrder && entries.allSatisfy { lane.holds($0.value) }
    case .round(let operand, let digits, _):
      guard Self.digits.contains(digits) else { return false }
      guard let target = lane.decimals else { return true }
      guard let source = program.type(of: operand).lane.decimals else { return digits <= target }
      return min(source, digits) <= target && source - digits <= 18 && target - digits <= 18
    case .divideRounded(_, _, let digits, _):
      return Self.digits.contains(digits) && digits <= 18 && (0...18).contains((lane.decimals ?? 0) - digits)
    case .isOneOf(let operand, let codes):
      let count = program.type(of: operand).lane.labels?.labels.count ?? 0
      return zip(codes, codes.dropFirst()).allSatisfy { $0 < $1 } && codes.allSatisfy { Int($0) < count }
    case .steps(_, _, let step), .addSteps(_, _, _, let step): return step.isForwards
    default: return true
    }
  }

  /// Far more than any rounding asks for.
  private static let digits = -34...34
}

extension Lane {
  fileprivate var isNumber: Bool { decimals != nil || self == .decimal }

  fileprivate var isRepresentable: Bool { decimals.map { (0...18).contains($0) } ?? true }

  fileprivate var decimals: Int? {
    if case .integer(let decimals) = self { decimals } else { nil }
  }

  fileprivate var labels: LabelSet? {
    if case .code(let labels) = self { labels } else { nil }
  }

  /// Whether a column of the lane can hold `value`; absence fits every lane.
  fileprivate func holds(_ value: Value) -> Bool {
    switch (value, self) {
    case (.absent, _), (.boolean, .boolean), (.text, .text), (.date, .date), (.number, .decimal): true
    case (.duration(let duration), .duration): duration.isRepresentable
    case (.label(let label), .code(let labels)): labels.code(of: label) != nil
    case (.number(let number), .integer(let decimals)): number.scaled(to: decimals) != nil
    default: false
    }
  }
}

extension CalendarDuration {
  /// Whether steps of this length lead on and stay far from overflow.
  fileprivate var isForwards: Bool {
    (0...1_300_000).contains(months) && (0...1_300_000).contains(days) && self != .zero
  }
}
