package import PolicyDiagnostics
package import PolicyTypes

/// How one value of the policy came about: what it was computed from, as written.
///
/// A class, because outlines hold many of them, and an explanation hands them on all the time.
package final class ValueOutline: Sendable {
  /// The text in the policy.
  package let text: String
  package let span: SourceSpan
  package let result: ValueID
  /// The named values that the text reads, each once, in order of appearance.
  package let inputs: [NamedValue]
  /// The rows of a lookup or of ordered cases; `otherwise`, which has no condition, is the last.
  package let rows: [ValueRow]
  /// Which of the rows that hold decided.
  package let take: Take
  /// What a condition is made of, where it is made of others.
  package let members: MembersOutline?
  /// What people call the reference figures that the rows are; nil for rows of the policy's own.
  package let reference: String?

  package init(
    text: String, span: SourceSpan, result: ValueID, inputs: [NamedValue], rows: [ValueRow] = [], take: Take = .first,
    members: MembersOutline? = nil, reference: String? = nil
  ) {
    self.reference = reference
    self.text = text
    self.span = span
    self.result = result
    self.inputs = inputs
    self.rows = rows
    self.take = take
    self.members = members
  }
}

/// The conditions that a condition is made of, and how many of them must hold.
package struct MembersOutline: Sendable {
  package let need: MemberNeed
  package let conditions: [ValueOutline]

  package init(need: MemberNeed, conditions: [ValueOutline]) {
    self.need = need
    self.conditions = conditions
  }
}

/// A name that a value reads, and its value.
package struct NamedValue: Hashable, Sendable {
  package let name: String
  /// What people call it, where it was declared with a title.
  package let title: String?
  package let value: ValueID

  package init(name: String, title: String? = nil, value: ValueID) {
    self.name = name
    self.title = title
    self.value = value
  }
}

/// One row of a lookup, or one case.
package struct ValueRow: Sendable {
  /// The test as written; nil for `otherwise`.
  package let test: String?
  /// Whether the test holds; nil for `otherwise`.
  package let condition: ValueID?
  /// What the test is made of, where it is a condition made of others.
  package let members: MembersOutline?
  package let value: ValueOutline
  package let span: SourceSpan

  package init(
    test: String?, condition: ValueID?, members: MembersOutline? = nil, value: ValueOutline, span: SourceSpan
  ) {
    self.test = test
    self.condition = condition
    self.members = members
    self.value = value
    self.span = span
  }
}
