/// A value that is in force from a date on.
package struct DatedValue: Hashable, Sendable {
  package let from: CalendarDate
  package let value: Value

  package init(from: CalendarDate, value: Value) {
    self.from = from
    self.value = value
  }
}
