import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// An entry of the catalogue of measures.
struct CatalogueEntry {
  let form: Form
  let span: SourceSpan

  var kind: MeasureKind? { form[.kind]?.text.flatMap { MeasureKind(spelling: $0) } }

  /// The entries that a key names.
  func names(_ keyword: Keyword) -> [YAMLScalar] { form[keyword]?.elements.compactMap(\.scalar) ?? [] }
}

/// The catalogue of measures, and how its entries stand to each other.
extension PolicyChecker {

  func declareCatalogue() {
    for document in imports where document.id == .measuresFile {
      for entry in document[.measures]?.named ?? [] {
        guard let form = entry.piece.form else { continue }
        if let earlier = catalogue[entry.name.text] {
          report(.duplicateName(entry.name, earlier: earlier.span))
        } else {
          catalogue[entry.name.text] = CatalogueEntry(form: form, span: entry.name.span)
          checkKind(form)
          // What comes of a measure is read as `ban.term`, in tests and in expressions.
          checkName(entry.name)
          for number in form[.numbers]?.named ?? [] { checkName(number.name) }
        }
      }
    }
    for name in catalogue.keys.sorted() { checkRelations(name, catalogue[name]!) }
  }

  private func checkKind(_ form: Form) {
    guard let scalar = form[.kind]?.scalar, MeasureKind(spelling: scalar.text) == nil else { return }
    report(.badWord(scalar, allowed: MeasureKind.allCases.map(\.words)))
  }

  // MARK: Relations

  private func checkRelations(_ name: String, _ entry: CatalogueEntry) {
    for keyword in [Keyword.conflictsWith, .replaces, .suppresses] {
      for other in entry.names(keyword) where catalogue[other.text] == nil {
        report(.unknownMeasure(other, known: catalogue.keys.sorted()))
      }
      if let itself = entry.names(keyword).first(where: { $0.text == name }) { report(.measureAgainstItself(itself)) }
    }
    if let first = entry.names(.suppresses).first, entry.kind != nil, entry.kind != .leniency {
      report(.onlyLeniencySuppresses(first, kind: entry.form[.kind]?.span ?? entry.span))
    }
    for other in entry.names(.suppresses) {
      guard let suppressed = catalogue[other.text], suppressed.kind != nil, suppressed.kind != .penalty else {
        continue
      }
      report(.onlyPenaltiesAreSuppressed(other, kind: suppressed.form[.kind]?.span ?? suppressed.span))
    }
    for other in entry.names(.replaces)
    where name < other.text && (catalogue[other.text]?.names(.replaces).contains { $0.text == name } ?? false) {
      report(.measuresReplaceEachOther(other, name))
    }
  }

  /// Returns the measures with what the catalogue says of them together.
  func related(_ measures: [TypedMeasure]) -> [TypedMeasure] {
    measures.enumerated().map { place, measure in
      let others = measures.indices.filter { $0 != place }
      func says(_ other: Int, _ keyword: Keyword) -> Bool {
        catalogue[measures[other].clause.name]?.names(keyword).contains { $0.text == measure.clause.name } ?? false
      }
      let displacers = others.compactMap { other -> MeasureDisplacer? in
        if says(other, .suppresses) { return MeasureDisplacer(measure: other, kind: .suppresses) }
        if says(other, .replaces) { return MeasureDisplacer(measure: other, kind: .replaces) }
        return measures[other].isHeavier(than: place, measure)
          ? MeasureDisplacer(measure: other, kind: .escalates) : nil
      }
      let mine = catalogue[measure.clause.name]?.names(.conflictsWith).map(\.text) ?? []
      let conflicts = others.filter { says($0, .conflictsWith) || mine.contains(measures[$0].clause.name) }
      for other in conflicts where other < place { checkConflict(measures[other], measure) }
      return measure.related(displacers: displacers, conflicts: conflicts)
    }
  }

  /// Reports two measures that some subject gets for certain, although nobody may get both.
  private func checkConflict(_ a: TypedMeasure, _ b: TypedMeasure) {
    guard a.isUnconditional, b.isUnconditional else { return }
    let all = scale.map { Array($0.labels.indices.map { UInt8(clamping: $0) }) } ?? []
    let shared = Set(a.grades ?? all).intersection(b.grades ?? all)
    if scale != nil, shared.isEmpty { return }
    let grade = shared.min().flatMap { code in scale.map { $0.labels[Int(code)] } }
    report(.measuresConflict(b.clause, a.clause, grade: grade))
  }
}

extension TypedMeasure {
  /// Whether every subject of its grades gets it.
  fileprivate var isUnconditional: Bool {
    selection == nil && condition == nil && exception == nil && time.until == nil && time.from == nil
      && displacers.isEmpty
  }

  /// Whether it comes instead of the measure at `place`: that escalates to it, or to both of them, to it later.
  fileprivate func isHeavier(than place: Int, _ measure: TypedMeasure) -> Bool {
    guard let escalation else { return false }
    if escalation.measure == place { return true }
    guard let other = measure.escalation, other.measure == escalation.measure else { return false }
    return escalation.count > other.count
  }
}
