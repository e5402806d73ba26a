package import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// Calculates a checked expression.
///
/// This is the calculator behind `assay eval` and the conformance cases: it takes one expression and gives its value.
/// It grades nothing and no policy reaches it. Policies have one engine, in `PolicyExecution`; what both share are the
/// parser, the table of functions, the numbers, the calendar and the takes.
struct FEELEvaluator {
  var frame: [FEELValue]
  let zones: ZoneRules

  private var stepCount = 0

  /// What one evaluation may use up.
  private enum Limit {
    static let steps = 10_000_000
    static let elements = 1_000_000
    static let bytes = 10_000_000
  }

  init(slotCount: Int, zones: ZoneRules) {
    frame = [FEELValue](repeating: .null, count: slotCount)
    self.zones = zones
  }

  /// How many steps are left.
  var remainingSteps: Int { Limit.steps - stepCount }

  /// Counts `count` steps of work.
  mutating func work(_ count: Int, at span: SourceSpan) throws(FEELFailure) {
    stepCount += count
    guard stepCount <= Limit.steps else { throw .tooManySteps(at: span) }
  }

  /// Holds a value to the sizes that are allowed.
  private mutating func bounded(_ value: FEELValue, at span: SourceSpan) throws(FEELFailure) -> FEELValue {
    switch value {
    case .list(let elements):
      guard elements.count <= Limit.elements else { throw .tooLarge(at: span) }
    case .string(let text):
      guard text.utf8.count <= Limit.bytes else { throw .tooLarge(at: span) }
      try work(text.utf8.count / 64, at: span)
    default: break
    }
    return value
  }

  mutating func value(of node: FEELNode) throws(FEELFailure) -> FEELValue {
    try work(1, at: node.span)
    switch node.kind {
    case .literal(let value): return value
    case .slot(let slot, _): return frame[slot]
    case .function: return .null
    case .member, .members, .property, .element, .filter: return try part(node)
    case .call(let builtin, let arguments):
      var values: [FEELValue] = []
      for argument in arguments { values.append(try value(of: argument)) }
      try countWork(of: builtin, values, at: node.span)
      return try bounded(builtin.apply(values, zones), at: node.span)
    case .negation, .arithmetic, .comparison, .conjunction, .disjunction, .membership, .conditional:
      return try operation(node)
    case .range(let low, let includesLow, let high, let includesHigh):
      return try range(low, includesLow, high, includesHigh)
    case .list(let elements):
      var values: [FEELValue] = []
      for element in elements { values.append(try value(of: element)) }
      return .list(values)
    case .context(let entries): return try context(entries)
    case .iteration, .quantified, .binding, .table, .sorting, .replacing: return try construct(node)
    }
  }

  private mutating func construct(_ node: FEELNode) throws(FEELFailure) -> FEELValue {
    switch node.kind {
    case .iteration(let iterators, let partial, let body): return try iteration(iterators, partial, body, at: node.span)
    case .quantified(let quantifier, let iterators, let condition):
      return try quantified(quantifier, iterators, condition, at: node.span)
    case .binding(let bindings, let body):
      for binding in bindings { frame[binding.slot] = try value(of: binding.value) }
      return try value(of: body)
    case .table(let table): return try value(of: table, at: node.span)
    case .sorting(let list, let slots, let precedes): return try sorting(list, slots, precedes, at: node.span)
    case .replacing(let list, let slots, let matches, let value):
      return try replacing(list, slots, matches, value, at: node.span)
    default: return .null
    }
  }

  private mutating func context(
    _ entries: [(key: String, slot: Int, value: FEELNode)]
  ) throws(FEELFailure) -> FEELValue {
    var result: [FEELContext.Entry] = []
    for entry in entries {
      let value = try value(of: entry.value)
      frame[entry.slot] = value
      result.append(.init(entry.key, value))
    }
    return .context(FEELContext(result))
  }

  private mutating func range(
    _ low: FEELNode?, _ includesLow: Bool, _ high: FEELNode?, _ includesHigh: Bool
  ) throws(FEELFailure) -> FEELValue {
    var bounds: [FEELValue?] = []
    for node in [low, high] {
      guard let node else {
        bounds.append(nil)
        continue
      }
      let value = try value(of: node)
      if value.isNull { return .null }
      bounds.append(value)
    }
    return .range(
      FEELRange(low: bounds[0], includesLow: includesLow, high: bounds[1], includesHigh: includesHigh))
  }

  /// Appends to a list in the making.
  mutating func append(_ value: FEELValue, to list: inout [FEELValue], at span: SourceSpan) throws(FEELFailure) {
    guard list.count < Limit.elements else { throw .tooLarge(at: span) }
    list.append(value)
  }
}

/// Why an evaluation has no result.
package struct FEELFailure: Error {
  package let diagnostic: Diagnostic

  static func tooManySteps(at span: SourceSpan) -> FEELFailure {
    stopped(LocalizedText("this takes more than 10,000,000 steps", "计算超过 10000000 步"), at: span)
  }

  static func tooLarge(at span: SourceSpan) -> FEELFailure {
    stopped(
      LocalizedText(
        "this has more than 1,000,000 elements or 10,000,000 bytes", "结果超过 1000000 个元素或 10000000 字节"), at: span)
  }

  static func outOfRange(at span: SourceSpan) -> FEELFailure {
    stopped(
      LocalizedText(
        "the result is beyond what a number (10^6144) or a duration can be", "结果超出数（10^6144）或时长的范围"), at: span)
  }

  static func stopped(_ message: LocalizedText, at span: SourceSpan) -> FEELFailure {
    FEELFailure(diagnostic: Diagnostic(.evaluationStopped, message, at: span))
  }
}
