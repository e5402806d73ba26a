import PolicyDiagnostics
import PolicyIR
import PolicySemantics
import PolicyTypes

/// The measures: whether each applies, which of them give way to others, and what time makes of them.
extension Lowering {
  /// Whether a measure applies but for others, and the values that tell why.
  struct MeasureApplication {
    let applies: ValueID
    let isOver: ValueID?
    let exception: ValueOutline?
    let times: [MeasureNumber]
  }

  func measure(_ place: Int) -> MeasureOutline {
    let measure = policy.measures[place]
    let application = application(of: place)
    builder.span = measure.clause.span
    defer { builder.span = nil }
    // What takes a measure's place does so wherever it applies, even if it gives way to a third one.
    let isGiven = measure.displacers.reduce(application.applies) { given, displacer in
      builder.and(given, builder.not(self.application(of: displacer.measure).applies))
    }
    return MeasureOutline(
      clause: measure.clause, kind: measure.kind, department: measure.department, targets: measure.targets,
      grades: measure.grades.map { labels(of: $0) }, condition: measure.condition.map { outline(of: $0) },
      exception: application.exception, isOver: application.isOver, applies: application.applies,
      displacers: measure.displacers, conflicts: measure.conflicts, isGiven: isGiven,
      numbers: measure.numbers.map { outline(of: $0) } + application.times, discretion: measure.discretion,
      exceptions: measure.exceptions)
  }

  private func application(of place: Int) -> MeasureApplication {
    if let known = measureApplications[place] { return known }
    let measure = policy.measures[place]
    let outer = builder.span
    builder.span = measure.clause.span
    defer { builder.span = outer }
    let exception = measure.exception.map { outline(of: $0, result: condition($0)) }
    let times = MeasureTimes(of: measure, self)
    var applies = fits(measure)
    if let exception { applies = builder.and(applies, builder.not(exception.result)) }
    if let isOver = times.isOver { applies = builder.and(applies, builder.not(isOver)) }
    let application = MeasureApplication(
      applies: applies, isOver: times.isOver, exception: exception, times: times.numbers)
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

  private func outline(of number: TypedMeasureNumber) -> MeasureNumber {
    MeasureNumber(name: number.name, title: number.title, unit: number.unit, value: outline(of: number.value))
  }
}

/// When a measure begins and ends, and by when it is to be carried out.
private struct MeasureTimes {
  private(set) var isOver: ValueID?
  private(set) var numbers: [MeasureNumber] = []

  init(of measure: TypedMeasure, _ lowering: Lowering) {
    let time = measure.time
    let begins = time.from.map { lowering.lower($0) } ?? lowering.builder.asOf()
    if let from = time.from { add("from", "起始日", from, begins, lowering) }
    if let term = time.term { add("term", "期限", term, lowering.lower(term), lowering) }
    if let ends = Self.end(time, begins, lowering) {
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
    add("due", "办理期限", due, isDate ? value : lowering.added(begins, value, reading: nil), lowering)
  }

  private mutating func add(
    _ name: String, _ title: String, _ value: TypedValue, _ result: ValueID, _ lowering: Lowering
  ) {
    numbers.append(
      MeasureNumber(name: name, title: title, unit: .none, value: lowering.outline(of: value, result: result)))
  }

  /// The first day on which a measure is over: after its term, or after its last day; absent where it never is.
  private static func end(_ time: TypedMeasureTime, _ begins: ValueID, _ lowering: Lowering) -> ValueID? {
    var ends: [ValueID] = []
    if let term = time.term {
      let end = lowering.added(begins, lowering.lower(term), reading: nil)
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
