import PolicyDiagnostics
import PolicyIR
import PolicySemantics
import PolicyTypes

/// Dates by the calendar of working days. A year that it lacks is a fault of the date and never a guess, so that such
/// subjects are set aside and no result of theirs counts.
extension Lowering {
  /// Returns the date of a record plus a duration.
  func added(toDateOf domain: DomainID, _ duration: ValueID) -> ValueID {
    let date = date(of: domain)
    let place = policy.domains[domain.index].date
    let source = place.map {
      TypedExpression(
        .field(FieldReference(domain: domain.index, field: $0)), .date, at: policy.domains[domain.index].fields[$0].span
      )
    }
    return added(date, duration, reading: source)
  }

  /// Returns a date plus a duration.
  func added(_ date: ValueID, _ duration: ValueID, reading source: TypedExpression?) -> ValueID {
    guard let calendar = policy.calendar, builder.mayCountWorkingDays(duration) else {
      return builder.addDuration(date, duration)
    }
    return checked(builder.working(.add, [date, duration], calendar), [date, duration], source)
  }

  func workingDay(from date: ValueID, reading source: TypedExpression) -> ValueID {
    guard let calendar = policy.calendar else { return date }
    return checked(builder.working(.onOrAfter, [date], calendar), [date], source)
  }

  /// Requires that a date is there wherever what it is made of is.
  private func checked(_ result: ValueID, _ operands: [ValueID], _ source: TypedExpression?) -> ValueID {
    var isViolated = builder.not(builder.isPresent(result))
    for operand in operands {
      for known in [operand] + builder.assumed(in: operand) where builder.isOptional(known) {
        isViolated = builder.and(builder.isPresent(known), isViolated)
      }
    }
    if let windowed { isViolated = builder.and(windowed, isViolated) }
    require(unlessVoid(isViolated), source)
    return operands.contains(where: builder.isOptional) ? result : builder.assumePresent(result)
  }

  /// Notes what makes a date a fault; what the same field is asked for again is part of the same fault.
  private func require(_ isViolated: ValueID, _ source: TypedExpression?) {
    let domain = builder[isViolated].domain
    let place = source.flatMap { field(in: $0, of: domain) }
    let text = source?.span.text ?? builder.span?.text ?? ""
    let earlier = calendarRequirements.firstIndex {
      $0.domain == domain && $0.field == place && (place != nil || $0.text == text)
    }
    guard let earlier else {
      calendarRequirements.append(
        Requirement(domain: domain, field: place, kind: .insideCalendar, text: text, isViolated: isViolated))
      return
    }
    let known = calendarRequirements[earlier]
    calendarRequirements[earlier] = Requirement(
      domain: domain, field: place, kind: .insideCalendar, text: known.text,
      isViolated: builder.or(known.isViolated, isViolated))
  }

  /// The first field of the domain that an expression reads as a date.
  private func field(in source: TypedExpression, of domain: DomainID) -> Int? {
    switch source.kind {
    case .field(let reference): reference.domain == domain.index ? reference.field : nil
    case .assumePresent(let inner), .workingDayFrom(let inner): field(in: inner, of: domain)
    case .addDuration(let date, _): field(in: date, of: domain)
    case .orElse(let a, let b): field(in: a, of: domain) ?? field(in: b, of: domain)
    default: nil
    }
  }
}

extension ProgramBuilder {
  /// Adds a question to the calendar, whose answer may be absent.
  mutating func working(_ operation: WorkingOperation, _ operands: [ValueID], _ calendar: WorkingCalendar) -> ValueID {
    strict(operands, .date, mayBeAbsent: true) { .working(operation, $0, calendar) }
  }

  /// Returns what a value takes to be there because a condition around it says so. The value is calculated all the same
  /// where that condition fails, and then nothing is asked of the calendar.
  func assumed(in value: ValueID) -> [ValueID] {
    var open = [value]
    var known: Set<ValueID> = []
    var assumed: [ValueID] = []
    while let next = open.popLast() {
      guard known.insert(next).inserted else { continue }
      if case .assumePresent(let inner) = self[next].operation { assumed.append(inner) }
      // What other records or the subject have is there by itself.
      open += self[next].operation.operands.filter { self[$0].domain == self[value].domain }
    }
    return assumed
  }

  /// Whether a duration may be one of working days: whether some literal that it may be is one.
  func mayCountWorkingDays(_ duration: ValueID) -> Bool {
    var open = [duration]
    var known: Set<ValueID> = []
    while let next = open.popLast() {
      guard known.insert(next).inserted, lane(of: next) == .duration else { continue }
      switch self[next].operation {
      case .literal(let value): if value.duration.map({ $0.workingDays != 0 }) ?? false { return true }
      case .dated(let entries):
        if entries.contains(where: { $0.value.duration.map { $0.workingDays != 0 } ?? false }) { return true }
      default: open += self[next].operation.operands
      }
    }
    return false
  }
}
