import PolicyDiagnostics
import PolicyTypes

// The trees of indicators, with every calculation written out.

extension ExplanationText {
  func add(_ indicator: IndicatorStep, named name: String, to lines: inout TextLines, depth: Int) {
    let result = indicator.result.map(points) ?? word(Words.leftOut)
    let weight = indicator.weight.map { word(Words.weight($0.calculatorText)) } ?? ""
    lines.add(
      name + colon + result + bracketed(weight, at: indicator.clause.place), depth: depth,
      as: depth == 1 ? .strong : nil)
    for line in citations(of: indicator.clause) { lines.add(line, depth: depth + 1) }
    if let condition = indicator.condition {
      lines.add(text(ofCondition: condition), depth: depth + 1)
      addMembers(of: condition, to: &lines, depth: depth + 2)
    }
    guard indicator.applies else { return }
    addWorth(of: indicator, to: &lines, depth: depth + 1)
    if let missing = indicator.missing {
      // What has no weight gives none away.
      let isCompared = missing == .leftOut && indicator.weight == nil
      lines.add(isCompared ? word(Words.missingNotCompared) : text(of: missing), depth: depth + 1)
    }
    addLimits(of: indicator, to: &lines, depth: depth + 1)
    if let grade = indicator.grade {
      lines.add(
        pair(Words.grade, text(of: grade.result)) + bracketed(derivation(of: grade), at: grade.decidingPlace),
        depth: depth + 1)
    }
    for child in indicator.children { add(child, named: child.clause.heading, to: &lines, depth: depth + 1) }
  }

  private func text(ofCondition condition: ValueStep) -> String {
    let holds = condition.result == .boolean(true)
    let text = short(condition)
    return word(holds ? Words.applies(text) : Words.doesNotApply(text)) + bracketed(self.text(of: condition.inputs))
  }

  private func text(of missing: MissingStep) -> String {
    switch missing {
    case .leftOut: return word(Words.missingLeftOut)
    case .notRated: return word(Words.missingNotRated)
    case .replaced(let value):
      let points = value.result.number?.calculatorText ?? text(of: value.result)
      return word(Words.missingReplaced(points)) + bracketed(derivation(of: value), at: value.place)
    }
  }

  private func addWorth(of indicator: IndicatorStep, to lines: inout TextLines, depth: Int) {
    switch indicator.worth {
    case .value(let value, let isDeduction):
      lines.add(text(ofWorth: value, isDeduction: isDeduction), depth: depth)
      addMembers(of: value, to: &lines, depth: depth + 1)
    case .records(let records): add(records, total: indicator.subtotal, to: &lines, depth: depth)
    case .sum(let start, let children):
      if let start, !derivation(of: start).isEmpty { lines.add(text(ofStart: start), depth: depth) }
      lines.add(sum(start, children, total: indicator.computed), depth: depth)
    case .chosen(let choice, let start, let children, let counts):
      if let start, !derivation(of: start).isEmpty { lines.add(text(ofStart: start), depth: depth) }
      if let counts { lines.add(text(of: choice, children, counts), depth: depth) }
      if start != nil, let counts {
        lines.add(sum(start, [children[counts]], total: indicator.computed), depth: depth)
      }
    case .weightedMean(let children):
      if let mean = weightedMean(children, result: indicator.computed) { lines.add(mean, depth: depth) }
      let leftOut = children.filter { $0.result == nil }.map(\.clause.heading)
      if !leftOut.isEmpty { lines.add(word(Words.partsLeftOut(list(leftOut))), depth: depth) }
    }
  }

  private func text(ofWorth value: ValueStep, isDeduction: Bool, without known: [Figure] = []) -> String {
    let derivation = derivation(of: value, without: known)
    guard let number = value.result.number?.calculatorText else { return text(of: value.inputs) }
    let effect = word(isDeduction ? Words.deducts(number) : Words.gives(number))
    return derivation.isEmpty ? effect : effect + colon + derivation
  }

  private func text(ofStart start: ValueStep) -> String {
    word(Words.start) + colon + text(of: start.result) + bracketed(derivation(of: start), at: start.decidingPlace)
  }

  /// Returns `取最高的一项：计入甲 20 分；不计乙 5 分、丙 0 分`.
  private func text(of choice: PartChoice, _ children: [IndicatorStep], _ counts: Int) -> String {
    func name(_ child: IndicatorStep) -> String {
      let number = choice.isOfDeductions ? child.result?.magnitude : child.result
      return child.clause.heading + " " + (number.map(points) ?? word(Words.leftOut))
    }
    let others = children.enumerated().filter { $0.offset != counts }.map { name($0.element) }
    let counted = word(Words.counts(name(children[counts])))
    return word(Words.takes(choice)) + colon
      + ([counted] + (others.isEmpty ? [] : [word(Words.doesNotCount(list(others)))])).joined(separator: semicolon)
  }

  // MARK: Calculations

  /// Returns `start 100 - 一般行政处罚 10 + 表彰 2 = 92`.
  private func sum(_ start: ValueStep?, _ children: [IndicatorStep], total: Decimal128?) -> String {
    var terms: [Term] = start?.result.number.map { [Term(name: word(Words.start), number: $0)] } ?? []
    terms += children.compactMap { child in child.result.map { Term(name: child.clause.heading, number: $0) } }
    return calculation(terms, total: total)
  }

  private struct Term {
    let name: String
    let number: Decimal128
  }

  private func calculation(_ terms: [Term], total: Decimal128?) -> String {
    var text = ""
    for (index, term) in terms.enumerated() {
      let sign = term.number.isNegative ? "-" : "+"
      if index > 0 { text += " \(sign) " } else if term.number.isNegative { text += "-" }
      text += (term.name.isEmpty ? "" : term.name + " ") + term.number.magnitude.calculatorText
    }
    return (text.isEmpty ? "0" : text) + " = " + (total.map(points) ?? word(Words.noData))
  }

  /// Returns `守法合规 40.5 × 60% + 公共信用 80 × 40% = 56.3`, with a division where the weights do not total 100.
  private func weightedMean(_ children: [IndicatorStep], result: Decimal128?) -> String? {
    let present = children.filter { $0.result != nil }
    let weights = present.map { $0.weight ?? .zero }
    let total = weights.reduce(Decimal128?.some(.zero)) { sum, weight in sum.flatMap { $0.adding(weight) } }
    guard let total, let result, !present.isEmpty else { return nil }
    let isPercent = total == 100
    let terms = zip(present, weights).map { child, weight in
      let share = isPercent ? weight.calculatorText + "%" : weight.calculatorText
      return "\(child.clause.heading) \(child.result.map(points) ?? "") × \(share)"
    }.joined(separator: " + ")
    let divisor = weights.map(\.calculatorText).joined(separator: " + ")
    let division = present.count == 1 ? "\(terms) ÷ \(divisor)" : "(\(terms)) ÷ (\(divisor))"
    return (isPercent ? terms : division) + " = " + points(result)
  }

  private func addLimits(of indicator: IndicatorStep, to lines: inout TextLines, depth: Int) {
    for limit in indicator.limits where limit.isWorthShowing {
      let change = [limit.before, limit.after].map { $0?.calculatorText ?? word(Words.noData) }.joined(separator: " → ")
      let derivation = limit.bound.map { self.derivation(of: $0) } ?? ""
      lines.add(text(of: limit) + colon + change + bracketed(derivation, at: limit.place), depth: depth)
    }
  }

  private func text(of limit: LimitStep) -> String {
    let bound = limit.bound.map { text(of: $0.result) } ?? ""
    return switch limit.kind {
    case .restored: word(Words.restoredAtMost(bound))
    case .perKey: word(Words.keyCaps)
    case .cap: word(Words.cap(bound))
    case .atLeast: word(Words.atLeast(bound))
    case .atMost: word(Words.atMost(bound))
    case .round(let digits, let mode): word(Words.round(digits, mode))
    }
  }

  // MARK: Records

  private func add(_ records: RecordsStep, total: Decimal128?, to lines: inout TextLines, depth: Int) {
    let (counted, notCounted) = (records.counted, records.notCounted)
    if counted.isEmpty, notCounted.isEmpty { return lines.add(word(Words.noRecords(records.source)), depth: depth) }
    lines.add(
      word(Words.records(records.source, counted: counted.count, notCounted: notCounted.count)), depth: depth)
    if listsRecords {
      for record in counted { add(record, isDeduction: records.isDeduction, to: &lines, depth: depth + 1) }
    }
    if counted.count > 1 {
      lines.add(pair(Words.total, calculation(totals(of: counted), total: total)), depth: depth + 1)
    }
    if listsRecords { addNotCounted(notCounted, to: &lines, depth: depth + 1) }
  }

  private func add(_ record: RecordStep, isDeduction: Bool, to lines: inout TextLines, depth: Int) {
    let details = details(of: record, isDeduction: isDeduction)
    lines.add(name(of: record.record) + colon + details[0], depth: depth)
    for detail in details.dropFirst() { lines.add(detail, depth: depth + 1) }
  }

  /// Returns how the points of a record came about: what it is worth, then what stands for missing data, then what
  /// its repair gives back, then what caps leave that it shares with others.
  func details(of record: RecordStep, isDeduction: Bool) -> [String] {
    [
      text(ofWorth: record.worth, isDeduction: isDeduction, without: record.record.fields),
      record.missing.map { text(of: $0) }, record.repair.map { text(of: $0, of: record) },
      record.keyCaps.map { text(of: $0) },
    ].compactMap(\.self)
  }

  /// Returns `案号 = A1 的记录合计最多 8 分：-10 → -3`.
  private func text(of caps: KeyCapsStep) -> String {
    let reasons = caps.caps.map { cap in
      let place = listsRecords ? cap.place : nil
      return word(Words.keyCap(text(of: cap.figures), bound: text(of: cap.bound.result)))
        + bracketed(derivation(of: cap.bound), at: place)
    }
    let change = [caps.before, caps.after].map { $0?.calculatorText ?? word(Words.noData) }.joined(separator: " → ")
    return reasons.joined(separator: semicolon) + colon + change
  }

  /// Returns `XZCF-001 (2022-03-01, severity = 一般)`.
  func name(of record: RecordReference) -> String {
    let known = record.fields.filter { !$0.value.isAbsent }
    let details = [
      record.date?.description ?? "", text(of: known), record.isDisputed ? word(Words.disputed) : "",
    ].filter { !$0.isEmpty }
    return record.key + bracketed(details.joined(separator: comma))
  }

  private func text(of repair: RepairStep, of record: RecordStep) -> String {
    // In a table the place would stand in every row.
    let place = listsRecords ? repair.clause.place : nil
    return repair.clause.heading + colon + state(of: repair, of: record) + bracketed("", at: place)
  }

  private func state(of repair: RepairStep, of record: RecordStep) -> String {
    // The dates of the record and of its repair stand on the line already; a deadline that falls on one is told.
    func isStated(_ figure: Figure) -> Bool {
      !figure.name.hasSuffix(")") && figure.value.date.map { [repair.done, record.record.date].contains($0) } ?? false
    }
    guard repair.state == .inEffect else { return state(of: repair, for: record.record) }
    let share = repair.share?.result.number.map(percent) ?? word(Words.noData)
    let done = word(Words.repaired(on: date(repair.done), share: share))
    let reason = repair.share.map { derivation(of: $0, without: $0.inputs.filter(isStated)) } ?? ""
    return done + bracketed(reason) + colon + givenBack(record, share: share)
  }

  /// Whether a record is repaired, and why not; what that gives back aside.
  private func state(of repair: RepairStep, for record: RecordReference) -> String {
    switch repair.state {
    case .notRepairable:
      word(Words.notRepairable) + bracketed(repair.exclusion.map { condition($0, without: record.fields) } ?? "")
    case .notDone: word(Words.notRepaired)
    case .needsNotMet:
      word(Words.repairNeeds(repair.exclusion.map { short($0) } ?? ""))
        + bracketed(repair.exclusion.map { text(of: $0.inputs) } ?? "")
    case .beyondBudget:
      repair.budget.map { budget in
        word(Words.budgetSpent(budget.place.calculatorText, limit: budget.limit, within: short(budget.text)))
      } ?? ""
    case .notYetInEffect: word(Words.notYetRepaired(done: date(repair.done), from: date(repair.effectiveFrom)))
    case .inEffect: word(Words.repaired(on: date(repair.done)))
    }
  }

  /// Says of a record that a rule looks at that it was repaired: `F1 (2024-02-10): overhaul: repaired on 2024-05-01`.
  func text(of repaired: RepairedRecord) -> String {
    name(of: repaired.record) + colon + repaired.repair.clause.heading + colon
      + state(of: repaired.repair, for: repaired.record) + bracketed("", at: repaired.repair.clause.place)
  }

  /// Returns `-10 + 10 × 50% = -5`.
  private func givenBack(_ record: RecordStep, share: String) -> String {
    guard let points = record.points, let after = record.contribution else { return "" }
    let sign = points.isNegative ? "+" : "-"
    return "\(points.calculatorText) \(sign) \(points.magnitude.calculatorText) × \(share) = \(after.calculatorText)"
  }

  private func date(_ date: CalendarDate?) -> String { date?.description ?? word(Words.noData) }

  /// The contributions as terms without names.
  private func totals(of records: [RecordStep]) -> [Term] {
    records.map { Term(name: "", number: $0.contribution ?? .zero) }
  }

  /// Names the records that do not count: those of another kind together, the others each with its reason.
  func addNotCounted(_ records: [UncountedRecord], to lines: inout TextLines, depth: Int) {
    var groups: [(reason: String, keys: [String])] = []
    var places: [String: Int] = [:]
    for record in records {
      let reason = record.reasons.map { text(of: $0) }.joined(separator: semicolon)
      let isNew = places[reason] == nil
      if isNew { groups.append((reason, [])) }
      let place = places[reason, default: groups.count - 1]
      places[reason] = place
      groups[place].keys.append(record.record.key + bracketed(record.record.date?.description ?? ""))
    }
    for group in groups {
      lines.add(pair(Words.notCounted, list(group.keys) + colon + group.reason), depth: depth, as: .faint)
    }
  }

  func text(of reason: UncountedRecord.Reason) -> String {
    switch reason {
    case .withdrawn: word(Words.withdrawn)
    case .void(nil): word(Words.voidByValue)
    case .void(let condition?): word(Words.void(short(condition)))
    case .windowOver(let window, let since?): word(Words.windowOver(short(window), since: since.description))
    case .windowOver(let window, nil): word(Words.windowOver(short(window)))
    case .outsideRange(let window, let from, let until):
      word(Words.outsideRange(short(window), Words.dates(from: from, until: until)))
    case .conditionNotMet(let condition):
      // What the language demands is said in the reader's words, what an author wrote as it stands.
      word(
        HistoryCondition(rawValue: condition).map { Words.notMet($0) } ?? Words.conditionNotMet(short(condition)))
    case .duplicate(let keys, let instead): word(Words.duplicate(short(keys), instead: instead))
    case .notKept(let choice, let instead): word(Words.notKept(short(choice), instead: instead))
    case .joins(let list): word(ListWords.joinedStay(list))
    case .notSelected(let source): word(Words.notSelected(source))
    }
  }
}

extension LimitStep {
  /// A rounding is always shown, another limit only where it changes the number.
  fileprivate var isWorthShowing: Bool {
    if case .round = kind { before != nil } else { bites }
  }
}

extension IndicatorStep {
  /// The number that its parts come to; nil where another stands for it.
  fileprivate var computed: Decimal128? {
    if case .replaced = missing { nil } else { subtotal }
  }
}
