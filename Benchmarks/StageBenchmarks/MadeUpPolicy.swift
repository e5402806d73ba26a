import PolicyDiagnostics
import PolicyDriver

/// A policy of any length: one indicator a line, over records of a few types.
struct MadeUpPolicy {
  let name: String
  let indicatorCount: Int

  /// Makes a policy whose file has about `lineCount` lines.
  init(_ name: String, lineCount: Int) {
    self.init(name, indicatorCount: max(1, lineCount - Self.frameLineCount))
  }

  init(_ name: String, indicatorCount: Int) {
    self.name = name
    self.indicatorCount = indicatorCount
  }

  private static let frameLineCount = 28
  private static let types = ["penalty", "inspection", "complaint", "arrears", "judgment", "accident"]
  private static let windows = ["12 months", "24 months", "36 months", "60 months"]

  var text: String {
    let indicators = (0..<indicatorCount).map { number in
      let type = Self.types[number % Self.types.count]
      let window = Self.windows[number / Self.types.count % Self.windows.count]
      return "    I\(number): {each: events, within: \(window), where: type = \(type), "
        + "deduct: \(number % 9 + 1) * factor, cap: \(number % 40 + 10)}\n"
    }
    return """
      policy: \(name)
      title: Made up
      version: "1"
      subject: firm

      subjects:
        firm: {id: text, fields: {staff: {integer: 0..100000}}}

      records:
        events:
          at: date
          at most: 20000
          fields:
            date: date
            type: {one of: [\(Self.types.joined(separator: ", "))]}
            severity: {one of: [minor, usual, severe]}
            repaired on: {type: date, optional: true}

      facts:
        severity factor: {per: events, value: {by: severity, minor: 0.5, usual: 1, severe: 2}}
        repair factor: {per: events, value: [{when: repaired on != null, then: 0.3}, {otherwise: 1}]}
        factor: {per: events, value: severity factor * repair factor}

      score:
        start: 100
        clamp: 0..
        indicators:
      \(indicators.joined())
      grades: [A, B, C]
      grade: {by: score, ≥ 90: A, ≥ 70: B, otherwise: C}

      """
  }
}

/// Policies in memory, each under its name.
final class MadeUpSources: SourceProvider {
  private let files: [String: SourceFile]

  init(_ policies: [MadeUpPolicy]) {
    let files = policies.map { policy in
      let path = policy.name + ".yaml"
      return (path, SourceFile(path: path, bytes: Array(policy.text.utf8)))
    }
    self.files = Dictionary(uniqueKeysWithValues: files)
  }

  func source(at path: String) -> SourceFile? { files[path] }

  func yamlFiles(below folder: String) -> [String] { files.keys.sorted() }
}
