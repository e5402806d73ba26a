import PolicyDiagnostics
import PolicyIR
import PolicyTypes

/// A bound of a policy, and one side of it: a threshold, a cap, the edge of a window, the deadline of a repair.
struct Boundary {
  let claim: Claim
  let side: Side
  let part: PolicyPart

  /// What lies at the bound, or next to it.
  let value: ValueID
}

/// Collects the bounds of a policy: what its conditions, rows, windows and limits compare.
struct BoundaryCollector {
  private let program: IRProgram
  private(set) var boundaries: [Boundary] = []
  private var known: Set<[ValueID]> = []

  init(_ program: IRProgram) {
    self.program = program
    let collector = ClaimCollector(program, for: .coverage)
    for (claim, part) in zip(collector.claims, collector.parts) { collect(from: claim, part) }
  }

  private mutating func collect(from claim: Claim, _ part: PolicyPart) {
    switch (claim.kind, claim.tests.last) {
    case (.conditionHolds, .isTrue(let condition)), (.rowDecides, .isTrue(let condition)):
      // On the other side of its bound a row need not decide, so that only where it stands is kept.
      let context = claim.tests.dropLast().filter { if case .isFalse = $0 { false } else { true } }
      for (a, b) in comparisons(in: condition) { add(a, b, within: context, claim, part) }
    case (.limitBites, .differ(let before, let after)):
      if let bound = bound(of: after, around: before) { add(before, bound, within: [], claim, part) }
    default: break
    }
  }

  private mutating func add(_ a: ValueID, _ b: ValueID, within context: [ClaimTest], _ claim: Claim, _ part: PolicyPart)
  {
    guard known.insert([a, b]).inserted else { return }
    for side in Side.allCases {
      let tests = context + [.near(a, b, side)]
      let domain = tests.flatMap(\.values).map { program.domain(of: $0) }.max() ?? .subject
      let claim = Claim(kind: .bound(side), span: claim.span, domain: domain, tests: tests)
      boundaries.append(Boundary(claim: claim, side: side, part: part, value: varying(a, b)))
    }
  }

  /// The one of two that the data decide, for people to read.
  private func varying(_ a: ValueID, _ b: ValueID) -> ValueID {
    if case .asOf = program.operation(of: b) { return a }
    if case .asOf = program.operation(of: a) { return b }
    return a
  }

  /// The numbers and dates that a condition compares by order.
  private func comparisons(in condition: ValueID) -> [(ValueID, ValueID)] {
    var found: [(ValueID, ValueID)] = []
    var pending = [condition]
    var visited: Set<ValueID> = []
    while let next = pending.popLast() {
      guard visited.insert(next).inserted else { continue }
      switch program.operation(of: next) {
      case .compare(let relation, let a, let b):
        if relation.isOfOrder, program.type(of: a).lane.hasSteps { found.append((a, b)) }
      case .and, .or, .not, .orElse, .gather, .any: pending += program.operation(of: next).operands
      default: break
      }
    }
    return found.sorted { ($0.0, $0.1) < ($1.0, $1.1) }
  }

  /// The bound of a cap or clamp: of the two of a cap the one on the side of a deduction.
  private func bound(of limited: ValueID, around before: ValueID) -> ValueID? {
    guard case .arithmetic(let operation, let a, let b) = program.operation(of: limited),
      operation == .minimum || operation == .maximum
    else {
      guard case .orElse(let a, _) = program.operation(of: limited) else { return nil }
      return bound(of: a, around: before)
    }
    return a == before ? b : b == before ? a : program.operation(of: a).isLiteral ? a : b
  }
}

extension Relation {
  fileprivate var isOfOrder: Bool { self != .equal && self != .notEqual }
}

extension PolicyIR.Operation {
  fileprivate var isLiteral: Bool { if case .literal = self { true } else { false } }
}

extension Lane {
  /// Whether there is a next value: of a number, or of a day.
  fileprivate var hasSteps: Bool {
    switch self {
    case .integer, .decimal, .date: true
    case .boolean, .code, .text, .duration: false
    }
  }
}
