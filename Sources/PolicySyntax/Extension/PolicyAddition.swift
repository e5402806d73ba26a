import PolicyDiagnostics

/// Adds to a policy what one that extends it declares.
///
/// New names may join every group of names, and new parts every indicator that has parts. An indicator without a worth
/// is a hole, which an addition fills. Lists that only grow, such as `import`, grow.
struct PolicyAddition {
  private(set) var diagnostics = DiagnosticSet()

  mutating func add(_ additions: [YAMLEntry], to entries: [YAMLEntry]) -> [YAMLEntry] {
    merge(additions, into: entries, .form(.policy), path: [])
  }

  /// Adds every entry of `additions` that `entries` does not have, and merges the others where that is adding.
  private mutating func merge(
    _ additions: [YAMLEntry], into entries: [YAMLEntry], _ place: PolicyPlace, path: [String]
  ) -> [YAMLEntry] {
    var merged = entries
    for addition in additions {
      let names = path + [addition.key.text]
      guard let index = merged.index(of: addition.key.text, in: place) else {
        merged.append(addition)
        continue
      }
      guard let shape = place.step(to: addition.key.text)?.shape,
        let value = sum(merged[index].value, addition, shape, path: names)
      else {
        report(addition, merged[index], path: names)
        continue
      }
      // Who fills a hole says what the indicator is worth, and so is cited for it.
      let key = isHole(merged[index].value, shape) ? addition.key : merged[index].key
      merged[index] = YAMLEntry(key: key, value: value)
    }
    return merged
  }

  private func isHole(_ node: YAMLNode, _ shape: Shape) -> Bool {
    guard case .form(.indicator) = shape, let entries = node.entries else { return false }
    return !entries.contains { $0.keyword.map(Keyword.worths.contains) ?? false }
  }

  /// Returns both values in one where the second adds to the first; nil where it would override it.
  private mutating func sum(
    _ value: YAMLNode, _ addition: YAMLEntry, _ shape: Shape, path: [String]
  ) -> YAMLNode? {
    switch shape {
    case .form(.indicator): return indicator(value, addition, path: path)
    case .form(.subjectType), .form(.recordType): return fields(value, addition, path: path)
    case .named(let element):
      guard let old = value.entries, let new = addition.value.entries else { return nil }
      return value.holding(merge(new, into: old, .names(element), path: path))
    case .listOr(_, let named) where value.elements == nil: return sum(value, addition, named, path: path)
    case .listOr: return joined(value, addition.value)
    case .list, .oneOrMore(.text):
      return addition.keyword.map(Self.growingLists.contains) == true ? joined(value, addition.value) : nil
    case .text:
      // The same source may be named by both.
      return value.scalar?.text == addition.value.scalar?.text && path.count == 2 ? value : nil
    default: return nil
    }
  }

  private static let growingLists: Set<Keyword> = [.import, .notEncoded, .allow]

  /// Returns one list with what is in both; nil where one of them is no list, nor a single entry of one.
  private func joined(_ value: YAMLNode, _ addition: YAMLNode) -> YAMLNode? {
    guard value.entries == nil, addition.entries == nil else { return nil }
    return value.holding((value.elements ?? [value]) + (addition.elements ?? [addition]))
  }

  /// An indicator of the parent: its parts may become more, and a hole is filled.
  private mutating func indicator(_ value: YAMLNode, _ addition: YAMLEntry, path: [String]) -> YAMLNode? {
    guard let old = value.entries, let new = addition.value.entries else { return nil }
    let place = PolicyPlace.form(.indicator)
    guard !isHole(value, .form(.indicator)) else { return value.holding(merge(new, into: old, place, path: path)) }
    var merged = old
    for entry in new {
      guard entry.keyword == .indicators, let index = merged.index(of: .indicators),
        let parts = merged[index].value.entries, let added = entry.value.entries
      else {
        let earlier = merged.index(of: entry.key.text, in: place)
        let full = (path + [entry.key.text]).joined(separator: ".")
        diagnostics.insert(
          earlier.map { .alreadyInherited(entry.key, earlier: merged[$0].key.span, path: full) }
            ?? .changesInherited(entry.key, path.last ?? "", earlier: value.span, path: full))
        continue
      }
      // Paths do not name the key `indicators`.
      let sum = merge(added, into: parts, .names(.form(.indicator)), path: path)
      merged = merged.replacing(index, value: merged[index].value.holding(sum))
    }
    return value.holding(merged)
  }

  /// A kind of subject or a record type of the parent: it may get more fields.
  private mutating func fields(_ value: YAMLNode, _ addition: YAMLEntry, path: [String]) -> YAMLNode? {
    guard let old = value.entries, let new = addition.value.entries, new.allSatisfy({ $0.keyword == .fields }) else {
      return nil
    }
    return value.holding(merge(new, into: old, .form(.recordType), path: path))
  }

  private mutating func report(_ addition: YAMLEntry, _ earlier: YAMLEntry, path: [String]) {
    diagnostics.insert(.alreadyInherited(addition.key, earlier: earlier.key.span, path: path.joined(separator: ".")))
  }
}

extension Keyword {
  /// The keys of which an indicator has exactly one, unless it is a hole.
  static let worths: Set<Keyword> = [.points, .deduct, .indicators]
}
