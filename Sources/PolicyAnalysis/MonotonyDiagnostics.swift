import PolicyDiagnostics
import PolicyTypes

/// What is said where a policy rewards what is worse.
extension Diagnostic {
  static func notMonotonic(_ proof: Proof) -> Diagnostic? {
    let diagnostic = notMonotonic(proof.claim)
    return proof.example.flatMap { diagnostic?.showing($0) } ?? diagnostic
  }

  private static func notMonotonic(_ claim: Claim) -> Diagnostic? {
    switch claim.kind {
    case .pointsSteady(let input):
      return Diagnostic(
        .pointsTurnBack,
        LocalizedText(
          "the points turn back along \(input.words.english)", "得分随\(input.words.chinese)变化时方向反复"),
        at: claim.span,
        help: LocalizedText(
          "from one end to the other they go one way, but not all the way; of the two subjects the worse gets more",
          "从一端到另一端方向一致，中间却有反向的一档：两个对象中较差的一个得分反而较高"))
    case .worseNeverBetter(let input):
      return Diagnostic(
        .worseIsRewarded,
        LocalizedText(
          "a subject with fewer points for \(input.words.english) gets the better result",
          "因\(input.words.chinese)得分更低的对象，结果反而更好"),
        at: claim.span,
        help: LocalizedText(
          "no indicator gives it more points and one gives it fewer, yet its score or its grade is better",
          "没有一项指标得分更高，且有一项更低，评分或等级却更好"))
    case .repairNeverWorse(let name):
      return Diagnostic(
        .repairDoesHarm,
        LocalizedText("a repair by `\(name)` can make the result worse", "按 `\(name)` 修复后，结果可能反而变差"),
        at: claim.span,
        help: LocalizedText(
          "the two subjects differ in one repair, and the one without it has the better score or grade",
          "两个对象只差一次修复，未修复的一个评分或等级反而更好"))
    case .gradedMeasure(let name, let gets, let lacks):
      return Diagnostic(
        .measureTurnsBack,
        LocalizedText(
          "grade `\(gets)` gets `\(name)`, and grade `\(lacks ?? "")` gets nothing in its place",
          "等级 `\(gets)` 适用 `\(name)`，等级 `\(lacks ?? "")` 却没有相应的措施"),
        at: claim.span,
        help: LocalizedText(
          "a worse grade should not have the lighter penalties, nor a better one the lesser incentives",
          "较差的等级惩戒不应更轻，较好的等级激励不应更少"))
    case .gradedNumber(let measure, let number, let kind):
      return Diagnostic(.measureTurnsBack, turning(measure, number, kind), at: claim.span)
    default: return nil
    }
  }

  private static func turning(_ measure: String, _ number: String, _ kind: MeasureKind) -> LocalizedText {
    switch kind {
    case .penalty:
      LocalizedText(
        "a better grade gets the larger `\(number)` of the penalty `\(measure)`",
        "惩戒 `\(measure)` 的 `\(number)` 对较好的等级反而更大")
    case .incentive:
      LocalizedText(
        "a worse grade gets the larger `\(number)` of the incentive `\(measure)`",
        "激励 `\(measure)` 的 `\(number)` 对较差的等级反而更大")
    case .supervision, .leniency, .guidance:
      LocalizedText(
        "`\(number)` of `\(measure)` turns back along the grades", "`\(measure)` 的 `\(number)` 随等级变化时方向反复")
    }
  }
}

extension ChangedInput {
  var words: LocalizedText {
    switch self {
    case .field(let name, of: nil): LocalizedText("`\(name)`", " `\(name)` ")
    case .field(let name, of: let record?): LocalizedText("`\(name)` of `\(record)`", " `\(record)` 的 `\(name)` ")
    case .record(let name): LocalizedText("one more record of `\(name)`", "多一条 `\(name)` 记录")
    }
  }
}

extension Claim.Kind {
  /// What is claimed of a monotonic policy, in words.
  var monotonyWords: LocalizedText {
    switch self {
    case .pointsSteady(let input):
      LocalizedText("that the points go one way along \(input.words.english)", "得分随\(input.words.chinese)变化是否方向一致")
    case .worseNeverBetter(let input):
      LocalizedText(
        "that nobody with fewer points for \(input.words.english) gets the better result",
        "因\(input.words.chinese)得分更低的对象，结果是否不会更好")
    case .repairNeverWorse(let name):
      LocalizedText("that a repair by `\(name)` never makes a result worse", "按 `\(name)` 修复是否不会使结果变差")
    case .gradedMeasure(let name, _, _):
      LocalizedText("that `\(name)` follows the grades", "`\(name)` 是否与等级相称")
    case .gradedNumber(let measure, let number, _):
      LocalizedText(
        "that `\(number)` of `\(measure)` goes one way along the grades", "`\(measure)` 的 `\(number)` 是否随等级单向变化")
    default: LocalizedText("", "")
    }
  }
}
