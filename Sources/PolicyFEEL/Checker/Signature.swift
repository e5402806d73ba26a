import PolicySyntax

/// One form of a function: the names and types of its parameters, and what it gives; read from the table of functions.
struct Signature: Sendable {
  let parameters: [Parameter]
  let result: TypePattern

  /// The form as the table writes it, for messages.
  let text: String

  struct Parameter: Sendable {
    let name: String
    /// The types that the place takes.
    let patterns: [TypePattern]
    let isOptional: Bool
    let isVariadic: Bool
  }

  /// How many arguments the form takes.
  var counts: ClosedRange<Int> {
    let needed = parameters.count { !$0.isOptional && !$0.isVariadic } + (isVariadic ? 1 : 0)
    return needed...(isVariadic ? 1000 : parameters.count)
  }

  var isVariadic: Bool { parameters.last?.isVariadic ?? false }

  /// Returns the parameter of the argument at `index`.
  func parameter(at index: Int) -> Parameter { parameters[min(index, parameters.count - 1)] }

  /// The forms of every function.
  static func forms(of builtin: Builtin) -> [Signature] { table[builtin] ?? [] }

  private static let table = Dictionary(
    uniqueKeysWithValues: Builtin.ofFEEL.map { ($0, $0.signatures.compactMap(Signature.init(text:))) })
}

/// The type of a parameter or a result; a variable stands for the same type wherever it occurs.
struct TypePattern: Sendable {
  let form: Form
  /// Whether null may stand there.
  let isNullable: Bool

  indirect enum Form: Sendable {
    case simple(FEELType)
    /// `T` for any type, `C` for one whose values have an order.
    case variable(String, isOrdered: Bool)
    case list(TypePattern)
    case range(TypePattern)
    case context
    case function
  }
}

/// What the variables of one call stand for.
typealias TypeVariables = [String: FEELType]

extension TypePattern {
  /// Tells whether a value of `type` may stand here, and binds the variables.
  func accepts(_ type: FEELType, _ variables: inout TypeVariables) -> Bool {
    if type.isNull { return isNullable }
    return acceptsForm(type, &variables)
  }

  private func acceptsForm(_ type: FEELType, _ variables: inout TypeVariables) -> Bool {
    switch form {
    case .simple(let wanted): return type.fits(wanted)
    case .variable(let name, let isOrdered):
      guard !type.holdsFunction, type.hasOrder || !isOrdered else { return false }
      guard let joined = (variables[name] ?? .never).joined(with: type) else { return false }
      variables[name] = joined
      return true
    case .list(let element):
      if type.form == .nothing { return true }
      // A list may hold nulls wherever a function has a meaning for them.
      return type.element.map { element.acceptsForm($0, &variables) } ?? false
    case .range(let bound):
      if type.form == .nothing { return true }
      return type.bound.map { bound.acceptsForm($0.optional(false), &variables) } ?? false
    case .context: return type.context != nil && !type.holdsFunction || type.form == .nothing
    case .function: return type.function != nil
    }
  }

  /// The type that the pattern stands for.
  func type(_ variables: TypeVariables) -> FEELType {
    let type: FEELType =
      switch form {
      case .simple(let type): type
      case .variable(let name, _): variables[name] ?? .never
      case .list(let element): .list(element.isVariable ? element.bare.type(variables) : element.type(variables))
      case .range(let bound): .range(bound.type(variables))
      case .context: .context(ContextType([]))
      case .function: .never
      }
    return isNullable ? type.optional() : type
  }

  private var isVariable: Bool {
    if case .variable = form { true } else { false }
  }

  /// The pattern of the elements of a list, which are what the variable stands for, null or not.
  private var bare: TypePattern { TypePattern(form: form, isNullable: false) }
}

// MARK: Reading

extension Signature {
  /// Reads a form such as `substring(string: string, start position: number, length: number =) -> string?`.
  ///
  /// `=` after a type makes its parameter optional, `...` lets the last one stand any number of times, `|` gives
  /// alternatives.
  init?(text: String) {
    guard let arrow = text.ranges(of: " -> ").last, let open = text.firstIndex(of: "("),
      let close = text[..<arrow.lowerBound].lastIndex(of: ")"),
      let result = TypePattern(text: String(text[arrow.upperBound...]))
    else { return nil }
    var parameters: [Parameter] = []
    for part in text[text.index(after: open)..<close].split(separator: ", ") {
      guard let parameter = Parameter(text: String(part)) else { return nil }
      parameters.append(parameter)
    }
    self.init(parameters: parameters, result: result, text: text)
  }
}

extension Signature.Parameter {
  fileprivate init?(text: String) {
    guard let colon = text.firstIndex(of: ":") else { return nil }
    var types = text[text.index(after: colon)...].drop { $0 == " " }
    let isOptional = types.hasSuffix(" =")
    if isOptional { types.removeLast(2) }
    let isVariadic = types.hasSuffix("...")
    if isVariadic { types.removeLast(3) }
    let patterns = types.split(separator: " | ").compactMap { TypePattern(text: String($0)) }
    guard !patterns.isEmpty else { return nil }
    self.init(
      name: String(text[..<colon]), patterns: patterns, isOptional: isOptional, isVariadic: isVariadic)
  }
}

extension TypePattern {
  fileprivate init?(text: String) {
    var text = text
    let isNullable = text.hasSuffix("?")
    if isNullable { text.removeLast() }
    guard let form = Form(text: text) else { return nil }
    self.init(form: form, isNullable: isNullable)
  }
}

extension TypePattern.Form {
  fileprivate init?(text: String) {
    func inner(_ prefix: String) -> TypePattern? {
      guard text.hasPrefix(prefix), text.hasSuffix(">") else { return nil }
      return TypePattern(text: String(text.dropFirst(prefix.count).dropLast()))
    }
    if let element = inner("list<") {
      self = .list(element)
    } else if let bound = inner("range<") {
      self = .range(bound)
    } else if text == "T" || text == "C" {
      self = .variable(text, isOrdered: text == "C")
    } else if text == "context" {
      self = .context
    } else if text == "function" {
      self = .function
    } else if case .simple(let type)? = DeclaredType(text: text) {
      self = .simple(type)
    } else {
      return nil
    }
  }
}
