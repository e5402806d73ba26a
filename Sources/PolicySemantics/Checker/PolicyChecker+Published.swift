import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// The results that other policies publish, as records of the subject: when each was given, and what it said.
///
/// The name of such a record type stands for the latest result, as of the day of the run.
extension PolicyChecker {
  func declarePublished() {
    for entry in policy[.resultsOf]?.named ?? [] {
      guard let other = published[entry.name.text] else {
        // What is wrong with the other policy has been said where it is compiled.
        brokenNames.insert(entry.name.text)
        continue
      }
      var draft = DomainDraft(name: entry.name.text, nameScalar: entry.name, form: nil, parent: 0)
      draft.isPublished = true
      draft.limit = 1000
      draft.fields = fields(of: other, at: entry.name.span)
      draft.date = 0
      domains.append(draft)
    }
  }

  private func fields(of other: PublishedPolicy, at span: SourceSpan) -> [FieldDraft] {
    var fields = [field(BuiltinName.gradedOn.english, BuiltinName.gradedOn.chinese, .date, at: span)]
    if let score = other.score {
      fields.append(field(BuiltinName.score.english, BuiltinName.score.chinese, .number(score).optional(), at: span))
    }
    if let grades = other.grades {
      fields.append(field(BuiltinName.grade.english, BuiltinName.grade.chinese, .oneOf(grades).optional(), at: span))
    }
    let taken = Set(fields.map(\.name))
    return fields
      + other.outputs.filter { !taken.contains($0.name) && $0.type.form != .duration }.map {
        field($0.name, nil, $0.type.optional(), at: span)
      }
  }

  private func field(_ name: String, _ title: String?, _ type: PolicyType, at span: SourceSpan) -> FieldDraft {
    FieldDraft(
      name: name, nameScalar: nil, title: title, span: span, type: type, identifier: nil, isPlanned: false,
      requiredWhen: nil)
  }

  /// The records that the name of a record type stands for.
  func recordSelection(of domain: Int, _ name: String) -> SelectionID {
    let whole = add(wholeSelection(of: domain, name))
    guard domains[domain].isPublished else { return whole }
    return add(
      TypedSelection(
        span: domains[domain].nameScalar.span, domain: domain, source: name, base: whole, window: nil, condition: nil,
        oncePer: [], keep: .latest))
  }
}
