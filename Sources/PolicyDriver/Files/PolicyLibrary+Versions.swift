package import PolicyDiagnostics
import PolicySemantics
import PolicySyntax
import PolicyTypes

/// Several files with the same id: the versions of one policy.
extension PolicyLibrary {
  /// Returns an error for every two versions that are in force at once and of which one is among `paths`.
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
      let inOrder = paths.compactMap(version).sorted { ($0.dates.first, $0.path.text) < ($1.dates.first, $1.path.text) }
      for (index, later) in inOrder.enumerated() {
        let earlier = inOrder[..<index].first { other in
          other.dates.intersection(later.dates) != nil && (checked.contains(other.path) || checked.contains(later.path))
        }
        if let earlier { found.insert(.versionsOverlap(later, earlier)) }
      }
    }
    return found
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
}

extension Diagnostic {
  fileprivate static func versionsOverlap(_ later: PolicyVersion, _ earlier: PolicyVersion) -> Diagnostic {
    let day = max(later.dates.first, earlier.dates.first)
    let since = day == .earliest ? LocalizedText("always", "始终") : LocalizedText("from \(day) on", "自 \(day) 起")
    return Diagnostic(
      .versionsOverlap,
      LocalizedText(
        "\(since.english) two versions of `\(later.id)` are in force at once",
        "\(since.chinese)，`\(later.id)` 有两个版本同时施行"),
      at: later.span, labels: [Label(LocalizedText("the other version", "另一版本"), at: earlier.span)],
      help: LocalizedText(
        "let `effective` of one end before the other begins; a policy of its own has an id of its own",
        "请用 `施行` 使一个版本在另一个开始前终止；若是另一政策，请另取编号"))
  }
}
