import PolicyIR
import PolicySemantics
import PolicyTypes

extension RecordSchema {
  /// The schema of the records that a policy reads.
  init(of policy: TypedPolicy) {
    self.init(domains: policy.domains.map(Domain.init))
  }
}

extension Domain {
  fileprivate init(_ domain: TypedDomain) {
    self.init(
      name: domain.name, title: domain.title, parent: domain.parent.map(DomainID.init),
      fields: domain.fields.map(InputField.init), key: domain.key, date: domain.date, limit: domain.limit,
      status: domain.status, voidMark: domain.voidMark, isPublished: domain.isPublished)
  }
}

extension InputField {
  fileprivate init(_ field: TypedField) {
    self.init(
      name: field.name, title: field.title, kind: FieldKind(field), isOptional: field.type.isOptional,
      isMasked: field.isMasked, onInvalid: field.onInvalid)
  }
}

extension FieldKind {
  fileprivate init(_ field: TypedField) {
    switch field.type.form {
    case .boolean: self = .boolean
    case .number(let type): self = .number(type)
    case .date: self = .date(isPlanned: field.isPlanned)
    case .oneOf(let labels): self = .label(labels)
    case .text, .duration, .elapsed, .dateRange, .nothing:
      // Records hold no durations, so what is left is text.
      self = field.identifier.flatMap(IdentifierKind.init(rawValue:)).map { .identifier($0) } ?? .text
    }
  }
}
