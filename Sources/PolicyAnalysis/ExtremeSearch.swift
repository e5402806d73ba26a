import PolicyIR
import PolicyTypes

/// Looks for subjects with the least and the greatest of a number, by small changes that are kept where they lead on.
struct ExtremeSearch {
  private var prover: MonotonyProver
  private let target: ValueID

  init(_ prover: MonotonyProver, of target: ValueID) {
    self.prover = prover
    self.target = target
  }

  private static let population = 128
  private static let rounds = 14
  private static let variants = 48

  /// Returns the two subjects, the one with the least first; none where no subject has the number.
  mutating func ends() -> [(draft: DraftRow, number: Decimal128)] {
    let population = (0..<Self.population).map { place in
      place % 2 == 0 ? prover.solver.anySubject() : prover.solver.guess([.differ(target, target)], in: .subject)
    }
    return [false, true].compactMap { isGreatest in
      guard var best = best(of: population, isGreatest) else { return nil }
      for _ in 0..<Self.rounds {
        if best.number == (isGreatest ? prover.bounds[target].range?.upper : prover.bounds[target].range?.lower) {
          break
        }
        let variants = (0..<Self.variants).map { _ in prover.variant(of: best.draft) }
        guard let next = self.best(of: variants, isGreatest) else { continue }
        if isGreatest ? next.number > best.number : next.number < best.number { best = next }
      }
      return (shortened(best.draft, best.number), best.number)
    }
  }

  /// Returns subjects of all kinds with their numbers: others of the two, and others of those.
  mutating func pool(from ends: [DraftRow]) -> [(draft: DraftRow, number: Decimal128)] {
    var pool: [(draft: DraftRow, number: Decimal128)] = []
    var drafts = ends
    for _ in 0..<8 {
      let variants = (0..<Self.variants).map { _ in
        prover.solver.random.pick(drafts).map { prover.variant(of: $0) } ?? prover.solver.anySubject()
      }
      pool += numbers(of: variants)
      drafts = ends + pool.map(\.draft)
    }
    return pool
  }

  private func best(of drafts: [DraftRow], _ isGreatest: Bool) -> (draft: DraftRow, number: Decimal128)? {
    var best: (draft: DraftRow, number: Decimal128)?
    for found in numbers(of: drafts) {
      if best.map({ isGreatest ? found.number > $0.number : found.number < $0.number }) ?? true { best = found }
    }
    return best
  }

  /// Runs subjects; returns those that have the number, with it.
  private func numbers(of drafts: [DraftRow]) -> [(draft: DraftRow, number: Decimal128)] {
    let run = DraftRun(drafts, prover.interpreter)
    return drafts.enumerated().compactMap { index, draft in
      guard let place = run.place(of: index) else { return nil }
      return run.value(of: target, subject: place).number.map { (draft, $0) }
    }
  }

  /// Leaves out records, as long as the number is the same.
  private func shortened(_ draft: DraftRow, _ number: Decimal128) -> DraftRow {
    draft.shortened { variants in
      let run = DraftRun(variants, prover.interpreter)
      let shorter = variants.indices.first { index in
        run.place(of: index).map { run.value(of: target, subject: $0).number == number } ?? false
      }
      return shorter.map { variants[$0] }
    }
  }
}

extension MonotonyProver {
  /// Returns a subject that is another in up to three places: fields with another value, records more or fewer.
  mutating func variant(of draft: DraftRow) -> DraftRow {
    let variant = draft.copy()
    for _ in 0...solver.random.below(3) {
      let domains = program.schema.domains.indices
      let domain = DomainID(solver.random.below(domains.count))
      let rows = variant.rows(in: domain)
      switch solver.random.below(3) {
      case 0:
        guard let row = solver.random.pick(rows), !program.schema[domain].fields.isEmpty else { continue }
        let field = solver.random.below(program.schema[domain].fields.count)
        guard field != program.schema[domain].key else { continue }
        if let value = solver.random.pick(samples[domain, field]) { row.values[field] = value }
      case 1:
        guard let leaf = solver.random.pick(leaves), let selection = leaf.selection else { continue }
        let count = [1, 1, 3, 9][solver.random.below(4)]
        for _ in 0..<count { solver.addRow(passing: [.isTrue(selection.mask)], in: selection.domain, to: variant) }
      default:
        guard domain != .subject, let row = solver.random.pick(rows), let parent = row.parent else { continue }
        parent.remove(row)
      }
    }
    solver.complete(variant)
    return variant
  }
}
