import PolicyIR
import PolicyTypes

/// How values move that are looked up by a label.
extension DirectionAnalysis {
  /// A lookup of one label: what it gives for each.
  private struct LabelTable {
    let label: ValueID
    var values: [UInt8: ValueID] = [:]
    var otherwise: ValueID
  }

  /// Returns how a lookup moves with its label, where each of the values that it gives stays as it is; nil where the
  /// value is no such lookup.
  func lookedUp(_ condition: ValueID, _ a: ValueID, _ b: ValueID) -> Course? {
    guard let table = table(condition, a, b), self[table.label].presence == .constant,
      (table.values.values + [table.otherwise]).allSatisfy({ self[$0].isConstant && !bounds[$0].mayBeAbsent }),
      let range = bounds[table.label].range, let lower = range.lower, let upper = range.upper
    else { return nil }
    let places = (0...255).filter { Decimal128($0) >= lower && Decimal128($0) <= upper }
    let values = places.map { table.values[UInt8(clamping: $0)] ?? table.otherwise }
    let pairs = zip(values, values.dropFirst())
    let rises = pairs.allSatisfy { bounds.isAtMost($0, $1) }
    let falls = pairs.allSatisfy { bounds.isAtMost($1, $0) }
    if rises { return Course(falls ? .constant : self[table.label].value) }
    return Course(falls ? self[table.label].value.opposite : .mixed)
  }

  private func table(_ condition: ValueID, _ a: ValueID, _ b: ValueID) -> LabelTable? {
    guard let (label, codes) = test(condition) else { return nil }
    var table = LabelTable(label: label, otherwise: b)
    for code in codes { table.values[code] = a }
    while case .select(let condition, let a, let b) = program.operation(of: table.otherwise),
      let (label, codes) = test(condition), label == table.label
    {
      for code in codes where table.values[code] == nil { table.values[code] = a }
      table.otherwise = b
    }
    return table
  }

  /// The label that a condition tests, and the codes that pass.
  private func test(_ condition: ValueID) -> (label: ValueID, codes: [UInt8])? {
    switch program.operation(of: condition) {
    case .orElse(let inner, let instead):
      return bounds[instead].range == .zero && !bounds[inner].mayBeAbsent ? test(inner) : nil
    case .isOneOf(let label, let codes): return (label, codes)
    case .compare(.equal, let a, let b):
      guard program.type(of: a).lane.labels != nil else { return nil }
      let (label, fixed) = bounds[a].single == nil ? (a, b) : (b, a)
      guard let place = bounds[fixed].single, let code = place.scaled(to: 0) else { return nil }
      return (label, [UInt8(clamping: code)])
    default: return nil
    }
  }
}
