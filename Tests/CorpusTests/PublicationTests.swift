import PolicyDriver
import Testing

/// What is printed from the vocabulary is current.
@Suite struct PublicationTests {
  @Test func theSchemaIsCurrent() throws {
    try expectRecorded(JSONSchema.text, at: "grammar/policy.schema.json")
  }

  @Test func thePageOfFunctionsIsCurrent() throws {
    try expectRecorded(FunctionReference.text, at: "grammar/functions.md")
  }

  @Test func theReferenceIsCurrent() throws {
    try expectRecorded(LanguageReference.text, at: "grammar/reference.md")
  }
}
