import PolicyDriver
import PolicyExecution
import PolicyIR
import PolicyTypes

extension BatchBuilder {
  /// Adds a made-up subject with its records.
  mutating func add(_ subject: SampleRow) {
    beginSubject()
    fill(subject)
    _ = endSubject()
  }

  private mutating func fill(_ row: SampleRow) {
    let domain = DomainID(row.domain)
    for (field, value) in row.values.enumerated() where selection.contains(domain: domain, field: field) {
      if let value { set(value, field: field, of: domain) }
    }
    for record in row.records where selection.readsRows(of: DomainID(record.domain)) {
      beginRow(of: DomainID(record.domain))
      fill(record)
      _ = endRow(of: DomainID(record.domain))
    }
  }

  private mutating func set(_ value: SampleValue, field: Int, of domain: DomainID) {
    switch (value, schema[domain].fields[field].kind.lane) {
    case (.boolean(let value), _): setBoolean(value, field: field, of: domain)
    case (.label(let label), .code(let labels)):
      if let code = labels.code(of: label) { setCode(code, field: field, of: domain) }
    case (.date(let date), _): setDate(date, field: field, of: domain)
    case (.text(let text), _): setText(text.utf8, field: field, of: domain)
    case (.number(let number, let decimals), .integer(let scale)):
      if let scaled = Decimal128(coefficient: number, scale: decimals).scaled(to: scale) {
        setInteger(scaled, field: field, of: domain)
      }
    case (.number(let number, let decimals), _):
      setDecimal(Decimal128(coefficient: number, scale: decimals), field: field, of: domain)
    case (.label, _), (.impossibleDate, _): break
    }
  }
}
