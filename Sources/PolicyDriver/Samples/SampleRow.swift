package import PolicyTypes

/// A made-up subject, or one of its records.
package struct SampleRow: Sendable {
  /// The place of the record type among the policy's domains; 0 is the subject.
  package let domain: Int

  /// One value for each field; nil where the field is absent.
  package internal(set) var values: [SampleValue?]
  package internal(set) var records: [SampleRow] = []
}

/// A value of a made-up record, before it is written in the form that the data have.
package enum SampleValue: Hashable, Sendable {
  case boolean(Bool)
  case label(String)
  case text(String)
  case date(CalendarDate)
  /// A number × 10^−`decimals`.
  case number(Int64, decimals: Int)
  /// 30 February of a year, for data that have faults.
  case impossibleDate(year: Int)
}

extension SampleRow {
  /// Returns the date in `field`, if it has a real one.
  func date(_ field: Int?) -> CalendarDate? {
    if let field, case .date(let date) = values[field] { date } else { nil }
  }
}
