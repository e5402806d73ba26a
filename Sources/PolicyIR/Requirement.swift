/// What the data must be like for a subject to have results at all.
package struct Requirement: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable {
    /// The field is there in every record that meets a condition.
    case present
    /// The calendar of working days reaches as far as it is asked from a date.
    case insideCalendar
    /// The subject has a previous result; the field is the one that dates it.
    case previousResult
    /// A decision says why, who took it, and what it decides.
    case decisionIsWhole
    /// A decision names a grade or moves it, not both.
    case decisionIsOne
  }

  package let domain: DomainID
  /// The field that is at fault; nil for a date that is no field.
  package let field: Int?
  package let kind: Kind
  /// The condition, or the date, as written.
  package let text: String
  /// Whether a row does not meet the requirement.
  package let isViolated: ValueID

  package init(domain: DomainID, field: Int?, kind: Kind = .present, text: String, isViolated: ValueID) {
    self.domain = domain
    self.field = field
    self.kind = kind
    self.text = text
    self.isViolated = isViolated
  }
}
