import PolicySemantics
import PolicyTypes

/// What a policy itself says about where its data become interesting: the edges of windows, the cut points of lookups.
struct SampleHints: Sendable {
  /// How long records of a type count.
  private(set) var windows: [Int: [CalendarDuration]] = [:]

  /// The times within which offences of a type count together.
  private(set) var recurrences: [Int: [CalendarDuration]] = [:]

  /// How long after its record a date makes a difference: for repairs in time, late or too early.
  private(set) var delays: [FieldReference: [CalendarDuration]] = [:]

  /// The record types with a date of their own that says when they were put right.
  private(set) var correctedDomains: Set<Int> = []

  /// By which methods records are repaired, for each type of repair.
  private(set) var methods: [Int: [String]] = [:]

  /// The dates until which records count.
  private(set) var lastDays: Set<FieldReference> = []

  /// The dates from which working days are counted, of which a calendar knows some years only.
  private(set) var calendarDates: Set<FieldReference> = []

  /// The numbers with which a field is compared.
  private(set) var cutPoints: [FieldReference: [Decimal128]] = [:]

  /// The fields that the policy reads, in its order.
  private(set) var readFields: [FieldReference] = []

  /// For each yes or no how often it is asked for as it is, less how often for its opposite.
  private var positiveUses: [FieldReference: Int] = [:]
  private let constants: [TypedConstant]

  init(of policy: TypedPolicy) {
    constants = policy.constants
    addSelections(of: policy)
    addRepairs(of: policy)
    for value in policy.allValues { value.forEachExpression { add($0, in: policy) } }
  }

  /// Whether a yes or no is mostly yes, as far as one can tell: a policy asks for what is out of the ordinary.
  func isMostlyTrue(_ field: FieldReference) -> Bool { positiveUses[field, default: 0] <= 0 }

  // MARK: Gathering

  private mutating func addSelections(of policy: TypedPolicy) {
    for selection in policy.selections {
      guard let window = selection.window?.value else { continue }
      let lengths = durations(in: window)
      windows[selection.domain, default: []].appendNew(lengths)
      if let date = policy.domains[selection.domain].date, lengths.contains(where: { $0.workingDays != 0 }) {
        calendarDates.insert(FieldReference(domain: selection.domain, field: date))
      }
      window.forEachExpression { expression in
        if case .field(let field) = expression.kind, expression.type.form == .date { lastDays.insert(field) }
      }
    }
  }

  private mutating func addRepairs(of policy: TypedPolicy) {
    for repair in policy.repairs {
      let field: TypedExpression
      switch repair.done {
      case .date(let date):
        field = date
        correctedDomains.insert(repair.domain)
      case .records(let domain, _, let done, _, let names, _):
        field = done
        methods[domain, default: []].appendNew(names.map(\.description))
      }
      guard case .field(let reference) = field.unwrapped.kind else { continue }
      let values = [repair.notBefore, repair.restore].compactMap(\.self)
      delays[reference, default: []].appendNew(values.flatMap(durations))
    }
  }

  private mutating func add(_ expression: TypedExpression, in policy: TypedPolicy) {
    switch expression.kind {
    case .field(let field):
      if !readFields.contains(field) { readFields.append(field) }
      if expression.type.form == .boolean { positiveUses[field, default: 0] += 1 }
    case .not(let operand):
      var asked = operand.unwrapped
      // What stands for an absent value says nothing of those that are there.
      if case .orElse(let value, _) = asked.kind { asked = value.unwrapped }
      if case .field(let field) = asked.kind { positiveUses[field, default: 0] -= 2 }
    case .comparison(_, let first, let second):
      addCutPoint(first, second)
      addCutPoint(second, first)
    case .workingDayFrom(let date): addCalendarDates(date)
    case .addDuration(let date, let duration):
      if values(of: duration).contains(where: { ($0.duration?.workingDays ?? 0) != 0 }) { addCalendarDates(date) }
    case .ordinal(let selection, let within):
      let domain = policy.selections[selection.index].domain
      recurrences[domain, default: []].appendNew(values(of: within).compactMap(\.duration))
    default: break
    }
  }

  private mutating func addCalendarDates(_ expression: TypedExpression) {
    var found: [FieldReference] = []
    expression.forEachPart { if case .field(let field) = $0.kind, $0.type.form == .date { found.append(field) } }
    calendarDates.formUnion(found)
  }

  private mutating func addCutPoint(_ compared: TypedExpression, _ bound: TypedExpression) {
    guard case .field(let field) = compared.unwrapped.kind else { return }
    cutPoints[field, default: []].appendNew(values(of: bound).compactMap(\.number))
  }

  private func durations(in value: TypedValue) -> [CalendarDuration] {
    var found: [CalendarDuration] = []
    value.forEachExpression { found.appendNew(values(of: $0).compactMap(\.duration)) }
    return found.filter { $0 != .forever }
  }

  /// The values that an expression of one name or one literal can have.
  private func values(of expression: TypedExpression) -> [Value] {
    switch expression.unwrapped.kind {
    case .literal(let value): [value]
    case .constant(let id): constants[id.index].entries.map(\.value)
    default: []
    }
  }
}

extension Array where Element: Hashable {
  fileprivate mutating func appendNew(_ elements: [Element]) {
    for element in elements where !contains(element) { append(element) }
  }
}
