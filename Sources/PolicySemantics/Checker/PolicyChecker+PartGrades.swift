import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// The grade of a part of the score as it is being checked.
struct PartGradeDraft {
  let indicator: Int
  var state = Draft<TypedPartGrade>.State.unchecked

  var result: TypedPartGrade? {
    if case .checked(let result) = state { result } else { nil }
  }
}

/// Grades of parts: `grade` of an indicator, read as `score.safety.grade`.
extension PolicyChecker {

  func declarePartGrade(of indicator: Int) {
    partGrades.append(PartGradeDraft(indicator: indicator))
  }

  func partGrade(at index: Int, readAt span: SourceSpan?) -> TypedPartGrade? {
    if let span { note(.partGrade(index), readAt: span) }
    let draft = indicators[partGrades[index].indicator]
    switch partGrades[index].state {
    case .checked(let result): return result
    case .checking:
      reportCycle(backTo: .partGrade(index), at: span ?? draft.form.keySpan(.grade))
      return nil
    case .unchecked:
      guard isShallow(at: span ?? draft.form.keySpan(.grade)) else { return nil }
      partGrades[index].state = .checking
      var result = reading(as: .partGrade(index)) { checkPartGrade(index, draft) }
      if !isShortChain(endingAt: .partGrade(index), draft.form.keySpan(.grade)) { result = nil }
      partGrades[index].state = .checked(result)
      return result
    }
  }

  private func checkPartGrade(_ index: Int, _ draft: IndicatorDraft) -> TypedPartGrade? {
    guard let piece = draft.form[.grade] else { return nil }
    guard let scale else {
      if policy.isWhole, policy[.grades] == nil { report(.policyHasNoGrade(draft.form.keySpan(.grade))) }
      return nil
    }
    return value(piece, .oneOf(scale), Scope()).map {
      TypedPartGrade(indicator: IndicatorIndex(partGrades[index].indicator), value: $0)
    }
  }

  // MARK: Reading

  /// The grade that a path such as `score.safety.grade` names; nil where it names none.
  func partGrade(named path: String) -> Int? {
    guard let dot = path.lastIndex(of: "."), BuiltinName(spelling: String(path[path.index(after: dot)...])) == .grade,
      indicatorPlaces[path] == nil, let indicator = indicatorPlaces[String(path[..<dot])]
    else { return nil }
    return partGrades.firstIndex { $0.indicator == indicator }
  }

  func readPartGrade(_ index: Int, _ scope: Scope, at span: SourceSpan) -> TypedExpression? {
    guard let grade = partGrade(at: index, readAt: span) else { return nil }
    let typed = TypedExpression(.partGrade(PartGradeID(index)), grade.value.type, at: span)
    guard typed.type.isOptional, scope.present.contains(.partGrade(PartGradeID(index))) else { return typed }
    return TypedExpression(.assumePresent(typed), typed.type.optional(false), at: span)
  }

  // MARK: All parts of a group

  /// The worst grade of the parts of a group that have one.
  func lowestPart(_ values: [Expression], _ scope: Scope, at span: SourceSpan) -> TypedExpression? {
    guard takes(1...1, .lowestPart, values, at: span), let grades = grades(ofParts: values[0], scope) else {
      return nil
    }
    // Of labels the worst stands last.
    return grades.dropFirst().reduce(grades[0]) { worst, grade in
      let type = worst.type.optional(worst.type.isOptional && grade.type.isOptional)
      let both = TypedExpression(
        .arithmetic(.maximum, worst, grade), worst.type.optional(worst.type.isOptional || grade.type.isOptional),
        at: span)
      guard both.type.isOptional else { return both }
      let one = TypedExpression(.orElse(worst, grade), type, at: span)
      return TypedExpression(.orElse(both, one), type, at: span)
    }
  }

  /// How many parts of a group have a grade that meets a condition; inside it `grade` is the grade of the part.
  func countOfParts(_ values: [Expression], _ scope: Scope, at span: SourceSpan) -> TypedExpression? {
    guard takes(2...2, .parts, values, at: span), let grades = grades(ofParts: values[0], scope) else { return nil }
    let one = TypedExpression(.literal(.number(.one)), .number(NumberType(.one)), at: span)
    let zero = TypedExpression(.literal(.number(.zero)), .number(NumberType(.zero)), at: span)
    var total: TypedExpression?
    for (place, grade) in grades.enumerated() {
      var inner = scope
      inner.partGrade =
        grade.type.isOptional ? TypedExpression(.assumePresent(grade), grade.type.optional(false), at: span) : grade
      guard var test = truth(values[1], inner) else { return nil }
      guard !test.type.isOptional else {
        report(.optionalCondition(values[1].span))
        return nil
      }
      if grade.type.isOptional {
        let isPresent = TypedExpression(.isPresent(grade), .boolean, at: span)
        test = TypedExpression(.and(isPresent, test), .boolean, at: span)
      }
      let count = TypedExpression(
        .conditional(test, then: one, otherwise: zero),
        .number(NumberType(range: NumberRange(lower: .zero, upper: .one), decimals: 0)), at: span)
      let range = NumberRange(lower: .zero, upper: Decimal128(place + 1))
      total =
        total.map {
          TypedExpression(.arithmetic(.add, $0, count), .number(NumberType(range: range, decimals: 0)), at: span)
        } ?? count
    }
    return total
  }

  private func grades(ofParts group: Expression, _ scope: Scope) -> [TypedExpression]? {
    guard let names = dottedNames(group), let first = names.first, BuiltinName(spelling: first) == .score,
      let place = indicatorPlaces[(["score"] + names.dropFirst()).joined(separator: ".")]
    else {
      report(.unknownIndicator(group.span.text, at: group.span, known: indicatorPlaces.keys.sorted()))
      return nil
    }
    let parts = indicators[place].children.compactMap { child in partGrades.firstIndex { $0.indicator == child } }
    guard !parts.isEmpty else {
      report(.partsWithoutGrades(group.span, indicators[place].name))
      return nil
    }
    let grades = parts.map { readPartGrade($0, scope, at: group.span) }
    return grades.contains { $0 == nil } ? nil : grades.compactMap(\.self)
  }
}
