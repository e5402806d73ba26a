import PolicyDiagnostics
import PolicyExecution
import PolicyIR
import PolicyTypes

/// Points that fall along a field fall all the way: a table does not turn back.
extension MonotonyProver {
  /// The claims about the worth of each indicator along each field with an order that decides it.
  mutating func steadyProofs() -> [Proof] {
    var proofs: [Proof] = []
    for leaf in leaves {
      let (worth, isDeduction): (ValueOutline, Bool)
      switch leaf.worth {
      case .points(let value): (worth, isDeduction) = (value, false)
      case .deduction(let value): (worth, isDeduction) = (value, true)
      case .sum, .weightedMean, .chosen: continue
      }
      // What is calculated may turn as it likes; rows are written one by one.
      if worth.rows.isEmpty { continue }
      for (change, input) in changes() {
        guard case .field(let place) = change, let order = order(of: place) else { continue }
        let course = DirectionAnalysis(program, bounds, change)[worth.result].value
        guard course != .constant else { continue }
        let table = SteadyTable(worth: worth, isDeduction: isDeduction, field: place, order: order)
        let claim = Claim(kind: .pointsSteady(input), span: worth.span, domain: .subject, tests: [])
        if let proof = proof(of: claim, table, course) { proofs.append(proof) }
      }
    }
    return proofs
  }

  /// The worth of an indicator along one field.
  struct SteadyTable {
    let worth: ValueOutline
    let isDeduction: Bool
    let field: FieldPlace
    let order: FieldOrder
  }

  enum FieldOrder {
    /// A number: of its two ends the one with fewer points is the worse.
    case ofPoints
    /// A scale, whose last label is the worst.
    case ofScale
  }

  private func order(of place: FieldPlace) -> FieldOrder? {
    switch program.schema.domains[place.domain].fields[place.field].kind {
    case .number: .ofPoints
    case .label(let labels): labels.isScale ? .ofScale : nil
    case .boolean, .text, .identifier, .date: nil
    }
  }

  private mutating func proof(of claim: Claim, _ table: SteadyTable, _ course: Direction) -> Proof? {
    let merit = reader.merit(table.isDeduction ? course.opposite : course)
    switch (table.order, merit) {
    case (.ofPoints, .up), (.ofPoints, .down), (.ofScale, .down):
      return Proof(claim: claim, verdict: .proved, example: nil)
    default: return tabulated(claim, table)
    }
  }

  // MARK: The table

  private static let mostRows = 3_000
  private static let contexts = 12

  /// One value of the field, what it is worth, and a subject that has it.
  private struct Entry {
    let draft: DraftRow
    let value: Value
    let merit: Decimal128
  }

  private mutating func tabulated(_ claim: Claim, _ table: SteadyTable) -> Proof? {
    let domain = program.domain(of: table.worth.result)
    let values = ordered(samples[DomainID(table.field.domain), table.field.field], table)
    let (contexts, isComplete) = contexts(of: table, in: domain, times: values.count)
    var falls = table.order == .ofScale
    var rises = false
    var lists: [[Entry]] = []
    for context in contexts {
      let entries = entries(context, values, table, domain)
      lists.append(entries)
      guard table.order == .ofPoints, let first = entries.first, let last = entries.last else { continue }
      if last.merit < first.merit { falls = true }
      if last.merit > first.merit { rises = true }
    }
    // Where the ends tell no way, or the best lies in the middle, the policy has no better and worse end.
    guard falls != rises else { return nil }
    if table.order == .ofPoints, lists.allSatisfy({ hasOnePeak($0.map(\.merit)) }) { return nil }
    for entries in lists {
      for (a, b) in zip(entries, entries.dropFirst()) where falls ? b.merit > a.merit : b.merit < a.merit {
        b.draft.rows(in: DomainID(table.field.domain)).first?.alternative = .values([table.field.field: a.value])
        let text = ExampleText(program, asOf: asOf)
          .text(ofPair: b.draft, line: claim.span.startPosition.line, interpreter)
        return Proof(claim: claim, verdict: .refuted, example: text)
      }
    }
    return Proof(claim: claim, verdict: isComplete ? .proved : .undecided, example: nil)
  }

  /// Whether numbers rise and then fall.
  private func hasOnePeak(_ numbers: [Decimal128]) -> Bool {
    let rises = zip(numbers, numbers.dropFirst()).filter { $0 != $1 }.map { $0 < $1 }
    return rises.first == true && rises.last == false && zip(rises, rises.dropFirst()).count { $0 != $1 } == 1
  }

  private func ordered(_ values: [Value], _ table: SteadyTable) -> [Value] {
    let labels = program.schema.domains[table.field.domain].fields[table.field.field].kind.lane.labels
    return values.sorted { a, b in Relation.less.holds(a, b, in: labels) }
  }

  /// What the other fields are: all combinations of values that the worth can tell apart, or else some.
  private mutating func contexts(
    of table: SteadyTable, in domain: DomainID, times count: Int
  ) -> (contexts: [[FieldPlace: Value]], isComplete: Bool) {
    let claim = Claim(
      kind: .conditionHolds, span: table.worth.span, domain: domain, tests: [.isPresent(table.worth.result)])
    let some = [[FieldPlace: Value]](repeating: [:], count: Self.contexts)
    guard let fields = Exhaustion.fields(deciding: claim, program, constants) else { return (some, false) }
    var contexts: [[FieldPlace: Value]] = [[:]]
    for field in fields where field != table.field {
      let isOptional = program.schema.domains[field.domain].fields[field.field].isOptional
      let choices = samples[DomainID(field.domain), field.field] + (isOptional ? [.absent] : [])
      guard contexts.count * choices.count * count <= Self.mostRows else { return (some, false) }
      contexts = contexts.flatMap { context in
        choices.map { value in context.merging([field: value]) { $1 } }
      }
    }
    return (contexts, true)
  }

  /// Runs a subject with each of the values and returns those that have a worth, in the order of the values.
  private mutating func entries(
    _ context: [FieldPlace: Value], _ values: [Value], _ table: SteadyTable, _ domain: DomainID
  ) -> [Entry] {
    let first = solver.bareSubject(with: context, in: domain)
    let drafts = values.map { value in
      let draft = first.copy()
      draft.rows(in: DomainID(table.field.domain)).first?.values[table.field.field] = value
      return draft
    }
    let run = DraftRun(drafts, interpreter)
    return values.indices.compactMap { index in
      guard let place = run.place(of: index), let worth = run.value(of: table.worth.result, subject: place).number,
        let merit = reader.direction.merit(of: table.isDeduction ? worth.negated : worth)
      else { return nil }
      return Entry(draft: drafts[index], value: values[index], merit: merit)
    }
  }
}
