import PolicyDiagnostics

/// Holds YAML against the vocabulary: what fits becomes a piece, what does not becomes a diagnostic.
struct Decoder {
  private(set) var diagnostics = DiagnosticSet()

  /// The keys below a key that nothing is near to: what its author declared there, whatever it was meant to be.
  private(set) var strayNames: Set<String> = []

  /// Whether what is read is one part of a policy, so that keys may stand in the policy that it extends.
  private let isPart: Bool

  init(isPart: Bool = false) {
    self.isPart = isPart
  }

  /// Returns the entries as a form, without those that do not belong to it.
  mutating func form(_ description: FormDescription, _ entries: [YAMLEntry], at span: SourceSpan) -> Form {
    var known: [Keyword: Form.Entry] = [:]
    var others: [NamedPiece] = []
    var isWhole = true
    var reader = KeyReader(description, entries)
    for entry in entries {
      switch reader.meaning(of: entry) {
      case .key(let key, let fixIt):
        if fixIt != nil { diagnostics.insert(.unknownKey(entry.key, in: description, fixIt: fixIt)) }
        if let earlier = known[key.keyword] {
          diagnostics.insert(.keyInBothLanguages(entry.key, earlier: earlier.key))
        } else if let piece = piece(entry.value, key.shape, under: entry.key) {
          known[key.keyword] = Form.Entry(key: entry.key, piece: piece)
        } else {
          isWhole = false
        }
      case .other(let shape):
        if let piece = piece(entry.value, shape, under: entry.key) {
          others.append(NamedPiece(name: entry.key, piece: piece))
        } else {
          isWhole = false
        }
      case .unknown:
        isWhole = false
        strayNames.formUnion(entry.value.keysWithin)
        diagnostics.insert(.unknownKey(entry.key, in: description, fixIt: nil))
      }
    }
    // A key that is there but wrong is one mistake: it is not missing as well.
    if isWhole { reportMissingKeys(of: description, in: known, at: span) }
    return Form(id: description.id, span: span, entries: known, others: others, isWhole: isWhole)
  }

  private mutating func reportMissingKeys(
    of description: FormDescription, in known: [Keyword: Form.Entry], at span: SourceSpan
  ) {
    for key in description.keys where key.isRequired && known[key.keyword] == nil {
      if isPart && key.isInheritable { continue }
      diagnostics.insert(.missingKey(key.keyword, in: description, at: span))
    }
  }

  /// Returns `node` as a piece of `shape`, or nil where it is not one.
  private mutating func piece(_ node: YAMLNode, _ shape: Shape, under key: YAMLScalar) -> Piece? {
    if node.isMissing {
      diagnostics.insert(.missingValue(of: key))
      return nil
    }
    switch shape {
    case .anything: return Piece(.node(node), at: node.span)
    case .text, .name, .flag, .expression, .path: return scalar(node, under: key)
    case .changes:
      return node.entries == nil
        ? wrongKind(node, under: key, wanted: .mapping) : Piece(.node(node), at: node.span)
    case .value: return value(node, under: key)
    case .valueOr(let id):
      let isForm = isPlainMapping(node) && id.description.isRather(node.entries ?? [])
      return isForm ? formPiece(node, id, under: key) : value(node, under: key)
    case .condition: return node.scalar == nil ? formPiece(node, .combination, under: key) : scalar(node, under: key)
    case .rows: return rows(node, under: key)
    case .form(let id): return formPiece(node, id, under: key)
    case .named(let element): return named(node, element, under: key)
    case .list(let element): return list(node, element, under: key)
    case .oneOrMore(let element):
      return node.elements == nil ? piece(node, element, under: key) : list(node, element, under: key)
    case .listOr(let element, let other):
      return node.elements == nil ? piece(node, other, under: key) : list(node, element, under: key)
    case .scalarOr(let scalarShape, let other):
      return piece(node, node.scalar == nil ? other : scalarShape, under: key)
    }
  }

  private mutating func scalar(_ node: YAMLNode, under key: YAMLScalar) -> Piece? {
    guard let scalar = node.scalar else { return wrongKind(node, under: key, wanted: .text) }
    return Piece(.scalar(scalar), at: node.span)
  }

  private mutating func formPiece(_ node: YAMLNode, _ id: FormID, under key: YAMLScalar) -> Piece? {
    guard let entries = node.entries else { return wrongKind(node, under: key, wanted: .mapping) }
    return Piece(.form(form(id.description, entries, at: node.span)), at: node.span)
  }

  private mutating func named(_ node: YAMLNode, _ element: Shape, under key: YAMLScalar) -> Piece? {
    guard let entries = node.entries else { return wrongKind(node, under: key, wanted: .mapping) }
    // What is wrong keeps its name, so that to use it is no second mistake.
    let pieces = entries.map { entry in
      let piece = piece(entry.value, element, under: entry.key)
      return NamedPiece(name: entry.key, piece: piece ?? Piece(.node(entry.value), at: entry.value.span))
    }
    return Piece(.named(pieces), at: node.span)
  }

  private mutating func list(_ node: YAMLNode, _ element: Shape, under key: YAMLScalar) -> Piece? {
    guard let elements = node.elements else { return wrongKind(node, under: key, wanted: .list) }
    return Piece(.list(elements.compactMap { piece($0, element, under: key) }), at: node.span)
  }

  // MARK: Values

  private mutating func value(_ node: YAMLNode, under key: YAMLScalar) -> Piece? {
    switch node.content {
    case .scalar(let scalar): return Piece(.scalar(scalar), at: node.span)
    case .mapping(let entries):
      if isDated(entries) { return named(node, .value, under: key) }
      return Piece(.form(form(formOfValue(entries).description, entries, at: node.span)), at: node.span)
    case .sequence: return list(node, .form(.orderedCase), under: key)
    }
  }

  // MARK: Rows of a table

  private mutating func rows(_ node: YAMLNode, under key: YAMLScalar) -> Piece? {
    guard let elements = node.elements else { return wrongKind(node, under: key, wanted: .list) }
    let rows = elements.map { row($0, under: key) }
    // A row that is wrong leaves a gap that is no second mistake.
    return rows.contains { row in row == nil } ? nil : Piece(.list(rows.compactMap(\.self)), at: node.span)
  }

  /// A list of tests with a value at the end, or a case.
  private mutating func row(_ node: YAMLNode, under key: YAMLScalar) -> Piece? {
    if node.entries != nil { return formPiece(node, .orderedCase, under: key) }
    guard let cells = node.elements, let last = cells.last else { return wrongKind(node, under: key, wanted: .list) }
    let tests = cells.dropLast().map { piece($0, .oneOrMore(.expression), under: key) }
    guard let value = piece(last, .value, under: key), !tests.contains(where: { $0 == nil }) else { return nil }
    return Piece(.list(tests.compactMap(\.self) + [value]), at: node.span)
  }

  private mutating func wrongKind(_ node: YAMLNode, under key: YAMLScalar, wanted: NodeKind) -> Piece? {
    diagnostics.insert(.wrongKind(node, under: key, wanted: wanted))
    return nil
  }
}

/// What a key may want.
enum NodeKind {
  case text, list, mapping
}
