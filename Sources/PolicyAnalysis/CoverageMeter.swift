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
  private let program: IRProgram

  package init(_ program: IRProgram) {
    let collector = ClaimCollector(program, for: .coverage)
    self.program = program
    var points: [CoveragePoint] = []
    var places: [CoveragePoint.Identity: Int] = [:]
    for (claim, part) in zip(collector.claims, collector.parts) where !claim.isAboutTables {
      let point = CoveragePoint(claims: [claim], part: part)
      if let place = places[point.identity] {
        points[place].claims.append(claim)
      } else {
        places[point.identity] = points.count
        points.append(point)
      }
    }
    self.points = points
    counts = points.map { _ in 0 }
  }

  /// Takes in a run that kept everything, of any number of subjects without faults.
  package mutating func observe(_ values: BatchValues) {
    let reading = ClaimReading(values)
    dates.insert(values.plan.asOf)
    for place in points.indices
    where points[place].claims.contains(where: { reading.firstSubject(showing: $0, where: { _ in true }) != nil }) {
      counts[place] += 1
    }
  }

  /// Takes in what another meter of the same program has counted.
  package mutating func add(_ other: CoverageMeter) {
    for place in counts.indices { counts[place] += other.counts[place] }
    dates.formUnion(other.dates)
  }

  /// Returns those of some points that no subject can show, whatever the as-of date.
  ///
  /// That is proved by trying every combination of values that the policy tells apart; a point of which that is not
  /// possible is not among them.
  package func impossible(among places: [Int], asOf date: CalendarDate) -> Set<Int> {
    guard !places.isEmpty else { return [] }
    var prover = Prover(program, asOf: date, isChecked: true)
    return Set(places.filter { place in points[place].claims.allSatisfy { prover.rulesOut($0) } })
  }
}

/// One outcome of a part of a policy.
package struct CoveragePoint: Sendable {
  /// What shows it: any of these. A row that is written once and used by several indicators is one point.
  fileprivate(set) var claims: [Claim]
  package let part: PolicyPart

  package var span: SourceSpan { claims[0].span }
  private var kind: Claim.Kind { claims[0].kind }

  /// What tells the outcome from every other, in this policy and in those that inherit or import it.
  package struct Identity: Hashable, Sendable {
    let span: SourceSpan
    let kind: Claim.Kind
    let part: PolicyPart.Kind
    let clause: String?
  }

  package var identity: Identity { Identity(span: span, kind: kind, part: part.kind, clause: part.clause?.name) }

  /// What the policy says there: the text at its place, or the label or the name that it is about.
  package var text: LocalizedText {
    switch kind {
    case .gradeGiven(let label): LocalizedText(verbatim: label)
    case .measureGiven(let name): LocalizedText(verbatim: name)
    default: part.text ?? LocalizedText(verbatim: span.firstLine.text)
    }
  }

  /// The outcome as programs call it.
  package var outcome: String {
    switch kind {
    case .conditionHolds: "holds"
    case .conditionFails: "fails"
    case .gradeGiven, .measureGiven: "given"
    case .limitBites: "bites"
    default: "decides"
    }
  }

  /// That no run shows the outcome, in words that follow the part and its text.
  package var neverShown: LocalizedText {
    switch (kind, part.kind) {
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
