import PolicySemantics
import PolicyTypes

extension PolicyGenerator {
  mutating func makeMeasures() {
    if random.chance(40) { makeFollowUp() }
    for _ in 0..<random.integer(in: 0...4) {
      let records = domains.count > 1 && random.chance(40) ? makeSelection(of: anyRecords, depth: 2) : nil
      addMeasure(records, nil)
    }
    let milder = measures.indices.filter { measures[$0].selection != nil }
    if !milder.isEmpty, random.chance(60) {
      let base = random.pick(milder)
      for _ in 0..<random.integer(in: 1...2) { addEscalation(of: base) }
    }
    makeCombinations()
  }

  private var anyRecords: Int {
    mutating get { random.integer(in: 1...domains.count - 1) }
  }

  private mutating func addMeasure(_ records: SelectionID?, _ escalation: TypedEscalation?) {
    let domain = records.map { selections[$0.index].domain } ?? 0
    let codes = (grade?.scale.labels.indices).map { $0.map(UInt8.init) }
    let grades = codes.map { random.some(of: $0, percent: 50) }
    let numbers = (0..<random.below(3)).map { place in
      TypedMeasureNumber(
        name: "n\(place)", unit: .none, value: value(random.chance(80) ? .number : .duration, at: domain, depth: 2))
    }
    measures.append(
      TypedMeasure(
        clause: clause(measureName(for: domain)), kind: "supervision", department: nil, targets: [],
        grades: random.chance(60) ? grades : nil,
        condition: random.chance(50) ? conditionValue(at: domain, depth: 2) : nil,
        exception: random.chance(20) ? conditionValue(at: domain, depth: 1) : nil, numbers: numbers,
        time: random.chance(40) ? measureTime(at: domain) : TypedMeasureTime(), selection: records,
        escalation: escalation,
        displacers: measures.indices.filter { _ in random.chance(20) }.map {
          MeasureDisplacer(measure: $0, kind: .replaces)
        },
        discretion: nil, exceptions: nil))
  }

  /// A name of its own, or one that follow-up records name.
  private mutating func measureName(for domain: Int) -> String {
    let followUp = followUps.first { domains[$0.domain].parent == domain }
    let labels = followUp.flatMap { domains[$0.domain].fields[$0.measure].type.labels?.labels } ?? []
    return !labels.isEmpty && random.chance(80) ? random.pick(labels) : "m\(measures.count)"
  }

  private mutating func measureTime(at domain: Int) -> TypedMeasureTime {
    let until = random.chance(50) ? conditionValue(at: domain, depth: 1) : TypedValue(date(at: domain, depth: 1))
    return TypedMeasureTime(
      from: random.chance(50) ? TypedValue(present(date(at: domain, depth: 1), at: domain)) : nil,
      term: random.chance(60) ? TypedValue(.literal(randomDuration())) : nil, until: random.chance(40) ? until : nil,
      due: random.chance(40) ? TypedValue(.literal(randomDuration())) : nil)
  }

  /// Makes a measure that comes instead of another one.
  private mutating func addEscalation(of base: Int) {
    guard let records = measures[base].selection else { return }
    let domain = selections[records.index].domain
    let counted = add(
      TypedSelection(
        span: .nowhere, domain: domain, source: domains[domain].name, base: nil, window: nil,
        condition: random.chance(30) ? conditionValue(at: domain, depth: 1) : nil, oncePer: []))
    addMeasure(
      records,
      TypedEscalation(
        measure: base, count: random.integer(in: 2...3), text: "within", within: literal(.duration), counted: counted))
    let heavier = measures.count - 1
    measures[base] = measures[base].related(
      displacers: measures[base].displacers + [MeasureDisplacer(measure: heavier, kind: .escalates)], conflicts: [])
  }

  /// Takes some records with labels for what became of measures.
  private mutating func makeFollowUp() {
    let labelled = domains.indices.dropFirst().filter { domain in
      domains[domain].date != nil && domains[domain].fields.contains { $0.type.labels != nil }
    }
    guard !labelled.isEmpty else { return }
    let domain = random.pick(labelled)
    let fields = domains[domain].fields.indices.filter { domains[domain].fields[$0].type.labels != nil }
    let state = random.pick(fields)
    let codes = domains[domain].fields[state].type.labels?.labels.indices.map { UInt8($0) } ?? []
    let whole = add(
      TypedSelection(
        span: .nowhere, domain: domain, source: domains[domain].name, base: nil, window: nil, condition: nil,
        oncePer: []))
    followUps.append(
      TypedFollowUp(
        span: .nowhere, domain: domain, measure: random.pick(fields), state: state, date: domains[domain].date ?? 0,
        ends: random.some(of: codes, percent: 50), selection: whole))
  }

  private mutating func makeCombinations() {
    let parts = measures.indices.flatMap { measure in
      measures[measure].numbers.indices.filter { measures[measure].numbers[$0].value.type.number != nil }.map {
        TypedCombination.Part(measure: measure, number: $0)
      }
    }
    let chosen = random.some(of: parts, percent: 60)
    guard !chosen.isEmpty else { return }
    combinations.append(
      TypedCombination(
        clause: clause("c1"), take: random.pick([.highest, .lowest, .sum, .first]), unit: .none,
        parts: chosen))
  }
}
