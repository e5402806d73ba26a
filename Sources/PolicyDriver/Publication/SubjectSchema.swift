import PolicyIR
import PolicyReport
import PolicySemantics
import PolicyTypes

/// The JSON Schema (draft 2020-12) of one line of subjects for a policy, in the names that its `data:` section gives.
package enum SubjectSchema {
  /// Returns the schema as a text of several lines.
  package static func text(of policy: CompiledPolicy) -> String {
    let schema = policy.program.schema
    var writer = JSONWriter(isPretty: true)
    writer.object { root in
      root.member("$schema", "https://json-schema.org/draft/2020-12/schema")
      root.member("title", policy.typed.title ?? policy.typed.id)
      root.row(of: .subject, in: schema, policy.mapping)
    }
    writer.endLine()
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}

extension JSONWriter {
  /// Writes the members of the schema of one row of a domain.
  fileprivate mutating func row(of domain: DomainID, in schema: RecordSchema, _ mapping: DataMapping) {
    let mark = schema[domain].voidMark
    let fields = zip(schema[domain].fields, mapping.domains[domain.index].fields).enumerated()
      .filter { $0.offset != mark }.map(\.element)
    member("type", "object")
    key("properties")
    object { properties in
      for (field, outside) in fields {
        properties.key(outside.source)
        properties.object { $0.field(field, outside) }
      }
      for child in schema.children(of: domain) {
        properties.key(mapping.domains[child.index].source)
        properties.object { $0.records(of: child, in: schema, mapping) }
      }
    }
    key("required")
    array(fields.filter { !$0.0.isOptional }.map(\.1.source)) { $0.string($1) }
  }

  private mutating func records(of domain: DomainID, in schema: RecordSchema, _ mapping: DataMapping) {
    member("title", schema[domain].title)
    member("type", "array")
    member("maxItems", schema[domain].limit)
    key("items")
    object { $0.row(of: domain, in: schema, mapping) }
  }

  private mutating func field(_ field: InputField, _ outside: FieldMapping) {
    if let title = field.title { member("title", title) }
    guard outside.codes.isEmpty else { return words(outside.codes.keys.sorted()) }
    switch field.kind {
    case .boolean: member("type", "boolean")
    case .label(let labels): words(labels.labels)
    case .text: member("type", "string")
    case .identifier:
      member("type", "string")
      member("pattern", "^[0-9A-Z]{18}$")
    case .date: date(outside.dateFormat)
    case .number(let number): self.number(number)
    }
  }

  private mutating func words(_ words: [String]) {
    key("enum")
    array(words) { $0.string($1) }
  }

  private mutating func date(_ format: DateFormat) {
    member("type", "string")
    if format == .iso { member("format", "date") } else { member("description", format.rawValue) }
  }

  private mutating func number(_ number: NumberType) {
    member("type", number.decimals == 0 ? "integer" : "number")
    if let lower = number.range.lower { member("minimum", lower) }
    if let upper = number.range.upper { member("maximum", upper) }
  }
}
