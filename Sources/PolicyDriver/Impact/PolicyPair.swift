import PolicyDiagnostics
package import PolicyIR
package import PolicyImpact
import PolicyLowering
import PolicySemantics

/// Two policies of which one is to take the place of the other.
package struct PolicyPair: Sendable {
  package let old: CompiledPolicy
  package let new: CompiledPolicy
  package let comparison: PolicyComparison

  package init(old: CompiledPolicy, new: CompiledPolicy) {
    self.old = old
    self.new = new
    comparison = PolicyComparison(old: old.sources, new: new.sources)
  }

  /// A policy on the way from the old one to the new one.
  package struct Step: Sendable {
    /// The changes that this step makes together, by their numbers.
    package let changes: [Int]
    package let program: IRProgram
  }

  /// Returns the way from the old policy to the new one, one change after the other, in the order of the changes.
  ///
  /// A change that leaves no good policy without another one, as when weights move from one indicator to the next, is
  /// made together with it; so are all changes of record types, because data are read as one of the two policies says.
  /// Changes of words are made before the first step; the last step ends at the new policy itself. Beyond `limit` steps
  /// all further changes are one.
  package func steps(limit: Int) -> [Step] {
    var made = Set(comparison.changes.filter { !$0.canMatter }.map(\.number))
    var pending = pendingChanges
    var steps: [Step] = []
    while !pending.isEmpty {
      let next = steps.count + 1 < limit ? nextStep(pending, made) : nil
      let changes = next?.changes ?? pending
      made.formUnion(changes)
      pending.removeAll { changes.contains($0) }
      // Whatever the trees say, what all changes together make is the new policy.
      steps.append(Step(changes: changes, program: pending.isEmpty ? new.program : next?.program ?? new.program))
    }
    return steps
  }

  /// The changes that can matter, those of how outside data are named last: the step that ends at the new policy reads
  /// them so.
  private var pendingChanges: [Int] {
    let changes = comparison.changes.filter(\.canMatter)
    return (changes.filter { $0.kind != .data } + changes.filter { $0.kind == .data }).map(\.number)
  }

  /// All changes of record types, as soon as they can be made; else the first change that can be made by itself; else
  /// the first that needs one other; else the first with all of its kind.
  private func nextStep(_ pending: [Int], _ made: Set<Int>) -> Step? {
    let ofRecords = pending.filter { [.records, .field].contains(comparison.changes[$0].kind) }
    let others = pending.filter { !ofRecords.contains($0) }
    let near = others.prefix(Self.pairLimit)
    var candidates = ofRecords.isEmpty ? [] : [ofRecords]
    candidates += others.map { [$0] }
    candidates += near.indices.flatMap { first in near[(first + 1)...].map { [near[first], $0] } }
    candidates += near.map { change in
      others.filter { comparison.changes[$0].kind == comparison.changes[change].kind }
    }
    for changes in candidates {
      if let program = program(applying: made.union(changes)) { return Step(changes: changes, program: program) }
    }
    return nil
  }

  private func program(applying changes: Set<Int>) -> IRProgram? {
    var found = DiagnosticSet()
    let check = check(comparison.sources(applying: changes), into: &found)
    guard let typed = check.policy, !found.containsError else { return nil }
    return lower(typed)
  }

  /// How many changes are tried in pairs at most.
  private static let pairLimit = 24
}
