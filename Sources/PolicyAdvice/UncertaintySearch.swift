import PolicyAnalysis
import PolicyExecution
import PolicyIR
import PolicyReport
import PolicyTypes

/// Runs every combination of values that the missing and disputed data of a subject could have.
struct UncertaintySearch {
  let reader: SubjectReader
  let runner: VariantRunner
  let asOf: CalendarDate
  let outcome: (Standing?) -> Outcome

  private var program: IRProgram { reader.program }

  /// How many combinations are run at most.
  static let mostCombinations = 20_000

  /// Something that is not known.
  private struct Unknown {
    let place: RowPlace
    let field: Int
    let values: [Value]
    let isDispute: Bool

    /// Whether the values are all that there are.
    let isEnumerated: Bool

    func change(_ value: Value) -> DataChange { .set(place, field: field, value) }
  }

  /// Returns the interval of outcomes; nil where everything is known.
  func uncertainty() -> UncertaintyStep? {
    let samples = FieldSamples(program, asOf: asOf)
    let unknowns = unknowns(samples)
    guard !unknowns.isEmpty else { return nil }
    let alone = unknowns.map { unknown in
      runner.standings(of: unknown.values.map { [unknown.change($0)] }, asOf: asOf)
    }
    let combinations = combinations(of: unknowns)
    let tried = combinations ?? corners(of: unknowns, alone)
    let standings = runner.standings(of: tried.map { changes(unknowns, $0) }, asOf: asOf)
    let valid = zip(tried, standings).compactMap { values, standing in standing.map { (values: values, standing: $0) } }
    guard let first = valid.first?.standing else { return nil }
    let best = valid.reduce(first) { $1.standing.isBetter(than: $0) ? $1.standing : $0 }
    let worst = valid.reduce(first) { $1.standing.isWorse(than: $0) ? $1.standing : $0 }
    let steps = zip(unknowns, alone).map { step(for: $0, $1) }
    let deciding = combinations == nil ? nil : decidingPlace(of: unknowns, valid)
    let relevant = unknowns.indices.filter { combinations == nil || matters($0, valid) }
    if relevant.isEmpty { return nil }
    return UncertaintyStep(
      unknowns: relevant.map { steps[$0] }, best: outcome(best), worst: outcome(worst),
      decidedBy: deciding.map { steps[$0].id },
      isComplete: combinations != nil && unknowns.allSatisfy(\.isEnumerated))
  }

  private func changes(_ unknowns: [Unknown], _ values: [Int]) -> [DataChange] {
    zip(unknowns, values).map { $0.change($0.values[$1]) }
  }

  // MARK: What is not known

  private func unknowns(_ samples: FieldSamples) -> [Unknown] {
    let selection = runner.selection(asOf: asOf)
    return program.schema.domains.indices.flatMap { index -> [Unknown] in
      let domain = DomainID(index)
      let declared = program.schema[domain]
      let known = [declared.key, declared.voidMark]
      return declared.fields.indices.filter { selection.contains(domain: domain, field: $0) && !known.contains($0) }
        .flatMap { field -> [Unknown] in
          reader.rows(of: domain).compactMap { place in
            if field == declared.status { return dispute(at: place, field) }
            return missing(at: place, field, declared.fields[field], samples)
          }
        }
    }
  }

  private func dispute(at place: RowPlace, _ field: Int) -> Unknown? {
    guard reader.field(field, at: place) == .label("disputed") else { return nil }
    return Unknown(
      place: place, field: field, values: [.label("in force"), .label("withdrawn")], isDispute: true, isEnumerated: true
    )
  }

  /// A date of a record that is not there is no gap in the data: what it tells of has not happened.
  private func missing(at place: RowPlace, _ field: Int, _ declared: InputField, _ samples: FieldSamples) -> Unknown? {
    guard declared.isOptional, reader.field(field, at: place).isAbsent else { return nil }
    var isEnumerated = samples.areComplete(place.domain, field: field)
    switch declared.kind {
    case .boolean, .label: isEnumerated = true
    case .date: if place.domain != .subject { return nil }
    case .number, .text, .identifier: break
    }
    let values = samples[place.domain, field]
    if values.isEmpty { return nil }
    return Unknown(place: place, field: field, values: values, isDispute: false, isEnumerated: isEnumerated)
  }

  private func step(for unknown: Unknown, _ alone: [Standing?]) -> UnknownStep {
    let figure = reader.figure(field: unknown.field, at: unknown.place)
    let isOfRecord = unknown.place.domain != .subject
    let domain = program.schema[unknown.place.domain]
    return UnknownStep(
      id: "unknown/" + (isOfRecord ? reader.path(of: unknown.place) + "/" : "") + figure.name, name: figure.name,
      title: figure.title, unit: figure.unit, record: isOfRecord ? reader.reference(to: unknown.place) : nil,
      source: isOfRecord ? domain.title ?? domain.name : nil, isDispute: unknown.isDispute,
      values: zip(unknown.values, alone).map { value, standing in
        UnknownStep.PossibleValue(value: value, outcome: standing.map { outcome($0) })
      })
  }

  // MARK: Combinations

  /// Returns every combination, each by the places of its values; nil where there are too many.
  private func combinations(of unknowns: [Unknown]) -> [[Int]]? {
    var count = 1
    for unknown in unknowns {
      count *= unknown.values.count
      if count > Self.mostCombinations { return nil }
    }
    return unknowns.reduce([[]]) { sets, unknown in sets.flatMap { set in unknown.values.indices.map { set + [$0] } } }
  }

  /// Returns two combinations: of the values that are best alone, and of those that are worst.
  private func corners(of unknowns: [Unknown], _ alone: [[Standing?]]) -> [[Int]] {
    [true, false].map { wantsBest in
      alone.map { standings in
        standings.indices.reduce(0) { found, place in
          guard let standing = standings[place], let other = standings[found] else {
            return standings[found] == nil ? place : found
          }
          return (wantsBest ? standing.isBetter(than: other) : standing.isWorse(than: other)) ? place : found
        }
      }
    }
  }

  /// Whether any combination comes to something else where only this unknown has another value.
  private func matters(_ place: Int, _ valid: [(values: [Int], standing: Standing)]) -> Bool {
    let others = Dictionary(grouping: valid) { combination in
      combination.values.enumerated().map { $0.offset == place ? 0 : $0.element }
    }
    return others.values.contains { Set($0.map(\.standing)).count > 1 }
  }

  /// Returns the unknown of which each value leaves one grade, while all together leave several.
  private func decidingPlace(of unknowns: [Unknown], _ valid: [(values: [Int], standing: Standing)]) -> Int? {
    guard Set(valid.map(\.standing.code)).count > 1 else { return nil }
    return unknowns.indices.first { place in
      let grades = Dictionary(grouping: valid) { $0.values[place] }.mapValues { Set($0.map(\.standing.code)) }
      return grades.values.allSatisfy { $0.count == 1 }
    }
  }
}
