import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// Decision tables: the rules that hold, and what their hit policy makes of them.
extension FEELEvaluator {
  mutating func value(of table: FEELTable, at span: SourceSpan) throws(FEELFailure) -> FEELValue {
    for input in table.inputs { frame[input.slot] = try value(of: input.value) }
    var hits: [Hit] = []
    for (index, rule) in table.rules.enumerated() where try holds(rule, of: table) {
      var outputs: [FEELValue] = []
      for output in rule.outputs { outputs.append(try value(of: output)) }
      hits.append(Hit(rule: index + 1, outputs: outputs))
      if table.hitPolicy == .first { break }
    }
    if table.hitPolicy == .count { return .integer(hits.count) }
    guard !hits.isEmpty else { return try fallback(of: table) }
    if table.hitPolicy.readsOrder { hits = try ordered(hits, by: table.order) }
    let row = hits.map { table.row($0.outputs) }
    switch table.hitPolicy {
    case .ruleOrder, .outputOrder, .collect: return .list(row)
    case .first, .priority: return row[0]
    case .unique:
      guard hits.count == 1 else { throw .severalRules(hits, .unique, at: span) }
      return row[0]
    case .any:
      guard row.allSatisfy({ $0.equals(row[0]) ?? false }) else { throw .severalRules(hits, .any, at: span) }
      return row[0]
    case .sum: return Builtin.sum.apply([.list(row)], zones)
    case .least: return Builtin.min.apply([.list(row)], zones)
    case .greatest: return Builtin.max.apply([.list(row)], zones)
    case .count: return .integer(hits.count)
    }
  }

  struct Hit {
    let rule: Int
    let outputs: [FEELValue]
  }

  private mutating func holds(_ rule: FEELTable.Rule, of table: FEELTable) throws(FEELFailure) -> Bool {
    for (tests, input) in zip(rule.tests, table.inputs) where try passes(frame[input.slot], tests) != true {
      return false
    }
    return true
  }

  private mutating func fallback(of table: FEELTable) throws(FEELFailure) -> FEELValue {
    guard let nodes = table.fallback else { return .null }
    var outputs: [FEELValue] = []
    for node in nodes { outputs.append(try value(of: node)) }
    let row = table.row(outputs)
    return table.hitPolicy.givesList ? .list([row]) : row
  }

  /// Sorts by the declared order of the first output, then of the second, and so on; what is not declared comes last.
  private mutating func ordered(_ hits: [Hit], by order: [[FEELNode]]) throws(FEELFailure) -> [Hit] {
    var orders: [[FEELValue]] = []
    for nodes in order {
      var values: [FEELValue] = []
      for node in nodes { values.append(try value(of: node)) }
      orders.append(values)
    }
    let ranked = hits.enumerated().map { offset, hit in
      let ranks = zip(hit.outputs, orders).map { output, values in
        values.firstIndex { $0.equals(output) == true } ?? values.count
      }
      return (hit: hit, ranks: ranks + [offset])
    }
    return ranked.sorted { $0.ranks.lexicographicallyPrecedes($1.ranks) }.map(\.hit)
  }
}

extension FEELTable {
  /// What a rule gives: its one output, or a context of them.
  fileprivate func row(_ outputs: [FEELValue]) -> FEELValue {
    guard !names.isEmpty else { return outputs[0] }
    return .context(FEELContext(zip(names, outputs).map { FEELContext.Entry($0, $1) }))
  }
}

extension FEELFailure {
  fileprivate static func severalRules(
    _ hits: [FEELEvaluator.Hit], _ policy: HitPolicy, at span: SourceSpan
  ) -> FEELFailure {
    let numbers = hits.prefix(5).map { String($0.rule) }
    let english = numbers.joined(separator: ", ")
    let chinese = numbers.joined(separator: "、")
    return .stopped(
      policy == .unique
        ? LocalizedText("rules \(english) hold at once, in a table where one may", "规则 \(chinese) 同时成立，而该表只允许一条成立")
        : LocalizedText("rules \(english) hold at once and give different values", "规则 \(chinese) 同时成立，但结果不同"),
      at: span)
  }
}
