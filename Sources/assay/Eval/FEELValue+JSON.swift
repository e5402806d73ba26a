import PolicyFEEL
import PolicyRecords
import PolicyReport
import PolicyTypes

// Values in JSON: plainly as people write them, and with their types as the conformance cases do.

extension FEELValue {
  /// Makes a value of plain JSON; nil for a number beyond what `Decimal128` holds. Dates stay texts.
  init?(plain tree: JSONTree) {
    switch tree {
    case .null: self = .null
    case .boolean(let value): self = .boolean(value)
    case .string(let text): self = .string(text)
    case .number(let digits):
      guard let number = Decimal128(rounding: digits) else { return nil }
      self = .number(number)
    case .array(let elements):
      let values = elements.compactMap(FEELValue.init(plain:))
      guard values.count == elements.count else { return nil }
      self = .list(values)
    case .object(let members):
      let entries = members.compactMap { member in
        FEELValue(plain: member.value).map { FEELContext.Entry(member.name, $0) }
      }
      guard entries.count == members.count else { return nil }
      self = .context(FEELContext(entries))
    }
  }

  /// Makes a value of `{"type": …, "value": …}`; nil where it is none.
  init?(encoded tree: JSONTree, zones: ZoneRules) {
    guard let type = tree["type"]?.string, let value = tree["value"] else { return nil }
    if type == "null" || value == .null {
      self = .null
      return
    }
    switch (type, value) {
    case ("boolean", .boolean(let flag)): self = .boolean(flag)
    case ("string", .string(let text)): self = .string(text)
    case ("number", .string(let digits)), ("number", .number(let digits)):
      guard let number = Decimal128(rounding: digits) else { return nil }
      self = .number(number)
    case ("date", .string(let text)), ("time", .string(let text)), ("dateTime", .string(let text)),
      ("duration", .string(let text)):
      guard let value = FEELValue(temporal: text, named: type, zones: zones) else { return nil }
      self = value
    case ("list", .array(let elements)):
      let values = elements.compactMap { FEELValue(encoded: $0, zones: zones) }
      guard values.count == elements.count else { return nil }
      self = .list(values)
    case ("context", .object(let members)):
      let entries = members.compactMap { member in
        FEELValue(encoded: member.value, zones: zones).map { FEELContext.Entry(member.name, $0) }
      }
      guard entries.count == members.count else { return nil }
      self = .context(FEELContext(entries))
    default: return nil
    }
  }

  /// The name of the value's type in the conformance cases.
  var typeName: String {
    switch self {
    case .null: "null"
    case .boolean: "boolean"
    case .number: "number"
    case .string: "string"
    case .date: "date"
    case .time: "time"
    case .dateTime: "dateTime"
    case .yearsMonths, .daysTime: "duration"
    case .list: "list"
    case .context: "context"
    case .range: "range"
    }
  }
}

extension JSONWriter {
  /// Writes the members `type` and `value`, as the conformance cases encode a value.
  mutating func encodedMembers(_ value: FEELValue) {
    member("type", value.typeName)
    key("value")
    switch value {
    case .null: null()
    case .boolean(let flag): boolean(flag)
    case .list(let elements): array(elements) { writer, element in writer.encoded(element) }
    case .context(let context):
      object { writer in
        for entry in context.entries {
          writer.key(entry.key)
          writer.encoded(entry.value)
        }
      }
    case .number, .string, .date, .time, .dateTime, .yearsMonths, .daysTime, .range: string(value.description)
    }
  }

  private mutating func encoded(_ value: FEELValue) {
    object { $0.encodedMembers(value) }
  }

  /// Writes a value as plain JSON: numbers exactly, dates and the like as their texts.
  mutating func plain(_ value: FEELValue) {
    switch value {
    case .null: null()
    case .boolean(let flag): boolean(flag)
    case .number(let value): number(value)
    case .list(let elements): array(elements) { writer, element in writer.plain(element) }
    case .context(let context):
      object { writer in
        for entry in context.entries {
          writer.key(entry.key)
          writer.plain(entry.value)
        }
      }
    case .string, .date, .time, .dateTime, .yearsMonths, .daysTime, .range: string(value.description)
    }
  }
}
