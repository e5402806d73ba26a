import PolicyDiagnostics
import PolicyExecution
import PolicyIR
import PolicySyntax
import PolicyTypes

/// A subject, or one of its records, as a test gives it.
struct GivenRow {
  let domain: DomainID

  /// Where to point at when something is wrong with the row as a whole.
  let span: SourceSpan
  var values: [GivenValue] = []

  /// The fields whose value could not be read, which are therefore not missing.
  var misreadFields: Set<Int> = []

  /// The fields whose value is invalid and makes the record void.
  var voidingFields: [Int] = []
  var records: [GivenRow] = []

  /// What the case says of the file that the subject lies in.
  var origin = GivenOrigin()
}

/// The file of data that a subject is taken from, as far as a test says so.
struct GivenOrigin {
  var file: YAMLScalar?
  var subject: YAMLScalar?
}

/// A value of one field.
struct GivenValue {
  let field: Int
  let value: Value
}

/// A fault in the data of a test: in which field, and what there is to say about it.
struct GivenFault {
  let domain: DomainID
  let field: Int?
  let diagnostic: Diagnostic
}
