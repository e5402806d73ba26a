import PolicyDiagnostics
import PolicyExecution
import PolicyIR
import PolicyTypes

/// Puts the subject of a test into a batch of one, as a reader of data files would.
///
/// All fields are in the batch, so that everything can be explained, but only those that the policy reads must be
/// there.
struct GivenBatch {
  private let schema: RecordSchema
  private let selection: InputSelection
  private var builder: BatchBuilder
  private(set) var faults: [GivenFault] = []

  /// - Parameter selection: The fields that the policy reads.
  init(schema: RecordSchema, selection: InputSelection, asOf: CalendarDate) {
    let relaxed = schema.requiringOnly(selection)
    self.schema = relaxed
    self.selection = selection
    self.builder = BatchBuilder(schema: relaxed, selection: InputSelection(allOf: relaxed), asOf: asOf)
  }

  /// Returns the batch, or nil where the subject has faults.
  mutating func batch(of subject: GivenRow, named name: String) -> Batch? {
    let subject = identified(subject, by: name)
    builder.beginSubject()
    fill(subject)
    if let problem = builder.endSubject() { report(problem, in: subject) }
    guard faults.isEmpty else {
      builder.abandonSubject()
      return nil
    }
    return builder.finish()
  }

  /// Names the subject after its case where the test gives no id.
  private func identified(_ subject: GivenRow, by name: String) -> GivenRow {
    guard let key = schema[.subject].key, !subject.values.contains(where: { $0.field == key }) else { return subject }
    var subject = subject
    subject.values.append(GivenValue(field: key, value: .text(name)))
    return subject
  }

  private mutating func fill(_ row: GivenRow) {
    for given in row.values { builder.set(given.value, field: given.field, of: row.domain) }
    for field in row.voidingFields { builder.voidLastRow(of: row.domain, by: field) }
    // The rows of one record type stand together, as the batch wants them, whatever the order in the test.
    for domain in schema.children(of: row.domain) {
      for record in row.records where record.domain == domain { add(record) }
    }
  }

  private mutating func add(_ record: GivenRow) {
    builder.beginRow(of: record.domain)
    fill(record)
    if let problem = builder.endRow(of: record.domain) { report(problem, in: record) }
  }

  private mutating func report(_ problem: RowProblem, in row: GivenRow) {
    switch problem {
    case .missing(let domain, _): reportMissingFields(of: row, in: domain)
    case .tooMany(let domain, let limit):
      let diagnostic = Diagnostic.tooManyGivenRecords(row.span, of: schema[domain].name, limit: limit)
      faults.append(GivenFault(domain: domain, field: nil, diagnostic: diagnostic))
    }
  }

  /// Reports every field that the row lacks, where the builder names only the first.
  private mutating func reportMissingFields(of row: GivenRow, in domain: DomainID) {
    for (index, field) in schema[domain].fields.enumerated() where !field.isOptional {
      guard !row.values.contains(where: { $0.field == index }), !row.misreadFields.contains(index),
        !row.voidingFields.contains(index)
      else { continue }
      let diagnostic = Diagnostic.missingGivenField(row.span, field.name, of: schema[domain].name)
      faults.append(GivenFault(domain: domain, field: index, diagnostic: diagnostic))
    }
  }
}

extension RecordSchema {
  /// Returns the schema with the fields that are not selected made optional.
  fileprivate func requiringOnly(_ selection: InputSelection) -> RecordSchema {
    RecordSchema(
      domains: domains.enumerated().map { index, domain in
        let fields = domain.fields.enumerated().map { place, field in
          InputField(
            name: field.name, title: field.title, kind: field.kind,
            isOptional: field.isOptional || !selection.contains(domain: DomainID(index), field: place))
        }
        return Domain(
          name: domain.name, title: domain.title, parent: domain.parent, fields: fields, key: domain.key,
          date: domain.date, limit: domain.limit, voidMark: domain.voidMark)
      })
  }
}
