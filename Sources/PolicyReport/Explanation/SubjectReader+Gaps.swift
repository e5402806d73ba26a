import PolicyExecution
import PolicyIR
import PolicyTypes

/// Finds out why a condition does not hold, by following it through the program to the tests that it is made of.
extension SubjectReader {
  /// Returns what a condition that does not hold lacks; nil where it holds.
  func gap(of condition: ValueOutline, at place: RowPlace) -> GapStep? {
    gap(of: condition.result, reading: condition.inputs, at: place)
  }

  /// Returns what `id` lacks to hold, whose readers call values as `inputs` do.
  func gap(of id: ValueID, reading inputs: [NamedValue], at place: RowPlace) -> GapStep? {
    GapFinder(reader: self, inputs: inputs, place: place).gap(of: id, wanting: true, depth: 0)
  }

  /// Returns the row of the base grade that gives the nearest better grade, with what it lacks; of those that give
  /// `goal` or better, where one is wanted.
  func nextGrade(of grade: GradeOutline, atLeast goal: UInt8? = nil) -> NextGradeStep? {
    guard !grade.bands.take.combinesRows else { return nil }
    let base = value(of: grade.base.result, at: subject).label.flatMap { grade.scale.code(of: $0) }
    if let base, Int(base) >= grade.scale.rankedCount { return nil }
    let limit = goal.map { Int($0) + 1 } ?? base.map(Int.init) ?? 0
    var best: (code: UInt8, step: NextGradeStep)?
    for (index, row) in grade.bands.rows.enumerated() {
      guard let condition = row.condition, let label = value(of: row.value.result, at: subject).label,
        let code = grade.scale.code(of: label), Int(code) < limit, code > best?.code ?? 0 || best == nil,
        let gap = gap(of: condition, reading: grade.bands.inputs, at: subject)
      else { continue }
      let step = NextGradeStep(grade: label, row: self.step(for: row, number: index + 1, at: subject), gap: gap)
      best = (code, step)
    }
    return best?.step
  }
}

private struct GapFinder {
  let reader: SubjectReader
  let inputs: [NamedValue]
  let place: RowPlace

  /// Conditions are nested by hand, so what lies deeper than this is told as a whole.
  private static let deepest = 24

  func gap(of id: ValueID, wanting wanted: Bool, depth: Int) -> GapStep? {
    let value = reader.value(of: id, at: place)
    if value == .boolean(wanted) { return nil }
    if depth < Self.deepest, !isNamed(id), let parts = parts(of: id, wanting: wanted, depth: depth + 1) { return parts }
    return test(id, value.isAbsent ? .present : .relation(.equal, .boolean(wanted)))
  }

  /// Returns what the parts of a condition lack; nil for a condition that has no parts.
  private func parts(of id: ValueID, wanting wanted: Bool, depth: Int) -> GapStep? {
    func gaps(_ ids: ValueID...) -> [GapStep] { ids.compactMap { gap(of: $0, wanting: wanted, depth: depth) } }
    switch reader.operation(of: id) {
    case .and(let a, let b): return wanted ? all(gaps(a, b)) : any(gaps(a, b))
    case .or(let a, let b): return wanted ? any(gaps(a, b)) : all(gaps(a, b))
    case .not(let a): return gap(of: a, wanting: !wanted, depth: depth)
    case .convert(let a), .gather(let a), .assumePresent(let a): return gap(of: a, wanting: wanted, depth: depth)
    case .orElse(let a, _): return gap(of: a, wanting: wanted, depth: depth)
    case .select(let condition, let a, let b):
      return gap(of: reader.isTrue(condition, at: place) ? a : b, wanting: wanted, depth: depth)
    case .compare(let relation, let a, let b): return comparison(wanted ? relation : relation.opposite, a, b)
    case .isOneOf(let a, let codes): return membership(of: a, in: codes, wanted: wanted)
    case .isPresent(let a): return wanted ? test(a, .present) : test(a, .relation(.equal, .absent))
    default: return nil
    }
  }

  private func all(_ gaps: [GapStep]) -> GapStep? {
    var parts = gaps.flatMap { if case .all(let inner) = $0 { inner } else { [$0] } }
    // That a grade is on the scale goes without saying where it is compared with one.
    let compared = parts.flatMap(\.tests).filter { if case .relation = $0.wanted { true } else { false } }
    parts.removeAll { part in
      guard case .test(let test) = part, case .oneOf = test.wanted else { return false }
      return compared.contains { $0.name == test.name && $0.actual == test.actual }
    }
    return parts.count > 1 ? .all(parts) : parts.first
  }

  private func any(_ gaps: [GapStep]) -> GapStep? {
    let parts = gaps.flatMap { if case .any(let inner) = $0 { inner } else { [$0] } }
    return parts.count > 1 ? .any(parts) : parts.first
  }

  // MARK: Tests

  private func comparison(_ relation: Relation, _ a: ValueID, _ b: ValueID) -> GapStep {
    let (left, right) = (reader.value(of: a, at: place), reader.value(of: b, at: place))
    if left.isAbsent { return test(a, .present) }
    if right.isAbsent { return test(b, .present) }
    // A policy writes `grade >= B` for B or better, while the best grade is the least.
    let relation = isScale(a) ? relation.swapped : relation
    // What has a name, and no fixed value, is what people look for.
    return isFixed(a) && !isFixed(b)
      ? test(b, .relation(relation.swapped, left)) : test(a, .relation(relation, right))
  }

  private func membership(of id: ValueID, in codes: [UInt8], wanted: Bool) -> GapStep? {
    guard case .code(let labels) = reader.type(of: id).lane else { return nil }
    if reader.value(of: id, at: place).isAbsent { return test(id, .present) }
    let allowed = labels.labels.indices.filter { codes.contains(UInt8(clamping: $0)) == wanted }
    return test(id, .oneOf(allowed.map { labels.labels[$0] }))
  }

  private func test(_ id: ValueID, _ wanted: FailedTest.Wanted) -> GapStep {
    let name = name(of: id)
    return .test(
      FailedTest(
        name: name?.name, title: name?.title, unit: reader.unit(of: id), actual: reader.value(of: id, at: place),
        wanted: wanted))
  }

  // MARK: Names

  private func isScale(_ id: ValueID) -> Bool {
    if case .code(let labels) = reader.type(of: id).lane { labels.isScale } else { false }
  }

  private func isFixed(_ id: ValueID) -> Bool {
    switch reader.operation(of: id) {
    case .literal, .dated, .asOf: true
    case .convert(let a), .gather(let a), .assumePresent(let a): isFixed(a)
    case .orElse, .negate, .arithmetic, .addDuration:
      reader.operation(of: id).operands.allSatisfy(isFixed)
    default: false
    }
  }

  private func isNamed(_ id: ValueID) -> Bool {
    guard let named = inputs.first(where: { $0.value == id }) else { return false }
    // A fact that is itself a condition is told by its name where it is read, and by its parts where it is declared.
    return !named.name.isEmpty
  }

  private func name(of id: ValueID) -> (name: String, title: String?)? {
    if let named = inputs.first(where: { $0.value == id }) { return (named.name, named.title) }
    let instruction = reader.program[id]
    switch instruction.operation {
    case .convert(let a), .gather(let a), .assumePresent(let a), .orElse(let a, _): return name(of: a)
    case .input(let field):
      let declared = reader.program.schema[instruction.domain].fields[field]
      return (declared.name, declared.title)
    default: return nil
    }
  }
}
