import PolicyExecution
import PolicyReport
import PolicyTypes

/// Searches for the smallest sets of actions that reach each better grade, on each date on which something changes.
///
/// On the first date every set of up to three actions is run. On later dates all single actions are, and larger sets
/// where all actions together reach what no earlier date did, as far as the budget goes. What is found beyond that says
/// that it is only the smallest found.
struct SetSearch {
  let runner: VariantRunner
  let actions: [OpenAction]
  /// The places of the better grades on the scale, the nearest first.
  let goals: [Int]
  /// The as-of date first, then each day on which something changes.
  let dates: [CalendarDate]

  /// How many rows the sets of several actions may have, on the first date and on all later ones.
  private var rowBudget = firstBudget
  private static let firstBudget = 8_000_000
  private static let laterBudget = 1_500_000

  private var ways: [Int: [Found]] = [:]
  private var smallest: [Int: Int] = [:]

  /// The goals of which on some day before the first way not every set was tried that might have led there: the budget
  /// was used up, or all actions together lead there and no set of them was found.
  private(set) var cutShort: Set<Int> = []

  /// Sets of one size that reach a goal.
  struct Found {
    let date: CalendarDate
    let sets: [(actions: [Int], standing: Standing)]
    let proof: WayStep.Proof
  }

  static let exactSize = 3

  init(runner: VariantRunner, actions: [OpenAction], goals: [Int], dates: [CalendarDate]) {
    self.runner = runner
    self.actions = actions
    self.goals = goals
    self.dates = dates
  }

  /// Returns the ways to each goal, the earliest first.
  mutating func search() -> [Int: [Found]] {
    for (place, date) in dates.enumerated() {
      if place == 1 { rowBudget = Self.laterBudget }
      search(on: date, isFirst: place == 0)
      if goals.allSatisfy({ smallest[$0] == 0 }) { break }
    }
    return ways
  }

  private mutating func search(on date: CalendarDate, isFirst: Bool) {
    let together = everything.isEmpty ? nil : runner.standing(of: changes(of: everything), asOf: date)
    var isExact = true
    for size in 0...Self.exactSize {
      let open = goals.filter { size < smallest[$0] ?? .max }
      if open.isEmpty { return }
      // Later, pairs and triples are only run where all actions together get further than on any day before.
      let isPromising = isFirst || open.contains { smallest[$0] == nil && together?.reaches($0) == true }
      if size > 1, !isPromising || size >= open.map({ smallest[$0] ?? .max }).max() ?? 0 { break }
      let sets = sets(of: size)
      let cost = size > 1 ? sets.count * runner.rowCount(asOf: date) : 0
      guard cost <= rowBudget else {
        isExact = false
        break
      }
      rowBudget -= cost
      record(sets, on: date, proof: .smallest)
    }
    for goal in goals where smallest[goal] == nil && together?.reaches(goal) == true {
      guard let set = greedySet(to: goal, on: date) else { continue }
      let isProven = isExact && set.count <= Self.exactSize + 1
      record([set], on: date, proof: isProven ? .smallest : .smallestFound)
    }
    for goal in goals where smallest[goal] == nil && (!isExact || together?.reaches(goal) == true) {
      cutShort.insert(goal)
    }
  }

  // MARK: Sets

  /// For each thing that can be done the action that does most alone.
  private var everything: [Int] {
    var best: [OpenAction.Target: Int] = [:]
    for place in actions.indices where best[actions[place].subject] == nil { best[actions[place].subject] = place }
    return best.values.sorted()
  }

  private func changes(of set: [Int]) -> [DataChange] { set.flatMap { actions[$0].changes } }

  /// Returns every set of `size` actions of which no two are about the same thing.
  private func sets(of size: Int) -> [[Int]] {
    var sets: [[Int]] = [[]]
    for _ in 0..<size {
      sets = sets.flatMap { set in
        ((set.last ?? -1) + 1..<actions.count).compactMap { next in
          set.contains { actions[$0].subject == actions[next].subject } ? nil : set + [next]
        }
      }
    }
    return sets
  }

  private mutating func record(_ sets: [[Int]], on date: CalendarDate, proof: WayStep.Proof) {
    guard let size = sets.first?.count else { return }
    let standings = runner.standings(of: sets.map { changes(of: $0) }, asOf: date)
    for goal in goals where size < smallest[goal] ?? .max {
      let hits = zip(sets, standings).compactMap { set, standing in
        standing.flatMap { $0.reaches(goal) ? (actions: set, standing: $0) : nil }
      }
      if hits.isEmpty { continue }
      smallest[goal] = size
      // Swift's sort is stable, so that equal sets stay in the order of the data.
      let ordered = hits.sorted { $0.standing.isBetter(than: $1.standing) }
      ways[goal, default: []].append(Found(date: date, sets: ordered, proof: proof))
    }
  }

  // MARK: Beyond three

  /// Adds the action that helps most, again and again, then leaves out what turns out not to be needed.
  private func greedySet(to goal: Int, on date: CalendarDate) -> [Int]? {
    var set: [Int] = []
    var rest = everything
    while !rest.isEmpty {
      let standings = runner.standings(of: rest.map { changes(of: set + [$0]) }, asOf: date)
      var best: (place: Int, standing: Standing)?
      for (place, standing) in standings.enumerated() {
        guard let standing else { continue }
        if best.map({ standing.isBetter(than: $0.standing) }) ?? true { best = (place, standing) }
      }
      guard let best else { return nil }
      set.append(rest.remove(at: best.place))
      if best.standing.reaches(goal) { return withoutNeedless(set.sorted(), to: goal, on: date) }
    }
    return nil
  }

  private func withoutNeedless(_ set: [Int], to goal: Int, on date: CalendarDate) -> [Int] {
    var set = set
    for action in set {
      let shorter = set.filter { $0 != action }
      if runner.standing(of: changes(of: shorter), asOf: date)?.reaches(goal) == true { set = shorter }
    }
    return set
  }
}
