package import PolicyDiagnostics

/// The static type of a FEEL expression, and whether the value may be null.
package struct FEELType: Hashable, Sendable {
  package let form: Form
  package let isOptional: Bool

  package init(_ form: Form, isOptional: Bool = false) {
    self.form = form
    self.isOptional = isOptional
  }

  package indirect enum Form: Hashable, Sendable {
    case boolean
    case number
    case string
    case date
    case time
    case dateTime
    case yearsMonths
    case daysTime
    /// A duration whose kind is known only with its value, such as `duration(text)`.
    case duration
    case list(FEELType)
    case range(FEELType)
    case context(ContextType)
    /// A function, known by name at check time; a call puts its body in place.
    case function(FunctionID)
    /// No value at all: the element of `[]`, or with `isOptional` the type of `null` alone. Fits everywhere.
    case nothing
  }

  package static let boolean = FEELType(.boolean)
  package static let number = FEELType(.number)
  package static let string = FEELType(.string)
  package static let date = FEELType(.date)
  package static let time = FEELType(.time)
  package static let dateTime = FEELType(.dateTime)
  package static let yearsMonths = FEELType(.yearsMonths)
  package static let daysTime = FEELType(.daysTime)
  package static let duration = FEELType(.duration)
  /// The type of `null`.
  package static let null = FEELType(.nothing, isOptional: true)
  /// The type of the element of `[]`.
  package static let never = FEELType(.nothing)

  package static func list(_ element: FEELType) -> FEELType { FEELType(.list(element)) }
  package static func range(_ bound: FEELType) -> FEELType { FEELType(.range(bound)) }
  package static func context(_ type: ContextType) -> FEELType { FEELType(.context(type)) }

  /// The same type with null allowed or ruled out.
  package func optional(_ isOptional: Bool = true) -> FEELType { FEELType(form, isOptional: isOptional) }

  /// The same type, with null allowed where `other` allows it, too.
  package func optional(as other: FEELType) -> FEELType { optional(isOptional || other.isOptional) }

  /// Whether this is the type of `null` alone.
  package var isNull: Bool { form == .nothing && isOptional }

  package var element: FEELType? {
    if case .list(let element) = form { element } else { nil }
  }

  package var bound: FEELType? {
    if case .range(let bound) = form { bound } else { nil }
  }

  package var context: ContextType? {
    if case .context(let type) = form { type } else { nil }
  }

  package var function: FunctionID? {
    if case .function(let id) = form { id } else { nil }
  }

  /// Whether a function is this value or stands inside it.
  package var holdsFunction: Bool {
    switch form {
    case .function: true
    case .list(let element), .range(let element): element.holdsFunction
    case .context(let type): type.entries.contains { $0.type.holdsFunction }
    default: false
    }
  }

  /// Whether values of the type have an order.
  package var hasOrder: Bool {
    switch form {
    case .number, .string, .date, .time, .dateTime, .yearsMonths, .daysTime, .duration, .nothing: true
    case .boolean, .list, .range, .context, .function: false
    }
  }

  package var isDuration: Bool { form == .yearsMonths || form == .daysTime || form == .duration }

  /// Whether the value has a date of the calendar.
  package var isCalendar: Bool { form == .date || form == .dateTime }
}

/// What tells a function from every other one of the same check.
package struct FunctionID: Hashable, Sendable {
  package let number: Int
}

/// The entries of a context, whose keys are known at check time.
package struct ContextType: Hashable, Sendable {
  package let entries: [Entry]

  package struct Entry: Hashable, Sendable {
    package let key: String
    package let type: FEELType

    package init(_ key: String, _ type: FEELType) {
      self.key = key
      self.type = type
    }
  }

  package init(_ entries: [Entry]) {
    self.entries = entries
  }

  package subscript(key: String) -> FEELType? {
    entries.first { $0.key == key }?.type
  }

  package var keys: [String] { entries.map(\.key) }

  // The order of entries has no meaning.
  package static func == (a: ContextType, b: ContextType) -> Bool {
    a.entries.count == b.entries.count && a.entries.allSatisfy { b[$0.key] == $0.type }
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(Set(entries.map(\.key)))
  }
}

// MARK: One type for several values

extension FEELType {
  /// Returns the type that covers both, or nil where there is none.
  package func joined(with other: FEELType) -> FEELType? {
    let isOptional = isOptional || other.isOptional
    if form == .nothing { return other.optional(isOptional) }
    if other.form == .nothing || form == other.form { return optional(isOptional) }
    switch (form, other.form) {
    case (.list(let a), .list(let b)): return a.joined(with: b).map { FEELType(.list($0), isOptional: isOptional) }
    case (.range(let a), .range(let b)): return a.joined(with: b).map { FEELType(.range($0), isOptional: isOptional) }
    case (.context(let a), .context(let b)):
      return a.joined(with: b).map { FEELType(.context($0), isOptional: isOptional) }
    case (.duration, .yearsMonths), (.duration, .daysTime), (.yearsMonths, .duration), (.daysTime, .duration):
      return FEELType(.duration, isOptional: isOptional)
    default: return nil
    }
  }

  /// Whether a value of this type may stand where `wanted` is declared; every declared place takes null.
  package func fits(_ wanted: FEELType) -> Bool {
    switch (form, wanted.form) {
    case (.nothing, _), (.yearsMonths, .duration), (.daysTime, .duration), (.duration, .yearsMonths),
      (.duration, .daysTime):
      true
    case (.list(let a), .list(let b)), (.range(let a), .range(let b)): a.fits(b)
    case (.context(let a), .context(let b)): b.entries.allSatisfy { entry in a[entry.key]?.fits(entry.type) ?? false }
    default: form == wanted.form
    }
  }
}

extension ContextType {
  /// Returns the type that covers both: an entry that only one of them has may be null.
  fileprivate func joined(with other: ContextType) -> ContextType? {
    var entries: [Entry] = []
    for entry in self.entries {
      guard let theirs = other[entry.key] else {
        entries.append(Entry(entry.key, entry.type.optional()))
        continue
      }
      guard let type = entry.type.joined(with: theirs) else { return nil }
      entries.append(Entry(entry.key, type))
    }
    entries += other.entries.filter { self[$0.key] == nil }.map { Entry($0.key, $0.type.optional()) }
    return ContextType(entries)
  }
}

// MARK: Words

extension FEELType: CustomStringConvertible {
  /// The type as FEEL writes it, with `?` where null is allowed.
  package var description: String {
    if isNull { return "null" }
    return form.description + (isOptional ? "?" : "")
  }
}

extension FEELType.Form: CustomStringConvertible {
  package var description: String {
    switch self {
    case .boolean: "boolean"
    case .number: "number"
    case .string: "string"
    case .date: "date"
    case .time: "time"
    case .dateTime: "date and time"
    case .yearsMonths: "years and months duration"
    case .daysTime: "days and time duration"
    case .duration: "duration"
    case .list(let element): "list<\(element)>"
    case .range(let bound): "range<\(bound)>"
    case .context(let type): "context<\(type.entries.map { "\($0.key): \($0.type)" }.joined(separator: ", "))>"
    case .function: "function"
    case .nothing: "nothing"
    }
  }
}

extension FEELType {
  /// What a value of the type is called in a sentence.
  package var words: LocalizedText {
    switch form {
    case .boolean: LocalizedText("a yes or no", "“是否”值")
    case .number: LocalizedText("a number", "数")
    case .string: LocalizedText("a text", "文本")
    case .date: LocalizedText("a date", "日期")
    case .time: LocalizedText("a time of day", "时刻")
    case .dateTime: LocalizedText("a date and time", "日期时间")
    case .yearsMonths: LocalizedText("a duration in months", "以月计的时长")
    case .daysTime: LocalizedText("a duration in days and time", "以天和时间计的时长")
    case .duration: LocalizedText("a duration", "时长")
    case .list(let element):
      element.form == .nothing
        ? LocalizedText("an empty list", "空列表")
        : LocalizedText("a list (\(element.form))", "列表（元素为\(element.words.chinese)）")
    case .range(let bound): LocalizedText("a range (\(bound.form))", "区间（\(bound.words.chinese)）")
    case .context: LocalizedText("a context", "上下文（键值对）")
    case .function: LocalizedText("a function", "函数")
    case .nothing: LocalizedText("null", "空值")
    }
  }
}
