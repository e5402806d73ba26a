package import PolicyDiagnostics
package import PolicyIR
package import PolicySyntax
import PolicyTypes

/// Reads a `data:` section: how outside data name and write the fields of `schema`.
///
/// What the section does not mention keeps the policy's own name. Mistakes go to `diagnostics`; what is wrong is left
/// out.
package func readDataMapping(
  _ form: Form, for schema: RecordSchema, into diagnostics: inout DiagnosticSet
) -> DataMapping {
  var reader = DataMappingReader(schema: schema, diagnostics: diagnostics)
  let mapping = reader.mapping(form)
  diagnostics = reader.diagnostics
  return mapping
}

private struct DataMappingReader {
  let schema: RecordSchema
  var diagnostics: DiagnosticSet

  mutating func mapping(_ form: Form) -> DataMapping {
    let dates = dateFormat(form[.dates]) ?? .iso
    var sections: [DomainID: Form] = [:]
    if let subjects = form[.subjects]?.form { sections[.subject] = subjects }
    for entry in form[.records]?.named ?? [] {
      guard let domain = domain(named: entry.name), let section = entry.piece.form else { continue }
      sections[domain] = section
    }
    let domains = schema.domains.indices.map { domainMapping(DomainID($0), sections[DomainID($0)], dates) }
    return DataMapping(domains: domains, results: form[.results]?.elements.compactMap(\.text))
  }

  /// Returns the record type of a section; repairs are named with what they repair, as in `penalties.repairs`.
  private mutating func domain(named name: YAMLScalar) -> DomainID? {
    let records = schema.domains.indices.dropFirst().map(DomainID.init)
    let matches = records.filter { schema[$0].name == name.text || schema.path(of: $0) == name.text }
    if matches.count == 1 { return matches[0] }
    diagnostics.insert(.unknownMappedRecords(name, known: records.map { schema.path(of: $0) }))
    return nil
  }

  private mutating func domainMapping(_ id: DomainID, _ section: Form?, _ dates: DateFormat) -> DomainMapping {
    let own = DataMapping(identityFor: schema).domains[id.index]
    guard let section else {
      return DomainMapping(source: own.source, parentColumn: own.parentColumn, fields: fields(id, [:], [:], dates))
    }
    let names = names(section, of: id)
    let codes = codes(section, of: id)
    return DomainMapping(
      source: section[.source]?.text ?? own.source, parentColumn: section[.subject]?.text ?? own.parentColumn,
      fields: fields(id, names, codes, dateFormat(section[.dates]) ?? dates))
  }

  private func fields(
    _ id: DomainID, _ names: [Int: String], _ codes: [Int: [String: String]], _ dates: DateFormat
  ) -> [FieldMapping] {
    schema[id].fields.enumerated().map { index, field in
      FieldMapping(source: names[index] ?? field.name, codes: codes[index] ?? [:], dateFormat: dates)
    }
  }

  private mutating func names(_ section: Form, of id: DomainID) -> [Int: String] {
    var names: [Int: String] = [:]
    for entry in section[.fields]?.named ?? [] {
      if let field = field(entry.name, of: id), let text = entry.piece.text { names[field] = text }
    }
    return names
  }

  private mutating func codes(_ section: Form, of id: DomainID) -> [Int: [String: String]] {
    var codes: [Int: [String: String]] = [:]
    for entry in section[.codes]?.named ?? [] {
      guard let field = field(entry.name, of: id) else { continue }
      codes[field] = fieldCodes(entry, schema[id].fields[field])
    }
    return codes
  }

  private mutating func fieldCodes(_ entry: NamedPiece, _ field: InputField) -> [String: String] {
    guard let labels = field.kind.codedLabels else {
      diagnostics.insert(.codesWithoutLabels(entry.name))
      return [:]
    }
    var codes: [String: String] = [:]
    for code in entry.piece.named {
      guard let scalar = code.piece.scalar else { continue }
      if let label = labels[scalar.text] {
        codes[code.name.text] = label
      } else {
        diagnostics.insert(.unknownMappedLabel(scalar, of: entry.name, known: field.kind.labelsInOrder))
      }
    }
    return codes
  }

  private mutating func field(_ name: YAMLScalar, of id: DomainID) -> Int? {
    let fields = schema[id].fields
    if let index = fields.firstIndex(where: { $0.name == name.text }) { return index }
    diagnostics.insert(.unknownMappedField(name, of: schema[id].name, known: fields.map(\.name)))
    return nil
  }

  private mutating func dateFormat(_ piece: Piece?) -> DateFormat? {
    guard let scalar = piece?.scalar else { return nil }
    if let format = DateFormat(rawValue: scalar.text) { return format }
    diagnostics.insert(.unknownDateFormat(scalar))
    return nil
  }
}

extension RecordSchema {
  /// Returns the name of a record type, with the record types above it where it hangs below one: `penalties.repairs`.
  func path(of id: DomainID) -> String {
    guard let parent = self[id].parent, parent != .subject else { return self[id].name }
    return path(of: parent) + "." + self[id].name
  }
}

extension FieldKind {
  /// The labels that codes may stand for, by each of their spellings; nil where the field has no labels.
  fileprivate var codedLabels: [String: String]? {
    switch self {
    case .label(let labels): Dictionary(labels.labels.map { ($0, $0) }) { first, _ in first }
    case .boolean: ["true": "true", "是": "true", "false": "false", "否": "false"]
    case .text, .identifier, .date, .number: nil
    }
  }

  fileprivate var labelsInOrder: [String] {
    if case .label(let labels) = self { labels.labels } else { ["true", "false"] }
  }
}
