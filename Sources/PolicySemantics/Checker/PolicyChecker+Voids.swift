import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// Invalid values and void records: what the data may hold without a fault, and does not count.
extension PolicyChecker {

  // MARK: Invalid values

  /// Reads what a value means that a field cannot hold.
  func onInvalid(_ piece: Piece?, inRecord: Bool) -> InvalidValue {
    guard let scalar = piece?.scalar else { return .fault }
    switch InvalidValue(spelling: scalar.text) {
    case .void where !inRecord:
      report(.onlyRecordsAreVoid(scalar))
      return .fault
    case let meaning?: return meaning
    case nil:
      report(.badWord(scalar, allowed: InvalidValue.allCases.filter { inRecord || $0 != .void }.map(\.words)))
      return .fault
    }
  }

  /// A value that counts as absent makes the field one that may be absent.
  func apply(_ meaning: InvalidValue, to field: inout FieldDraft) {
    field.onInvalid = meaning
    if meaning == .missing { field.type = field.type.optional() }
  }

  /// Adds the field in which readers note that an invalid value makes a record void. Its name is none that an author
  /// could write, or that data could have.
  func declareVoidMark(of domain: Int) {
    guard let field = domains[domain].fields.first(where: { $0.onInvalid == .void }) else { return }
    domains[domain].voidMark = domains[domain].fields.count
    domains[domain].fields.append(
      FieldDraft(
        name: "\(Keyword.onInvalid.english): \(InvalidValue.void.rawValue)", nameScalar: nil, title: nil,
        span: field.span, type: .boolean.optional(), identifier: nil, isPlanned: false, requiredWhen: nil))
  }

  // MARK: Void records

  /// Checks the conditions under which records are void. They may read nothing but the record and what is above it, so
  /// that which records there are rests on no other record.
  func checkVoids() {
    for domain in domains.indices {
      guard let piece = domains[domain].form?[.voidWhen] else { continue }
      let selectionCount = selections.count
      let value = reading(as: .records(domain)) { condition(piece, Scope(domain: domain)) }
      if selections.count > selectionCount || reads[.records(domain)] != nil {
        report(.voidReadsMore(piece.span))
      } else {
        domains[domain].void = value
      }
    }
  }
}
