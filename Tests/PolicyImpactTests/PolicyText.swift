import PolicyDiagnostics
import PolicyDriver
import PolicyImpact

/// A policy with one of everything that changes tell apart, and edits of it.
enum PolicyText {
  static let policy = """
    policy: shop
    title: 店铺
    version: "1"
    effective: 2022-01-01..
    subject: shop
    import: [measures.yaml]
    sources: {law: 条例}
    subjects:
      shop: {id: text, fields: {floor: {integer: 1..5}, kind: {one of: [food, other]}}}
    records:
      visits: {key: number, at: visited on, at most: 9, fields: {number: text, visited on: date, clean: yes or no}, repairable: {methods: [course, report]}}
    constants:
      base points: {2022-01-01: 20, 2024-01-01: 25}
    facts:
      dirty: {each: visits, within: 1 year, where: not(clean)}
      tall: floor >= 4
    score:
      indicators:
        conduct:
          title: 行为
          weight: 60
          start: 100
          clamp: 0..
          indicators:
            visits: {title: 检查, each: dirty, deduct: base points, cap: 90, repair: standard}
            stairs: {deduct: {by: floor, ≤ 2: 0, ≤ 4: 5, otherwise: 10}}
        trade: {weight: 40, points: {by: kind, food: 80, other: 100}}
    grades: [A, B, C]
    grade: {by: score, ≥ 90: A, ≥ 75: B, otherwise: C}
    rules:
      many: {title: 多次, when: count(dirty) >= 3, grade: no better than B, alert: red}
      high: {when: tall and exists(dirty), tag: high}
    repairs:
      standard: {methods: {any of: [course, report]}, not before: 1 month, restore: {by: took, ≤ 30 days: 100%, otherwise: 50%}}
    measures:
      visit: {for: all, visits per year: {by: grade, A: 0, B: 1, C: 4}}
      praise: {for: A}

    """

  static let measures = """
    measures:
      visit: {title: 巡查, kind: supervision, numbers: {visits per year: {integer: 0..52, title: 每年次数}}}
      praise: {title: 表扬, kind: incentive}

    """

  /// Returns the policy after the edits, each a text and what takes its place.
  static func edited(_ edits: (String, String)...) -> String {
    edits.reduce(policy) { text, edit in
      precondition(text.contains(edit.0), edit.0)
      return text.replacing(edit.0, with: edit.1)
    }
  }

  /// Returns the two policies, which have no errors, side by side.
  static func pair(_ old: String, _ new: String, newMeasures: String = measures) throws -> PolicyPair {
    PolicyPair(old: try compiled(old, in: "old", measures), new: try compiled(new, in: "new", newMeasures))
  }

  private static func compiled(_ text: String, in folder: String, _ measures: String) throws -> CompiledPolicy {
    let sources = TextSources(["\(folder)/shop.yaml": text, "\(folder)/measures.yaml": measures])
    let compilation = PolicyLibrary(sources).compilation(at: SourcePath("\(folder)/shop.yaml"))
    guard let policy = compilation?.policy else {
      throw Broken(found: compilation?.diagnostics.sorted.map(\.message.english))
    }
    return policy
  }

  struct Broken: Error {
    let found: [String]?
  }
}

/// Policy files that are texts in memory.
private final class TextSources: SourceProvider {
  private let files: [String: String]

  init(_ files: [String: String]) {
    self.files = files
  }

  func source(at path: String) -> SourceFile? { files[path].map { SourceFile(path: path, text: $0) } }

  func yamlFiles(below folder: String) -> [String] { files.keys.sorted() }
}

extension PolicyChange {
  /// The change in a few words, such as `weight changed score.indicators.trade.weight: 40 → 30`.
  var summary: String {
    let values = [old, new].compactMap { $0?.text }.joined(separator: " → ")
    return "\(kind.rawValue) \(operation) \(path.text): \(values)"
  }
}
