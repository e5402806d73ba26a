package import PolicyDiagnostics
import PolicyIR
import PolicyTypes

extension PolicyLibrary {
  /// Returns every declaration of the policy at `path` that does not say what it rests on; nothing where there is no
  /// policy without errors.
  ///
  /// A source is a document with its article, or the drafter's own assumption. What an indicator rests on, its parts
  /// do as well.
  package func missingSources(at path: SourcePath) -> DiagnosticSet {
    var missing = DiagnosticSet()
    guard isPolicy(at: path), let outline = compilation(at: path)?.policy?.program.outline else { return missing }
    for clause in outline.unsourcedClauses where clause.span.file.path == path.text {
      missing.insert(.sourceMissing(clause))
    }
    return missing
  }
}

extension Outline {
  /// The indicators, rules, repairs and measures without a source.
  fileprivate var unsourcedClauses: [Clause] {
    let sourced = indicators.map(\.clause).filter(\.hasSource).map(\.name)
    let leaves = indicators.filter { $0.contribution != nil }.map(\.clause).filter { clause in
      !sourced.contains { clause.name == $0 || clause.name.hasPrefix($0 + ".") }
    }
    return leaves + (rules.map(\.clause) + repairs.map(\.clause) + measures.map(\.clause)).filter { !$0.hasSource }
  }
}

extension Clause {
  fileprivate var hasSource: Bool { basis != nil || assumption != nil }
}

extension Diagnostic {
  fileprivate static func sourceMissing(_ clause: Clause) -> Diagnostic {
    Diagnostic(
      .sourceMissing,
      LocalizedText("`\(clause.name)` does not say what it rests on", "`\(clause.name)` 未写明依据"),
      at: clause.span.firstLine,
      help: LocalizedText(
        "add `basis: document article`, or `basis: {assumed: why}` where the drafter chose it",
        "请写 `依据: 文件 条款`；起草人自拟的写 `依据: {自拟: 理由}`"))
  }
}
