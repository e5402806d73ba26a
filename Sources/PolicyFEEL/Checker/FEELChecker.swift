import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// Finds what a FEEL expression means: the type of every part, or why it has none.
///
/// Where FEEL answers null for want of a better answer, because types do not fit or a name is unknown, there is an
/// error. Null that comes from a value stays null: its type is optional.
final class FEELChecker {
  var diagnostics = DiagnosticSet()
  let zones: ZoneRules

  /// The types that have names.
  let typeNames: [String: DeclaredType]

  private(set) var slotCount = 0
  private var functions: [FEELFunction] = []

  /// How many parts were checked, bodies of functions at every call of them.
  private var partCount = 0
  private var depth = 0
  private var callDepth = 0

  /// Whether an element of a list that is still unknown may be null without saying so.
  var isGuessing = false

  init(zones: ZoneRules, typeNames: [String: DeclaredType] = [:]) {
    self.zones = zones
    self.typeNames = typeNames
  }

  /// Keeps trees within what a later recursion can walk.
  private enum Limit {
    static let parts = 100_000
    static let depth = 700
    static let calls = 40
  }

  func report(_ diagnostic: Diagnostic) { diagnostics.insert(diagnostic) }

  /// Returns a new place in the frame.
  func newSlot() -> Int {
    slotCount += 1
    return slotCount - 1
  }

  // MARK: Functions

  func define(_ function: FEELFunction) -> FunctionID {
    functions.append(function)
    return FunctionID(number: functions.count - 1)
  }

  func function(_ id: FunctionID) -> FEELFunction { functions[id.number] }

  /// Checks the body of a function in place of a call, unless the calls lead too far.
  func expanding<Result>(at span: SourceSpan, _ body: () -> Result?) -> Result? {
    callDepth += 1
    defer { callDepth -= 1 }
    guard callDepth <= Limit.calls else {
      report(.expansionTooLarge(at: span))
      return nil
    }
    return body()
  }

  // MARK: Expressions

  /// Checks an expression whose value is used; nil after an error.
  func check(_ expression: Expression, _ scope: FEELScope) -> FEELNode? {
    partCount += 1
    depth += 1
    defer { depth -= 1 }
    guard partCount <= Limit.parts, depth <= Limit.depth else {
      report(.expansionTooLarge(at: expression.span))
      return nil
    }
    return checkKind(expression, scope)
  }

  private func checkKind(_ expression: Expression, _ scope: FEELScope) -> FEELNode? {
    let span = expression.span
    switch expression.kind {
    case .null, .boolean, .number, .text, .temporal: return literal(expression)
    case .name(let name): return variable(name, expression, scope)
    case .path(let value, let member): return path(value, member, expression, scope)
    case .filter(let value, let predicate): return filter(value, predicate, scope, at: span)
    case .call(let callee, let arguments): return call(callee, arguments, scope, at: span)
    case .negation(let value): return negation(value, scope, at: span)
    case .binary(let operation, let left, let right): return binary(operation, left, right, scope, at: span)
    case .membership(let value, let tests): return membership(value, tests, scope, at: span)
    case .between(let value, let low, let high): return between(value, low, high, scope, at: span)
    case .conditional(let condition, let then, let otherwise):
      return conditional(condition, then, otherwise, scope, at: span)
    case .range(let range): return self.range(range, scope, at: span)
    case .list(let elements): return list(elements, scope, at: span)
    case .context(let entries): return context(entries, scope, at: span)
    case .iteration(let iterators, let body): return iteration(iterators, body, scope, at: span)
    case .quantified(let quantifier, let iterators, let condition):
      return quantified(quantifier, iterators, condition, scope, at: span)
    case .function(let parameters, let body): return functionLiteral(parameters, body, scope, at: span)
    case .instanceOf: return refuse(.instanceOf, at: span)
    case .percent, .date, .duration: return refuse(.ofPolicies, at: span)
    }
  }

  func refuse(_ reason: LocalizedText, at span: SourceSpan) -> FEELNode? {
    report(.dynamic(reason, at: span))
    return nil
  }

  /// Checks an expression that has to have a value of its own: no function, and not the word null.
  func checkValue(_ expression: Expression, _ scope: FEELScope, wanted: LocalizedText) -> FEELNode? {
    guard let node = check(expression, scope) else { return nil }
    return isValue(node, wanted: wanted) ? node : nil
  }

  func isValue(_ node: FEELNode, wanted: LocalizedText) -> Bool {
    if node.type.holdsFunction {
      report(node.type.function == nil ? .functionIsNoValue(at: node.span) : .wrongType(node, wanted: wanted))
      return false
    }
    guard node.type.isNull, !isGuessing else { return true }
    report(.nullOperand(node.span, wanted: wanted))
    return false
  }

  // MARK: Literals and names

  private func literal(_ expression: Expression) -> FEELNode? {
    let span = expression.span
    switch expression.kind {
    case .boolean(let value): return FEELNode(.literal(.boolean(value)), .boolean, at: span)
    case .text(let value): return FEELNode(.literal(.string(value)), .string, at: span)
    case .number(let digits):
      // FEEL numbers have 34 digits; a literal with more is rounded, half even.
      guard let value = Decimal128(rounding: digits) else { return refuse(.numberTooLarge, at: span) }
      return FEELNode(.literal(.number(value)), .number, at: span)
    case .temporal(let text): return temporal(text, at: span)
    default: return FEELNode(.literal(.null), .null, at: span)
    }
  }

  private func temporal(_ text: String, at span: SourceSpan) -> FEELNode {
    guard let value = TemporalText.value(text, zones), let type = value.type else {
      let kind = LocalizedText("date, time or duration", "日期、时刻或时长")
      report(.notATemporalText(text, kind, at: span))
      return FEELNode(.literal(.null), .null, at: span)
    }
    return FEELNode(.literal(value), type, at: span)
  }

  private func variable(_ name: String, _ expression: Expression, _ scope: FEELScope) -> FEELNode? {
    if let binding = scope[name] {
      let isPresent = binding.type.isOptional && scope.knowsPresent(expression)
      return FEELNode(binding.kind, isPresent ? binding.type.optional(false) : binding.type, at: expression.span)
    }
    if let builtin = Builtin(feelName: name) {
      let id = define(.builtin(builtin))
      return FEELNode(.function(id), FEELType(.function(id)), at: expression.span)
    }
    report(.unknownVariable(name, at: expression.span, known: scope.names))
    return nil
  }
}

extension LocalizedText {
  static let instanceOf = LocalizedText(
    "`instance of` asks for a type when it runs; here types are known before", "`instance of` 在运行时才判断类型，而这里类型事先确定")
  static let ofPolicies = LocalizedText("this form belongs to policies, not to FEEL", "这种写法属于政策，不是 FEEL")
  static let numberTooLarge = LocalizedText("this number is beyond what 34 digits and their exponent hold", "数值超出范围")
  static let yesOrNo = LocalizedText("a yes or no", "“是否”值")
  static let aNumber = LocalizedText("a number", "数")
  static let aValue = LocalizedText("a value", "值")
}

/// A function that an expression defines or names.
enum FEELFunction {
  case builtin(Builtin)
  /// A function with its body and the names that it sees.
  case defined([FEELParameter], body: FEELBody, FEELScope)
}

struct FEELParameter {
  let name: String
  let type: DeclaredType
}

/// What a function does: an expression, or a table.
enum FEELBody {
  case expression(Expression)
  /// Its value has the type that is declared.
  case source(FEELSource, DeclaredType)
}
