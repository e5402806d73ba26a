import PolicyDiagnostics
import PolicyFEEL
import PolicyRecords
import PolicyTypes

/// One case that `assay eval --jsonl` is asked: an expression or a decision table, with what it may use.
struct ConformanceRequest {
  let id: String
  let source: FEELSource
  let inputs: [FEELInput]
  let declared: DeclaredType?
  let declaredText: String
  let typeNames: [String: DeclaredType]

  /// Reads a request; throws where it is none or has something that is not understood.
  init(_ tree: JSONTree) throws(ConformanceError) {
    guard let id = tree["id"]?.string else { throw ConformanceError("a request has an `id`") }
    self.id = id
    let names = try Self.typeNames(tree["types"])
    typeNames = names
    inputs = try Self.inputs(tree["kind"]?.string == "table" ? tree["bindings"] : tree["inputs"], names)
    declaredText = tree["declared_type"]?.string ?? ""
    declared = try Self.type(tree["declared_type"], names)
    let body: FEELSource
    if tree["kind"]?.string == "table" {
      body = .table(try Self.table(tree, names, id))
    } else {
      guard let text = tree["expression"]?.string else { throw ConformanceError("a request has an `expression`") }
      body = .text(ExpressionText(text, name: id))
    }
    source = try Self.source(body, after: tree["let"], names, id)
  }

  // MARK: Types and values

  private static func typeNames(_ tree: JSONTree?) throws(ConformanceError) -> [String: DeclaredType] {
    var names: [String: DeclaredType] = [:]
    for member in tree?.members ?? [] {
      guard let type = DeclaredType(text: member.value.string ?? "", names: names) else {
        throw ConformanceError("`\(member.name)` is no type")
      }
      names[member.name] = type
    }
    return names
  }

  private static func type(
    _ tree: JSONTree?, _ names: [String: DeclaredType]
  ) throws(ConformanceError) -> DeclaredType? {
    guard let text = tree?.string else { return nil }
    guard let type = DeclaredType(text: text, names: names) else { throw ConformanceError("`\(text)` is no type") }
    return type
  }

  private static func inputs(
    _ tree: JSONTree?, _ names: [String: DeclaredType]
  ) throws(ConformanceError) -> [FEELInput] {
    var inputs: [FEELInput] = []
    for member in tree?.members ?? [] {
      let declared = try type(member.value["declared_type"], names) ?? .any
      guard let value = FEELValue(encoded: member.value, zones: .ofSystem) else {
        throw ConformanceError("the value of `\(member.name)` is not understood")
      }
      guard let input = FEELInput(name: member.name, declared: declared, value: value) else {
        throw ConformanceError("the value of `\(member.name)` is not of its declared type")
      }
      inputs.append(input)
    }
    return inputs
  }

  // MARK: Definitions

  private static func source(
    _ body: FEELSource, after tree: JSONTree?, _ names: [String: DeclaredType], _ id: String
  ) throws(ConformanceError) -> FEELSource {
    guard let bindings = tree?.array, !bindings.isEmpty else { return body }
    var definitions: [FEELDefinition] = []
    for binding in bindings { definitions.append(try definition(binding, names, id)) }
    return .after(definitions, body)
  }

  private static func definition(
    _ tree: JSONTree, _ names: [String: DeclaredType], _ id: String
  ) throws(ConformanceError) -> FEELDefinition {
    guard let name = tree["name"]?.string else { throw ConformanceError("a definition has a `name`") }
    let file = "\(id) \(name)"
    guard tree["external"] == nil else { throw ConformanceError("`\(name)` is an external function") }
    let body: FEELSource
    if let table = tree["decision_table"], table != .null {
      body = .table(try self.table(table, names, file))
    } else if let text = tree["expression"]?.string {
      body = .text(ExpressionText(text, name: file))
    } else {
      throw ConformanceError("`\(name)` is neither an expression nor a table")
    }
    var parameters: [(name: String, type: DeclaredType)]?
    if let list = tree["params"]?.array {
      var read: [(name: String, type: DeclaredType)] = []
      for parameter in list {
        guard let name = parameter["name"]?.string else { throw ConformanceError("a parameter has a `name`") }
        read.append((name, try type(parameter["type"], names) ?? .any))
      }
      parameters = read
    }
    return FEELDefinition(
      name: name, parameters: parameters, source: try source(body, after: tree["let"], names, file),
      type: try type(tree["declared_type"], names) ?? .any)
  }

  // MARK: Tables

  private static func table(
    _ tree: JSONTree, _ names: [String: DeclaredType], _ file: String
  ) throws(ConformanceError) -> FEELTableSource {
    guard let policy = tree["hit_policy"]?.string.flatMap(HitPolicy.init(rawValue:)),
      let inputs = tree["inputs"]?.array, let outputs = tree["outputs"]?.array, let rules = tree["rules"]?.array
    else { throw ConformanceError("a table has a known hit policy, inputs, outputs and rules") }
    func text(_ tree: JSONTree?, _ place: String) -> ExpressionText? {
      tree?.string.map { ExpressionText($0, name: "\(file) \(place)") }
    }
    var typedInputs: [FEELTableSource.Input] = []
    for (index, input) in inputs.enumerated() {
      guard let expression = text(input["expression"], "input \(index + 1)") else {
        throw ConformanceError("an input has an `expression`")
      }
      typedInputs.append(.init(expression: expression, type: try type(input["type"], names) ?? .any))
    }
    var typedOutputs: [FEELTableSource.Output] = []
    for (index, output) in outputs.enumerated() {
      typedOutputs.append(
        .init(
          name: output["name"]?.string, type: try type(output["type"], names) ?? .any,
          values: text(output["values"], "output \(index + 1)"),
          fallback: text(output["default"], "output \(index + 1)")))
    }
    let typedRules = rules.enumerated().map { index, rule in
      FEELTableSource.Rule(
        tests: (rule["when"]?.array ?? []).compactMap { text($0, "rule \(index + 1)") },
        outputs: (rule["then"]?.array ?? []).compactMap { text($0, "rule \(index + 1)") })
    }
    return FEELTableSource(hitPolicy: policy, inputs: typedInputs, outputs: typedOutputs, rules: typedRules)
  }
}

/// Why a request cannot be answered.
struct ConformanceError: Error {
  let message: String

  init(_ message: String) {
    self.message = message
  }
}
