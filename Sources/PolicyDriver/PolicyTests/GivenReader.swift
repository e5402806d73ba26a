import PolicyDiagnostics
import PolicyIR
import PolicySyntax
import PolicyTypes

/// Reads what a test gives: the fields of a subject, and its records as lists below their names.
///
/// A value that its field cannot hold is a fault, which a test may expect; anything else that is wrong is the test's
/// own mistake and goes to `diagnostics`.
struct GivenReader {
  let schema: RecordSchema
  var diagnostics = DiagnosticSet()
  private(set) var faults: [GivenFault] = []

  init(schema: RecordSchema) {
    self.schema = schema
  }

  /// Returns the subject, with everything in it that could be read.
  mutating func subject(_ given: YAMLNode, at span: SourceSpan) -> GivenRow {
    row(given, of: .subject, at: span) ?? GivenRow(domain: .subject, span: span)
  }

  /// Gives the subject one more field, or records, as a cell of a table has it; it goes before what was given before.
  mutating func add(_ cell: YAMLEntry, to subject: inout GivenRow) {
    if let field = schema[subject.domain].fields.firstIndex(where: { $0.name == cell.key.text }) {
      subject.values.removeAll { $0.field == field }
    }
    read(cell, into: &subject)
  }

  private mutating func row(_ node: YAMLNode, of domain: DomainID, at span: SourceSpan) -> GivenRow? {
    // An empty mapping may be left out: a subject of which nothing is known.
    if node.isMissing { return GivenRow(domain: domain, span: span) }
    guard let entries = node.entries else {
      diagnostics.insert(.givenIsNotARow(node, of: schema[domain].name))
      return nil
    }
    var row = GivenRow(domain: domain, span: span)
    for entry in entries { read(entry, into: &row) }
    return row
  }

  private mutating func read(_ entry: YAMLEntry, into row: inout GivenRow) {
    let domain = schema[row.domain]
    if let field = domain.fields.firstIndex(where: { $0.name == entry.key.text }) {
      read(entry, field: field, into: &row)
    } else if let child = schema.children(of: row.domain).first(where: { schema[$0].name == entry.key.text }) {
      row.records += records(entry, of: child)
    } else if row.domain == .subject, let scalar = entry.value.scalar, readOrigin(entry.key, scalar, into: &row.origin)
    {
      return
    } else {
      let records = schema.children(of: row.domain).map { schema[$0].name }
      diagnostics.insert(.unknownGivenName(entry.key, in: domain.name, known: domain.fields.map(\.name) + records))
    }
  }

  /// Reads `file` and `subject`, which name a subject of a file of data, where the subject has no such field itself.
  private func readOrigin(_ key: YAMLScalar, _ value: YAMLScalar, into origin: inout GivenOrigin) -> Bool {
    switch Keyword(spelling: key.text) {
    case .file: origin.file = value
    case .subject: origin.subject = value
    default: return false
    }
    return true
  }

  private mutating func read(_ entry: YAMLEntry, field: Int, into row: inout GivenRow) {
    guard let scalar = entry.value.scalar, !scalar.isMissing else {
      diagnostics.insert(.givenIsNotAValue(entry))
      row.misreadFields.insert(field)
      return
    }
    let declared = schema[row.domain].fields[field]
    do throws(FieldMisreading) {
      row.values.append(GivenValue(field: field, value: try declared.kind.value(reading: scalar.text)))
    } catch  where declared.onInvalid == .missing {
      return
    } catch  where declared.onInvalid == .void {
      row.voidingFields.append(field)
    } catch {
      let diagnostic = Diagnostic.wrongGivenValue(scalar, of: entry.key, error)
      faults.append(GivenFault(domain: row.domain, field: field, diagnostic: diagnostic))
      row.misreadFields.insert(field)
    }
  }

  private mutating func records(_ entry: YAMLEntry, of domain: DomainID) -> [GivenRow] {
    guard let elements = entry.value.elements else {
      diagnostics.insert(.givenIsNotAList(entry))
      return []
    }
    return elements.compactMap { row($0, of: domain, at: $0.span.firstLine) }
  }
}
