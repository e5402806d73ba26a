package import PolicyDiagnostics
package import PolicyExecution
package import PolicyIR
package import PolicyTypes

/// Counts, for each outcome that a policy can have somewhere, the runs that show it.
///
/// An outcome is a claim of the kind that an example proves: that a row decides, a condition holds or fails, a limit
/// bites, a grade or a measure is given. It is read from the values of the runs themselves.
package struct CoverageMeter: Sendable {
  package let points: [CoveragePoint]

  /// For each point how many of the runs that were observed show it.
  package private(set) var counts: [Int]
  package private(set) var dates: Set<CalendarDate> = []
  package let program: IRProgram

  package init(_ program: IRProgram) {
    let collector = ClaimCollector(program, for: .coverage)
    self.program = program
    points = zip(collector.claims, collector.parts).filter { !$0.0.isAboutTables }.map(CoveragePoint.init)
    counts = points.map { _ in 0 }
  }

  /// Takes in a run that kept everything, of any number of subjects without faults.
  package mutating func observe(_ values: BatchValues) {
    let reading = ClaimReading(values)
    dates.insert(values.plan.asOf)
    for place in points.indices where reading.firstSubject(showing: points[place].claim, where: { _ in true }) != nil {
      counts[place] += 1
    }
  }

  /// Takes in what another meter of the same program has counted.
  package mutating func add(_ other: CoverageMeter) {
    for place in counts.indices { counts[place] += other.counts[place] }
    dates.formUnion(other.dates)
  }

  /// Returns the points that no run has shown and that no subject can show, whatever the as-of date.
  ///
  /// That is proved by trying every combination of values that the policy tells apart; a point of which that is not
  /// possible is not among them.
  package func impossible(asOf date: CalendarDate) -> Set<Int> {
    let open = points.indices.filter { counts[$0] == 0 }
    guard !open.isEmpty else { return [] }
    var prover = Prover(program, asOf: date, isChecked: true)
    return Set(open.filter { prover.rulesOut(points[$0].claim) })
  }
}

/// One outcome of a part of a policy.
package struct CoveragePoint: Sendable {
  package let claim: Claim
  package let part: PolicyPart

  package var span: SourceSpan { claim.span }

  /// What the policy says there: the text at its place, or the label or the name that it is about.
  package var text: LocalizedText {
    switch claim.kind {
    case .gradeGiven(let label): LocalizedText(verbatim: label)
    case .measureGiven(let name): LocalizedText(verbatim: name)
    default: part.text ?? LocalizedText(verbatim: span.firstLine.text)
    }
  }

  /// The outcome as programs call it.
  package var outcome: String {
    switch claim.kind {
    case .conditionHolds: "holds"
    case .conditionFails: "fails"
    case .gradeGiven, .measureGiven: "given"
    case .limitBites: "bites"
    case .rowDecides, .fieldRead, .rowsCover, .rowsDisjoint, .bound, .neverTogether: "decides"
    }
  }

  /// That no run shows the outcome, in words that follow the part and its text.
  package var neverShown: LocalizedText {
    switch (claim.kind, part.kind) {
    case (.conditionHolds, .window): LocalizedText("never holds a record", "从未有期内的记录")
    case (.conditionFails, .window): LocalizedText("never leaves a record out", "从未有过期的记录")
    case (.conditionHolds, .repair): LocalizedText("never counts", "从未生效")
    case (.conditionHolds, .grace): LocalizedText("never delays a repair", "从未有等待中的修复")
    case (.conditionHolds, .missing): LocalizedText("is never used", "从未用到")
    case (.conditionHolds, _): LocalizedText("never holds", "从未成立")
    case (.conditionFails, _): LocalizedText("never fails", "从未不成立")
    case (.gradeGiven, _), (.measureGiven, _): LocalizedText("is never given", "从未出现")
    case (.limitBites, _): LocalizedText("never bites", "从未起作用")
    default: LocalizedText("never decides", "从未用到")
    }
  }
}
