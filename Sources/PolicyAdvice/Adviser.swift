package import PolicyExecution
package import PolicyIR
package import PolicyReport
package import PolicyTypes

/// Finds what would change one subject's grade, by running the policy on changed data and on later days.
package struct Adviser {
  private let program: IRProgram
  private let batch: Batch
  private let asOf: CalendarDate
  private let runner: VariantRunner

  /// Prepares the search for the only subject of `batch`, which was read as of `asOf` with every field that its record
  /// types have.
  package init(program: IRProgram, batch: Batch, asOf: CalendarDate) {
    self.program = program
    self.batch = batch
    self.asOf = asOf
    self.runner = VariantRunner(program: program, batch: batch)
  }

  /// Returns the advice; nil where the policy has neither a score nor grades, or the data are faulty.
  package func advice() -> Advice? {
    guard program.outline.score != nil || program.outline.grade != nil,
      let now = runner.standing(of: [], asOf: asOf)
    else { return nil }
    let reader = reader(of: batch, asOf: asOf)
    let found = openActions(reader, now)
    let schedule = RepairSchedule(program: program, batch: batch, asOf: asOf).terms(of: found)
    // A repair that gives nothing back, whenever it is done, and lifts no rule is no way to anything.
    let open = zip(found, schedule).filter { $0.repair.map(\.liftsRule) ?? true || !$1.isEmpty }
    let actions = open.map(\.0)
    let lapsed = zip(found, schedule).filter { $0.repair?.liftsRule == false && $1.isEmpty }.compactMap(\.0.record)
    let calendar = ChangeCalendar(reader: reader, actions: actions, asOf: asOf)
    var search = SetSearch(
      runner: runner, actions: actions, goals: goals(from: now), dates: [asOf] + calendar.dates)
    let ways = search.search()
    let cutShort = search.cutShort
    return Advice(
      now: outcome(now, asOf), actions: open.map { step(for: $0, terms: $1) }, lapsed: lapsed,
      events: events(of: calendar, from: now),
      targets: goals(from: now).map { goal in
        target(
          goal, ways[goal] ?? [], actions, calendar, isComplete: calendar.isComplete && !cutShort.contains(goal))
      })
  }

  /// Returns what the grade could be if everything were known; nil where everything is.
  package func uncertainty() -> UncertaintyStep? {
    guard program.outline.score != nil || program.outline.grade != nil else { return nil }
    return UncertaintySearch(reader: reader(of: batch, asOf: asOf), runner: runner, asOf: asOf) { outcome($0, asOf) }
      .uncertainty()
  }

  private func reader(of batch: Batch, asOf: CalendarDate) -> SubjectReader {
    let plan = ExecutionPlan(program: program, asOf: asOf, keeping: .everything)
    let values = Interpreter(plan: plan).run(batch)
    return SubjectReader(ExplanationPlan(for: program), batch: batch, values: values, row: 0)
  }

  /// The places of the better grades, the nearest first; all of the scale for a grade that stands beside it.
  private func goals(from now: Standing) -> [Int] {
    let ranked = program.outline.grade?.scale.rankedCount ?? 0
    let better = now.isRanked ? min(ranked, now.code ?? ranked) : ranked
    return Array((0..<better).reversed())
  }

  // MARK: Actions

  /// The actions of which none makes matters worse by itself, with the days from which they count.
  private func openActions(_ reader: SubjectReader, _ now: Standing) -> [OpenAction] {
    let finder = ActionFinder(reader: reader, asOf: asOf, selection: runner.selection(asOf: asOf))
    let found = finder.actions()
    let standings = runner.standings(of: found.map(\.changes), asOf: asOf)
    // A date may be the last day on which something counts, so that it tells on the day after.
    let tomorrow = asOf.adding(days: 1)
    let next = runner.standing(of: [], asOf: tomorrow)
    let nextStandings = runner.standings(of: found.map(\.changes), asOf: tomorrow)
    // The first value of a field that comes to something stands for the others that do.
    var known: Set<Effect> = []
    let hasGoals = !goals(from: now).isEmpty
    return zip(found, zip(standings, nextStandings)).compactMap { action, standings in
      let (standing, nextStanding) = standings
      guard let standing, !standing.isWorse(than: now) else { return nil }
      // What is assumed about data must help; a repair may help later, or with others.
      if action.repair == nil, !action.isAboutRecord {
        guard hasGoals, standing.isBetter(than: now) else { return nil }
        guard known.insert(Effect(target: action.subject, standing: standing)).inserted else { return nil }
      }
      var action = action
      action.countsFrom = firstDay(of: action)
      if action.repair == nil, standing == now, nextStanding != next { action.countsFrom = tomorrow }
      return action
    }
  }

  private struct Effect: Hashable {
    let target: OpenAction.Target
    let standing: Standing
  }

  /// The first day on which a repair that is done today counts.
  private func firstDay(of action: OpenAction) -> CalendarDate {
    guard let repair = action.repair else { return asOf }
    let variants = BatchVariants(of: batch, schema: program.schema, selection: InputSelection(allOf: program.schema))
    let changed = variants.makeBatch([action.changes])
    let reader = reader(of: changed, asOf: asOf)
    let days = repair.parts.compactMap { reader.value(of: $0.outline.effectiveFrom, at: repair.place).date }
    return days.max().map { max($0, asOf) } ?? asOf
  }

  private func step(for action: OpenAction, terms: [RepairTerm]) -> ActionStep {
    ActionStep(
      id: action.id, kind: action.kind, record: action.record, source: action.source, countsFrom: action.countsFrom,
      terms: terms, alone: outcome(runner.standing(of: action.changes, asOf: action.countsFrom), action.countsFrom))
  }

  private func outcome(_ standing: Standing?, _ date: CalendarDate) -> Outcome {
    let labels = program.outline.grade?.scale.labels ?? []
    return Outcome(
      asOf: date, score: standing?.score, grade: standing?.code.flatMap { $0 < labels.count ? labels[$0] : nil })
  }

  // MARK: Time

  /// Returns the days on which the score or the grade changes by itself.
  private func events(of calendar: ChangeCalendar, from now: Standing) -> [EventStep] {
    var before = now
    return calendar.dates.compactMap { date in
      guard let standing = runner.standing(of: [], asOf: date), standing != before else { return nil }
      before = standing
      return EventStep(date: date, causes: calendar.causes(on: date), outcome: outcome(standing, date))
    }
  }

  // MARK: Targets

  private static let shownSets = 3

  private func target(
    _ goal: Int, _ ways: [SetSearch.Found], _ actions: [OpenAction], _ calendar: ChangeCalendar, isComplete: Bool
  ) -> TargetStep {
    let label = program.outline.grade?.scale.labels[goal] ?? ""
    let steps = ways.map { way in
      WayStep(
        date: way.date,
        sets: way.sets.prefix(Self.shownSets).map { set in
          WayStep.ActionSet(
            actions: set.actions.map { actions[$0].id }, outcome: outcome(set.standing, way.date))
        }, otherCount: max(0, way.sets.count - Self.shownSets), proof: way.proof)
    }
    let last = calendar.dates.last ?? asOf
    let isAtOnce = ways.first?.date == asOf
    // What is in the way on the last day before: earlier, actions that count from a later day would be missing.
    let day = ways.first?.date.adding(days: -1) ?? last
    return TargetStep(
      grade: label, ways: steps, obstacles: isAtOnce ? [] : obstacles(to: label, actions, on: day),
      lookedUntil: last, isComplete: isComplete)
  }

  /// What keeps a grade away on a day although everything was done.
  private func obstacles(to grade: String, _ actions: [OpenAction], on date: CalendarDate) -> [ObstacleStep] {
    var seen: Set<OpenAction.Target> = []
    let changes = actions.filter { seen.insert($0.subject).inserted }.flatMap(\.changes)
    let variants = BatchVariants(of: batch, schema: program.schema, selection: InputSelection(allOf: program.schema))
    return reader(of: variants.makeBatch([changes]), asOf: date).obstacles(to: grade)
  }
}

extension OpenAction {
  /// Whether it is about a record, and not about a field of the subject.
  var isAboutRecord: Bool { record != nil }
}
