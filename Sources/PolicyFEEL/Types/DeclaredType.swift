/// A type as a declaration states it: that of an input, a parameter or a result.
///
/// `Any` says nothing, at any depth; then the type of the value counts.
package indirect enum DeclaredType: Hashable, Sendable {
  case any
  case simple(FEELType)
  case list(DeclaredType)
  case range(DeclaredType)
  case context([Entry])
  case function

  package struct Entry: Hashable, Sendable {
    package let key: String
    package let type: DeclaredType
  }

  /// Whether a value of `type` may stand here.
  package func accepts(_ type: FEELType) -> Bool {
    if type.form == .nothing { return true }
    switch self {
    case .any: return true
    case .simple(let wanted): return type.fits(wanted)
    case .list(let element): return type.element.map(element.accepts) ?? false
    case .range(let bound): return type.bound.map(bound.accepts) ?? false
    case .function: return type.function != nil
    case .context(let entries):
      guard let context = type.context else { return false }
      return entries.allSatisfy { entry in context[entry.key].map(entry.type.accepts) ?? false }
    }
  }

  /// Returns the type of a place declared so that holds a value of `type`; such a place may always hold null.
  package func type(holding type: FEELType) -> FEELType {
    switch (self, type.form) {
    case (.any, _), (.function, _): return type
    case (.simple(let declared), _): return declared.optional()
    case (.list(let declared), .list(let element)):
      return FEELType.list(declared.type(holding: element)).optional()
    case (.list(let declared), _): return FEELType.list(declared.type(holding: .never)).optional()
    case (.range(let declared), .range(let bound)):
      return FEELType.range(declared.type(holding: bound)).optional()
    case (.range(let declared), _): return FEELType.range(declared.type(holding: .never)).optional()
    case (.context(let entries), _):
      let actual = type.context ?? ContextType([])
      return FEELType.context(
        ContextType(entries.map { .init($0.key, $0.type.type(holding: actual[$0.key] ?? .null)) })
      ).optional()
    }
  }

  /// The keys of contexts anywhere inside, which expressions may name.
  package var keys: [String] {
    switch self {
    case .any, .simple, .function: []
    case .list(let inner), .range(let inner): inner.keys
    case .context(let entries): entries.flatMap { [$0.key] + $0.type.keys }
    }
  }
}

// MARK: Reading

extension DeclaredType {
  /// Reads a type such as `number`, `list<string>` or `context<name: string, age: number>`; nil where it is none.
  ///
  /// `names` are the types that have a name of their own. A type nests at most 50 deep.
  package init?(text: String, names: [String: DeclaredType] = [:]) {
    var reader = TypeReader(Array(text.unicodeScalars), names)
    guard let type = reader.readType(depth: 0), reader.isAtEnd else { return nil }
    self = type
  }
}

private struct TypeReader {
  private let scalars: [Unicode.Scalar]
  private let names: [String: DeclaredType]
  private var position = 0

  init(_ scalars: [Unicode.Scalar], _ names: [String: DeclaredType]) {
    self.scalars = scalars
    self.names = names
  }

  var isAtEnd: Bool {
    mutating get {
      skipBlanks()
      return position == scalars.count
    }
  }

  mutating func readType(depth: Int) -> DeclaredType? {
    guard depth < 50 else { return nil }
    let name = readWord(until: "<>,-")
    guard accept("<") else { return simple(name) }
    switch name {
    case "list": return readInner(depth).map { .list($0) }
    case "range": return readInner(depth).map { .range($0) }
    case "context": return readEntries(depth)
    case "function": return readFunction(depth)
    default: return nil
    }
  }

  private func simple(_ name: String) -> DeclaredType? {
    switch name {
    case "Any", "": name.isEmpty ? nil : .any
    case "number": .simple(.number)
    case "string": .simple(.string)
    case "boolean": .simple(.boolean)
    case "date": .simple(.date)
    case "time": .simple(.time)
    case "date and time", "dateTime": .simple(.dateTime)
    case "years and months duration", "yearMonthDuration": .simple(.yearsMonths)
    case "days and time duration", "dayTimeDuration": .simple(.daysTime)
    case "duration": .simple(.duration)
    case "Null", "null": .simple(.null)
    case "list": .list(.any)
    case "range": .range(.any)
    case "context": .context([])
    case "function": .function
    default: names[name]
    }
  }

  private mutating func readInner(_ depth: Int) -> DeclaredType? {
    guard let inner = readType(depth: depth + 1), accept(">") else { return nil }
    return inner
  }

  private mutating func readEntries(_ depth: Int) -> DeclaredType? {
    var entries: [DeclaredType.Entry] = []
    if accept(">") { return .context([]) }
    repeat {
      let key = readWord(until: ":<>,")
      guard accept(":"), let type = readType(depth: depth + 1) else { return nil }
      entries.append(DeclaredType.Entry(key: key, type: type))
    } while accept(",")
    return accept(">") ? .context(entries) : nil
  }

  private mutating func readFunction(_ depth: Int) -> DeclaredType? {
    if !accept(">") {
      repeat { if readType(depth: depth + 1) == nil { return nil } } while accept(",")
      guard accept(">") else { return nil }
    }
    guard accept("-") else { return .function }
    guard accept(">"), readType(depth: depth + 1) != nil else { return nil }
    return .function
  }

  private mutating func readWord(until signs: String) -> String {
    let ends = Set(signs.unicodeScalars)
    skipBlanks()
    var word = String.UnicodeScalarView()
    while position < scalars.count, !ends.contains(scalars[position]) {
      word.append(scalars[position])
      position += 1
    }
    while word.last == " " { word.removeLast() }
    return String(word)
  }

  private mutating func accept(_ sign: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard position < scalars.count, scalars[position] == sign else { return false }
    position += 1
    return true
  }

  private mutating func skipBlanks() {
    while position < scalars.count, scalars[position] == " " { position += 1 }
  }
}
