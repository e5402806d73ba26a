import PolicyDiagnostics
import PolicyReport
import PolicySyntax

/// The JSON Schema (draft 2020-12) of the language, for editors and for validators of others.
///
/// It is printed from the vocabulary. Every key may be written in either language and in one of them only; scalars are
/// loosely typed, because what YAML makes of `no` or `2022-07-27` differs from version to version.
package enum JSONSchema {
  /// The schema as a text of several lines.
  package static var text: String {
    var writer = JSONWriter(isPretty: true)
    writer.object { schema in
      schema.member("$schema", "https://json-schema.org/draft/2020-12/schema")
      schema.member("title", "Assay 政策语言 · the policy language of Assay")
      schema.member("type", "object")
      schema.documents(Vocabulary.documents[...])
      schema.key("$defs")
      schema.object { definitions in
        definitions.scalar()
        definitions.value()
        for id in FormID.allCases { definitions.form(id) }
      }
    }
    writer.endLine()
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}

// MARK: Documents and forms

extension JSONWriter {
  /// Writes which form a file has, told by the key that must be there: a chain of conditions, so that an editor shows
  /// what is wrong in that form and not that no form fits.
  fileprivate mutating func documents(_ documents: ArraySlice<(first: [Keyword], form: FormID)>) {
    guard let document = documents.first else { return }
    let rest = documents.dropFirst()
    if rest.isEmpty { return reference(to: document.form) }
    key("if")
    object { $0.anyOf(requiring: document.first) }
    key("then")
    object { $0.reference(to: document.form) }
    key("else")
    object { $0.documents(rest) }
  }

  fileprivate mutating func form(_ id: FormID) {
    let form = id.description
    key(name(of: id))
    object { writer in
      writer.member("title", "\(form.title.english) · \(form.title.chinese)")
      writer.member("type", "object")
      writer.key("properties")
      writer.object { properties in
        for key in form.keys {
          for spelling in key.keyword.spellings { properties.property(spelling, key) }
        }
      }
      writer.key("additionalProperties")
      if let shape = form.otherKeys { writer.object { $0.shape(shape) } } else { writer.boolean(false) }
      writer.spellings(of: form)
    }
  }

  private mutating func property(_ spelling: String, _ description: KeyDescription) {
    key(spelling)
    object { writer in
      writer.member("description", "\(description.summary.english)\n\(description.summary.chinese)")
      writer.shape(description.shape)
    }
  }

  /// Writes that a key is there in one language, or that an optional one is not there in both.
  private mutating func spellings(of form: FormDescription) {
    // A list of rules may not be empty.
    guard !form.keys.isEmpty else { return }
    key("allOf")
    array(form.keys) { writer, description in
      writer.object { rule in
        if description.isRequired && !description.isInheritable {
          rule.key("oneOf")
          rule.requirements([description.keyword])
        } else if description.isRequired && form[.extends] != nil {
          rule.anyOf(requiring: [description.keyword, .extends])
        } else {
          rule.key("not")
          rule.object { $0.required(description.keyword.spellings) }
        }
      }
    }
  }

  private mutating func anyOf(requiring keywords: [Keyword]) {
    key("anyOf")
    requirements(keywords)
  }

  private mutating func requirements(_ keywords: [Keyword]) {
    array(keywords.flatMap(\.spellings)) { writer, spelling in
      writer.object { $0.required([spelling]) }
    }
  }

  private mutating func required(_ keys: [String]) {
    key("required")
    array(keys) { $0.string($1) }
  }
}

// MARK: Shapes

extension JSONWriter {
  /// Writes the members of a schema for `shape` into the object that is being written.
  fileprivate mutating func shape(_ shape: Shape) {
    switch shape {
    case .text, .name, .flag, .expression, .path: member("$ref", "#/$defs/scalar")
    case .changes: member("type", "object")
    case .value: member("$ref", "#/$defs/value")
    case .form(let id): reference(to: id)
    case .valueOr(let id): branch(on: "object", { $0.lookup(or: id) }, else: { $0.member("$ref", "#/$defs/value") })
    case .condition: branch(on: "object", { $0.reference(to: .combination) }, else: { $0.shape(.expression) })
    case .rows: rows()
    case .named(let element): container("object", "additionalProperties", element)
    case .list(let element): container("array", "items", element)
    case .oneOrMore(let element): branch(on: "array", { $0.shape(.list(element)) }, else: { $0.shape(element) })
    case .listOr(let element, let other):
      branch(on: "array", { $0.shape(.list(element)) }, else: { $0.shape(other) })
    case .scalarOr(let scalar, let other):
      branch(on: "object", { $0.shape(other) }, else: { $0.shape(scalar) })
    case .anything: break
    }
  }

  /// Writes the definition of a scalar of any type.
  fileprivate mutating func scalar() {
    key("scalar")
    object { writer in
      writer.member("title", "a single value · 单个值")
      writer.key("type")
      writer.array(["string", "number", "boolean", "null"]) { $0.string($1) }
    }
  }

  /// Writes the definition of a value: an expression, a lookup or ordered cases.
  fileprivate mutating func value() {
    key("value")
    object { writer in
      writer.member("title", "a value: an expression, a lookup or ordered cases · 值：表达式、查表或依次判断的情形")
      writer.branch(
        on: "array", { $0.shape(.list(.form(.orderedCase))) },
        else: { rest in
          rest.branch(
            on: "object", { $0.combination { $0.reference(to: .lookup) } },
            else: { $0.member("$ref", "#/$defs/scalar") })
        })
    }
  }

  /// Writes that a mapping with the keys of a lookup is one, or a condition made of others, and any other the form
  /// `id`.
  private mutating func lookup(or id: FormID) {
    combination { rest in
      rest.key("if")
      rest.object { $0.anyOf(requiring: Vocabulary.essentialLookupKeys) }
      rest.key("then")
      rest.object { $0.reference(to: .lookup) }
      rest.key("else")
      rest.object { $0.reference(to: id) }
    }
  }

  /// Writes that a mapping with the keys of a condition made of others is one, and what any other mapping is.
  private mutating func combination(else other: (inout JSONWriter) -> Void) {
    key("if")
    object { $0.anyOf(requiring: Vocabulary.combinationKeys) }
    key("then")
    object { $0.reference(to: .combination) }
    key("else")
    object(other)
  }

  /// Writes the rows of a lookup: each a list of tests and a value, or a case.
  private mutating func rows() {
    member("type", "array")
    key("items")
    object { row in
      row.branch(
        on: "array",
        {
          $0.key("minItems")
          $0.integer(2)
        }, else: { $0.reference(to: .orderedCase) })
    }
  }

  private mutating func branch(
    on type: String, _ body: (inout JSONWriter) -> Void, else other: (inout JSONWriter) -> Void
  ) {
    key("if")
    object { $0.member("type", type) }
    key("then")
    object(body)
    key("else")
    object(other)
  }

  private mutating func container(_ type: String, _ members: String, _ element: Shape) {
    member("type", type)
    key(members)
    object { $0.shape(element) }
  }

  fileprivate mutating func reference(to id: FormID) {
    member("$ref", "#/$defs/\(name(of: id))")
  }

  fileprivate mutating func member(_ name: String, _ text: String) {
    key(name)
    string(text)
  }

  private func name(of id: FormID) -> String {
    String(id.rawValue.map { $0 == " " ? "-" : $0 })
  }
}
