import PolicySemantics
import PolicyTypes

extension PolicyGenerator {
  // MARK: Facts

  /// Makes named selections of each record type and named values of each domain, in a mixed order.
  mutating func makeFacts() {
    for _ in 0..<random.integer(in: 2...7) {
      let domain = random.below(domains.count)
      if domain > 0, random.chance(60) {
        let selection = makeSelection(of: domain, depth: 2)
        namedSelections.append(selection)
        addFact(.selection(selection), home: nil)
      } else {
        let form = random.pick([WantedForm.number, .number, .boolean, .date, .duration])
        let value = value(form, at: domain, depth: 2)
        addFact(.value(value), home: domain)
      }
    }
  }

  mutating func addFact(_ kind: TypedFact.Kind, home: Int?) {
    facts.append(TypedFact(clause: clause("x\(facts.count)"), kind: kind))
    factDomains.append(home)
  }

  // MARK: Selections

  mutating func makeSelection(of domain: Int, depth: Int) -> SelectionID {
    let bases = namedSelections.filter { selections[$0.index].domain == domain }
    let base = !bases.isEmpty && random.chance(35) ? random.pick(bases) : nil
    let window = random.chance(40) ? TypedWindow(value: windowValue(at: domain)) : nil
    let condition = random.chance(40) ? conditionValue(at: domain, depth: depth - 1) : nil
    let keys = random.chance(25) ? oncePerKeys(of: domain) : []
    return add(
      TypedSelection(
        span: .nowhere, domain: domain, source: base.map { "s\($0.index)" } ?? domains[domain].name, base: base,
        window: window, condition: condition, oncePer: keys,
        keep: random.chance(keys.isEmpty ? 15 : 50) ? keep(of: domain) : nil,
        above: base.map { selections[$0.index].above } ?? random.pick(Array(chain(from: domain).dropFirst()))))
  }

  private mutating func keep(of domain: Int) -> TypedKeep {
    let measure = number(at: domain, depth: 1)
    return random.pick([.earliest, .latest, .highest(measure), .lowest(measure)])
  }

  mutating func add(_ selection: TypedSelection) -> SelectionID {
    selections.append(selection)
    return SelectionID(selections.count - 1)
  }

  private mutating func windowValue(at domain: Int) -> TypedValue {
    if random.chance(60) { return value(.duration, at: domain, depth: 1) }
    if random.chance(50) { return TypedValue(dateRange(at: domain)) }
    return TypedValue(present(date(at: domain, depth: 1), at: domain))
  }

  private mutating func oncePerKeys(of domain: Int) -> [TypedExpression] {
    let own = domains[domain].fields.indices.dropFirst().map { place in
      TypedExpression(
        .field(FieldReference(domain: domain, field: place)), domains[domain].fields[place].type)
    }
    return (0..<random.integer(in: 1...2)).map { _ in random.pick(Array(own)) }
  }

  // MARK: Figures

  /// The most records of a type below one row of `above`.
  private func limit(of domain: Int, below above: Int) -> Int {
    chain(from: domain).prefix { $0 != above }.reduce(1) { $0 * domains[$1].limit }
  }

  /// A row above records that `domain` can read.
  private mutating func level(above records: Int, readableFrom domain: Int) -> Int {
    random.pick(chain(from: records).dropFirst().filter { chain(from: domain).contains($0) })
  }

  private mutating func anySelection(readableFrom domain: Int, depth: Int) -> SelectionID? {
    guard domains.count > 1 else { return nil }
    if !namedSelections.isEmpty, random.chance(60) { return random.pick(namedSelections) }
    return makeSelection(of: random.integer(in: 1...domains.count - 1), depth: depth)
  }

  /// Makes a number over records, where there are any to read.
  mutating func figure(at domain: Int, depth: Int) -> TypedExpression? {
    if domain > 0, random.chance(40) { return random.chance(60) ? ordinal(at: domain) : others(at: domain) }
    guard let selection = anySelection(readableFrom: domain, depth: depth - 1) else { return nil }
    let records = selections[selection.index].domain
    let above = level(above: records, readableFrom: domain)
    let limit = limit(of: records, below: above)
    switch random.below(7) {
    case 6: return .aggregate(.streak, selection, wholeNumber(at: records), above: above, limit: limit)
    case 0: return .aggregate(.count, selection, above: above, limit: limit)
    case 1: return .aggregate(.sum, selection, number(at: records, depth: 1), above: above, limit: limit)
    case 2:
      let form = random.pick([WantedForm.number, .date, .text, .boolean])
      return .aggregate(.distinct, selection, leaf(form, at: records), above: above, limit: limit)
    case 3:
      let step = random.pick(RunStep.allCases.filter { $0 != .number })
      return .aggregate(.longestRun(step), selection, date(at: records, depth: 0), above: above, limit: limit)
    default:
      let aggregate = random.pick([Aggregate.least, .greatest, .mean, .first])
      return .aggregate(aggregate, selection, number(at: records, depth: 1), above: above, limit: limit)
    }
  }

  /// Makes a number to count along: a whole number of a record, or its place among others.
  private mutating func wholeNumber(at domain: Int) -> TypedExpression {
    let fields = domains[domain].fields.indices.filter { domains[domain].fields[$0].type.number?.decimals == 0 }
    guard let place = fields.isEmpty ? nil : random.pick(fields), random.chance(70) else { return ordinal(at: domain) }
    return TypedExpression(
      .field(FieldReference(domain: domain, field: place)), domains[domain].fields[place].type)
  }

  mutating func truthOfRecords(at domain: Int, depth: Int) -> TypedExpression? {
    guard let selection = anySelection(readableFrom: domain, depth: depth - 1) else { return nil }
    let records = selections[selection.index].domain
    let above = level(above: records, readableFrom: domain)
    switch random.below(3) {
    case 0: return .aggregate(.exists, selection, above: above, limit: 1)
    case 1: return .aggregate(.exists, selection, condition(at: records, depth: depth - 1), above: above, limit: 1)
    default: return .aggregate(.every, selection, condition(at: records, depth: depth - 1), above: above, limit: 1)
    }
  }

  /// Makes the earliest or latest date, or the best or worst label, of some records.
  mutating func extremeOfRecords(_ form: WantedForm, at domain: Int) -> TypedExpression? {
    if case .label(let labels) = form, !labels.isScale { return nil }
    guard let selection = anySelection(readableFrom: domain, depth: 1) else { return nil }
    let records = selections[selection.index].domain
    return .aggregate(
      random.pick([.least, .greatest, .first]), selection, leaf(form, at: records),
      above: level(above: records, readableFrom: domain), limit: 1)
  }

  /// Makes the count of the other records that match a record.
  private mutating func others(at domain: Int) -> TypedExpression {
    let named = namedSelections.filter { selections[$0.index].domain == domain }
    let selection = named.isEmpty || random.chance(40) ? makeSelection(of: domain, depth: 1) : random.pick(named)
    let forms = [WantedForm.boolean, .text, .number, .date]
    let equal = (0..<random.below(3)).map { _ -> TypedPair in
      let form = random.pick(forms)
      let other = leaf(form, at: domain)
      return TypedPair(other: other, own: random.chance(70) ? other : leaf(form, at: domain))
    }
    let form = random.pick([WantedForm.date, .number])
    let bounded = leaf(form, at: domain)
    let bounds = (0..<random.below(3)).map { _ in
      TypedBound(
        other: bounded, random.pick([.less, .lessOrEqual, .greater, .greaterOrEqual]),
        own: random.chance(40) ? bounded : leaf(form, at: domain))
    }
    let others = TypedOthers(
      selection: selection, equal: equal, bounds: bounds, above: selections[selection.index].above)
    let limit = Decimal128(limit(of: domain, below: others.above))
    return TypedExpression(
      .others(others), .number(NumberType(range: NumberRange(lower: 0, upper: limit), decimals: 0)))
  }

  /// Makes the place of a record among the earlier ones, counted where neither window nor condition is.
  private mutating func ordinal(at domain: Int) -> TypedExpression {
    let bases = namedSelections.filter { id in
      selections[id.index].domain == domain && selections[id.index].window == nil
    }
    let base = bases.isEmpty || random.chance(50) ? nil : random.pick(bases)
    let counted = add(
      TypedSelection(
        span: .nowhere, domain: domain, source: domains[domain].name, base: base, window: nil, condition: nil,
        oncePer: [],
        above: base.map { selections[$0.index].above } ?? random.pick(Array(chain(from: domain).dropFirst()))))
    return .ordinal(
      in: counted, within: literal(.duration), limit: limit(of: domain, below: selections[counted.index].above))
  }
}
