import PolicyDiagnostics
package import PolicyReport
import PolicySyntax

extension PolicyLibrary {
  /// Returns the clauses of the policy at `path`, inherited ones too; nil where there is no policy, or where what
  /// it is made of has errors.
  package func clauses(at path: SourcePath) -> ClauseList? {
    guard let document = compilation(at: path)?.edition.document, document.form.id == .policy else { return nil }
    return ClauseList(
      policy: document.form[.policy]?.text ?? "", path: path.text, clauses: PolicyClauses(of: document.form).all)
  }
}

/// Collects the clauses of a policy.
private struct PolicyClauses {
  private(set) var all: [PolicyClause] = []

  init(of policy: Form) {
    for fact in policy[.facts]?.named ?? [] where fact.piece.form?[.basis] != nil {
      add("facts.\(fact.name.text)", fact.piece)
    }
    if let score = policy[.score] { addIndicator("score", score) }
    if let grade = policy[.grade] { add("grade", grade) }
    for keyword in [Keyword.lists, .outcomes, .rules, .repairs, .measures] {
      for entry in policy[keyword]?.named ?? [] { add("\(keyword.english).\(entry.name.text)", entry.piece) }
    }
    for form in (policy[.notEncoded]?.elements ?? []).compactMap(\.form) { addNotEncoded(form) }
  }

  private mutating func add(_ name: String, _ piece: Piece) {
    all.append(PolicyClause(name: name, reservations: reservations(in: piece)))
  }

  /// An indicator without a worth is open, and no clause yet.
  private mutating func addIndicator(_ path: String, _ piece: Piece) {
    guard let form = piece.form else { return }
    if [Keyword.points, .deduct, .indicators].contains(where: { form[$0] != nil }) { add(path, piece) }
    for part in form[.indicators]?.named ?? [] { addIndicator("\(path).\(part.name.text)", part.piece) }
  }

  private mutating func addNotEncoded(_ form: Form) {
    guard let clause = form[.clause]?.text, let reason = form[.reason]?.text else { return }
    all.append(PolicyClause(name: clause, reservations: [Reservation(.notEncoded, reason, at: form.span)]))
  }

  /// What a piece rests on, the values in it included; the parts of an indicator are clauses of their own.
  private func reservations(in piece: Piece) -> [Reservation] {
    switch piece.content {
    case .form(let form): return reservations(in: form)
    case .list(let pieces): return pieces.flatMap(reservations)
    case .named(let entries): return entries.flatMap { reservations(in: $0.piece) }
    case .scalar, .node: return []
    }
  }

  private func reservations(in form: Form) -> [Reservation] {
    var found: [Reservation] = []
    if let reason = form[.basis]?.form?[.assumed], let text = reason.text {
      found.append(Reservation(.assumed, text, at: reason.span))
    }
    if let words = form[.discretion], let text = words.text {
      found.append(Reservation(.discretion, text, at: words.span))
    }
    let own: Set<Keyword> = [.basis, .discretion, .indicators]
    let inner = form.entries.filter { !own.contains($0.key) }.values.map(\.piece) + form.others.map(\.piece)
    return found + inner.flatMap(reservations).sorted { $0.span.start < $1.span.start }
  }
}
