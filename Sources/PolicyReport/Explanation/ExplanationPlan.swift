package import PolicyIR
import PolicyTypes

/// What the explanations of all subjects of one policy have in common, found out once.
package final class ExplanationPlan: Sendable {
  package let program: IRProgram

  /// The subject's fields that the program reads.
  let fieldsRead: [Int]

  /// The indicators that hang below no other, the score first.
  let rootIndicators: [IndicatorID]

  let scoreDirection: ScoreDirection

  /// The fields that decide about records, by the names of indicators and of measures.
  private let indicatorFields: [String: [Int]]
  private let measureFields: [String: [Int]]

  private let facts: [String: FactOutline]

  /// How Chinese-speaking readers are shown quotations from the policy, by what is quoted.
  let readings: [String: String]

  package init(for program: IRProgram, readings: [String: String] = [:]) {
    self.program = program
    self.readings = readings
    let outline = program.outline
    fieldsRead = program.fieldsRead(of: .subject)
    rootIndicators = outline.rootIndicators
    scoreDirection = ScoreDirection(of: program)
    indicatorFields = outline.indicators.byName(\.clause.name) { indicator in
      guard let selection = indicator.selection, let worth = indicator.worth.ownValue else { return [] }
      return program.decidingFields(of: selection, for: [worth.result])
    }
    measureFields = outline.measures.byName(\.clause.name) { measure in
      guard let selection = measure.records?.selection else { return [] }
      let values = [measure.condition?.result].compactMap(\.self) + measure.numbers.map(\.value.result)
      return program.decidingFields(of: selection, for: values)
    }
    facts = outline.facts.byName(\.clause.name) { $0 }
  }

  /// Returns the fields of the records of an indicator that decide which of them count and for how much, without key,
  /// date and status, which are shown anyway.
  func decidingFields(of indicator: IndicatorOutline) -> [Int] { indicatorFields[indicator.clause.name] ?? [] }

  /// Returns the fields that decide about the records of a measure in the same way.
  func decidingFields(of measure: MeasureOutline) -> [Int] { measureFields[measure.clause.name] ?? [] }

  func fact(named name: String) -> FactOutline? { facts[name] }
}

extension Array {
  /// Returns what `value` says of the elements, by their names; of several with one name the first counts.
  fileprivate func byName<Value>(_ name: (Element) -> String, _ value: (Element) -> Value) -> [String: Value] {
    Dictionary(map { (name($0), value($0)) }, uniquingKeysWith: { first, _ in first })
  }
}

extension Outline {
  fileprivate var rootIndicators: [IndicatorID] {
    let children = Set(indicators.flatMap(\.worth.children))
    let roots = indicators.indices.map(IndicatorID.init).filter { !children.contains($0) }
    return roots.filter { $0 == score } + roots.filter { $0 != score }
  }
}

extension IRProgram {
  fileprivate func fieldsRead(of domain: DomainID) -> [Int] {
    var isRead = schema[domain].fields.map { _ in false }
    for index in instructions.indices where self.domain(of: ValueID(index)) == domain {
      if case .input(let field) = operation(of: ValueID(index)) { isRead[field] = true }
    }
    return isRead.indices.filter { isRead[$0] }
  }

  fileprivate func decidingFields(of selection: SelectionOutline, for values: [ValueID]) -> [Int] {
    let domain = schema[selection.domain]
    var found = [Bool](repeating: false, count: domain.fields.count)
    var waiting = [selection.mask] + values + selection.filters.map(\.passes)
    var seen = Set(waiting)
    while let id = waiting.popLast() {
      let operation = operation(of: id)
      if case .input(let field) = operation, self.domain(of: id) == selection.domain { found[field] = true }
      waiting += operation.operands.filter { seen.insert($0).inserted }
    }
    let shownAnyway = [domain.key, domain.date, domain.status, domain.voidMark]
    return found.indices.filter { found[$0] && !shownAnyway.contains($0) }
  }
}
