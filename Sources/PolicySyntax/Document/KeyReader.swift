import PolicyDiagnostics

/// Tells what the keys of one mapping mean in its form.
///
/// A misspelt key is read as the one that it is nearest to, so that what is below it is not lost: lost declarations
/// would be missed wherever they are used, and one slip would give many errors.
struct KeyReader {
  private let description: FormDescription
  /// The keys that are spelt right, or have been taken for a misspelt one.
  private var taken: Set<Keyword>
  /// Whether some key of a selection stands there, which is nothing without `each`.
  private let needsEach: Bool

  enum Meaning {
    /// A key of the form, and what mends its spelling where that is wrong.
    case key(KeyDescription, fixIt: FixIt?)
    /// A key of the author's own.
    case other(Shape)
    case unknown
  }

  init(_ description: FormDescription, _ entries: [YAMLEntry]) {
    self.description = description
    taken = Set(entries.compactMap { description.key(spelled: $0.key.text)?.keyword })
    needsEach = !taken.isDisjoint(with: [.within, .where, .oncePer, .keep])
  }

  mutating func meaning(of entry: YAMLEntry) -> Meaning {
    if let known = description.key(spelled: entry.key.text) { return .key(known, fixIt: nil) }
    if let near = nearKey(to: entry) {
      taken.insert(near.key.keyword)
      return .key(near.key, fixIt: near.fixIt)
    }
    return description.otherKeys.map { .other($0) } ?? .unknown
  }

  /// The key that an entry's is a misspelling of, or another word for.
  ///
  /// Where authors have keys of their own, only one that the form cannot be without is taken for misspelt, such as a
  /// lookup's `by` or list of `rows`, or the `each` of other keys, and one whose content is nothing that could stand
  /// under an author's key.
  private func nearKey(to entry: YAMLEntry) -> (key: KeyDescription, fixIt: FixIt)? {
    let isOpen = description.otherKeys.map { $0.mayHold(entry.value) && !isForm(entry.value) } ?? false
    let needed: Keyword = entry.value.elements == nil ? .by : .rows
    let candidates = description.keys.filter { candidate in
      !taken.contains(candidate.keyword)
        && (!isOpen || candidate.isRequired || candidate.keyword == needed
          || needsEach && candidate.keyword == .each)
    }
    if !isOpen, let meant = candidates.first(where: { Keyword.meant(by: entry.key.text).contains($0.keyword) }) {
      let spelling = meant.keyword.spelling(in: Language(ofWord: entry.key.text))
      return (meant, FixIt(replacing: entry.key.span, with: spelling))
    }
    let spellings = candidates.flatMap { [$0.keyword.english, $0.keyword.chinese] }
    guard let near = nearestName(to: entry.key.text, among: spellings), let found = description.key(spelled: near)
    else { return nil }
    return (found, FixIt(replacing: entry.key.span, with: near))
  }
}

extension KeyReader {
  /// Whether a mapping is the form of one of the keys, and no condition made of others.
  private func isForm(_ node: YAMLNode) -> Bool {
    guard let entries = node.entries, !entries.isEmpty,
      !entries.allSatisfy({ FormID.combination.description.key(spelled: $0.key.text) != nil })
    else { return false }
    return description.keys.contains { key in
      guard case .form(let id) = key.shape else { return false }
      return entries.allSatisfy { id.description.key(spelled: $0.key.text) != nil }
    }
  }
}

extension Shape {
  /// Whether `node` may be meant as a piece of this shape; a list is a value only as a list of cases.
  fileprivate func mayHold(_ node: YAMLNode) -> Bool {
    guard case .value = self, let elements = node.elements else { return true }
    return elements.contains { $0.entries?.contains { $0.keyword.map(Self.keysOfCases.contains) ?? false } ?? false }
  }

  private static let keysOfCases: Set<Keyword> = [.when, .then, .otherwise]
}

extension FormDescription {
  /// Returns the key that `text` spells here, in either language.
  func key(spelled text: String) -> KeyDescription? {
    Keyword(spelling: text).flatMap { self[$0] }
  }

  /// Whether a mapping that may be this form or a lookup has the form's keys, or at least not a misspelt `by`.
  func isRather(_ entries: [YAMLEntry]) -> Bool {
    entries.contains { key(spelled: $0.key.text) != nil }
      || !entries.contains { nearestName(to: $0.key.text, among: Keyword.by.spellings) != nil }
  }
}

extension YAMLNode {
  /// Every key of the mappings in it.
  var keysWithin: [String] {
    (entries ?? []).flatMap { [$0.key.text] + $0.value.keysWithin } + (elements ?? []).flatMap(\.keysWithin)
  }
}
