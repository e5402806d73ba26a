import PolicyIR
import PolicyTypes

extension SourceCounts {
  init(of outline: Outline) {
    let leaves = outline.indicators.filter { $0.contribution != nil }
    let above = outline.indicators.map(\.clause)
    // What an indicator rests on, its parts do as well.
    func origin(of clause: Clause) -> Clause {
      if clause.basis != nil || clause.assumption != nil { return clause }
      let parents = above.filter { clause.name.hasPrefix($0.name + ".") && ($0.basis != nil || $0.assumption != nil) }
      return parents.max { $0.name.utf8.count < $1.name.utf8.count } ?? clause
    }
    func entry(_ kind: Kind, _ clauses: [Clause]) -> Entry {
      Entry(
        kind: kind, cited: clauses.count { $0.basis != nil }, assumed: clauses.count { $0.assumption != nil },
        total: clauses.count)
    }
    let repairs = Set(outline.repairs.map(\.clause))
    entries = [
      entry(.indicators, leaves.map { origin(of: $0.clause) }),
      entry(.thresholds, outline.grade.map { [$0.clause] } ?? []),
      entry(.rules, outline.rules.map(\.clause)), entry(.repairs, repairs.sorted { $0.name < $1.name }),
      entry(.measures, outline.measures.map(\.clause)),
    ].filter { $0.total > 0 }
  }
}
