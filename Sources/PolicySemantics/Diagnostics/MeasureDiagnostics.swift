import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// What can be wrong with measures.
extension Diagnostic {
  static func penaltyWithoutBasis(_ name: YAMLScalar, entry: SourceSpan) -> Diagnostic {
    Diagnostic(
      .penaltyWithoutBasis,
      LocalizedText("the penalty `\(name.text)` has no legal basis", "惩戒措施 `\(name.text)` 没有依据"), at: name.span,
      labels: [Label(LocalizedText("a penalty by the catalogue", "目录中列为惩戒"), at: entry)],
      help: LocalizedText(
        "cite the article that allows it, here or in the catalogue: `basis: …`; an assumption is none",
        "请在此处或目录中写明所依据的条款：`依据: …`；自拟的理由不算依据"))
  }

  static func measureAgainstItself(_ name: YAMLScalar) -> Diagnostic {
    relation(LocalizedText("the measure names itself", "措施指向了自己"), at: name.span)
  }

  static func measuresReplaceEachOther(_ name: YAMLScalar, _ other: String) -> Diagnostic {
    relation(
      LocalizedText("`\(other)` and `\(name.text)` replace each other", "`\(other)` 与 `\(name.text)` 互相取代"),
      at: name.span)
  }

  static func onlyLeniencySuppresses(_ name: YAMLScalar, kind: SourceSpan) -> Diagnostic {
    relation(
      LocalizedText("only a leniency suppresses penalties", "只有宽宥措施可以免除惩戒"), at: name.span,
      labels: [Label(LocalizedText("the kind of this one", "本措施的类别"), at: kind)],
      help: LocalizedText("a stronger measure `replaces` a milder one", "较重的措施用 `取代` 代替较轻的措施"))
  }

  static func onlyPenaltiesAreSuppressed(_ name: YAMLScalar, kind: SourceSpan) -> Diagnostic {
    relation(
      LocalizedText("`\(name.text)` is no penalty", "`\(name.text)` 不是惩戒措施"), at: name.span,
      labels: [Label(LocalizedText("its kind", "它的类别"), at: kind)])
  }

  static func escalationNeedsRecords(_ name: YAMLScalar, declared: SourceSpan) -> Diagnostic {
    relation(
      LocalizedText("`\(name.text)` is not given for records of its own", "`\(name.text)` 不是按自己的记录逐条采取的措施"),
      at: name.span, labels: [Label(LocalizedText("the measure", "该措施"), at: declared)],
      help: LocalizedText(
        "name a measure with `each`, whose records can be counted", "请写带有 `逐条` 的措施，其记录可以计次"))
  }

  static func followUpOfNothing(_ records: YAMLScalar, parent: String) -> Diagnostic {
    relation(
      LocalizedText(
        "`\(records.text)` hang below `\(parent)`, which gives no measure of this policy",
        "`\(records.text)` 隶属 `\(parent)`，而本政策没有为其采取的措施"), at: records.span,
      help: LocalizedText(
        "follow-up records of measures with `each` hang below those records, of others below the subject",
        "逐条采取的措施，其跟踪记录隶属那些记录；其他措施的跟踪记录隶属对象"))
  }

  static func stateNeedsLabels(_ span: SourceSpan, _ form: PolicyType.Form) -> Diagnostic {
    relation(
      LocalizedText(
        "the state is \(form.words.english), and not one of listed labels", "进展是\(form.words.chinese)，不是列出的取值"),
      at: span, help: LocalizedText("declare the field with `one of: […]`", "请用 `取值: […]` 声明该字段"))
  }

  static func combinedInTwoWays(_ word: YAMLScalar, _ name: String, other: SourceSpan) -> Diagnostic {
    relation(
      LocalizedText("`\(name)` is combined in two ways", "`\(name)` 有两种合并方式"), at: word.span,
      labels: [Label(LocalizedText("another way, or another unit", "另一种方式或单位"), at: other)])
  }

  static func combinedIsNoNumber(_ word: YAMLScalar, _ form: PolicyType.Form) -> Diagnostic {
    relation(
      LocalizedText("\(form.words.english) cannot be combined", "\(form.words.chinese)无法合并"), at: word.span,
      help: LocalizedText("only numbers can", "只有数可以合并"))
  }

  private static func relation(
    _ message: LocalizedText, at span: SourceSpan, labels: [Label] = [], help: LocalizedText? = nil
  ) -> Diagnostic {
    Diagnostic(.wrongMeasureRelation, message, at: span, labels: labels, help: help)
  }

  static func optionalMeasureTime(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .optionalValue, LocalizedText("this may be absent", "此处可能缺失"), at: span,
      help: LocalizedText("write `default(…, …)`, or test for null first", "请写 `缺省(…, …)`，或先判断是否为空"))
  }

  static func measuresConflict(_ measure: Clause, _ other: Clause, grade: String?) -> Diagnostic {
    Diagnostic(
      .measuresConflict,
      LocalizedText(
        grade.map { "`\(measure.name)` and `\(other.name)` exclude each other, and the grade `\($0)` brings both" }
          ?? "`\(measure.name)` and `\(other.name)` exclude each other, and every subject gets both",
        grade.map { "`\(measure.name)` 与 `\(other.name)` 不得同时采取，而等级 `\($0)` 会同时采取两者" }
          ?? "`\(measure.name)` 与 `\(other.name)` 不得同时采取，而所有对象都会同时采取两者"),
      at: measure.span, labels: [Label(LocalizedText("the other measure", "另一项措施"), at: other.span)],
      help: LocalizedText("give them other grades, or a condition", "请改变适用等级，或加上条件"))
  }
}
