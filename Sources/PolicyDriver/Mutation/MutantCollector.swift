import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// Collects the small changes of a policy that its tests should notice.
///
/// They are changes of the text, so that a mutant goes the way of every policy, from the first character on; one that
/// the check refuses needs no test.
struct MutantCollector {
  private(set) var mutants: [PolicyMutant] = []

  /// The grades that the file declares, best first.
  private let grades: [String]

  init(_ form: Form) {
    grades = form[.grades]?.elements.compactMap(\.text) ?? []
    collect(form)
    var seen: Set<SourceSpan> = []
    mutants = mutants.filter { !$0.replacement.isEmpty || seen.insert($0.span).inserted }
    mutants.sort { ($0.span.start, $0.span.end, $0.kind.rawValue) < ($1.span.start, $1.span.end, $1.kind.rawValue) }
  }

  /// What says nothing of how subjects are graded, or what the check holds together by itself.
  private static let unread: Set<Keyword> = [
    .policy, .title, .version, .effective, .subject, .period, .import, .sources, .subjects, .records, .grades, .beside,
    .notEncoded, .data, .allow, .basis, .weight, .moves, .name, .department, .target, .discretion, .except, .for,
    .methods, .alert, .tag,
  ]

  /// What can be taken out by itself.
  private static let removable: [Keyword: PolicyMutant.Kind] = [
    .cap: .limit, .capPer: .limit, .clamp: .limit, .repair: .repair, .never: .repair, .notBefore: .repair, .where: .row,
    .oncePer: .row,
  ]

  /// What can be taken out of a measure by itself: to whom it is given then, or for how long, is another matter.
  private static let removableOfMeasures: [Keyword] = [.for, .when, .unless, .from, .term, .until, .due]

  // MARK: Pieces

  private mutating func collect(_ form: Form) {
    for (keyword, entry) in form.entries where !Self.unread.contains(keyword) {
      if let kind = Self.removable[keyword] { remove(entry.key.span.union(entry.piece.span), kind) }
      if keyword == .take, form.id == .indicator { remove(entry.key.span.union(entry.piece.span), .row) }
      if keyword == .rules {
        for rule in entry.piece.named { remove(rule.name.span.union(rule.piece.span), .rule) }
      }
      if keyword == .measures {
        for measure in entry.piece.named { collect(measure) }
      }
      collect(entry.piece, isTable: keyword == .rows)
    }
    for other in form.others {
      if form.id == .lookup {
        change(other.name)
        remove(other.name.span.union(other.piece.span), .row)
      }
      if form.id == .capPer, form.others.count > 1 { remove(other.name.span.union(other.piece.span), .limit) }
      collect(other.piece)
    }
  }

  private mutating func collect(_ piece: Piece, isTable: Bool = false) {
    switch piece.content {
    case .scalar(let scalar): change(scalar)
    case .form(let form): collect(form)
    case .named(let pieces): for named in pieces { collect(named.piece) }
    case .list(let pieces):
      for element in pieces {
        if isTable || element.form?.id == .orderedCase { remove(element.span, .row) }
        collect(element)
      }
    case .node: break
    }
  }

  private mutating func collect(_ measure: NamedPiece) {
    guard let form = measure.piece.form, form.id == .measure else { return }
    remove(measure.name.span.union(measure.piece.span), .measure)
    for keyword in Self.removableOfMeasures {
      guard let entry = form.entries[keyword] else { continue }
      remove(entry.key.span.union(entry.piece.span), .measure)
    }
    guard let grades = form[.for] else { return }
    for grade in grades.elements.compactMap(\.scalar) {
      if grades.isList { remove(grade.span, .measure) }
      guard let other = neighbour(of: grade.text) else { continue }
      mutants.append(PolicyMutant(kind: .measure, span: grade.span, replacement: other))
    }
  }

  /// The next grade of the scale, or the last but one for the last.
  private func neighbour(of grade: String) -> String? {
    guard let place = grades.firstIndex(of: grade), grades.count > 1 else { return nil }
    return grades[place + 1 < grades.count ? place + 1 : place - 1]
  }

  // MARK: Changes

  private mutating func change(_ scalar: YAMLScalar) {
    for change in TextChanges(scalar.text).all {
      mutants.append(
        PolicyMutant(kind: change.kind, span: scalar.span(of: change.range), replacement: change.replacement))
    }
  }

  private mutating func remove(_ span: SourceSpan, _ kind: PolicyMutant.Kind) {
    guard let span = span.withItsSeparator else { return }
    mutants.append(PolicyMutant(kind: kind, span: span, replacement: ""))
  }
}

extension SourceSpan {
  /// The entry with the comma, or the lines, that go with it; nil where nothing would be left around it.
  fileprivate var withItsSeparator: SourceSpan? {
    let bytes = file.bytes
    let lineStart = file.lineStart(file.lineIndex(at: start))
    let before = bytes[lineStart..<start].lastIndex { $0 != UInt8(ascii: " ") }
    switch before.map({ bytes[$0] }) {
    case nil, UInt8(ascii: "-"): return wholeLines
    case UInt8(ascii: ","): return before.map { SourceSpan(file: file, start: $0, end: end) }
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      guard let comma = bytes[end...].firstIndex(where: { $0 != UInt8(ascii: " ") }), bytes[comma] == UInt8(ascii: ",")
      else { return nil }
      let next = bytes[(comma + 1)...].firstIndex { $0 != UInt8(ascii: " ") } ?? bytes.count
      return SourceSpan(file: file, start: start, end: next)
    default: return nil
    }
  }

  private var wholeLines: SourceSpan {
    let lastLine = file.lineIndex(at: max(start, end - 1))
    let next = lastLine + 1 < file.lineCount ? file.lineStart(lastLine + 1) : file.bytes.count
    return SourceSpan(file: file, start: file.lineStart(file.lineIndex(at: start)), end: next)
  }
}
