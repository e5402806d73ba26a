import PolicyDiagnostics
import PolicyIR
import PolicySemantics
import PolicyTypes

/// The measures: whether each applies, which of them give way to others, and what time makes of them.
///
/// What a measure comes to is found for each row of its domain: for the subject, or for each record that may give it.
extension Lowering {
  /// Whether a measure applies but for others, and the values that tell why.
  struct MeasureApplication {
    let applies: ValueID
    /// Whether it would, if records did not say that it has ended.
    let appliesUnlessEnded: ValueID
    let isOver: ValueID?
    let exception: ValueOutline?
    let escalation: EscalationOutline?
    let followUp: FollowUpStates?
    let times: [MeasureNumber]
  }

  func measure(_ place: Int) -> MeasureOutline {
    let measure = policy.measures[place]
    let domain = domain(of: measure)
    let application = application(of: place)
    builder.span = measure.clause.span
    defer { builder.span = nil }
    let isGiven = builder.aligned(notDisplaced(application.applies, measure, domain), to: domain)
    let records = measure.selection.map { MeasureRecords(selection: selection($0), isGiven: isGiven) }
    let followUp = application.followUp.map { states in
      FollowUpOutline(
        state: states.state, since: states.since, hasEnded: states.hasEnded,
        isEnded: atSubject(
          builder.and(
            notDisplaced(application.appliesUnlessEnded, measure, domain), builder.aligned(states.hasEnded, to: domain))
        ))
    }
    return MeasureOutline(
      clause: measure.clause, kind: measure.kind, department: measure.department, targets: measure.targets,
      grades: measure.grades.map { labels(of: $0) }, condition: measure.condition.map { outline(of: $0) },
      exception: application.exception, isOver: application.isOver, applies: application.applies,
      displacers: measure.displacers, conflicts: measure.conflicts, isGiven: atSubject(isGiven),
      numbers: measure.numbers.map { outline(of: $0, domain) } + application.times, discretion: measure.discretion,
      exceptions: measure.exceptions, records: records, escalation: application.escalation, followUp: followUp)
  }

  /// The rows for which a measure is given: the subject's, or those of the records.
  func domain(of measure: TypedMeasure) -> DomainID {
    measure.selection.map { DomainID(policy.selections[$0.index].domain) } ?? .subject
  }

  /// Whether a measure applies and none takes its place: one that applies to the same record, or to the subject.
  ///
  /// What takes a measure's place does so wherever it applies, even if it gives way to a third one. What a measure
  /// escalates to does so for good: the milder one does not come back when the other has ended.
  private func notDisplaced(_ applies: ValueID, _ measure: TypedMeasure, _ domain: DomainID) -> ValueID {
    measure.displacers.reduce(applies) { given, displacer in
      let application = application(of: displacer.measure)
      let other =
        displacer.kind == .escalates ? application.escalation?.takesPlace ?? application.applies : application.applies
      let isSameRow = self.domain(of: policy.measures[displacer.measure]) == domain
      return builder.and(given, builder.not(isSameRow ? other : atSubject(other)))
    }
  }

  private func atSubject(_ mask: ValueID) -> ValueID {
    builder[mask].domain == .subject ? mask : builder.any(mask, above: .subject)
  }

  private func application(of place: Int) -> MeasureApplication {
    if let known = measureApplications[place] { return known }
    let measure = policy.measures[place]
    let domain = domain(of: measure)
    let outer = builder.span
    builder.span = measure.clause.span
    defer { builder.span = outer }
    let exception = measure.exception.map { outline(of: $0, result: condition($0)) }
    let escalation = measure.escalation.map { self.escalation($0, domain) }
    var applies = fits(measure)
    if let id = measure.selection { applies = builder.and(selection(id).mask, applies) }
    if let escalation { applies = builder.and(applies, escalation.holds) }
    if let exception { applies = builder.and(applies, builder.not(exception.result)) }
    applies = builder.aligned(applies, to: domain)
    let takesPlace = applies
    let times = MeasureTimes(of: measure, domain, among: measure.selection == nil ? nil : applies, self)
    if let isOver = times.isOver { applies = builder.and(applies, builder.not(isOver)) }
    let followUp = followUp(of: measure, domain, since: times.begins)
    let unlessEnded = builder.aligned(applies, to: domain)
    if let followUp { applies = builder.and(applies, builder.not(followUp.hasEnded)) }
    let application = MeasureApplication(
      applies: builder.aligned(applies, to: domain), appliesUnlessEnded: unlessEnded, isOver: times.isOver,
      exception: exception, escalation: escalation?.takingPlace(where: takesPlace), followUp: followUp,
      times: times.numbers + (followUp?.numbers ?? []))
    measureApplications[place] = application
    return application
  }

  private func labels(of codes: [UInt8]) -> [String] {
    let labels = policy.grade?.scale.labels ?? []
    return codes.compactMap { Int($0) < labels.count ? labels[Int($0)] : nil }
  }

  /// Whether the subject's grade is among the measure's, and its condition holds.
  private func fits(_ measure: TypedMeasure) -> ValueID {
    let condition = measure.condition.map { self.condition($0) }
    guard let grades = measure.grades else { return condition ?? builder.literal(true) }
    guard policy.grade != nil else { return builder.literal(false) }
    let hasGrade = builder.definite(builder.isOneOf(loweredGrade(), codes: grades))
    return condition.map { builder.and(hasGrade, $0) } ?? hasGrade
  }

  private func outline(of number: TypedMeasureNumber, _ domain: DomainID) -> MeasureNumber {
    let result = builder.aligned(lower(number.value), to: domain)
    return MeasureNumber(
      name: number.name, title: number.title, unit: number.unit, value: outline(of: number.value, result: result))
  }
}

// MARK: Escalation and follow-up

extension Lowering {
  /// The place of each record among those that count towards the milder measure, its grade and its end aside.
  private func escalation(_ escalation: TypedEscalation, _ domain: DomainID) -> EscalationOutline {
    let milder = policy.measures[escalation.measure]
    var counted = selection(escalation.counted).mask
    if let condition = milder.condition { counted = builder.and(counted, self.condition(condition)) }
    if let exception = milder.exception { counted = builder.and(counted, builder.not(condition(exception))) }
    counted = builder.aligned(counted, to: domain)
    let place = builder.ordinal(
      date: date(of: domain), until: added(toDateOf: domain, lower(escalation.within)), mask: counted, above: .subject)
    let reaches = builder.compare(.greaterOrEqual, place, builder.literal(Decimal128(escalation.count)))
    return EscalationOutline(
      measure: escalation.measure, count: escalation.count,
      text: escalation.within.kind == .literal(.duration(.forever)) ? nil : escalation.text, place: place,
      counts: counted, holds: builder.and(counted, builder.definite(reaches)))
  }

  /// The latest that records say of a measure.
  struct FollowUpStates {
    let state: ValueID
    let since: ValueID
    let hasEnded: ValueID
    let numbers: [MeasureNumber]
  }

  private func followUp(of measure: TypedMeasure, _ domain: DomainID, since begins: ValueID?) -> FollowUpStates? {
    guard let typed = policy.followUps.first(where: { policy.domains[$0.domain].parent == domain.index }) else {
      return nil
    }
    let records = DomainID(typed.domain)
    let date = field(FieldReference(domain: typed.domain, field: typed.date))
    let state = field(FieldReference(domain: typed.domain, field: typed.state))
    var mask = builder.and(selection(typed.selection).mask, names(measure, typed))
    if let begins { mask = builder.and(mask, builder.definite(builder.compare(.greaterOrEqual, date, begins))) }
    // Of several states of one day the one that stands last in the list.
    let latest = builder.onePer(
      [], mask: builder.aligned(mask, to: records), preferences: [Preference(date), Preference(state)], above: domain)
    let found = builder.first(state, mask: latest, above: domain)
    let since = builder.first(date, mask: latest, above: domain)
    let hasEnded = builder.aligned(builder.definite(builder.isOneOf(found, codes: typed.ends)), to: domain)
    func number(_ name: String, _ title: String, _ value: ValueID) -> MeasureNumber {
      MeasureNumber(
        name: name, title: title, unit: .none,
        value: ValueOutline(text: policy.domains[typed.domain].name, span: typed.span, result: value, inputs: []))
    }
    return FollowUpStates(
      state: found, since: since, hasEnded: hasEnded,
      numbers: [number("state", "进展", found), number("state since", "进展日期", since)])
  }

  /// Which of the records name the measure.
  private func names(_ measure: TypedMeasure, _ typed: TypedFollowUp) -> ValueID {
    let name = field(FieldReference(domain: typed.domain, field: typed.measure))
    guard case .code(let labels) = builder.lane(of: name) else {
      let wanted = builder.literal(.text(measure.clause.name), .text, in: DomainID(typed.domain))
      return builder.definite(builder.compare(.equal, name, wanted))
    }
    guard let code = labels.code(of: measure.clause.name) else {
      return builder.literal(false, in: DomainID(typed.domain))
    }
    return builder.definite(builder.isOneOf(name, codes: [code]))
  }
}

/// When a measure begins and ends, and by when it is to be carried out.
///
/// It begins on the day that it says, else on that of the record that gives it, else on the as-of date.
private struct MeasureTimes {
  private(set) var isOver: ValueID?
  private(set) var numbers: [MeasureNumber] = []
  /// The day on which it begins; nil for the as-of date.
  let begins: ValueID?
  private let domain: DomainID

  init(of measure: TypedMeasure, _ domain: DomainID, among applies: ValueID?, _ lowering: Lowering) {
    let time = measure.time
    self.domain = domain
    // The calendar is asked nothing of records that do not give the measure.
    lowering.windowed = applies
    defer { lowering.windowed = nil }
    let date = lowering.policy.domains[domain.index].date
    begins = time.from.map { lowering.lower($0) } ?? date.map { _ in lowering.date(of: domain) }
    if let from = time.from, let begins { add("from", "起始日", from, begins, lowering) }
    if let term = time.term { add("term", "期限", term, lowering.lower(term), lowering) }
    if let ends = end(time, lowering) {
      if let value = time.term ?? time.until { add("ends", "终止日", value, ends, lowering) }
      isOver = lowering.builder.definite(lowering.builder.compare(.lessOrEqual, ends, lowering.builder.asOf()))
    }
    if let until = time.until, until.type.form == .boolean {
      let hasEnded = lowering.condition(until)
      isOver = isOver.map { lowering.builder.or($0, hasEnded) } ?? hasEnded
    }
    guard let due = time.due else { return }
    let value = lowering.lower(due)
    let isDate = lowering.builder.lane(of: value) == .date
    add("due", "办理期限", due, isDate ? value : added(value, time, lowering), lowering)
  }

  private mutating func add(
    _ name: String, _ title: String, _ value: TypedValue, _ result: ValueID, _ lowering: Lowering
  ) {
    let result = lowering.builder.aligned(result, to: domain)
    numbers.append(
      MeasureNumber(name: name, title: title, unit: .none, value: lowering.outline(of: value, result: result)))
  }

  /// A length of time after the beginning.
  private func added(_ duration: ValueID, _ time: TypedMeasureTime, _ lowering: Lowering) -> ValueID {
    guard let begins else { return lowering.added(lowering.builder.asOf(), duration, reading: nil) }
    return time.from == nil
      ? lowering.added(toDateOf: domain, duration) : lowering.added(begins, duration, reading: nil)
  }

  /// The first day on which a measure is over: after its term, or after its last day; absent where it never is.
  private func end(_ time: TypedMeasureTime, _ lowering: Lowering) -> ValueID? {
    var ends: [ValueID] = []
    if let term = time.term {
      let end = added(lowering.lower(term), time, lowering)
      let latest = lowering.builder.literal(.date(.latest), .date)
      let isOpen = lowering.builder.compare(.equal, end, latest)
      ends.append(lowering.builder.select(lowering.builder.definite(isOpen), lowering.builder.literal(.absent), end))
    }
    if let until = time.until, until.type.form == .date {
      let day = lowering.builder.literal(.duration(CalendarDuration(days: 1)), .duration)
      ends.append(lowering.builder.addDuration(lowering.lower(until), day))
    }
    guard ends.count == 2 else { return ends.first }
    let least = lowering.builder.least(ends[0], ends[1])
    let either = lowering.builder.orElse(ends[0], ends[1])
    return lowering.builder.orElse(least, either)
  }
}
