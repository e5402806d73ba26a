import PolicyDiagnostics
import PolicySemantics
import PolicyTypes

/// Makes a random policy, declaration by declaration; each reads only what is there already, so there are no cycles.
struct PolicyGenerator {
  /// How far the policy has come, and so what its expressions may read.
  enum Phase: Int, Comparable {
    case facts
    case score
    case moves
    case outcomes

    static func < (a: Phase, b: Phase) -> Bool { a.rawValue < b.rawValue }
  }

  var random: SeededRandom
  let asOf: CalendarDate
  var hints = RandomPolicy.Hints()
  var phase = Phase.facts

  var domains: [TypedDomain] = []
  var constants: [TypedConstant] = []
  var selections: [TypedSelection] = []
  /// The selections that have names.
  var namedSelections: [SelectionID] = []
  var facts: [TypedFact] = []
  /// The domain at which each fact is evaluated; nil for a selection.
  var factDomains: [Int?] = []
  var indicators: [TypedIndicator] = []
  var score: IndicatorIndex?
  var partGrades: [TypedPartGrade] = []
  var grade: TypedGrade?
  var rules: [TypedRule] = []
  var repairs: [TypedRepair] = []
  var lists: [TypedList] = []
  var measures: [TypedMeasure] = []
  var followUps: [TypedFollowUp] = []
  var combinations: [TypedCombination] = []
  var outputs: [TypedOutput] = []
  var decisions: TypedDecisions?

  init(seed: UInt64) {
    random = SeededRandom(seed: seed)
    let dates = ["2024-02-29", "2024-03-01", "2023-02-28", "2023-03-31", "2022-12-31", "2023-01-01", "2023-07-15"]
    asOf = CalendarDate(text: random.pick(dates)) ?? .earliest
  }

  mutating func makePolicy() -> TypedPolicy {
    makeDomains()
    makeConstants()
    makeFacts()
    makeRepairs()
    makeLists()
    phase = .score
    makeScore()
    makeGrade()
    makeDecisions()
    makePartGrades()
    phase = .moves
    makeRules(count: random.integer(in: 0...4), moving: grade != nil)
    phase = .outcomes
    makeRules(count: random.integer(in: 0...2), moving: false)
    makeShownGrades()
    makeMeasures()
    makeOutputs()
    makeRequirements()
    return TypedPolicy(
      id: "random", title: nil, version: "1", effectiveFrom: nil, effectiveUntil: nil, span: .nowhere,
      domains: domains, constants: constants, selections: selections, facts: facts, indicators: indicators,
      score: score, grade: grade, rules: rules, repairs: repairs, measures: measures, outputs: outputs, notEncoded: [],
      calendar: Self.calendar, history: makeHistory(), partGrades: partGrades,
      followUps: followUps, combinations: combinations, lists: lists, decisions: decisions)
  }

  /// Now and then takes the records of a named selection for earlier results, of which there must be one.
  private mutating func makeHistory() -> TypedHistory? {
    let dated = namedSelections.filter { id in
      let selection = selections[id.index]
      return selection.above == 0 && domains[selection.domain].date != nil && domains[selection.domain].parent == 0
    }
    guard !dated.isEmpty, random.chance(20) else { return nil }
    let required = random.pick(dated)
    return TypedHistory(domain: selections[required.index].domain, results: nil, required: required, remembered: [])
  }

  func clause(_ name: String) -> Clause {
    // Every third clause leaves something to people.
    let isLeft = name.utf8.reduce(0) { $0 + Int($1) } % 3 == 0
    return Clause(
      name: name, title: nil, span: .nowhere, basis: nil, assumption: nil, discretion: isLeft ? "where fit" : nil)
  }

  /// The domain and those above it.
  func chain(from domain: Int) -> [Int] {
    [domain] + (domains[domain].parent.map { chain(from: $0) } ?? [])
  }

  func isBelow(_ domain: Int, _ parent: Int) -> Bool { domains[domain].parent == parent }
}
