package import PolicyDiagnostics
package import PolicyTypes

/// The subject, or a record type.
package struct TypedDomain: Hashable, Sendable {
  package let name: String
  package let title: String?
  package let span: SourceSpan
  /// The domain above; nil for the subject.
  package let parent: Int?
  package let fields: [TypedField]
  /// The field that orders and names records.
  package let key: Int?
  /// The field from whose date on a record exists.
  package let date: Int?
  package let limit: Int
  /// The domain of the records' repairs, where they are repairable.
  package let repairs: Int?
  /// The field that tells whether a record is in force, disputed or withdrawn.
  package let status: Int?
  /// The field that readers set where an invalid value makes a record void.
  package let voidMark: Int?
  /// The condition, on the record's own fields and those above it, under which a record is void.
  package let void: TypedValue?
  /// Whether the records are results that another policy publishes.
  package let isPublished: Bool

  package init(
    name: String, title: String?, span: SourceSpan, parent: Int?, fields: [TypedField], key: Int?, date: Int?,
    limit: Int,
    repairs: Int?, status: Int?, voidMark: Int? = nil, void: TypedValue? = nil, isPublished: Bool = false
  ) {
    self.name = name
    self.title = title
    self.span = span
    self.parent = parent
    self.fields = fields
    self.key = key
    self.date = date
    self.limit = limit
    self.repairs = repairs
    self.status = status
    self.voidMark = voidMark
    self.void = void
    self.isPublished = isPublished
  }
}

package struct TypedField: Hashable, Sendable {
  package let name: String
  package let title: String?
  package let span: SourceSpan
  /// The type, optional where the field may be absent.
  package let type: PolicyType
  /// `uscc` or `citizen id`, for an identifier with a check digit.
  package let identifier: String?
  /// Whether a date may lie after the as-of date.
  package let isPlanned: Bool
  /// The condition under which the field must be present, and its text.
  package let requiredWhen: TypedValue?
  /// Whether anything in the policy reads the field, other than a condition under which a field is required. One that
  /// nothing reads is not demanded.
  package let isRead: Bool
  /// Whether masked output hides its text.
  package let isMasked: Bool
  /// What a value means that the field cannot hold.
  package let onInvalid: InvalidValue

  package init(
    name: String, title: String?, span: SourceSpan, type: PolicyType, identifier: String?, isPlanned: Bool,
    requiredWhen: TypedValue?, isRead: Bool = true, isMasked: Bool = false, onInvalid: InvalidValue = .fault
  ) {
    self.name = name
    self.title = title
    self.span = span
    self.type = type
    self.identifier = identifier
    self.isPlanned = isPlanned
    self.requiredWhen = requiredWhen
    self.isRead = isRead
    self.isMasked = isMasked
    self.onInvalid = onInvalid
  }
}
