import PolicySyntax
import PolicyTypes

extension TypedPolicy {
  /// Returns how Chinese-speaking readers are shown pieces of the policy's text that stand in the scopes of some
  /// domains, where that is not as they are written. What would read differently here and there stays as it is.
  package func readings(of quotations: [String: Set<Int>]) -> [String: String] {
    let scopes = readerTexts
    var readings: [String: String] = [:]
    for (text, domains) in quotations {
      let shown = Set(domains.map { scopes[$0].chinese(text) })
      if shown.count == 1, let reading = shown.first, reading != text { readings[text] = reading }
    }
    return readings
  }

  /// How text is shown that stands in the scope of each domain.
  private var readerTexts: [ReaderText] {
    let common = commonTitles
    let labels = Set(domains.flatMap(\.fields).compactMap(\.type.labels).flatMap(\.labels))
    return domains.indices.map { domain in
      let titles = common.merging(fieldTitles(in: domain)) { $1 }
        .filter { !labels.contains($0.key) && $0.key != $0.value }
      return ReaderText(.language, titles: titles)
    }
  }

  /// What people call the things that have names, by those names; a name that several things have with different titles
  /// has none here.
  private var commonTitles: [String: String] {
    var titles: [String: Set<String>] = [:]
    for (name, title) in namesWithTitles { titles[name, default: []].insert(title ?? name) }
    return titles.compactMapValues { $0.count == 1 ? $0.first : nil }
  }

  private var namesWithTitles: [(name: String, title: String?)] {
    let fields = domains.flatMap { [($0.name, $0.title)] + $0.fields.map { ($0.name, $0.title) } }
    let clauses =
      constants.map(\.clause) + facts.map(\.clause) + lists.map(\.clause) + rules.map(\.clause)
      + indicators.map(\.clause) + repairs.map(\.clause) + measures.map(\.clause)
    return fields + clauses.map { ($0.lastName, $0.title) }
  }

  /// What people call the fields of a domain and of those above it; of one name the nearest field counts.
  private func fieldTitles(in domain: Int) -> [String: String] {
    let above = domains[domain].parent.map { fieldTitles(in: $0) } ?? [:]
    let own = domains[domain].fields.map { ($0.name, $0.title ?? $0.name) }
    return above.merging(own) { $1 }
  }
}

extension Clause {
  /// The last part of the path that a nested indicator has for a name.
  fileprivate var lastName: String { name.split(separator: ".").last.map(String.init) ?? name }
}
