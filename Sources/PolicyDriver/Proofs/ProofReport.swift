package import PolicyAnalysis
package import PolicyDiagnostics
import PolicyIR
import PolicySemantics
import PolicySyntax
package import PolicyTypes

/// What could be proved of one policy, and what is wrong with it.
package struct ProofReport: Sendable {
  package let proofs: [Proof]

  /// What the check found, with an example beside what one refutes, and what the proofs add to it.
  package let diagnostics: DiagnosticSet

  /// How many findings the policy allows.
  package let allowedCount: Int
}

extension PolicyLibrary {
  /// Proves what can be proved of the policy at `path`; nil where there is no policy.
  ///
  /// Examples are as of `asOf`, or as of a date on which the policy is in force. Of a policy with errors only the gaps
  /// and overlaps of its tables are looked at, and only where there is no other error.
  package func proofs(at path: SourcePath, asOf: CalendarDate? = nil) -> ProofReport? {
    guard let compilation = policyCompilation(at: path) else { return nil }
    guard let draft = compilation.draft else {
      return ProofReport(proofs: [], diagnostics: compilation.diagnostics, allowedCount: compilation.allowedCount)
    }
    let isChecked = compilation.policy != nil
    let date = asOf ?? draft.someDateInForce
    var prover = Prover(draft.program, asOf: date, isChecked: isChecked)
    var proofs = prover.proofs()
    if !isChecked { proofs = proofs.filter { $0.claim.isAboutTables } }
    if isChecked {
      var monotony = MonotonyProver(draft.program, asOf: date)
      proofs += monotony.proofs() + draft.fieldProofs
    }
    return report(proofs, compilation, addsFindings: isChecked)
  }

  /// How many findings the policy at `path` allows.
  package func allowedCount(at path: SourcePath) -> Int { policyCompilation(at: path)?.allowedCount ?? 0 }

  /// How many indicators the policy at `path` leaves to those that extend it.
  package func holeCount(at path: SourcePath) -> Int { policyCompilation(at: path)?.holes.count ?? 0 }

  /// The findings that the policy at `path` allows no more on `date`.
  package func expiredAllowances(at path: SourcePath, before date: CalendarDate) -> DiagnosticSet {
    policyCompilation(at: path)?.expiredAllowances(before: date) ?? DiagnosticSet()
  }

  private func policyCompilation(at path: SourcePath) -> Compilation? {
    isPolicy(at: path) ? compilation(at: path) : nil
  }

  private func report(_ proofs: [Proof], _ compilation: Compilation, addsFindings: Bool) -> ProofReport {
    var found = DiagnosticSet()
    for diagnostic in compilation.found.sorted { found.insert(diagnostic.withExample(from: proofs)) }
    let places = Set(compilation.found.sorted.map(\.span))
    for proof in addsFindings ? proofs : [] {
      // What the check has said of a place is not said again.
      if let diagnostic = Diagnostic.about(proof), !places.contains(diagnostic.span) { found.insert(diagnostic) }
    }
    let result = compilation.allowances.applied(to: found, isComplete: addsFindings)
    return ProofReport(proofs: proofs, diagnostics: result.diagnostics, allowedCount: result.allowedCount)
  }
}

extension Diagnostic {
  /// Adds the example of the claim that the diagnostic refutes.
  fileprivate func withExample(from proofs: [Proof]) -> Diagnostic {
    let wanted: Claim.Kind
    switch code {
    case .notCovered: wanted = .rowsCover
    case .rowsOverlap: wanted = .rowsDisjoint
    default: return self
    }
    let proof = proofs.first { proof in
      proof.claim.kind == wanted && proof.example != nil && proof.claim.span.contains(span)
    }
    return (proof?.example).map(showing) ?? self
  }
}

extension CompiledPolicy {
  /// A date on which the policy is in force and its latest constants are: a year after its first day, if it lasts.
  var someDateInForce: CalendarDate {
    let year = CalendarDuration(months: 12)
    let changes = typed.constants.flatMap(\.entries).map(\.from).filter { $0 != .earliest }
    let first = ([typed.effectiveFrom].compactMap(\.self) + changes).max()
    let date = first?.adding(year) ?? CalendarDate(year: 2024, month: 6, day: 30) ?? .latest
    return typed.effectiveUntil.map { min($0, date) } ?? date
  }

  /// For each field that the policy's own file declares whether anything reads it.
  fileprivate var fieldProofs: [Proof] {
    var isRead: Set<FieldReference> = []
    for instruction in program.instructions {
      if case .input(let field) = instruction.operation {
        isRead.insert(FieldReference(domain: instruction.domain.index, field: field))
      }
    }
    return typed.domains.enumerated().flatMap { index, domain in
      domain.fields.enumerated().compactMap { place, field -> Proof? in
        let isOwn = field.span.file == typed.span.file && field.span != domain.span && !field.name.isEmpty
        guard isOwn, place != domain.key, place != domain.date, place != domain.status,
          place != domain.voidMark
        else { return nil }
        return .ofField(
          field.name, at: field.span, isRead: isRead.contains(FieldReference(domain: index, field: place)))
      }
    }
  }
}
