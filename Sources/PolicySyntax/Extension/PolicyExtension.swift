package import PolicyDiagnostics

/// Returns the policy that `child` makes of `parent`, which it extends: one document whose pieces keep their places in
/// both files.
///
/// First what `remove` names is taken out, then what `change` names is replaced, then everything else is added. Nothing
/// is overridden by accident: what the parent says already is an error outside `change`. Mistakes go to `diagnostics`.
package func extended(
  _ parent: Document, by child: Document, reading read: NamedFileReader, into diagnostics: inout DiagnosticSet
) -> Document {
  var removal = PolicyRemoval()
  var change = PolicyChange()
  var addition = PolicyAddition()
  var entries = parent.entries.filter { !($0.keyword.map(headerKeys.contains) ?? false) }
  for path in child.form[.remove]?.elements.compactMap(\.scalar) ?? [] { entries = removal.remove(path, from: entries) }
  for piece in child.form[.change]?.node?.entries ?? [] { entries = change.apply(piece, to: entries) }
  entries = addition.add(child.entries.filter { $0.keyword.map(extensionKeys.contains) != true }, to: entries)
  for found in [removal.diagnostics, change.diagnostics, addition.diagnostics] { diagnostics.formUnion(found) }
  // What the child leaves to its parent stands there, the title and the dates too.
  let own = Set(child.entries.compactMap(\.keyword))
  let inherited = parent.entries.filter { entry in
    entry.keyword.map { inheritedHeaderKeys.contains($0) && !own.contains($0) } ?? false
  }
  // A change may name another file of rows.
  let all = withTables(inHeaderOrder(inherited + entries), reading: read, into: &diagnostics)
  var decoder = Decoder()
  let form = decoder.form(FormID.policy.description, all, at: child.form.span)
  diagnostics.formUnion(decoder.diagnostics)
  return Document(file: child.file, form: form, entries: all)
}

/// What a policy says of itself, and no other of it.
private let headerKeys: Set<Keyword> = [.policy, .title, .version, .effective, .extends, .change, .remove]
private let inheritedHeaderKeys: Set<Keyword> = [.title, .effective]
private let extensionKeys: Set<Keyword> = [.extends, .change, .remove]

/// The keys of the header first, so that the first key tells the kind of the file.
private func inHeaderOrder(_ entries: [YAMLEntry]) -> [YAMLEntry] {
  let order = FormID.policy.description.keys.map(\.keyword)
  return entries.enumerated().sorted { a, b in
    let (first, second) = (order.firstIndex(of: a.element.keyword), order.firstIndex(of: b.element.keyword))
    return (first, a.offset) < (second, b.offset)
  }.map(\.element)
}

extension [Keyword] {
  /// The place of `keyword`; what is no keyword comes last.
  fileprivate func firstIndex(of keyword: Keyword?) -> Int { keyword.flatMap { firstIndex(of: $0) } ?? count }
}

extension YAMLEntry {
  /// The key, where it is one of the language.
  var keyword: Keyword? { Keyword(spelling: key.text) }
}

extension YAMLNode {
  /// Returns the collection with other members, in the place of this one.
  func holding(_ entries: [YAMLEntry]) -> YAMLNode { YAMLNode(content: .mapping(entries), span: span) }
  func holding(_ elements: [YAMLNode]) -> YAMLNode { YAMLNode(content: .sequence(elements), span: span) }
}

extension [YAMLEntry] {
  /// The place of the key that `text` spells, in either language, or of the name that it is.
  func index(of text: String, in place: PolicyPlace) -> Int? {
    if case .form(let id) = place, let keyword = id.description.key(spelled: text)?.keyword {
      return firstIndex { $0.keyword == keyword }
    }
    return firstIndex { $0.key.text == text }
  }

  func index(of keyword: Keyword) -> Int? { firstIndex { $0.keyword == keyword } }

  /// Returns the entries with another value in one of them.
  func replacing(_ index: Int, value: YAMLNode) -> [YAMLEntry] {
    var entries = self
    entries[index] = YAMLEntry(key: self[index].key, value: value)
    return entries
  }
}
