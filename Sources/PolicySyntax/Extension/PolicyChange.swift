import PolicyDiagnostics

/// Takes pieces out of a policy.
struct PolicyRemoval {
  private(set) var diagnostics = DiagnosticSet()

  mutating func remove(_ scalar: YAMLScalar, from entries: [YAMLEntry]) -> [YAMLEntry] {
    let edit = PolicyEdit(PolicyPath(scalar)) { entries, index, _, _ in
      guard let index else { return nil }
      return entries.enumerated().filter { $0.offset != index }.map(\.element)
    }
    switch edit.applied(to: entries) {
    case .success(let edited): return edited
    case .failure(let failure):
      diagnostics.insert(failure.diagnostic)
      return entries
    }
  }
}

/// Replaces pieces of a policy.
///
/// A mapping onto something with keys of its own merges by key; values, lists and groups of names are replaced whole,
/// since their order is their meaning. A new worth of an indicator takes the place of the old one.
struct PolicyChange {
  private(set) var diagnostics = DiagnosticSet()

  mutating func apply(_ change: YAMLEntry, to entries: [YAMLEntry]) -> [YAMLEntry] {
    let edit = PolicyEdit(PolicyPath(change.key)) { entries, index, place, segment in
      let key = YAMLScalar(text: segment.text, style: .plain, span: segment.span)
      guard let index else {
        // A key that the parent does without may be set; a name that it does not declare is a slip.
        guard case .form(let id) = place, id.description.key(spelled: segment.text) != nil else { return nil }
        return Self.withoutOtherWorths(entries + [YAMLEntry(key: key, value: change.value)], of: key, in: place)
      }
      let shape = place.step(to: segment.text)?.shape ?? .anything
      if let merged = Self.merged(entries[index].value, change.value, PolicyPlace(shape)) {
        return entries.replacing(index, value: merged)
      }
      var edited = entries
      edited[index] = YAMLEntry(key: key, value: change.value)
      return Self.withoutOtherWorths(edited, of: key, in: place)
    }
    switch edit.applied(to: entries) {
    case .success(let edited): return edited
    case .failure(let failure):
      diagnostics.insert(failure.diagnostic)
      return entries
    }
  }

  /// Returns a node of the policy with the keys of `content` in the place of its own; nil where it is replaced whole.
  /// An indicator is never a value, though it may `take` one of its parts as a lookup takes one of its rows.
  private static func merged(_ value: YAMLNode, _ content: YAMLNode, _ place: PolicyPlace) -> YAMLNode? {
    guard case .form(let id) = place, mergedForms.contains(id), var entries = value.entries,
      let changes = content.entries, id == .indicator || isPlainMapping(value) && isPlainMapping(content)
    else { return nil }
    for change in changes {
      if let index = entries.index(of: change.key.text, in: place) {
        entries[index] = change
      } else {
        entries.append(change)
      }
      entries = withoutOtherWorths(entries, of: change.key, in: place)
    }
    return value.holding(entries)
  }

  private static let mergedForms: Set<FormID> = [
    .indicator, .rule, .repair, .measure, .fact, .list, .outcome, .decisions, .recordType, .subjectType, .period,
    .output,
  ]

  /// An indicator has one worth: the one that `key` gives, if it gives one.
  private static func withoutOtherWorths(
    _ entries: [YAMLEntry], of key: YAMLScalar, in place: PolicyPlace
  ) -> [YAMLEntry] {
    guard case .form(.indicator) = place, let worth = Keyword(spelling: key.text), Keyword.worths.contains(worth) else {
      return entries
    }
    let others = Keyword.worths.subtracting([worth]).union(worth == .indicators ? [] : [.start, .take])
    return entries.filter { entry in entry.keyword.map { !others.contains($0) } ?? true }
  }
}

/// An edit of a policy at the end of a path.
private struct PolicyEdit {
  /// Returns the entries with the one at the index edited, or with a new one where there is none; nil where that is
  /// impossible.
  typealias Action = ([YAMLEntry], Int?, PolicyPlace, PolicyPath.Segment) -> [YAMLEntry]?

  private let path: PolicyPath
  private let action: Action

  init(_ path: PolicyPath, _ action: @escaping Action) {
    self.path = path
    self.action = action
  }

  struct Failure: Error {
    let diagnostic: Diagnostic
  }

  func applied(to entries: [YAMLEntry]) -> Result<[YAMLEntry], Failure> {
    if let keyword = Keyword(spelling: path.segments[0].text), Self.headerKeys.contains(keyword) {
      return .failure(Failure(diagnostic: .headerIsNotInherited(path.segments[0].text, at: path.scalar.span)))
    }
    return Result { () throws(Failure) in try edited(entries, .form(.policy), at: 0) }
  }

  private static let headerKeys: Set<Keyword> = [.policy, .title, .version, .effective, .extends, .change, .remove]

  private func edited(_ entries: [YAMLEntry], _ place: PolicyPlace, at depth: Int) throws(Failure) -> [YAMLEntry] {
    let segment = path.segments[depth]
    if let parts = parts(of: entries, in: place, named: segment.text) {
      let inner = try edited(parts.entries, .names(.form(.indicator)), at: depth)
      return entries.replacing(parts.index, value: entries[parts.index].value.holding(inner))
    }
    let index = entries.index(of: segment.text, in: place)
    if depth == path.segments.count - 1 {
      guard let edited = action(entries, index, place, segment) else { throw failure(segment, entries, place) }
      return edited
    }
    guard let index, let shape = place.step(to: segment.text)?.shape, let inner = entries[index].value.entries else {
      throw failure(segment, entries, place)
    }
    let edited = try edited(inner, PolicyPlace(shape), at: depth + 1)
    return entries.replacing(index, value: entries[index].value.holding(edited))
  }

  /// The parts of an indicator, where `name` is one of them.
  private func parts(
    of entries: [YAMLEntry], in place: PolicyPlace, named name: String
  ) -> (index: Int, entries: [YAMLEntry])? {
    guard case .form(.indicator) = place, let index = entries.index(of: .indicators),
      let parts = entries[index].value.entries, parts.contains(where: { $0.key.text == name })
    else { return nil }
    return (index, parts)
  }

  private func failure(_ segment: PolicyPath.Segment, _ entries: [YAMLEntry], _ place: PolicyPlace) -> Failure {
    var known = entries.map(\.key.text)
    if case .form(.indicator) = place, let index = entries.index(of: .indicators) {
      known += entries[index].value.entries?.map(\.key.text) ?? []
    }
    // Between two dots, or at an end, a name is missing.
    guard !segment.text.isEmpty else {
      return Failure(diagnostic: .unknownPath(path.scalar.text, at: path.scalar.span, known: known))
    }
    return Failure(diagnostic: .unknownPath(segment.text, at: segment.span, known: known))
  }
}
