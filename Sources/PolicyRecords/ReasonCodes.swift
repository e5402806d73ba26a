import PolicyExecution
package import PolicyIR
import PolicyTypes

/// Why a score is not higher and what decided the grade, in the order in which scorecards report reason codes.
///
/// A reason is an indicator without parts and the points of the score that it costs: for a deduction what it takes
/// away, for points by rows what they lack to the best row, each with the weights above it. Where fewer points are
/// better, points cost what they give, or by rows what they give beyond the least row. Limits above an indicator
/// are left out of account, as in a scorecard. The costliest comes first, of equal ones the one that the policy names
/// first.
package struct ReasonCodes: Sendable {
  /// How many reasons a row has at most.
  package let limit: Int
  let leaves: [Leaf]
  let moves: [Move]
  /// Whether points speak against a subject.
  private let isRisk: Bool
  private let baseGrade: ValueID?
  private let groups: [ValueID]

  /// An indicator without parts below the score.
  struct Leaf: Sendable {
    let name: OutputName
    let result: ValueID
    /// The result that costs nothing: none for a deduction, the best row of points by rows.
    let best: Decimal128
    /// For each weighted mean above it: its part there, and all parts.
    let shares: [Share]
  }

  struct Share: Sendable {
    let part: Part
    let parts: [Part]
    /// The share where every part is present.
    let whole: Decimal128
  }

  struct Part: Sendable {
    let result: ValueID
    let weight: Decimal128
  }

  /// A rule that may move the grade.
  struct Move: Sendable {
    let name: OutputName
    let group: Int
    let condition: ValueID
    let move: GradeMove<ValueID>
  }

  /// Prepares the reasons of a program; at most `limit` are given for each subject.
  package init(of program: IRProgram, limit: Int) {
    self.limit = limit
    let outline = program.outline
    isRisk = ScoreDirection(of: program) == .lessIsBetter
    var leaves: [Leaf] = []
    if let score = outline.score { Self.collect(score, [], of: program, isRisk: isRisk, &leaves) }
    self.leaves = leaves
    let found = outline.grade?.groups ?? []
    groups = found.map(\.result)
    baseGrade = outline.grade?.base.result
    moves = found.enumerated().flatMap { place, group in
      group.rules.compactMap { rule -> Move? in
        guard let move = outline.rules[rule].move else { return nil }
        return Move(
          name: OutputName(outline.rules[rule].clause.name), group: place,
          condition: outline.rules[rule].condition.result, move: move.map { $0.result })
      }
    }
  }

  /// The values that a plan has to keep for the reasons.
  package var values: [ValueID] {
    let parts = leaves.flatMap { leaf in [leaf.result] + leaf.shares.flatMap { $0.parts.map(\.result) } }
    return parts + groups + [baseGrade].compactMap(\.self) + moves.flatMap { [$0.condition, $0.move.bound] }
  }

  private static func collect(
    _ id: IndicatorID, _ shares: [Share], of program: IRProgram, isRisk: Bool, _ leaves: inout [Leaf]
  ) {
    let indicator = program.outline[id]
    let name = OutputName(indicator.clause.name)
    switch indicator.worth {
    case .deduction: leaves.append(Leaf(name: name, result: indicator.result, best: .zero, shares: shares))
    case .points(let points):
      guard let best = best(of: points, in: program, isRisk: isRisk) ?? (isRisk ? .zero : nil) else { return }
      leaves.append(Leaf(name: name, result: indicator.result, best: best, shares: shares))
    case .chosen(let choice, let start, let children, _):
      // The group is one reason: which of its parts counts may differ from subject to subject.
      guard let best = best(of: children, choice, start, in: program, isRisk: isRisk) else { return }
      leaves.append(Leaf(name: name, result: indicator.result, best: best, shares: shares))
    case .sum(_, let children):
      for child in children { collect(child, shares, of: program, isRisk: isRisk, &leaves) }
    case .weightedMean(let children):
      let parts = children.map { child in
        Part(result: program.outline[child].result, weight: weight(of: program.outline[child], in: program))
      }
      let total = parts.reduce(Decimal128.zero) { $0.adding($1.weight) ?? $0 }
      for (child, part) in zip(children, parts) {
        let share = Share(part: part, parts: parts, whole: part.weight.divided(by: total) ?? .zero)
        collect(child, shares + [share], of: program, isRisk: isRisk, &leaves)
      }
    }
  }

  private static func weight(of indicator: IndicatorOutline, in program: IRProgram) -> Decimal128 {
    guard let id = indicator.weight, case .literal(let value) = program.operation(of: id) else { return .zero }
    return value.number ?? .zero
  }

  /// The best that a group of which one part counts can come to, where that is fixed.
  private static func best(
    of children: [IndicatorID], _ choice: PartChoice, _ start: ValueOutline?, in program: IRProgram, isRisk: Bool
  ) -> Decimal128? {
    let parts = children.map { child -> Decimal128? in
      switch program.outline[child].worth {
      case .deduction: .zero
      case .points(let points): best(of: points, in: program, isRisk: isRisk)
      case .sum, .weightedMean, .chosen: nil
      }
    }
    let known = parts.compactMap(\.self)
    guard known.count == parts.count, let best = choice.takesGreatest ? known.max() : known.min() else { return nil }
    guard let start else { return best }
    guard case .literal(let value) = program[start.result].operation else { return nil }
    return value.number.flatMap { $0.adding(best) }
  }

  /// The best value of rows that are all fixed numbers: the greatest, or the least where points are a risk.
  private static func best(of points: ValueOutline, in program: IRProgram, isRisk: Bool) -> Decimal128? {
    let values = points.rows.map { row -> Decimal128? in
      guard case .literal(let value) = program.operation(of: row.value.result) else { return nil }
      return value.number
    }
    guard !values.isEmpty, !values.contains(nil), !points.take.combinesRows else { return nil }
    return values.compactMap(\.self).reduce(values[0] ?? .zero) { isRisk ? min($0, $1) : max($0, $1) }
  }
}

// MARK: One batch

extension ReasonCodes {
  /// The reasons of the subjects of one batch.
  struct Reader {
    private let codes: ReasonCodes
    private let columns: [ValueID: (lane: Lane, column: Column)]

    init(_ codes: ReasonCodes, _ values: BatchValues) {
      self.codes = codes
      var columns: [ValueID: (lane: Lane, column: Column)] = [:]
      for id in codes.values where columns[id] == nil {
        columns[id] = (values.plan.program.type(of: id).lane, values.column(of: id))
      }
      self.columns = columns
    }

    /// Returns the places of the costliest leaves with the points that they cost, rounded to six decimals.
    func reasons(of row: Int) -> [(leaf: Int, points: Decimal128)] {
      var found: [(leaf: Int, points: Decimal128)] = []
      for (place, leaf) in codes.leaves.enumerated() {
        guard let points = cost(of: leaf, row), points > .zero else { continue }
        found.append((place, points))
      }
      // Swift's sort is stable: of equal costs the policy's order stays.
      found.sort { $0.points > $1.points }
      return Array(found.prefix(codes.limit))
    }

    private func cost(of leaf: Leaf, _ row: Int) -> Decimal128? {
      guard let result = number(leaf.result, row) else { return nil }
      var cost = codes.isRisk ? result.subtracting(leaf.best) : leaf.best.subtracting(result)
      if cost?.isZero != false { return nil }
      for share in leaf.shares { cost = cost.flatMap { $0.multiplied(by: self.share(share, row)) } }
      return cost?.rounded(toScale: 6, .halfEven)
    }

    /// The share of a part in its mean; what is left out of the mean leaves its weight to the others.
    private func share(_ share: Share, _ row: Int) -> Decimal128 {
      if share.parts.allSatisfy({ isPresent($0.result, row) }) { return share.whole }
      let total = share.parts.reduce(Decimal128.zero) { total, part in
        isPresent(part.result, row) ? total.adding(part.weight) ?? total : total
      }
      return share.part.weight.divided(by: total) ?? .zero
    }

    /// Returns the rule that made the last difference to the grade; nil where none did.
    func decidingMove(of row: Int) -> Move? {
      guard var before = codes.baseGrade.flatMap({ code($0, row) }) else { return nil }
      var deciding: Move?
      for (place, group) in codes.groups.enumerated() {
        guard let after = code(group, row) else { continue }
        defer { before = after }
        if after == before { continue }
        deciding = codes.moves.first { $0.group == place && leads($0, from: before, to: after, row) }
      }
      return deciding
    }

    private func leads(_ move: Move, from before: UInt8, to after: UInt8, _ row: Int) -> Bool {
      guard code(move.condition, row) == 1 else { return false }
      switch move.move {
      case .exactly(let bound), .noBetterThan(let bound), .noWorseThan(let bound): return code(bound, row) == after
      case .worse(let steps): return after > before && (number(steps, row) ?? .zero) > .zero
      case .better(let steps): return after < before && (number(steps, row) ?? .zero) > .zero
      }
    }

    // MARK: Values

    private func isPresent(_ id: ValueID, _ row: Int) -> Bool { columns[id]?.column.isPresent(row) ?? false }

    private func code(_ id: ValueID, _ row: Int) -> UInt8? {
      guard let (_, column) = columns[id], column.isPresent(row), row < column.bytes.count else { return nil }
      return column.bytes[row]
    }

    private func number(_ id: ValueID, _ row: Int) -> Decimal128? {
      guard let (lane, column) = columns[id], column.isPresent(row) else { return nil }
      switch lane {
      case .integer(let decimals): return Decimal128(coefficient: column.integers[row], scale: decimals)
      case .decimal: return column.decimals[row]
      default: return nil
      }
    }
  }
}

// MARK: Cells

extension ReasonCodes {
  /// Appends the reasons of a row: in JSON a list of objects, in CSV `name:points` joined with `|`.
  func append(
    _ reasons: [(leaf: Int, points: Decimal128)], as format: ResultFormat, to text: inout ByteBuffer
  ) {
    var field: [UInt8] = []
    for (place, reason) in reasons.enumerated() {
      let name = leaves[reason.leaf].name
      var digits: [UInt8] = []
      reason.points.normalized.appendText(to: &digits)
      switch format {
      case .jsonLines:
        field += (place == 0 ? "{\"indicator\":" : ",{\"indicator\":").utf8
        field += name.json
        field += ",\"points\":".utf8
        field += digits
        field.append(UInt8(ascii: "}"))
      case .csv:
        if place > 0 { field.append(UInt8(ascii: "|")) }
        field += name.utf8 + [UInt8(ascii: ":")] + digits
      }
    }
    switch format {
    case .jsonLines:
      text.append(UInt8(ascii: "["))
      text.append(copying: field.span)
      text.append(UInt8(ascii: "]"))
    case .csv: if !field.isEmpty { text.appendCSVField(field.span) }
    }
  }
}
