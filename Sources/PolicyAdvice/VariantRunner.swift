import PolicyExecution
import PolicyIR
import PolicyReport
import PolicyTypes

/// Runs a policy on variants of one subject's data as of any date; each date is planned once.
final class VariantRunner {
  let program: IRProgram
  private let batch: Batch
  private let wanted: [ValueID]
  private let direction: ScoreDirection
  private var prepared: [CalendarDate: Prepared] = [:]

  private struct Prepared {
    let interpreter: Interpreter
    let variants: BatchVariants
  }

  /// How many rows a batch of variants has at most, so that its columns stay near the processor.
  private static let rowLimit = 60_000

  init(program: IRProgram, batch: Batch) {
    self.program = program
    self.batch = batch
    self.direction = ScoreDirection(of: program)
    let outline = program.outline
    self.wanted =
      [outline.score.map { outline[$0].result }, outline.grade?.result].compactMap(\.self)
      + outline.requirements.map(\.isViolated)
  }

  /// The fields on which the score and the grade depend as of a date.
  func selection(asOf: CalendarDate) -> InputSelection { prepare(asOf).interpreter.plan.selection }

  /// How many rows a variant has.
  func rowCount(asOf: CalendarDate) -> Int { max(1, prepare(asOf).variants.rowCount) }

  private func prepare(_ asOf: CalendarDate) -> Prepared {
    if let known = prepared[asOf] { return known }
    let plan = ExecutionPlan(program: program, asOf: asOf, keeping: .only(wanted))
    let made = Prepared(
      interpreter: Interpreter(plan: plan),
      variants: BatchVariants(of: batch, schema: program.schema, selection: plan.selection))
    prepared[asOf] = made
    return made
  }

  /// Returns what each variant comes to; nil where the data would be faulty.
  func standings(of variants: [[DataChange]], asOf: CalendarDate) -> [Standing?] {
    let prepared = prepare(asOf)
    let size = max(1, Self.rowLimit / max(1, prepared.variants.rowCount))
    var standings: [Standing?] = []
    standings.reserveCapacity(variants.count)
    var start = 0
    while start < variants.count {
      let end = min(variants.count, start + size)
      let values = prepared.interpreter.run(prepared.variants.makeBatch(Array(variants[start..<end])))
      standings += read(values, count: end - start)
      start = end
    }
    return standings
  }

  func standing(of changes: [DataChange], asOf: CalendarDate) -> Standing? {
    standings(of: [changes], asOf: asOf).first ?? nil
  }

  private func read(_ values: BatchValues, count: Int) -> [Standing?] {
    let outline = program.outline
    let score = outline.score.map { outline[$0].result }
    let scale = outline.grade?.scale
    let faulty = faultySubjects(in: values)
    return (0..<count).map { row in
      if faulty.contains(row) { return nil }
      var code: Int?
      if let grade = outline.grade, values.isPresent(grade.result, row: row) {
        code = Int(values.code(of: grade.result, row: row))
      }
      let points = score.flatMap { values.value(of: $0, row: row).number }
      return Standing(
        score: points, merit: direction.merit(of: points), code: code,
        isRanked: code.map { $0 < scale?.rankedCount ?? 0 } ?? false)
    }
  }

  /// The subjects with a record that lacks what it must have.
  private func faultySubjects(in values: BatchValues) -> Set<Int> {
    var faulty: Set<Int> = []
    let reader = SubjectReader(ExplanationPlan(for: program), batch: values.batch, values: values, row: 0)
    for requirement in program.outline.requirements {
      for row in 0..<values.rowCount(of: requirement.isViolated)
      where values.boolean(of: requirement.isViolated, row: row) {
        let place = RowPlace(domain: requirement.domain, row: row)
        if let subject = reader.row(above: place, in: .subject) { faulty.insert(subject.row) }
      }
    }
    return faulty
  }
}

/// What a variant comes to.
struct Standing: Hashable {
  let score: Decimal128?
  /// The score, or its negative where fewer points are better; nil where that is not known.
  let merit: Decimal128?
  /// The grade by its place on the scale, the best first; nil where there is none.
  let code: Int?
  let isRanked: Bool

  func reaches(_ goal: Int) -> Bool { code.map { isRanked && $0 <= goal } ?? false }

  /// Whether this is the better of the two: by grade, then by the points that speak for it.
  func isBetter(than other: Standing) -> Bool {
    let (own, others) = (rank, other.rank)
    if own != others { return own < others }
    guard let merit, let otherMerit = other.merit else { return false }
    return merit > otherMerit
  }

  func isWorse(than other: Standing) -> Bool { other.isBetter(than: self) }

  private var rank: Int { isRanked ? code ?? .max : .max }
}
