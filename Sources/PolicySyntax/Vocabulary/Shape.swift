package import PolicyDiagnostics

/// What a piece of YAML must look like where a key expects it.
///
/// Shapes say nothing of meaning: that a name is declared and a number fits is the checker's business.
package indirect enum Shape: Sendable {
  /// A scalar whose text counts as it stands.
  case text
  /// A scalar that names something declared elsewhere.
  case name
  /// `true` or `false`.
  case flag
  /// A FEEL expression.
  case expression
  /// A value: an expression, a lookup (`by` and tests), ordered cases (`when`, `then`), values by the date from which
  /// each holds, or a condition made of others.
  case value
  /// A value, or a mapping with the keys of a form; a mapping with the keys of a lookup or of a condition is a value.
  case valueOr(FormID)
  /// A condition: an expression, or `all of`, `any of` and `at least` others.
  case condition
  /// The rows of a lookup: lists of tests with a value at the end, or cases.
  case rows
  /// A mapping with the keys of a form.
  case form(FormID)
  /// A mapping from names of the author's to pieces of one shape.
  case named(Shape)
  case list(Shape)
  /// One piece, or a list of them.
  case oneOrMore(Shape)
  /// A list of pieces of the first shape, or a piece of the second.
  case listOr(Shape, Shape)
  /// A scalar of the first shape, or a mapping of the second.
  case scalarOr(Shape, Shape)
  /// A path to a piece of the policy, such as `score.late.deduct`.
  case path
  /// A mapping from paths to what shall stand there.
  case changes
  /// Anything; the piece is read by other means (test data).
  case anything
}

/// One key of a form.
package struct KeyDescription: Sendable {
  package let keyword: Keyword
  package let shape: Shape
  package let isRequired: Bool

  /// Whether a policy that extends another may leave a required key to that one.
  package let isInheritable: Bool

  /// One sentence on what the key means.
  package let summary: LocalizedText

  init(
    _ keyword: Keyword, _ shape: Shape, required: Bool = false, inheritable: Bool = false, _ english: String,
    _ chinese: String
  ) {
    self.keyword = keyword
    self.shape = shape
    self.isRequired = required
    self.isInheritable = inheritable
    self.summary = LocalizedText(english, chinese)
  }
}

/// A kind of mapping with fixed keys.
package struct FormDescription: Sendable {
  package let id: FormID
  package let title: LocalizedText
  package let keys: [KeyDescription]

  /// What stands under keys that are not fixed, such as the tests of a lookup; nil where there are none.
  package let otherKeys: Shape?

  init(_ id: FormID, _ title: LocalizedText, otherKeys: Shape? = nil, _ keys: [KeyDescription]) {
    self.id = id
    self.title = title
    self.keys = keys
    self.otherKeys = otherKeys
  }

  package subscript(keyword: Keyword) -> KeyDescription? { keys.first { $0.keyword == keyword } }
}

/// The name of a form.
package enum FormID: String, CaseIterable, Hashable, Sendable {
  case policy
  case recordsFile = "records file"
  case measuresFile = "measures file"
  case testsFile = "tests file"
  case dataFile = "data file"
  case referenceFile = "reference file"
  case calendarFile = "calendar file"
  case configuration
  case impactConfiguration = "impact configuration"

  case subjectType = "subject type"
  case recordType = "record type"
  case fieldType = "field type"
  case repairable

  case lookup
  case combination
  case orderedCase = "ordered case"
  case fact
  case keep
  case list
  case selection
  case outcome
  case decisions
  case indicator
  case capPer = "cap per"
  case basis
  case allowance
  case rule
  case repair
  case budget
  case methods
  case measure
  case escalation
  case followUp = "follow up"
  case output
  case notEncoded = "not encoded"
  case period
  case reference
  case calendarYear = "calendar year"
  case history

  case catalogueEntry = "catalogue entry"
  case measureNumber = "measure number"

  case dataMapping = "data mapping"
  case sourceMapping = "source mapping"

  case testCase = "test case"
  case testColumns = "test columns"
  case expectation
  case namesExpectation = "names expectation"

  /// The form's keys.
  package var description: FormDescription { Vocabulary.forms[self]! }
}
