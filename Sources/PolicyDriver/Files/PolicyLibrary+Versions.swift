package import PolicyDiagnostics
import PolicySemantics
import PolicySyntax
import PolicyTypes

/// Several files with the same id: the versions of one policy.
extension PolicyLibrary {
  /// Returns an error for all versions that are in force at once and of which one is among `paths`.
  ///
  /// Their fellows are looked for among `paths` and below the roots of their packages; a folder without the file that
  /// marks a root is not searched.
  package func versionOverlaps(of paths: [SourcePath]) -> DiagnosticSet {
    var found = DiagnosticSet()
    let checked = Set(paths)
    let roots = Set(paths.compactMap { markedRoot(of: $0.folder) })
    let all = checked.union(roots.flatMap { files(below: $0) })
    let namesakes = Dictionary(grouping: all.filter { policyID(at: $0) != nil }, by: { policyID(at: $0) })
    // Most ids have one file, whose dates then need not be known.
    for paths in namesakes.values where paths.count > 1 && !checked.isDisjoint(with: paths) {
      for versions in overlapping(paths.compactMap(version)) {
        guard let subject = versions.last(where: { checked.contains($0.path) }) else { continue }
        found.insert(.versionsOverlap(subject, versions.filter { $0.isInForceWith(subject) }))
      }
    }
    return found
  }

  /// Returns the versions that are in force at once with others, those together that one day after the other ties.
  private func overlapping(_ versions: [PolicyVersion]) -> [[PolicyVersion]] {
    var groups: [[PolicyVersion]] = []
    var last = CalendarDate.earliest
    for version in versions.sorted(by: { ($0.dates.first, $0.path.text) < ($1.dates.first, $1.path.text) }) {
      if groups.isEmpty || version.dates.first > last {
        groups.append([version])
        last = version.dates.last
      } else {
        groups[groups.count - 1].append(version)
        last = max(last, version.dates.last)
      }
    }
    return groups.filter { $0.count > 1 }
  }

  private func version(at path: SourcePath) -> PolicyVersion? {
    guard let form = document(at: path)?.document?.form, form.id == .policy, let id = form[.policy]?.text else {
      return nil
    }
    // One that says nothing of its dates has those of the policy that it extends.
    let dates = compilations(at: path).map(\.dates)
    let first = dates.min { $0.first < $1.first }
    let last = dates.max { $0.last < $1.last }
    return PolicyVersion(
      id: id, path: path, dates: EffectiveDates(from: first?.from, until: last?.until),
      span: form[.effective]?.span ?? form.keySpan(.policy))
  }
}

/// One version of a policy.
private struct PolicyVersion {
  let id: String
  let path: SourcePath
  let dates: EffectiveDates
  let span: SourceSpan

  /// Whether it is another one and in force at once with `other` on some day.
  func isInForceWith(_ other: PolicyVersion) -> Bool {
    path != other.path && dates.intersection(other.dates) != nil
  }
}

extension Diagnostic {
  /// The most of the other versions that are shown.
  private static let shownVersions = 4

  fileprivate static func versionsOverlap(_ subject: PolicyVersion, _ others: [PolicyVersion]) -> Diagnostic {
    let later = others.map { max(subject.dates.first, $0.dates.first) }
    let day = later.min() ?? subject.dates.first
    let count =
      others.count == 1 ? LocalizedText("two", "两") : LocalizedText("\(others.count + 1)", " \(others.count + 1) ")
    let since = day == .earliest ? LocalizedText("always", "始终") : LocalizedText("from \(day) on", "自 \(day) 起")
    return Diagnostic(
      .versionsOverlap,
      LocalizedText(
        "\(since.english) \(count.english) versions of `\(subject.id)` are in force at once",
        "\(since.chinese)，`\(subject.id)` 有\(count.chinese)个版本同时施行"),
      at: subject.span,
      labels: others.prefix(shownVersions).map {
        Label(LocalizedText(others.count == 1 ? "the other version" : "another version", "另一版本"), at: $0.span)
      },
      help: LocalizedText(
        "let `effective` of one end before the other begins; a policy of its own has an id of its own",
        "请用 `施行` 使一个版本在另一个开始前终止；若是另一政策，请另取编号"))
  }
}
