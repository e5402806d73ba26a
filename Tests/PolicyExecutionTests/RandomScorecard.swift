import PolicyIR
import PolicyTypes

/// Makes programs of the shape that policies have: facts of a record from codes, sums of them over the records of one
/// code and window, caps, and a weighted total.
struct RandomScorecard {
  private(set) var builder = ProgramBuilder()
  /// What is asked of a run.
  private(set) var results: [ValueID] = []
  private var random: SeededGenerator

  private let severity: ValueID
  private let isRepaired: ValueID
  private let factor: ValueID
  private let band: ValueID

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
    severity = builder.input("severity", of: .penalties)
    let until = builder.input("until", of: .penalties)
    isRepaired = builder.add(.isPresent(until), in: .penalties, lane: .boolean)
    factor = builder.factor(of: severity, isRepaired)
    band = builder.band()
    let parts = (0..<6).map { _ in addIndicator() }
    results.append(addTotal(parts))
  }

  // MARK: Indicators

  private mutating func addIndicator() -> ValueID {
    let mask = addMask()
    if random.chance(15) { results.append(builder.add(.any(mask: mask), in: .subject, lane: .boolean)) }
    if random.chance(15) {
      let count = builder.add(.count(mask: mask), in: .subject, lane: .whole)
      return builder.add(.convert(count), in: .subject, lane: .thousandths)
    }
    let sum = builder.add(.sum(addPoints(), mask: mask), in: .subject, lane: .thousandths)
    if random.chance(50) { results.append(sum) }
    let bound = builder.literal(
      .number(Decimal128(coefficient: .random(in: -40...40, using: &random), scale: random.chance(50) ? 0 : 2)),
      in: .subject, .thousandths)
    let operation = random.chance(50) ? ArithmeticOperator.minimum : .maximum
    let operands = random.chance(50) ? (sum, bound) : (bound, sum)
    return builder.add(.arithmetic(operation, operands.0, operands.1), in: .subject, lane: .thousandths)
  }

  /// Points of a record: a number times its factor, times its band or with more decimals, maybe less than zero.
  private mutating func addPoints() -> ValueID {
    let number = builder.literal(.number(Decimal128(Int.random(in: -9...9, using: &random))), in: .penalties, .whole)
    let product = builder.add(.arithmetic(.multiply, number, factor), in: .penalties, lane: .cents)
    let points =
      random.chance(50)
      ? builder.add(.arithmetic(.multiply, product, band), in: .penalties, lane: .thousandths)
      : builder.add(.convert(product), in: .penalties, lane: .thousandths)
    return random.chance(50) ? builder.add(.negate(points), in: .penalties, lane: .thousandths) : points
  }

  private mutating func addMask() -> ValueID {
    var conditions = [addCodeTest()]
    if random.chance(70) { conditions.insert(addWindow(), at: .random(in: 0...1, using: &random)) }
    if random.chance(30) { conditions.append(builder.add(.not(isRepaired), in: .penalties, lane: .boolean)) }
    return conditions.dropFirst().reduce(conditions[0]) { mask, condition in
      builder.add(.and(mask, condition), in: .penalties, lane: .boolean)
    }
  }

  private mutating func addCodeTest() -> ValueID {
    if random.chance(30) {
      let codes = (0..<3).filter { _ in random.chance(50) }.map(UInt8.init)
      return builder.add(.isOneOf(severity, codes: codes), in: .penalties, lane: .boolean)
    }
    let label = builder.literal(
      .label(LabelSet.severity.labels.randomElement(using: &random)!), in: .penalties, .severity)
    return builder.add(.compare(.equal, severity, label), in: .penalties, lane: .boolean)
  }

  private mutating func addWindow() -> ValueID {
    let limit = builder.literal(
      .date(CalendarDate(dayNumber: .random(in: 19_000...20_500, using: &random))), in: .penalties, .date)
    let date = builder.input("decided", of: .penalties)
    return builder.add(.compare(.greaterOrEqual, date, limit), in: .penalties, lane: .boolean)
  }

  // MARK: Total

  private mutating func addTotal(_ parts: [ValueID]) -> ValueID {
    var total = builder.literal(.number(100), in: .subject, .thousandths)
    for part in parts {
      let operation = random.chance(70) ? ArithmeticOperator.add : .subtract
      total = builder.add(.arithmetic(operation, total, part), in: .subject, lane: .thousandths)
    }
    let weight = builder.literal(.number("0.25"), in: .subject, .cents)
    let share = builder.add(.arithmetic(.multiply, total, weight), in: .subject, lane: .integer(decimals: 5))
    return builder.add(.negate(share), in: .subject, lane: .integer(decimals: 5))
  }
}

extension Lane {
  static let thousandths = Lane.integer(decimals: 3)
  static let tenths = Lane.integer(decimals: 1)
}

extension ProgramBuilder {
  /// Adds a factor of a penalty by its severity, less where it is repaired.
  mutating func factor(of severity: ValueID, _ isRepaired: ValueID) -> ValueID {
    let byRepair = select(isRepaired, tenths("0.6"), tenths("1"))
    let isMinor = add(.isOneOf(severity, codes: [0]), in: .penalties, lane: .boolean)
    let isSerious = add(.isOneOf(severity, codes: [1]), in: .penalties, lane: .boolean)
    let bySeverity = select(isMinor, tenths("0.5"), select(isSerious, tenths("1"), tenths("2")))
    return add(.arithmetic(.multiply, bySeverity, byRepair), in: .penalties, lane: .cents)
  }

  /// Adds a factor of a penalty by its fine.
  fileprivate mutating func band() -> ValueID {
    let fine = input("fine", of: .penalties)
    let known = add(.orElse(fine, literal(.number(0), in: .penalties, .cents)), in: .penalties, lane: .cents)
    let isSmall = add(
      .compare(.less, known, literal(.number("4.50"), in: .penalties, .cents)), in: .penalties, lane: .boolean)
    return select(isSmall, tenths("1"), tenths("1.5"))
  }

  private mutating func tenths(_ text: String) -> ValueID { literal(.number(text), in: .penalties, .tenths) }

  private mutating func select(_ condition: ValueID, _ a: ValueID, _ b: ValueID) -> ValueID {
    add(.select(condition, then: a, otherwise: b), in: .penalties, lane: .tenths)
  }
}
