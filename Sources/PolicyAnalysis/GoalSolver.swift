import PolicyIR
import PolicyTypes

/// Makes subjects up that are likely to pass some tests.
///
/// A test is followed back through the program to the fields that it reads, which are given values that pass; where
/// several ways lead there, one is chosen at random. What comes out is a guess: a run tells whether it passes.
struct GoalSolver {
  let program: IRProgram
  let constants: ConstantValues
  let samples: FieldSamples
  var random = SearchRandom()

  /// How many more steps a guess may take, so that a large policy ends.
  var stepsLeft = 0

  init(_ program: IRProgram, _ constants: ConstantValues, _ samples: FieldSamples) {
    self.program = program
    self.constants = constants
    self.samples = samples
  }

  /// Returns a subject that may pass all of `tests` in one row of `domain`.
  mutating func guess(_ tests: [ClaimTest], in domain: DomainID) -> DraftRow {
    let subject = DraftRow(.subject)
    stepsLeft = 5_000
    let row = chain(to: domain, from: subject)
    for test in tests { pass(test, at: row) }
    fill(subject)
    return subject
  }

  /// Returns a subject of which nothing is asked.
  mutating func anySubject() -> DraftRow {
    let subject = DraftRow(.subject)
    fill(subject)
    return subject
  }

  /// Returns a subject with one row of `domain` in which, and in the rows above it, fields have the given values.
  mutating func subject(with values: [FieldPlace: Value], in domain: DomainID) -> DraftRow {
    let subject = DraftRow(.subject)
    let row = chain(to: domain, from: subject)
    for (place, value) in values { row.ancestor(in: DomainID(place.domain))?.values[place.field] = value }
    fill(subject)
    return subject
  }

  func chain(to domain: DomainID, from subject: DraftRow) -> DraftRow {
    guard let parent = program.schema[domain].parent else { return subject }
    return chain(to: parent, from: subject).addChild(domain)
  }

  /// Adds a row of `domain` below another, with those between the two.
  func addRow(of domain: DomainID, below row: DraftRow) -> DraftRow {
    guard let parent = program.schema[domain].parent, parent != row.domain, parent != .subject else {
      return row.addChild(domain)
    }
    return addRow(of: parent, below: row).addChild(domain)
  }

  mutating func pass(_ test: ClaimTest, at row: DraftRow) {
    switch test {
    case .isTrue(let value): make(value, true, at: row)
    case .isFalse(let value): make(value, false, at: row)
    case .isPresent(let value): makePresent(value, true, at: row)
    case .isAbsent(let value): makePresent(value, false, at: row)
    case .hasLabel(let value, let label): make(value, at: row) { $0 == .label(label) }
    case .differ(let a, let b):
      stir(a, at: row)
      stir(b, at: row)
    case .near(let a, let b, let side): bring(a, near: b, side, at: row)
    case .twoHold(let values):
      let first = random.below(values.count)
      let second = random.below(values.count)
      for place in [first, second] { make(values[place], true, at: row) }
    }
  }

  private mutating func mayGoOn() -> Bool {
    stepsLeft -= 1
    return stepsLeft > 0
  }

  // MARK: Conditions

  private mutating func make(_ id: ValueID, _ truth: Bool, at place: DraftRow) {
    let instruction = program[id]
    guard mayGoOn(), constants[id] == nil, let row = place.ancestor(in: instruction.domain) else { return }
    switch instruction.operation {
    case .not(let a): make(a, !truth, at: row)
    case .and(let a, let b): make(a, b, truth, every: truth, at: row)
    case .or(let a, let b): make(a, b, truth, every: !truth, at: row)
    case .compare(let relation, let a, let b): make(truth ? relation : relation.opposite, a, b, at: row)
    case .isPresent(let a): makePresent(a, truth, at: row)
    case .any(let mask): makeAny(mask, truth, at: row)
    case .onePer(_, let mask, _, _): make(mask, truth, at: row)
    case .orElse(let a, let b):
      if constants[b] == .boolean(truth), random.below(4) == 0 { return makePresent(a, false, at: row) }
      make(a, truth, at: row)
    default: make(id, at: row) { $0 == .boolean(truth) }
    }
  }

  private mutating func make(_ a: ValueID, _ b: ValueID, _ truth: Bool, every: Bool, at row: DraftRow) {
    let pair = random.isHeads() ? [a, b] : [b, a]
    for part in every ? pair : [pair[0]] where constants[part] == nil { make(part, truth, at: row) }
  }

  private mutating func makeAny(_ mask: ValueID, _ truth: Bool, at row: DraftRow) {
    let domain = program.domain(of: mask)
    if truth { return make(mask, true, at: addRow(of: domain, below: row)) }
    for child in row.children(in: domain) { make(mask, false, at: child) }
    if random.isHeads() { row.closed.insert(domain) }
  }

  private mutating func makePresent(_ id: ValueID, _ isPresent: Bool, at place: DraftRow) {
    let instruction = program[id]
    guard mayGoOn(), constants[id] == nil, let row = place.ancestor(in: instruction.domain) else { return }
    switch instruction.operation {
    case .input(let field):
      guard row.values[field] == nil else { return }
      if !isPresent {
        row.values[field] = .absent
      } else if let value = random.pick(samples[row.domain, field]) {
        row.values[field] = value
      }
    case .select(let condition, let a, let b):
      // A value is most often absent because of the branch that gives nothing.
      if constants[b] == .absent { return make(condition, isPresent, at: row) }
      if constants[a] == .absent { return make(condition, !isPresent, at: row) }
      makePresent(a, isPresent, at: row)
      makePresent(b, isPresent, at: row)
    case .least(_, let mask), .greatest(_, let mask), .first(_, let mask): makeAny(mask, isPresent, at: row)
    case .spells(let entries, _): make(entries.mask, isPresent, at: row)
    default: for operand in instruction.operation.operands { makePresent(operand, isPresent, at: row) }
    }
  }

  private mutating func make(_ relation: Relation, _ a: ValueID, _ b: ValueID, at row: DraftRow) {
    let labels = program.type(of: a).lane.labels
    if let bound = constants[b] {
      make(a, at: row) { relation.holds($0, bound, in: labels) }
    } else if let bound = constants[a] {
      make(b, at: row) { relation.holds(bound, $0, in: labels) }
    } else if let bound = settle(b, at: row) {
      make(a, at: row) { relation.holds($0, bound, in: labels) }
    } else {
      stir(a, at: row)
      stir(b, at: row)
    }
  }

  /// Settles a value that is one field, and returns it.
  mutating func settle(_ id: ValueID, at place: DraftRow) -> Value? {
    let instruction = program[id]
    guard mayGoOn(), let row = place.ancestor(in: instruction.domain) else { return nil }
    switch instruction.operation {
    case .input(let field):
      if row.values[field] == nil { row.values[field] = random.pick(samples[row.domain, field]) }
      return row.values[field]
    case .convert(let a), .gather(let a), .assumePresent(let a), .orElse(let a, _): return settle(a, at: row)
    case .addDuration(let a, let b):
      guard let length = constants[b]?.duration, let date = settle(a, at: row)?.date else { return nil }
      return .date(date.adding(length))
    default: return nil
    }
  }

  // MARK: Values

  mutating func make(_ id: ValueID, at place: DraftRow, _ passes: @escaping (Value) -> Bool) {
    make(id, at: place, ValueTest(passes))
  }

  /// Makes a value one that passes `test`, as far as it can be followed back.
  private mutating func make(_ id: ValueID, at place: DraftRow, _ test: ValueTest) {
    let instruction = program[id]
    guard mayGoOn(), constants[id] == nil, let row = place.ancestor(in: instruction.domain) else { return }
    switch instruction.operation {
    case .not, .and, .or, .compare, .any, .isPresent, .onePer: make(id, test(.boolean(true)), at: row)
    case .input(let field):
      guard row.values[field] == nil else { return }
      row.values[field] = random.pick(samples[row.domain, field].filter { test($0) })
    case .convert(let a), .gather(let a), .assumePresent(let a): make(a, at: row, test)
    case .orElse(let a, let b):
      if let instead = constants[b], test(instead), random.isHeads() { return makePresent(a, false, at: row) }
      make(a, at: row, test)
    case .isOneOf(let a, let codes):
      let labels = program.type(of: a).lane.labels
      make(a, at: row) { value in
        test(.boolean(value.label.flatMap { labels?.code(of: $0) }.map(codes.contains) ?? false))
      }
    case .select(let condition, let a, let b): choose(condition, a, b, at: row, test)
    case .count(let mask): makeCount(of: mask, at: row, test)
    case .least(let value, let mask), .greatest(let value, let mask), .first(let value, let mask):
      let child = addRow(of: program.domain(of: mask), below: row)
      make(mask, true, at: child)
      make(value, at: child, test)
    default: makeComputed(instruction.operation, at: row, test)
    }
  }

  private mutating func makeComputed(_ operation: Operation, at row: DraftRow, _ test: ValueTest) {
    switch operation {
    case .addDuration(let a, let b):
      guard let length = constants[b]?.duration else { return stir(a, at: row) }
      make(a, at: row) { value in value.date.map { test(.date($0.adding(length))) } ?? false }
    case .spells(let entries, _):
      // A stay that nothing touches ends when its time is over.
      make(entries.mask, true, at: row)
      make(entries.until, at: row, test)
    case .derive(let a, let derivation): make(a, at: row) { test(derivation.value(of: $0)) }
    case .negate(let a): make(a, at: row) { value in value.number.map { test(.number($0.negated)) } ?? false }
    case .round(let a, let digits, let mode):
      make(a, at: row) { value in
        value.number?.rounded(toScale: digits, mode).map { test(.number($0)) } ?? false
      }
    case .arithmetic(let operation, let a, let b):
      if let second = constants[b]?.number {
        make(a, at: row) { value in
          value.number.flatMap { operation.result($0, second) }.map { test(.number($0)) } ?? false
        }
      } else if let first = constants[a]?.number {
        make(b, at: row) { value in
          value.number.flatMap { operation.result(first, $0) }.map { test(.number($0)) } ?? false
        }
      } else {
        stir(a, at: row)
        stir(b, at: row)
      }
    default: for operand in operation.operands { stir(operand, at: row) }
    }
  }

  private mutating func choose(
    _ condition: ValueID, _ a: ValueID, _ b: ValueID, at row: DraftRow, _ test: ValueTest
  ) {
    let choices = [(true, a), (false, b)].filter { constants[$0.1].map { test($0) } ?? true }
    guard let (truth, value) = random.pick(choices) else { return }
    make(condition, truth, at: row)
    make(value, at: row, test)
  }

  private mutating func makeCount(of mask: ValueID, at row: DraftRow, _ test: ValueTest) {
    let domain = program.domain(of: mask)
    let counts = (0...min(program.schema[domain].limit, 60)).filter { test(.number(Decimal128($0))) }
    guard let count = random.isHeads() ? counts.first : random.pick(counts) else { return }
    for _ in 0..<count where mayGoOn() { make(mask, true, at: addRow(of: domain, below: row)) }
    row.closed.insert(domain)
  }

  /// Takes one of the ways that a value may come about, and adds records to what it sums up.
  mutating func stir(_ id: ValueID, at place: DraftRow) {
    let instruction = program[id]
    guard mayGoOn(), constants[id] == nil, let row = place.ancestor(in: instruction.domain) else { return }
    switch instruction.operation {
    case .select(let condition, let a, let b):
      let truth = random.isHeads()
      make(condition, truth, at: row)
      stir(truth ? a : b, at: row)
    case .sum(let value, let mask):
      let domain = program.domain(of: mask)
      let most = min(program.schema[domain].limit, random.pick([1, 2, 4, 8, 20, 40]) ?? 1)
      for _ in 0..<most where mayGoOn() {
        let child = addRow(of: domain, below: row)
        make(mask, true, at: child)
        stir(value, at: child)
      }
    case .count(let mask): makeCount(of: mask, at: row, ValueTest { _ in true })
    case .any(let mask): makeAny(mask, random.isHeads(), at: row)
    case .compare, .and, .or, .not, .isOneOf, .isPresent: break
    default: for operand in instruction.operation.operands { stir(operand, at: row) }
    }
  }

  // MARK: What nothing is asked of

  /// Gives every field that is left a value, and the row some records.
  mutating func fill(_ row: DraftRow) {
    let domain = program.schema[row.domain]
    for (place, field) in domain.fields.enumerated() where row.values[place] == nil {
      let isAbsent = field.isOptional && random.below(3) == 0
      row.values[place] = isAbsent ? .absent : random.pick(samples[row.domain, place]) ?? .absent
    }
    for child in program.schema.children(of: row.domain) where !row.closed.contains(child) {
      let most = program.schema[child].limit - row.children(in: child).count
      for _ in 0..<max(0, min(most, random.pick([0, 0, 0, 1, 2]) ?? 0)) { _ = row.addChild(child) }
    }
    for child in row.children { fill(child) }
    numberKeys(of: row)
  }

  /// Gives records keys of their own.
  private func numberKeys(of row: DraftRow) {
    for (place, child) in row.children.enumerated() {
      guard let key = program.schema[child.domain].key, case .text = program.schema[child.domain].fields[key].kind
      else {
        continue
      }
      child.values[key] = .text("R\(place + 1)")
    }
  }
}

/// What is asked of a value.
///
/// An object, because a test is made of another one at every step back: of functions that hand closures on to each
/// other the optimiser makes a new copy for every closure within a closure, and comes to no end.
private final class ValueTest {
  private let passes: (Value) -> Bool

  init(_ passes: @escaping (Value) -> Bool) {
    self.passes = passes
  }

  func callAsFunction(_ value: Value) -> Bool { passes(value) }
}

extension Lane {
  /// The labels of a lane of codes.
  var labels: LabelSet? {
    if case .code(let labels) = self { labels } else { nil }
  }
}
