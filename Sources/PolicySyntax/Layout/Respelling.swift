package import PolicyDiagnostics

/// Returns the text of `file` with every word of the language in its spelling of `language`, or nil where the file's
/// YAML or kind is wrong, which goes to `diagnostics`.
///
/// Names, labels and texts of the author's stay, and so does the layout.
package func respelled(
  _ file: SourceFile, in language: Language, _ table: SpellingTable, into diagnostics: inout DiagnosticSet
) -> String? {
  guard let root = parseYAML(file, into: &diagnostics) else { return nil }
  guard let entries = root.entries, let first = entries.first, let form = formOfDocument(startingWith: first.key.text)
  else {
    diagnostics.insert(.documentIsNotAMapping(root))
    return nil
  }
  var respelling = Respelling(language, table)
  respelling.form(form.description, entries)
  return respelling.text(of: file)
}

/// Walks a tree along the vocabulary and notes which words have to change.
struct Respelling {
  private let language: Language
  private let table: SpellingTable
  /// What readers call the names, where the text is for them and nobody runs it.
  private let titles: [String: String]?
  private var changes: [(span: SourceSpan, text: String)] = []

  init(_ language: Language, _ table: SpellingTable, titles: [String: String]? = nil) {
    self.language = language
    self.table = table
    self.titles = titles
  }

  /// Returns the text of `file` with all changes made.
  func text(of file: SourceFile) -> String {
    var bytes: [UInt8] = []
    var offset = 0
    for change in changes.sorted(by: { $0.span.start < $1.span.start }) where change.span.start >= offset {
      bytes += file.bytes[offset..<change.span.start]
      bytes += Array(change.text.utf8)
      offset = change.span.end
    }
    return String(decoding: bytes + file.bytes[offset...], as: UTF8.self)
  }

  private mutating func replace(_ span: SourceSpan, with text: String) {
    if span.text != text { changes.append((span, text)) }
  }

  // MARK: Forms

  mutating func form(_ description: FormDescription, _ entries: [YAMLEntry]) {
    for entry in entries {
      if let key = description.key(spelled: entry.key.text) {
        replace(entry.key.span, with: key.keyword.spelling(in: language))
        visit(entry.value, key.shape, under: description.context(of: key.keyword))
      } else if let shape = description.otherKeys {
        if description.hasExpressionsAsKeys { expression(entry.key) }
        visit(entry.value, shape, under: nil)
      }
    }
  }

  private mutating func visit(_ node: YAMLNode, _ shape: Shape, under keyword: Keyword?) {
    if let scalar = node.scalar, let keyword,
      let phrase = table.phrase(of: scalar.text, under: keyword, in: language)
    {
      return respell(phrase, in: scalar.expressionSource)
    }
    switch shape {
    case .text, .name, .flag, .anything: return
    case .path: node.scalar.map { _ = path($0) }
    case .changes:
      for entry in node.entries ?? [] {
        if let shape = path(entry.key) { visit(entry.value, shape, under: nil) }
      }
    case .expression: node.scalar.map { expression($0) }
    case .value: value(node)
    case .valueOr(let id): isPlainMapping(node) ? form(id, node) : value(node)
    case .condition: node.scalar.map { expression($0) } ?? form(.combination, node)
    case .rows: for row in node.elements ?? [] { self.row(row) }
    case .form(let id): form(id, node)
    case .named(let element):
      // A field is followed by its type, which is a word of the language.
      for entry in node.entries ?? [] { visit(entry.value, element, under: keyword == .fields ? keyword : nil) }
    case .list(let element): for part in node.elements ?? [] { visit(part, element, under: keyword) }
    case .oneOrMore(let element): for part in node.elements ?? [node] { visit(part, element, under: keyword) }
    case .listOr(let element, let other):
      guard let elements = node.elements else { return visit(node, other, under: nil) }
      for part in elements { visit(part, element, under: keyword) }
    case .scalarOr(let scalar, let other): visit(node, node.scalar == nil ? other : scalar, under: nil)
    }
  }

  private mutating func form(_ id: FormID, _ node: YAMLNode) {
    if let entries = node.entries { form(id.description, entries) }
  }

  private mutating func value(_ node: YAMLNode) {
    switch node.content {
    case .scalar(let scalar): expression(scalar)
    case .mapping(let entries) where isDated(entries): for entry in entries { value(entry.value) }
    case .mapping(let entries): form(formOfValue(entries).description, entries)
    case .sequence(let elements): for element in elements { form(.orderedCase, element) }
    }
  }

  /// A row of a table: tests with a value at the end, or a case.
  private mutating func row(_ node: YAMLNode) {
    guard let cells = node.elements, let last = cells.last else { return form(.orderedCase, node) }
    for cell in cells.dropLast() { visit(cell, .oneOrMore(.expression), under: nil) }
    value(last)
  }

  private mutating func respell(_ phrase: SpellingTable.Phrase, in source: ExpressionSource) {
    replace(source.span(0..<phrase.prefix.count), with: phrase.prefix.spelling)
    guard let part = phrase.part else { return }
    expression(source.part(part))
    replace(source.span(part.upperBound..<part.upperBound + phrase.suffix.count), with: phrase.suffix.spelling)
  }

  /// Respells the keys in a path, and returns the shape of what it leads to.
  private mutating func path(_ scalar: YAMLScalar) -> Shape? {
    let path = PolicyPath(scalar)
    var place = PolicyPlace.form(.policy)
    var shape: Shape?
    for segment in path.segments {
      guard let step = place.step(to: segment.text) else { return nil }
      if let keyword = step.keyword { replace(segment.span, with: keyword.spelling(in: language)) }
      shape = step.shape
      place = PolicyPlace(step.shape)
    }
    return shape
  }

  // MARK: Expressions

  private mutating func expression(_ scalar: YAMLScalar) { expression(scalar.expressionSource) }

  mutating func expression(_ source: ExpressionSource) {
    // What is no expression is a text of the author's.
    guard let tokens = try? ExpressionLexer.tokens(of: source, mode: .policy) else { return }
    var index = 0
    while index < tokens.count - 1 {
      index += word(at: index, of: tokens, source)
    }
  }

  /// Respells what begins at `index`, and returns how many tokens it takes.
  private mutating func word(at index: Int, of tokens: [ExpressionToken], _ source: ExpressionSource) -> Int {
    if let count = unit(at: index, of: tokens, source) { return count }
    let count = tokens[index...].prefix { $0.kind == .word || $0.keyword != nil }.count
    guard count > 0 else {
      if titles != nil, let sign = tokens[index].sign?.handwritten {
        replace(source.span(tokens[index].range), with: sign)
      }
      return 1
    }
    if tokens[index + count].sign == .openParenthesis, let taken = function(at: index, count, of: tokens, source) {
      return taken
    }
    if tokens[index].keyword == .not, count >= 2, tokens[index + 2].kind != .word,
      let outcome = table.names[text(of: tokens[index..<index + 2])]
    {
      replace(span(of: tokens[index..<index + 2], source), with: outcome.text(in: language))
      return 2
    }
    if let keyword = tokens[index].keyword {
      replace(source.span(tokens[index].range), with: keyword.spelling(in: language))
      return 1
    }
    let run = tokens[index...].prefix { $0.kind == .word }.count
    name(tokens[index..<index + run], isMember: index > 0 && tokens[index - 1].sign == .dot, source)
    return run
  }

  /// Respells a function whose name ends where `count` words end; the words before it are keywords, such as `not`.
  private mutating func function(
    at index: Int, _ count: Int, of tokens: [ExpressionToken], _ source: ExpressionSource
  ) -> Int? {
    let words = tokens[index..<index + count]
    guard let function = table.functions[text(of: words)] else { return nil }
    replace(span(of: words, source), with: function.text(in: language))
    return count
  }

  private mutating func name(_ words: ArraySlice<ExpressionToken>, isMember: Bool, _ source: ExpressionSource) {
    let text = text(of: words)
    if let title = titles?[text] { return replace(span(of: words, source), with: title) }
    guard !isMember || titles != nil, let name = table.names[text] else { return }
    replace(span(of: words, source), with: name.text(in: language))
  }

  /// Respells the unit behind a number, `3 months`, and returns how many tokens the two take.
  private mutating func unit(at index: Int, of tokens: [ExpressionToken], _ source: ExpressionSource) -> Int? {
    guard tokens[index].kind == .number else { return nil }
    let following = tokens[(index + 1)...].prefix { $0.kind == .word }
    let match = DurationUnit.phrases.first { following.map(\.text).starts(with: $0.words) }
    guard let (words, unit) = match else { return nil }
    let number = tokens[index]
    let spelling = language == .chinese ? unit.chinese : unit.english(for: number.text)
    let whole = number.range.lowerBound..<tokens[index + words.count].range.upperBound
    replace(source.span(whole), with: "\(number.text) \(spelling)")
    return 1 + words.count
  }

  private func text(of words: ArraySlice<ExpressionToken>) -> String { words.map(\.text).joined(separator: " ") }

  private func span(of words: ArraySlice<ExpressionToken>, _ source: ExpressionSource) -> SourceSpan {
    let start = words.first?.range.lowerBound ?? 0
    return source.span(start..<(words.last?.range.upperBound ?? start))
  }
}

extension FormDescription {
  /// Whether keys that are not fixed are expressions: the tests of a lookup, what records have in common, and the paths
  /// of an expectation. Other such keys are names.
  package var hasExpressionsAsKeys: Bool { id == .lookup || id == .capPer || id == .expectation }

  /// The key whose words may stand in the value under `keyword`; none below `fields` that outside data's names follow,
  /// and not types.
  package func context(of keyword: Keyword) -> Keyword? {
    keyword != .fields || id == .subjectType || id == .recordType ? keyword : nil
  }
}

extension Keyword {
  package func spelling(in language: Language) -> String { language == .english ? english : chinese }
}

extension ExpressionKeyword {
  fileprivate func spelling(in language: Language) -> String { language == .english ? english : chinese }
}

extension DurationUnit {
  fileprivate var chinese: String { Self.spellings.first { $0.unit == self }?.chinese ?? rawValue }
}

/// Tells whether the node is a mapping other than a value.
func isPlainMapping(_ node: YAMLNode) -> Bool {
  guard let entries = node.entries, !isDated(entries) else { return false }
  return !hasKey(among: Vocabulary.lookupKeys + Vocabulary.combinationKeys, entries)
}

/// Tells whether the keys of a mapping are dates, so that its values are those from each of them on.
func isDated(_ entries: [YAMLEntry]) -> Bool {
  !entries.isEmpty
    && entries.allSatisfy { entry in
      let characters = Array(entry.key.text.utf8)
      let hyphen = UInt8(ascii: "-")
      return characters.count == 10 && characters[4] == hyphen && characters[7] == hyphen
        && characters.allSatisfy { $0 == hyphen || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
}

/// The form of a mapping that is a value: a lookup, or a condition made of others.
func formOfValue(_ entries: [YAMLEntry]) -> FormID {
  let isCombination =
    hasKey(among: Vocabulary.combinationKeys, entries) && !hasKey(among: Vocabulary.lookupKeys, entries)
  return isCombination ? .combination : .lookup
}

private func hasKey(among keywords: [Keyword], _ entries: [YAMLEntry]) -> Bool {
  entries.contains { entry in Keyword(spelling: entry.key.text).map(keywords.contains) ?? false }
}
