import PolicySemantics
import PolicyTypes

// Faults, where somebody asks for data that have them.

extension SampleSubjectMaker {
  /// Puts one fault into a subject; a kind for which it has no place gives way to the next one.
  mutating func addFault(to subject: inout SampleRow) {
    let first = random.below(4)
    for turn in 0..<4 {
      let isAdded =
        switch (first + turn) % 4 {
        case 0: addImpossibleDate(to: &subject)
        case 1: addUnknownLabel(to: &subject)
        case 2: addWrongCheckDigit(to: &subject)
        default: repeatIdentifier(in: &subject)
        }
      if isAdded { return }
    }
  }

  private mutating func addImpossibleDate(to subject: inout SampleRow) -> Bool {
    for place in subject.records.indices {
      let type = generator.policy.domains[subject.records[place].domain]
      guard let field = type.date, let date = subject.records[place].date(field) else { continue }
      subject.records[place].values[field] = .impossibleDate(year: date.components.year)
      return true
    }
    return false
  }

  /// Only a field that the policy reads is looked at by a run.
  private mutating func addUnknownLabel(to subject: inout SampleRow) -> Bool {
    for reference in generator.hints.readFields {
      if reference.domain == 0, case .label = subject.values[reference.field] {
        subject.values[reference.field] = .label(Self.unknownLabel)
        return true
      }
      for place in subject.records.indices where subject.records[place].domain == reference.domain {
        guard case .label = subject.records[place].values[reference.field] else { continue }
        subject.records[place].values[reference.field] = .label(Self.unknownLabel)
        return true
      }
    }
    return false
  }

  static let unknownLabel = "未知"

  private func addWrongCheckDigit(to subject: inout SampleRow) -> Bool {
    let type = generator.policy.domains[0]
    guard let key = type.key, let kind = type.fields[key].identifierKind, case .text(let text) = subject.values[key]
    else {
      return false
    }
    subject.values[key] = .text(SampleIdentifiers.withWrongCheckDigit(text, kind))
    return true
  }

  /// Gives the subject the identifier of an earlier one.
  private mutating func repeatIdentifier(in subject: inout SampleRow) -> Bool {
    let type = generator.policy.domains[0]
    guard index > 0, let key = type.key else { return false }
    let earlier = index - 1 - random.below(min(index, 1000))
    subject.values[key] = .text(generator.identifiers.text(type.fields[key].identifierKind, of: earlier))
    return true
  }
}
