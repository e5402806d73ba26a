extension Expression {
  /// The names that an expression of the plain kinds reads, in the order in which they stand; nil where it has parts
  /// with names of their own, such as an iteration. What stands in a filter is left out.
  package var readNames: [String]? {
    if case .name(let name) = kind { return [name] }
    guard let parts else { return nil }
    var names: [String] = []
    for part in parts {
      guard let found = part.readNames else { return nil }
      names += found
    }
    return names
  }

  /// The expressions that it is made of; none for a name or a literal, nil for what is not of the plain kinds.
  package var parts: [Expression]? {
    switch kind {
    case .null, .boolean, .number, .percent, .text, .date, .duration, .temporal, .name: []
    case .path(let base, _), .filter(let base, _), .negation(let base), .membership(let base, _): [base]
    case .call(_, let arguments): arguments.map(\.value)
    case .binary(_, let a, let b): [a, b]
    case .between(let value, let low, let high): [value, low, high]
    case .conditional(let condition, let then, let otherwise): [condition, then, otherwise]
    case .range, .list, .context, .iteration, .quantified, .function, .instanceOf: nil
    }
  }
}
