import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// The measures that the policy gives.
extension PolicyChecker {

  func checkMeasures() -> [TypedMeasure] {
    let measures = (policy[.measures]?.named ?? []).compactMap { entry -> TypedMeasure? in
      guard let form = entry.piece.form else { return nil }
      guard let listed = catalogue[entry.name.text] else {
        report(.unknownMeasure(entry.name, known: catalogue.keys.sorted()))
        return nil
      }
      return measure(entry.name, form, listed)
    }
    return related(measures)
  }

  private func measure(_ name: YAMLScalar, _ form: Form, _ listed: CatalogueEntry) -> TypedMeasure? {
    let grades = form[.for].map { self.grades($0) }
    guard let source = records(of: form, listed) else { return nil }
    var scope = source.scope
    let condition = form[.when].map { self.condition($0, scope) }
    if let when = form[.when] { scope = scope.knowing(knowledge(from: when, scope).ifTrue) }
    let codes = codes(of: grades ?? nil)
    scope.grades = codes
    let exception = form[.unless].map { self.condition($0, scope) }
    let numbers = form.others.map { number($0, listed, scope) }
    let time = time(form, scope)
    if case .some(.none) = grades { return nil }
    if case .some(.none) = condition { return nil }
    if case .some(.none) = exception { return nil }
    guard let time, !numbers.contains(where: { $0 == nil }) else { return nil }
    if form.isWhole, [Keyword.for, .when, .each, .escalates].allSatisfy({ form[$0] == nil }) {
      report(.measureForNobody(name))
    }
    let clause = measureClause(name, form, listed)
    if listed.kind == .penalty, clause.basis == nil, listed.form[.basis]?.text == nil {
      report(.penaltyWithoutBasis(name, entry: listed.span))
    }
    return TypedMeasure(
      clause: clause, kind: listed.kind?.rawValue ?? "",
      department: form[.department]?.text ?? listed.form[.department]?.text, targets: targets(form, listed),
      grades: codes, condition: condition ?? nil, exception: exception ?? nil,
      numbers: numbers.compactMap(\.self), time: time, selection: source.selection, escalation: source.escalation,
      discretion: form[.discretion]?.text,
      exceptions: form[.except]?.text)
  }

  private func measureClause(_ name: YAMLScalar, _ form: Form, _ listed: CatalogueEntry) -> Clause {
    let own = clause(name.text, form, at: name.span)
    let entry = clause(name.text, listed.form, at: name.span)
    // What the policy says of its reasons counts instead of what the catalogue says.
    let founded = form[.basis] == nil ? entry : own
    return Clause(
      name: own.name, title: own.title ?? entry.title, span: own.span, basis: founded.basis, source: founded.source,
      article: founded.article, assumption: founded.assumption, discretion: own.discretion)
  }

  // MARK: Times

  private func time(_ form: Form, _ scope: Scope) -> TypedMeasureTime? {
    let from = form[.from].map { present($0, .date, scope) }
    let term = form[.term].map { present($0, .duration, scope) }
    let until = form[.until].map { value($0, .conditionOrDate, scope) }
    let due = form[.due].map { self.due($0, scope) }
    for part in [from, term, until, due] {
      if case .some(.none) = part { return nil }
    }
    if let until = until ?? nil, until.type.form == .boolean, until.type.isOptional {
      report(.optionalCondition(until.span))
      return nil
    }
    return TypedMeasureTime(
      from: from ?? nil, term: term ?? nil, until: until ?? nil, due: due ?? nil)
  }

  /// A value that is always there.
  private func present(_ piece: Piece, _ wanted: Wanted, _ scope: Scope) -> TypedValue? {
    guard let value = value(piece, wanted, scope) else { return nil }
    if !value.type.isOptional { return value }
    report(.optionalMeasureTime(piece.span))
    return nil
  }

  private func due(_ piece: Piece, _ scope: Scope) -> TypedValue? {
    guard let value = present(piece, .window, scope) else { return nil }
    if value.type.form != .dateRange { return value }
    report(.typeMismatch(piece.span, .dateRange, wanted: .date))
    return nil
  }

  private func targets(_ form: Form, _ listed: CatalogueEntry) -> [String] {
    (form[.target] ?? listed.form[.target])?.elements.compactMap(\.text) ?? []
  }

  /// The grades that a measure is for; no codes means all of them.
  private struct GradeSet {
    let codes: [UInt8]?
  }

  /// The grades of a measure; an outcome beside the scale brings none that does not name it.
  private func codes(of grades: GradeSet?) -> [UInt8]? {
    grades?.codes ?? scale.flatMap { $0.hasBeside ? $0.rankedCodes : nil }
  }

  private func grades(_ piece: Piece) -> GradeSet? {
    let scalars = piece.elements.compactMap(\.scalar)
    if scalars.count == 1, Keyword(spelling: scalars[0].text) == .all { return GradeSet(codes: nil) }
    guard let scale else {
      if policy.isWhole, policy[.grades] == nil { report(.policyHasNoGrade(piece.span)) }
      return nil
    }
    var codes: [UInt8] = []
    for scalar in scalars {
      guard let code = label(scalar.text, in: scale).flatMap({ scale.code(of: $0) }) else {
        report(.unknownLabel(scalar.text, at: scalar.span, in: scale))
        return nil
      }
      codes.append(code)
    }
    return GradeSet(codes: codes.sorted())
  }

  // MARK: Numbers

  private func number(_ entry: NamedPiece, _ listed: CatalogueEntry, _ scope: Scope) -> TypedMeasureNumber? {
    let declared = listed.form[.numbers]?.named ?? []
    guard let form = declared.first(where: { $0.name.text == entry.name.text })?.piece.form else {
      report(.unknownMeasureNumber(entry.name, known: declared.map(\.name.text), entry: listed.span))
      return nil
    }
    if form[.type] != nil || form[.oneOf] != nil { return wordNumber(entry, form, scope) }
    guard let kind = [Keyword.integer, .number, .percent].first(where: { form[$0] != nil }), let piece = form[kind],
      let type = numberType(kind, piece, form)
    else { return nil }
    guard let value = value(entry.piece, .number, scope), let given = value.type.number else { return nil }
    checkFits(given, type, entry.piece.span, declaredAt: piece.span)
    return TypedMeasureNumber(name: entry.name.text, title: form[.title]?.text, unit: type.unit, value: value)
  }

  /// A length of time, or a label.
  private func wordNumber(_ entry: NamedPiece, _ form: Form, _ scope: Scope) -> TypedMeasureNumber? {
    guard form[.oneOf] != nil else {
      return value(entry.piece, .duration, scope).map {
        TypedMeasureNumber(name: entry.name.text, title: form[.title]?.text, unit: .none, value: $0)
      }
    }
    guard let labels = fieldType(Piece(.form(form), at: form.span), of: entry.name)?.0.labels else { return nil }
    return value(entry.piece, .oneOf(labels), scope).map {
      TypedMeasureNumber(name: entry.name.text, title: form[.title]?.text, unit: .none, value: $0)
    }
  }

  /// Reports numbers that the declared type does not hold; returns whether it holds all of them.
  @discardableResult
  func checkFits(
    _ given: NumberType, _ type: NumberType, _ span: SourceSpan, declaredAt declaration: SourceSpan
  ) -> Bool {
    if given.range.intersection(type.range) != given.range {
      report(
        .measureNumberOutOfRange(
          span, given.range, type.range, isShare: type.unit == .percent, declaredAt: declaration))
      return false
    }
    if type.unit == .percent, given.unit != .percent, given.range != .zero {
      report(.percentExpected(span))
      return false
    }
    return true
  }
}

extension Form {
  /// What says of which type a number is: its range, its type, or the value that stands for both.
  var numberDeclaration: Piece? {
    [Keyword.integer, .number, .percent, .type, .value].lazy.compactMap { self[$0] }.first
  }
}
