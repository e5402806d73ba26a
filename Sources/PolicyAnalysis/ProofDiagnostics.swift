package import PolicyDiagnostics

/// What is said about a claim that does not hold, or of which nothing is known.
extension Diagnostic {
  /// Returns what there is to say about the proof; nil where the claim is proved, or the check has said it already.
  package static func about(_ proof: Proof) -> Diagnostic? {
    switch proof.verdict {
    case .proved: nil
    case .refuted: refuted(proof)
    case .undecided: undecided(proof.claim)
    }
  }

  private static func refuted(_ proof: Proof) -> Diagnostic? {
    let claim = proof.claim
    switch claim.kind {
    case .rowDecides:
      return Diagnostic(
        .neverReached, LocalizedText("no subject reaches this row", "没有任何对象会用到这一行"), at: claim.span,
        help: LocalizedText(
          "together with the rows above, and with where the table stands, its test never decides",
          "结合上面各行和所在位置，这一行的判断永远不会起作用"))
    case .conditionHolds:
      return Diagnostic(
        .conditionNeverMet, LocalizedText("no subject meets this condition", "没有任何对象符合这个条件"), at: claim.span)
    case .conditionFails:
      return Diagnostic(
        .alwaysHolds, LocalizedText("every subject meets this condition", "所有对象都符合这个条件"), at: claim.span)
    case .gradeGiven(let label):
      return Diagnostic(
        .gradeNeverGiven, LocalizedText("no subject gets the grade `\(label)`", "没有任何对象会得到等级 `\(label)`"),
        at: claim.span)
    case .measureGiven(let name):
      return Diagnostic(
        .measureNeverGiven, LocalizedText("no subject gets the measure `\(name)`", "没有任何对象会适用措施 `\(name)`"),
        at: claim.span)
    case .limitBites:
      return Diagnostic(
        .limitNeverBites, LocalizedText("this limit changes the number of no subject", "这个限定不改变任何对象的数值"),
        at: claim.span)
    case .partCounts:
      return Diagnostic(
        .neverReached, LocalizedText("this part counts for no subject", "这一部分对任何对象都不会计入"), at: claim.span,
        help: LocalizedText(
          "another part of the group always goes before it", "同组中总有别的部分先于它计入"))
    case .fieldRead(let name):
      return Diagnostic(
        .unusedDeclaration, LocalizedText("nothing reads the field `\(name)`", "字段 `\(name)` 没有被使用"), at: claim.span,
        help: LocalizedText("use it or remove it", "请使用它或删去"))
    case .neverTogether(let measure, let other):
      let diagnostic = Diagnostic(
        .measuresConflict,
        LocalizedText(
          "`\(measure)` and `\(other)` exclude each other, and some subject gets both",
          "`\(measure)` 与 `\(other)` 不得同时采取，而有对象会同时得到"), at: claim.span)
      return proof.example.map(diagnostic.showing) ?? diagnostic
    case .pointsSteady, .worseNeverBetter, .repairNeverWorse, .gradedMeasure, .gradedNumber:
      return notMonotonic(proof)
    case .rowsCover, .rowsDisjoint, .bound: return nil
    }
  }

  private static func undecided(_ claim: Claim) -> Diagnostic {
    let what = claim.kind.words
    return Diagnostic(
      .undecided,
      LocalizedText(
        "\(what.english) could neither be shown nor ruled out", "\(what.chinese)：既未找到例证，也无法排除"),
      at: claim.span,
      help: LocalizedText(
        "narrower ranges of the fields may decide it; a policy test can show that it occurs",
        "缩小字段的范围或许可以判定；也可以写一个政策测试说明它会发生"))
  }
}

extension Claim.Kind {
  /// The claim, in words.
  fileprivate var words: LocalizedText {
    switch self {
    case .rowDecides: LocalizedText("that this row ever decides", "这一行是否会起作用")
    case .conditionHolds: LocalizedText("that this condition ever holds", "这个条件是否会成立")
    case .conditionFails: LocalizedText("that this condition ever fails", "这个条件是否会不成立")
    case .gradeGiven(let label): LocalizedText("that a subject gets the grade `\(label)`", "是否有对象得到等级 `\(label)`")
    case .measureGiven(let name): LocalizedText("that a subject gets the measure `\(name)`", "是否有对象适用措施 `\(name)`")
    case .limitBites: LocalizedText("that this limit ever changes a number", "这个限定是否会起作用")
    case .partCounts: LocalizedText("that this part ever counts", "这一部分是否会计入")
    case .fieldRead(let name): LocalizedText("that something reads `\(name)`", "字段 `\(name)` 是否被使用")
    case .rowsCover: LocalizedText("that the rows cover everything", "各行是否覆盖所有情况")
    case .neverTogether(let measure, let other):
      LocalizedText("that nobody gets both `\(measure)` and `\(other)`", "`\(measure)` 与 `\(other)` 是否不会同时采取")
    case .rowsDisjoint: LocalizedText("that no two rows hold at once", "各行是否互不重叠")
    case .bound: LocalizedText("that something lies at this bound", "是否有对象处于这个界限")
    case .pointsSteady, .worseNeverBetter, .repairNeverWorse, .gradedMeasure, .gradedNumber: monotonyWords
    }
  }
}
