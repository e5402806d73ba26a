package import PolicyExecution
package import PolicyIR
import PolicyTypes

/// Runs several plans over one population in one pass, and hands what they give over piece by piece.
///
/// Plans that read the same fields as of the same date share the decoding. Each plan sets the same subjects aside as a
/// run of it by itself would.
package struct PopulationObservation {
  /// A plan that is observed, and how it names outside data.
  package struct Observed: Sendable {
    package let plan: ExecutionPlan
    package let mapping: DataMapping

    package init(plan: ExecutionPlan, mapping: DataMapping) {
      self.plan = plan
      self.mapping = mapping
    }
  }

  /// What was read, beside the outcomes.
  package struct Summary: Hashable, Sendable {
    package fileprivate(set) var subjectsRead = 0
    /// For each plan how many subjects it sets aside.
    package fileprivate(set) var setAside: [Int]
  }

  package let source: RecordSource
  private let plans: [ExecutionPlan]
  private var groups: [ObservedGroup] = []

  /// How many pieces of the input are worked on at once.
  package var threadCount = 1

  /// Called now and then, with how far the pass is.
  package var progress: ((RunProgress) -> Void)?

  /// Prepares a pass; `fields` are the fields of the subject, by their names, whose values come with the outcomes.
  package init(_ observed: [Observed], fields: [String], source: RecordSource) {
    self.source = source
    plans = observed.map(\.plan)
    for (index, plan) in observed.enumerated() {
      if let group = groups.firstIndex(where: { $0.shares(plan) }) {
        groups[group].add(plan.plan, index)
      } else {
        groups.append(ObservedGroup(plan, index, fields: fields))
      }
    }
  }

  /// Reads all subjects. `work` is called for pieces of the input on many threads, with the outcomes of each plan;
  /// `finish` for what it returns, one after the other, in the order of the input.
  ///
  /// Throws `FileError` where a file cannot be read, and `RecordsError` where the data set is wrong as a whole.
  package func run<Tally: Sendable>(
    work: @escaping @Sendable ([SubjectOutcomes]) -> Tally, finish: (Tally) -> Void
  ) async throws -> Summary {
    let (plans, places) = (plans, groups.map(\.places))
    let reading = PopulationReading(
      source: source, setups: groups.map(\.setup), threadCount: threadCount, progress: progress
    ) { outcomes in
      var observed = plans.map { SubjectOutcomes(of: $0.program) }
      for (places, outcome) in zip(places, outcomes) {
        for (place, outcomes) in zip(places, outcome.observed) { observed[place] = outcomes.subjects }
      }
      return work(observed)
    }
    var summary = Summary(setAside: plans.map { _ in 0 })
    try await reading.run { _ in
    } finish: { piece in
      summary.subjectsRead += piece.outcomes.first?.subjectsRead ?? 0
      for (places, outcome) in zip(places, piece.outcomes) {
        for place in places { summary.setAside[place] += outcome.subjectsSetAside }
        for (place, outcomes) in zip(places, outcome.observed) { summary.setAside[place] += outcomes.setAsideCount }
      }
      finish(piece.extra)
    }
    return summary
  }
}

/// Plans that share the decoding.
private struct ObservedGroup {
  private let mapping: DataMapping
  private let fields: [Int]
  private var plans: [ExecutionPlan]
  /// The places of the plans among all.
  private(set) var places: [Int]

  init(_ observed: PopulationObservation.Observed, _ place: Int, fields: [String]) {
    let known = observed.plan.program.schema[.subject].fields
    mapping = observed.mapping
    self.fields = fields.compactMap { name in known.firstIndex { $0.name == name } }
    plans = [observed.plan]
    places = [place]
  }

  func shares(_ observed: PopulationObservation.Observed) -> Bool {
    let plan = plans[0]
    return plan.asOf == observed.plan.asOf && plan.selection == observed.plan.selection
      && plan.program.schema == observed.plan.program.schema && mapping == observed.mapping
  }

  mutating func add(_ plan: ExecutionPlan, _ place: Int) {
    plans.append(plan)
    places.append(place)
  }

  var setup: RunSetup {
    let selection = fields.reduce(plans[0].selection) { $0.adding(subjectField: $1) }
    let decoder = RecordDecoder(schema: plans[0].program.schema, mapping: mapping, selection: selection)
    return RunSetup(decoder: decoder, asOf: plans[0].asOf) { [plans, fields] in
      BatchObserver(plans: plans, fields: fields)
    }
  }
}
