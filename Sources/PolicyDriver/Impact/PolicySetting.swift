package import PolicyDiagnostics
import PolicySemantics
import PolicySyntax
package import PolicyTypes

/// A place in a policy where a single value stands, found by its path: `constants.serious points`, `grade.优`.
///
/// A path is made of keys, in either language, and of the author's names. The keys `indicators` and `score` may be left
/// out where an indicator is named. A row of a lookup is named by its tests, and means its value; where the value is no
/// number, as that of a grade is, it may be named by its value, and means the number in its tests. A constant by date
/// means the value that is in force on the day of the simulation.
package struct PolicySetting: Sendable {
  package let path: String
  /// What is written there, and where.
  package let current: String
  package let span: SourceSpan

  /// Finds what `path` means in a policy, or reports which part of it is not there.
  package init?(_ path: String, in policy: CompiledPolicy, on date: CalendarDate, into diagnostics: inout DiagnosticSet)
  {
    let form = policy.sources.policy.form
    var search = SettingSearch(path: path, date: date)
    do throws(SettingFailure) {
      guard let found = try search.find(in: form) else { return nil }
      self.init(path: path, current: found.text, span: found)
    } catch {
      diagnostics.insert(error.diagnostic)
      return nil
    }
  }

  private init(path: String, current: String, span: SourceSpan) {
    self.path = path
    self.current = current
    self.span = span
  }
}

struct SettingFailure: Error {
  let diagnostic: Diagnostic
}

/// Walks a policy along a path.
private struct SettingSearch {
  private let file: SourceFile
  /// The parts of the path with their places in its text.
  private var parts: [(text: String, span: SourceSpan)] = []
  private let date: CalendarDate
  private let canonical = CanonicalText(.language)

  init(path: String, date: CalendarDate) {
    let file = SourceFile(path: "--set", text: path)
    self.file = file
    self.date = date
    var start = 0
    for part in path.split(separator: ".", omittingEmptySubsequences: false) {
      let end = start + part.utf8.count
      let text = part.trimmingSpaces
      parts.append((text, SourceSpan(file: file, start: start, end: end)))
      start = end + 1
    }
  }

  /// Returns the place of the value.
  mutating func find(in form: Form) throws(SettingFailure) -> SourceSpan? {
    try find(Piece(.form(form), at: form.span), parts[...])
  }

  private func find(_ piece: Piece, _ rest: ArraySlice<(text: String, span: SourceSpan)>) throws(SettingFailure)
    -> SourceSpan
  {
    guard let part = rest.first else { return try value(piece) }
    switch piece.content {
    case .form(let form):
      if let found = try find(part.text, in: form, rest.dropFirst()) { return found }
      throw unknown(part, known: names(in: form))
    case .named(let pieces):
      if let next = pieces.first(where: { $0.name.text == part.text }) { return try find(next.piece, rest.dropFirst()) }
      throw unknown(part, known: pieces.map(\.name.text))
    case .scalar, .list, .node: throw unknown(part, known: [])
    }
  }

  /// What `name` means in a form: a key, a row, or an indicator below it.
  private func find(
    _ name: String, in form: Form, _ rest: ArraySlice<(text: String, span: SourceSpan)>
  ) throws(SettingFailure) -> SourceSpan? {
    if form.id == .lookup, let row = try find(row: name, in: form, rest) { return row }
    if let keyword = Keyword(spelling: name), let piece = form[keyword] { return try find(piece, rest) }
    if let other = form.others.first(where: { $0.name.text == name }) { return try find(other.piece, rest) }
    let indicators = form.id == .policy ? form[.score]?.form?[.indicators] : form[.indicators]
    if let indicator = indicators?.named.first(where: { $0.name.text == name }) {
      return try find(indicator.piece, rest)
    }
    return nil
  }

  private func find(
    row name: String, in form: Form, _ rest: ArraySlice<(text: String, span: SourceSpan)>
  ) throws(SettingFailure) -> SourceSpan? {
    let wanted = tests(name)
    if let row = form.others.first(where: { canonical.tests(of: $0.name) == wanted }) {
      return try find(row.piece, rest)
    }
    guard rest.isEmpty, let row = form.others.first(where: { $0.piece.scalar?.text == name }) else { return nil }
    return number(in: row.name)
  }

  /// The canonical form of tests as they may be typed on a command line.
  private func tests(_ text: String) -> String {
    var ignored = DiagnosticSet()
    let source = ExpressionSource(text, file: SourceFile(path: "", text: text), start: 0)
    return parseUnaryTests(source, into: &ignored)?.map(\.description).joined(separator: ", ") ?? text
  }

  /// The place of the only number in the tests of a row.
  private func number(in tests: YAMLScalar) -> SourceSpan? {
    var ignored = DiagnosticSet()
    guard let parsed = parseUnaryTests(tests.expressionSource, into: &ignored), parsed.count == 1 else { return nil }
    switch parsed[0].kind {
    case .comparison(_, let bound): return bound.span
    case .value(let value): return value.span
    case .any, .not: return nil
    }
  }

  // MARK: Values

  private func value(_ piece: Piece) throws(SettingFailure) -> SourceSpan {
    if let scalar = piece.scalar { return scalar.span }
    // A constant by date.
    let dated = piece.named.compactMap { entry in
      CalendarDate(text: entry.name.text).flatMap { from in entry.piece.scalar.map { (from, $0.span) } }
    }
    let inForce = dated.filter { $0.0 <= date }.max { $0.0 < $1.0 }
    if let inForce { return inForce.1 }
    let last = parts[parts.count - 1]
    let known = piece.form.map(names) ?? piece.named.map(\.name.text)
    throw SettingFailure(diagnostic: .severalValues(last.text, at: last.span, known: known))
  }

  private func names(in form: Form) -> [String] {
    let keys = form.entries.values.map(\.key).sorted { $0.span.start < $1.span.start }.map(\.text)
    let rows = form.id == .lookup ? form.others.compactMap(\.piece.text) : []
    let indicators = form.id == .policy ? form[.score]?.form?[.indicators] : form[.indicators]
    return keys + form.others.map(\.name.text) + rows + (indicators?.named.map(\.name.text) ?? [])
  }

  private func unknown(_ part: (text: String, span: SourceSpan), known: [String]) -> SettingFailure {
    SettingFailure(diagnostic: .unknownSetting(part.text, at: part.span, known: known))
  }
}

extension Substring {
  fileprivate var trimmingSpaces: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}

extension Diagnostic {
  static func unknownSetting(_ name: String, at span: SourceSpan, known: [String]) -> Diagnostic {
    let nearest = nearestName(to: name, among: known)
    return Diagnostic(
      .unknownSetting, LocalizedText("the policy has nothing called `\(name)` here", "政策在此处没有 `\(name)`"), at: span,
      help: nearest == nil ? listOfNames(known) : nil, fixIt: nearest.map { FixIt(replacing: span, with: $0) })
  }

  static func severalValues(_ name: String, at span: SourceSpan, known: [String]) -> Diagnostic {
    Diagnostic(
      .unknownSetting,
      LocalizedText("`\(name)` is not a single value: name a part of it", "`\(name)` 不是单个值，请指明其中一项"), at: span,
      help: listOfNames(known))
  }
}
