import PolicySemantics
import PolicyTypes

/// Makes one subject with its records.
struct SampleSubjectMaker {
  let generator: SampleGenerator
  let index: Int
  let conduct: SampleConduct
  var random: SampleRandom

  /// How many records there are so far, which numbers them.
  private var recordCount = 0

  init(_ generator: SampleGenerator, index: Int) {
    self.generator = generator
    self.index = index
    random = SampleRandom(seed: generator.seed, stream: index)
    conduct = SampleConduct(rawValue: random.place(in: SampleConduct.weights)) ?? .ordinary
  }

  mutating func subject() -> SampleRow {
    var subject = row(of: 0, parent: nil, date: nil)
    for domain in generator.children[0] { subject.records += records(of: domain, parent: subject) }
    return subject
  }

  // MARK: Records

  private mutating func records(of domain: Int, parent: SampleRow) -> [SampleRow] {
    let count = min(recordCount(of: domain), generator.policy.domains[domain].limit)
    let dates = recordDates(count, of: domain, parent: parent)
    var records: [SampleRow] = []
    for date in dates {
      var record = row(of: domain, parent: parent, date: date)
      for child in generator.children[domain] { record.records += self.records(of: child, parent: record) }
      records.append(record)
    }
    return records
  }

  private mutating func recordCount(of domain: Int) -> Int {
    let type = generator.policy.domains[domain]
    if isRepair(domain) {
      guard random.chance(conduct.repairChance) else { return 0 }
      return random.chance(150) ? 2 : 1
    }
    // What a subject may have few of, most have none of; few have very many of anything.
    if type.limit < Self.commonLimit, !random.chance(40 + 90 * conduct.rawValue) { return 0 }
    if type.limit >= Self.commonLimit, conduct == .bad, random.chance(10) { return 20 + random.below(60) }
    let count = random.place(in: conduct.recordWeights)
    return type.limit < Self.commonLimit ? max(1, count / 3) : count
  }

  private static let commonLimit = 1000

  func isRepair(_ domain: Int) -> Bool {
    generator.policy.domains[domain].parent.flatMap { generator.policy.domains[$0].repairs } == domain
  }

  /// Returns so many dates in order; none where records of the type have no date.
  private mutating func recordDates(_ count: Int, of domain: Int, parent: SampleRow) -> [CalendarDate?] {
    guard let field = generator.policy.domains[domain].date else { return Array(repeating: nil, count: count) }
    let parentDate = parent.date(generator.policy.domains[parent.domain].date)
    var dates: [CalendarDate] = []
    for _ in 0..<count {
      if parent.domain != 0, let parentDate {
        let date = laterDate(than: parentDate, for: FieldReference(domain: domain, field: field))
        // A few are already known of, although they lie ahead.
        if date <= generator.asOf || random.chance(80) { dates.append(date) }
      } else {
        dates.append(recordDate(after: dates.last, of: domain))
      }
    }
    return dates.sorted()
  }

  // MARK: One row

  private mutating func row(of domain: Int, parent: SampleRow?, date: CalendarDate?) -> SampleRow {
    let type = generator.policy.domains[domain]
    var row = SampleRow(domain: domain, values: Array(repeating: nil, count: type.fields.count))
    if domain != 0, type.key != nil { recordCount += 1 }
    if let field = type.date { row.values[field] = date.map { .date($0) } }
    if let key = type.key { row.values[key] = keyValue(of: type, date: date) }
    let simple = type.fields.indices.filter { type.fields[$0].requiredWhen == nil && $0 != type.voidMark }
    let dependent = type.fields.indices.filter { type.fields[$0].requiredWhen != nil }
    for field in simple where field != type.date && field != type.key {
      row.values[field] = optionalValue(of: field, in: row, date: date)
    }
    for field in dependent where isRequired(field, in: row) || random.chance(30) {
      row.values[field] = value(of: field, in: row, date: date)
    }
    if let grade = gradeToLeaveOut(of: row) { row.values[grade] = nil }
    return row
  }

  /// The grade of a decision that moves the grade instead of naming one.
  private func gradeToLeaveOut(of row: SampleRow) -> Int? {
    guard let decisions = generator.policy.decisions, decisions.domain == row.domain,
      let scale = generator.policy.grade?.scale, let effect = decisions.fields.effect,
      case .label(let label)? = row.values[effect],
      DecisionEffect(label: label, on: scale)?.placesWorse != nil
    else { return nil }
    return decisions.fields.grade
  }

  /// Returns the text that identifies the subject or, among all records, this one.
  private func keyValue(of type: TypedDomain, date: CalendarDate?) -> SampleValue {
    guard type.parent != nil else { return .text(generator.identifiers.text(type.fields[0].identifierKind, of: index)) }
    if let key = type.key, type.fields[key].type.form == .date { return .date(date ?? generator.asOf) }
    let year = (date ?? generator.asOf).components.year
    return .text("\(year)-\(padded(index + 1, to: 7))-\(recordCount)")
  }

  private mutating func optionalValue(of field: Int, in row: SampleRow, date: CalendarDate?) -> SampleValue? {
    let type = generator.policy.domains[row.domain]
    if field == type.status { return statusValue() }
    guard type.fields[field].type.isOptional else { return value(of: field, in: row, date: date) }
    guard random.chance(chance(ofPresent: type.fields[field], in: row)) else { return nil }
    return value(of: field, in: row, date: date)
  }

  /// Dates that may be absent say that something was put right or is over.
  private func chance(ofPresent field: TypedField, in row: SampleRow) -> Int {
    guard row.domain != 0, field.type.form == .date else { return 920 }
    if isRepair(row.domain) { return 60 }
    return isSpotless(row) ? 30 : conduct.repairChance
  }

  /// Whether a record has nothing that could be put right: its label is the best of those that the policy tells apart.
  private func isSpotless(_ row: SampleRow) -> Bool {
    guard generator.hints.correctedDomains.contains(row.domain) else { return false }
    let fields = generator.policy.domains[row.domain].fields
    return fields.indices.contains { field in
      guard case .label(let label) = row.values[field] else { return false }
      return fields[field].type.labels?.labels.first == label
    }
  }

  private mutating func statusValue() -> SampleValue? {
    switch random.below(100) {
    case 0, 1: .label("withdrawn")
    case 2, 3: .label("disputed")
    case 4..<20: .label("in force")
    default: nil
    }
  }

  /// Whether a field must be present in a row; it also counts as required where that is hard to tell.
  private func isRequired(_ field: Int, in row: SampleRow) -> Bool {
    let condition = generator.policy.domains[row.domain].fields[field].requiredWhen
    guard case .expression(let expression) = condition?.kind else { return true }
    return expression.holds(in: row) ?? true
  }
}

extension TypedExpression {
  /// Returns whether a simple condition on the fields of one row holds; nil where it is not that simple.
  fileprivate func holds(in row: SampleRow) -> Bool? {
    switch kind {
    case .literal(.boolean(let value)): return value
    case .assumePresent(let inner): return inner.holds(in: row)
    case .not(let inner): return inner.holds(in: row).map { !$0 }
    case .and(let a, let b):
      guard let first = a.holds(in: row), let second = b.holds(in: row) else { return nil }
      return first && second
    case .or(let a, let b):
      guard let first = a.holds(in: row), let second = b.holds(in: row) else { return nil }
      return first || second
    case .field(let field):
      guard field.domain == row.domain, case .boolean(let value) = row.values[field.field] else { return nil }
      return value
    case .comparison(.equal, let a, let b): return a.equals(b, in: row)
    case .comparison(.notEqual, let a, let b): return a.equals(b, in: row).map { !$0 }
    default: return nil
    }
  }

  private func equals(_ other: TypedExpression, in row: SampleRow) -> Bool? {
    guard case .field(let field) = unwrapped.kind, field.domain == row.domain,
      case .literal(.label(let wanted)) = other.unwrapped.kind, case .label(let label) = row.values[field.field]
    else { return nil }
    return label == wanted
  }
}
