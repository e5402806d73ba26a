import PolicyDiagnostics
import PolicyIR
import PolicySemantics
import PolicySyntax
import PolicyTypes

/// Reads what a test expects, and holds every name in it against the policy.
struct ExpectationReader {
  let program: IRProgram
  var diagnostics = DiagnosticSet()

  /// Whether a fault is expected in a field that there is not.
  private(set) var hasUnknownFault = false

  var outline: Outline { program.outline }

  init(program: IRProgram) {
    self.program = program
  }

  mutating func expectations(_ form: Form) -> [Expectation] {
    var expectations: [Expectation] = []
    if let scalar = form[.grade]?.scalar { expectations += grade(scalar, at: form.keySpan(.grade)) }
    for stage in GradeStage.allCases {
      guard let scalar = form[stage.keyword]?.scalar else { continue }
      expectations += grade(stage, scalar, at: form.keySpan(stage.keyword))
    }
    if let piece = form[.score]?.scalar { expectations += indicator(outline.score, at: form.keySpan(.score), piece) }
    for entry in form.others {
      if let place = output(named: entry.name.text) {
        expectations += output(place, entry)
      } else if let found = measureOfRecords(entry) {
        expectations += found
      } else if let scalar = entry.piece.scalar {
        expectations += number(named: entry.name, scalar)
      } else {
        diagnostics.insert(.unknownExpectation(entry.name, known: outline.outputs.map(\.clause.name)))
      }
    }
    expectations += outputs(form)
    for kind in NameKind.allCases { expectations += names(kind, form[kind.keyword]) }
    return expectations
  }

  /// Returns what a cell of a table expects of the thing that the column names.
  ///
  /// Of rules, measures, alerts and tags a cell names one, or several in a list, that must be among them.
  mutating func expectations(_ column: YAMLScalar, _ cell: YAMLNode) -> [Expectation] {
    let keyword = Keyword(spelling: column.text)
    if let kind = NameKind.allCases.first(where: { $0.keyword == keyword }) {
      return (cell.elements ?? [cell]).compactMap(\.scalar).compactMap { name(kind, $0, isIncluded: true) }
    }
    if let place = output(named: column.text) { return output(place, column, cell: cell) }
    guard let scalar = cell.scalar else {
      diagnostics.insert(.wrongTestCell(cell, column))
      return []
    }
    switch keyword {
    case .grade: return grade(scalar, at: column.span)
    case .score: return indicator(outline.score, at: column.span, scalar)
    case .baseGrade: return grade(.base, scalar, at: column.span)
    case .shownGrade: return grade(.shown, scalar, at: column.span)
    default: return number(named: column, scalar)
    }
  }

  /// Returns the fields in which faults are expected, each as it is written.
  mutating func faults(_ form: Form) -> [ExpectedFault]? {
    guard let piece = form[.faults] else { return nil }
    return piece.elements.compactMap(\.scalar).compactMap { scalar in
      let fields = program.schema.fields(named: scalar.text)
      if !fields.isEmpty { return ExpectedFault(written: scalar, fields: fields) }
      diagnostics.insert(.unknownFaultField(scalar, known: program.schema.allFieldPaths))
      hasUnknownFault = true
      return nil
    }
  }

  // MARK: Parts

  private mutating func grade(_ scalar: YAMLScalar, at key: SourceSpan) -> [Expectation] {
    guard let scale = outline.grade?.scale else {
      diagnostics.insert(.nothingToExpect(.grade, at: key))
      return []
    }
    if scalar.isToConfirm { return [Expectation(written: scalar, kind: .gradeToConfirm)] }
    let grade = Keyword(spelling: scalar.text) == .notRated ? LabelSet.notRated : scalar.text
    if scale.code(of: grade) != nil { return [Expectation(written: scalar, kind: .grade(grade))] }
    diagnostics.insert(.unknownExpectedGrade(scalar, scale: scale.labels))
    return []
  }

  /// The grade before the rules, or the one that is shown.
  private mutating func grade(_ stage: GradeStage, _ scalar: YAMLScalar, at key: SourceSpan) -> [Expectation] {
    guard let scale = outline.grade?.scale, stage.value(in: outline) != nil else {
      diagnostics.insert(.nothingToExpect(stage.keyword, at: key))
      return []
    }
    if scalar.text == "null" { return [Expectation(written: scalar, kind: .otherGrade(stage, .absent))] }
    let grade = Keyword(spelling: scalar.text) == .notRated ? LabelSet.notRated : scalar.text
    if scale.code(of: grade) != nil { return [Expectation(written: scalar, kind: .otherGrade(stage, .label(grade)))] }
    diagnostics.insert(.unknownExpectedGrade(scalar, scale: scale.labels))
    return []
  }

  /// A number of a measure or of an indicator.
  private mutating func number(named name: YAMLScalar, _ scalar: YAMLScalar) -> [Expectation] {
    if let place = MeasureNumberPlace.all(in: outline).first(where: { $0.name(in: outline) == name.text }) {
      return measureNumber(place, scalar)
    }
    guard let id = indicator(named: name) else { return [] }
    return indicator(id, at: name.span, scalar)
  }

  private mutating func indicator(_ id: IndicatorID?, at key: SourceSpan, _ scalar: YAMLScalar) -> [Expectation] {
    guard let id else {
      diagnostics.insert(.nothingToExpect(.score, at: key))
      return []
    }
    if scalar.isToConfirm { return [Expectation(written: scalar, kind: .indicatorToConfirm(id))] }
    if let value = expectedNumber(scalar) { return [Expectation(written: scalar, kind: .indicator(id, value))] }
    diagnostics.insert(.wrongExpectedNumber(scalar))
    return []
  }

  private mutating func measureNumber(_ place: MeasureNumberPlace, _ scalar: YAMLScalar) -> [Expectation] {
    let number = outline.measures[place.measure].numbers[place.number]
    if let value = expectedValue(scalar, program.type(of: number.value.result).lane) {
      return [Expectation(written: scalar, kind: .measureNumber(place, record: nil, value))]
    }
    diagnostics.insert(.wrongExpectedMeasureNumber(scalar))
    return []
  }

  /// Reads a number, a percentage or a length of time, or `null` for a measure that is not given.
  func expectedLiteral(_ scalar: YAMLScalar) -> Value? {
    var ignored = DiagnosticSet()
    let expression = parseExpression(scalar.expressionSource, into: &ignored)
    if case .negation(let size)? = expression?.kind, case .number(let digits) = size.kind {
      return Decimal128(exactly: digits).map { .number($0.negated) }
    }
    switch expression?.kind {
    case .null: return .absent
    case .number(let digits): return Decimal128(exactly: digits).map { .number($0) }
    case .percent(let digits):
      let share = Decimal128(exactly: digits)?.multiplied(by: Decimal128(coefficient: 1, scale: 2))
      return share.map { .number($0) }
    case .duration(let count, let unit):
      return Int(count).flatMap { $0 <= 100_000 ? .duration(CalendarDuration($0, unit)) : nil }
    case .name(let name) where BuiltinName(spelling: name) == .forever: return .duration(.forever)
    default: return nil
    }
  }

  /// Reads a number, or the words for an indicator that is left out.
  private func expectedNumber(_ scalar: YAMLScalar) -> Value? {
    if scalar.text == "null" || Keyword(spelling: scalar.text) == .leftOut { return .absent }
    return Decimal128(writtenAs: scalar.text).map { .number($0) }
  }

  /// Finds an indicator by its path, or by the end of it where that is enough to tell.
  private mutating func indicator(named name: YAMLScalar) -> IndicatorID? {
    let paths = outline.indicators.map(\.clause.name)
    let written = englishPath(name.text)
    let exact = paths.indices.filter { paths[$0] == written }
    let matches = exact.isEmpty ? paths.indices.filter { paths[$0].hasSuffix("." + written) } : exact
    if matches.count == 1 { return IndicatorID(matches[0]) }
    diagnostics.insert(
      matches.isEmpty
        ? .unknownExpectation(name, known: paths.map { String($0.split(separator: ".").last ?? "") })
        : .severalExpectations(name, matches: matches.map { paths[$0] }))
    return nil
  }

  /// Returns the path with its first word, where that is the score's, as outlines spell it.
  private func englishPath(_ path: String) -> String {
    let parts = path.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2, BuiltinName(spelling: parts[0]) == .score else { return path }
    return "\(BuiltinName.score.english).\(parts[1])"
  }

  /// A list is of names that must be among those that come out, as are those under `includes`.
  private mutating func names(_ kind: NameKind, _ piece: Piece?) -> [Expectation] {
    guard let piece else { return [] }
    let included = piece.isList ? piece : piece.form?[.includes]
    return [(included, true), (piece.form?[.excludes], false)].flatMap { names, isIncluded in
      (names?.elements ?? []).compactMap(\.scalar).compactMap { name(kind, $0, isIncluded: isIncluded) }
    }
  }

  private mutating func name(_ kind: NameKind, _ scalar: YAMLScalar, isIncluded: Bool) -> Expectation? {
    let known = kind.names(in: outline)
    if known.contains(scalar.text) {
      return Expectation(written: scalar, kind: .name(kind, scalar.text, isIncluded: isIncluded))
    }
    diagnostics.insert(.unknownExpectedName(scalar, kind, known: known))
    return nil
  }
}

extension YAMLScalar {
  /// Whether a person has still to say what is expected.
  fileprivate var isToConfirm: Bool { Keyword(spelling: text) == .toConfirm }
}

/// A field in which a test expects a fault.
struct ExpectedFault {
  let written: YAMLScalar

  /// The fields that the name may mean: one of the subject and one of a record type can have the same name.
  let fields: [FieldPlace]

  func covers(_ fault: GivenFault) -> Bool {
    fields.contains { $0.domain == fault.domain && $0.field == fault.field }
  }
}

/// The place of a field in a schema.
struct FieldPlace: Hashable {
  let domain: DomainID
  let field: Int
}

extension RecordSchema {
  /// Returns the fields that `name` means: by its own name, or with its record type, as in `penalties.severity`.
  fileprivate func fields(named name: String) -> [FieldPlace] {
    allFields.filter { self[$0.domain].fields[$0.field].name == name || path(of: $0) == name }
  }

  fileprivate var allFieldPaths: [String] { allFields.map { path(of: $0) } }

  private var allFields: [FieldPlace] {
    domains.enumerated().flatMap { index, domain in
      domain.fields.indices.map { FieldPlace(domain: DomainID(index), field: $0) }
    }
  }

  private func path(of place: FieldPlace) -> String {
    let name = self[place.domain].fields[place.field].name
    return place.domain == .subject ? name : path(of: place.domain) + "." + name
  }
}
