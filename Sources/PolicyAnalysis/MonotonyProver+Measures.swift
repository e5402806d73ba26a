import PolicyDiagnostics
import PolicyExecution
import PolicyIR
import PolicyTypes

/// A better grade never brings the heavier penalty, or the smaller incentive.
extension MonotonyProver {
  mutating func measureProofs() -> [Proof] {
    guard let grade = program.outline.grade else { return [] }
    let byGrade = grade.scale.ranked.indices.map { code in
      ValueBounds(program, asOf: asOf, where: [grade.result: Bounds(NumberRange(Decimal128(code)))])
    }
    let worsens = DirectionAnalysis(program, bounds, nil, where: [grade.result: Course(.up)])
    var proofs: [Proof] = []
    for measure in program.outline.measures {
      guard let kind = MeasureKind(rawValue: measure.kind) else { continue }
      let codes = grade.scale.ranked.indices.filter { measure.isFor(grade.scale.labels[$0]) }
      if let sense = kind.sense, let proof = givenProof(measure, sense, grade.scale) { proofs.append(proof) }
      guard codes.count > 1 else { continue }
      // When a measure ends follows from its term, and on which day from the data.
      for number in measure.numbers where !["from", "ends", "due"].contains(number.name) {
        let ranges = codes.map { byGrade[$0][number.value.result].range }
        let course = worsens[number.value.result].value
        guard course != .constant else { continue }
        let claim = Claim(
          kind: .gradedNumber(measure: measure.clause.name, number: number.title ?? number.name, kind),
          span: number.value.span, domain: .subject, tests: [])
        if let proof = proof(of: claim, kind, course, ranges, codes, measure, grade) { proofs.append(proof) }
      }
    }
    return proofs
  }

  // MARK: Numbers

  private mutating func proof(
    of claim: Claim, _ kind: MeasureKind, _ course: Direction, _ ranges: [NumberRange?], _ codes: [Int],
    _ measure: MeasureOutline, _ grade: GradeOutline
  ) -> Proof? {
    guard let sense = kind.sense ?? trend(of: ranges) else { return nil }
    if course == sense { return Proof(claim: claim, verdict: .proved, example: nil) }
    var isOrdered = true
    for place in ranges.indices.dropFirst() {
      guard let better = ranges[place - 1], let worse = ranges[place] else { return nil }
      let (less, more) = sense == .up ? (better, worse) : (worse, better)
      if let high = more.upper, let low = less.lower, high < low {
        let text = example(of: measure, codes[place - 1], codes[place], grade, line: claim.span.startPosition.line)
        return Proof(claim: claim, verdict: .refuted, example: text)
      }
      guard let high = less.upper, let low = more.lower, high <= low else {
        isOrdered = false
        continue
      }
    }
    return Proof(claim: claim, verdict: isOrdered ? .proved : .undecided, example: nil)
  }

  /// Which way a number goes from the best grade to the worst; nil where the two have the same.
  private func trend(of ranges: [NumberRange?]) -> Direction? {
    guard let best = ranges.first??.single, let worst = ranges.last??.single, best != worst else { return nil }
    return best < worst ? .up : .down
  }

  /// Two subjects that are given the measure, each with one of the grades, as tests.
  private mutating func example(
    of measure: MeasureOutline, _ a: Int, _ b: Int, _ grade: GradeOutline, line: Int
  ) -> String? {
    // Of a measure for records two subjects would not tell which of their records it is about.
    guard measure.records == nil else { return nil }
    var drafts: [DraftRow] = []
    for code in [a, b] {
      let tests: [ClaimTest] = [.hasLabel(grade.result, grade.scale.labels[code]), .isTrue(measure.isGiven)]
      let claim = Claim(
        kind: .measureGiven(measure.clause.name), span: measure.clause.span, domain: .subject, tests: tests)
      guard let draft = subject(showing: claim) else { return nil }
      drafts.append(draft)
    }
    return ExampleText(program, asOf: asOf).text(of: drafts, giving: measure, line: line, interpreter)
  }

  private mutating func subject(showing claim: Claim) -> DraftRow? {
    for _ in 0..<4 {
      let run = DraftRun((0..<64).map { _ in solver.guess(claim.tests, in: .subject) }, interpreter)
      guard let place = run.example(of: claim) else { continue }
      return run.drafts[place].shortened { shorter in
        let run = DraftRun(shorter, interpreter)
        return run.example(of: claim).map { run.drafts[$0] }
      }
    }
    return nil
  }

  // MARK: Which grades get it

  /// That no grade lacks a penalty that the next better one gets, with nothing in its place; the other way round for
  /// an incentive.
  private func givenProof(_ measure: MeasureOutline, _ sense: Direction, _ scale: LabelSet) -> Proof? {
    // From the grade that should have the least to the one that should have the most.
    let labels = sense == .up ? scale.ranked : scale.ranked.reversed()
    guard measure.grades != nil, let first = labels.firstIndex(where: measure.isFor),
      labels[first...].contains(where: { !measure.isFor($0) })
    else { return nil }
    let others = program.outline.measures.filter { $0.kind == measure.kind }
    for (less, more) in zip(labels, labels.dropFirst()) where measure.isFor(less) && !measure.isFor(more) {
      let hasOther = others.contains { $0.isFor(more) && !$0.isFor(less) }
      if !hasOther {
        let kind = Claim.Kind.gradedMeasure(measure.clause.name, gets: less, lacks: more)
        let claim = Claim(kind: kind, span: measure.clause.span, domain: .subject, tests: [])
        return Proof(claim: claim, verdict: .refuted, example: nil)
      }
    }
    let kind = Claim.Kind.gradedMeasure(measure.clause.name, gets: labels[first], lacks: nil)
    let claim = Claim(kind: kind, span: measure.clause.span, domain: .subject, tests: [])
    return Proof(claim: claim, verdict: .proved, example: nil)
  }
}

extension MeasureOutline {
  /// Whether the measure is for subjects with the grade.
  fileprivate func isFor(_ grade: String) -> Bool { grades?.contains(grade) ?? true }
}

extension MeasureKind {
  /// Which way a number goes along the grades, from the best on: more of a penalty is worse, more of an incentive
  /// better. Nil where that depends on the number.
  fileprivate var sense: Direction? {
    switch self {
    case .penalty: .up
    case .incentive: .down
    case .supervision, .leniency, .guidance: nil
    }
  }
}
