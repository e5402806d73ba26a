package import PolicyIR
package import PolicyTypes

extension BatchBuilder {
  /// Sets a field of the last row of `domain` to a value of its kind; an absent value leaves it absent.
  package mutating func set(_ value: Value, field: Int, of domain: DomainID) {
    switch (value, schema[domain].fields[field].kind.lane) {
    case (.boolean(let value), _): setBoolean(value, field: field, of: domain)
    case (.label(let label), .code(let labels)):
      if let code = labels.code(of: label) { setCode(code, field: field, of: domain) }
    case (.date(let date), _): setDate(date, field: field, of: domain)
    case (.text(let text), _): setText(text.utf8, field: field, of: domain)
    case (.number(let number), .integer(let decimals)):
      if let scaled = number.scaled(to: decimals) { setInteger(scaled, field: field, of: domain) }
    case (.number(let number), _): setDecimal(number, field: field, of: domain)
    default: break
    }
  }
}
