import PolicyTypes
import Testing

@Suite(
  .enabled(if: DecimalVectors.folder != nil, "no decimal test vectors here; ASSAY_DECTEST can name their folder")
)
struct DecimalVectorTests {
  /// Each file with the least number of cases that must have run.
  @Test(arguments: [
    ("dqAbs", 66), ("dqAdd", 690), ("dqBase", 872), ("dqCompare", 566), ("dqCopyAbs", 29), ("dqCopyNegate", 29),
    ("dqDivide", 440), ("dqDivideInt", 288), ("dqMax", 163), ("dqMin", 153), ("dqMinus", 29), ("dqMultiply", 248),
    ("dqPlus", 29), ("dqQuantize", 528), ("dqReduce", 123),
    ("dqRemainder", 421), ("dqSubtract", 332), ("dqToIntegral", 165),
  ])
  func agrees(file: String, leastRun: Int) throws {
    var tally: [String: Int] = [:]
    var runCount = 0
    for vector in try DecimalVectors.cases(in: file) {
      let outcome = check(vector)
      tally[outcome.summary, default: 0] += 1
      if case .skipped = outcome { continue }
      runCount += 1
      if case .wrong(let value) = outcome {
        let operands = vector.operands.joined(separator: " ")
        Issue.record("\(vector.id): \(vector.operation) \(operands) is \(value), not \(vector.result)")
      }
    }
    let details = tally.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
    print("\(file): \(runCount) run: \(details.joined(separator: "; "))")
    #expect(runCount >= leastRun)
  }
}

/// What became of one vector.
private enum Outcome {
  case same
  /// The standard's result is −0, which the type writes as 0.
  case sameButSign
  /// The number is the same and the exponent is not a question: the result is in engineering notation, or it is one of
  /// two zeros, which the standard chooses by their signs.
  case equal
  /// The standard's result is not finite, and the type gives nil.
  case refused
  case skipped(String)
  case wrong(String)

  var summary: String {
    switch self {
    case .same: "same value and exponent"
    case .sameButSign: "same but for the sign of zero"
    case .equal: "same number"
    case .refused: "not finite and nil"
    case .skipped(let reason): "skipped, \(reason)"
    case .wrong: "wrong"
    }
  }
}

private func isFiniteText(_ text: String) -> Bool {
  text.allSatisfy { $0.isNumber || "+-.eE".contains($0) }
}

private func check(_ vector: DecimalVector) -> Outcome {
  if vector.operation == "tosci" || vector.operation == "toeng" { return checkText(vector) }
  guard vector.operands.allSatisfy(isFiniteText) else { return .skipped("operand not finite or not in digits") }
  guard let mode = vector.mode else { return .skipped("rounding \(vector.rounding)") }
  let takesMode = ["quantize", "tointegralx"].contains(vector.operation)
  guard takesMode || mode == .halfEven else { return .skipped("rounding other than half even") }

  let operands = vector.operands.compactMap { Decimal128(exactly: $0) }
  guard operands.count == vector.operands.count else { return .skipped("operand beyond the format") }
  if vector.result.hasPrefix("#") { return .skipped("result not in digits") }
  let value = evaluate(vector.operation, operands, mode)
  let choosesZero = ["min", "max"].contains(vector.operation) && operands.allSatisfy(\.isZero)
  return compare(value, with: vector.result, asNumber: choosesZero)
}

/// Checks a conversion from text, and back to text for the scientific form.
private func checkText(_ vector: DecimalVector) -> Outcome {
  let text = vector.operands[0]
  if text.hasPrefix("#") { return .skipped("operand not finite or not in digits") }
  let value = Decimal128(rounding: text)
  // Names such as `Infinity` and malformed text are checked too: the type reads neither.
  guard isFiniteText(vector.result) else { return value == nil ? .refused : .wrong("\(value!)") }
  guard vector.mode == .halfEven else { return .skipped("rounding other than half even") }
  if vector.operation == "tosci", let value, !value.isZero, value.scientificText != vector.result {
    return .wrong(value.scientificText)
  }
  return compare(value, with: vector.result, asNumber: vector.operation == "toeng")
}

private func compare(_ value: Decimal128?, with result: String, asNumber: Bool) -> Outcome {
  guard isFiniteText(result) else { return value == nil ? .refused : .wrong("\(value!.scientificText)") }
  guard let value else { return .wrong("nil") }
  guard let expected = Decimal128(exactly: result) else { return .wrong("\(value), and the result cannot be read") }
  if asNumber, value == expected, value.exponent != expected.exponent { return .equal }
  let isSame = value.coefficient == expected.coefficient && value.exponent == expected.exponent
  guard isSame, value.isNegative == expected.isNegative else { return .wrong(value.scientificText) }
  return result.hasPrefix("-") && value.isZero ? .sameButSign : .same
}

private func evaluate(_ operation: String, _ operands: [Decimal128], _ mode: RoundingMode) -> Decimal128? {
  let (first, second) = (operands[0], operands.last!)
  switch operation {
  case "abs", "copyabs": return first.magnitude
  case "minus", "copynegate": return first.negated
  case "plus", "apply": return first
  case "add": return first.adding(second)
  case "subtract": return first.subtracting(second)
  case "multiply": return first.multiplied(by: second)
  case "divide": return first.divided(by: second)
  case "divideint": return first.truncatedQuotient(dividingBy: second)
  case "remainder": return first.remainder(dividingBy: second)
  case "compare": return Decimal128(first.compare(second))
  case "min": return .minimum(first, second)
  case "max": return .maximum(first, second)
  case "quantize": return first.quantized(toScale: -second.exponent, mode)
  case "reduce": return first.normalized
  case "tointegralx": return first.rounded(toScale: 0, mode)
  default: preconditionFailure("no operation \(operation)")
  }
}
