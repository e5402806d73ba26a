import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// What the ranges prove to be wrong, or to be without effect.
extension Diagnostic {
  static func weightsTotal(_ total: Decimal128, at span: SourceSpan, parts: [SourceSpan]) -> Diagnostic {
    Diagnostic(
      .weightsTotal, LocalizedText("the weights total \(total), not 100", "权重合计为 \(total)，应为 100"), at: span,
      labels: parts.map { Label(LocalizedText("one of the parts", "其中之一"), at: $0) })
  }

  static func notCovered(_ values: [Value], of inputs: [TypedExpression], at span: SourceSpan) -> Diagnostic {
    let witness = words(for: values, of: inputs)
    return Diagnostic(
      .notCovered,
      LocalizedText("no row holds for \(witness.english), for example", "没有一行适用于（例如）\(witness.chinese)"), at: span,
      help: LocalizedText("add a row for it, or `otherwise:`", "请为它加一行，或加 `其余:`"))
  }

  static func rowsOverlap(
    _ first: SourceSpan, _ second: SourceSpan, _ values: [Value], of inputs: [TypedExpression]
  ) -> Diagnostic {
    let witness = words(for: values, of: inputs)
    return Diagnostic(
      .rowsOverlap,
      LocalizedText(
        "this row and an earlier one both hold for \(witness.english), for example",
        "这一行与前面的一行都适用于（例如）\(witness.chinese)"), at: second,
      labels: [Label(LocalizedText("the earlier row", "前面的一行"), at: first)],
      help: LocalizedText(
        "narrow one of them, or `take: first` so that the earlier one decides",
        "请缩小其中一行的范围，或写 `取: 首行`，由前面的一行决定"))
  }

  static func disjointnessNotProved(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .rowsOverlap,
      LocalizedText("that no two rows hold at once cannot be proved", "无法证明各行互不重叠"), at: span,
      help: LocalizedText(
        "compare with plain values, or `take: first` so that the first row that holds decides",
        "请与直接写出的值比较，或写 `取: 首行`，由首个成立的行决定"))
  }

  /// Returns `cargo` = `bulk`, or only the value where there is one thing.
  private static func words(for values: [Value], of inputs: [TypedExpression]) -> LocalizedText {
    if values.count == 1 { return LocalizedText("`\(values[0])`", "`\(values[0])`") }
    let parts = zip(inputs, values).filter { !$1.isAbsent }.map { "`\($0.span.text) = \($1)`" }
    return LocalizedText(parts.joined(separator: ", "), parts.joined(separator: "、"))
  }

  static func lookupNeedsOtherwise(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .notCovered,
      LocalizedText("whether these rows cover everything cannot be proved", "无法证明这些行覆盖了所有情况"), at: span,
      help: LocalizedText("add `otherwise:`", "请加上 `其余:`"))
  }

  static func casesNeedOtherwise(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .notCovered, LocalizedText("the last case must be `otherwise`", "最后一种情形须为 `其余`"), at: span,
      help: LocalizedText("add `- otherwise: …`", "请加上 `- 其余: …`"))
  }

  static func casesNeedOtherwise(in rows: SourceSpan) -> Diagnostic {
    Diagnostic(
      .notCovered, LocalizedText("cases need `otherwise` beside `rows`", "情形须在 `行` 旁写明 `其余`"), at: rows,
      help: LocalizedText("add `otherwise: …`", "请加上 `其余: …`"))
  }

  static func noRows(at span: SourceSpan) -> Diagnostic {
    Diagnostic(.notCovered, LocalizedText("there is no row here", "这里没有任何一行"), at: span)
  }

  static func rowNeverReached(_ span: SourceSpan, of inputs: [TypedExpression], _ take: Take) -> Diagnostic {
    let first = LocalizedText(
      "this row can never decide: an earlier one always holds, or none of its values can occur",
      "这一行永远不会起作用：前面的行已经适用，或它的值不可能出现")
    let any = LocalizedText("this row never holds: none of its values can occur", "这一行永远不会成立：它的值不可能出现")
    return Diagnostic(
      .neverReached, take == .first ? first : any, at: span,
      labels: inputs.map { Label(rangeWords($0), at: $0.span) })
  }

  static func otherwiseNeverReached(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .neverReached,
      LocalizedText("the rows above cover everything, so this can never decide", "上面的行已覆盖所有情况，这里永远不会起作用"), at: span)
  }

  private static func rangeWords(_ looked: TypedExpression) -> LocalizedText {
    if let number = looked.type.number {
      return LocalizedText("this \(extent(of: number.range).english)", "它\(extent(of: number.range).chinese)")
    }
    return LocalizedText("this is \(looked.type.form.words.english)", "它是\(looked.type.form.words.chinese)")
  }

  static func contradiction(_ span: SourceSpan, first: SourceSpan, second: SourceSpan) -> Diagnostic {
    Diagnostic(
      .neverHolds, LocalizedText("this condition can never hold", "这个条件永远不会成立"), at: span,
      labels: [
        Label(LocalizedText("this", "这一部分"), at: first), Label(LocalizedText("excludes this", "与这一部分矛盾"), at: second),
      ])
  }

  static func neverHolds(_ span: SourceSpan, _ looked: TypedExpression) -> Diagnostic {
    Diagnostic(
      .neverHolds, LocalizedText("this can never hold", "这永远不会成立"), at: span,
      labels: [Label(rangeWords(looked), at: looked.span)])
  }

  static func alwaysHolds(_ span: SourceSpan, _ looked: TypedExpression) -> Diagnostic {
    Diagnostic(
      .alwaysHolds, LocalizedText("this always holds", "这总是成立"), at: span,
      labels: [Label(rangeWords(looked), at: looked.span)])
  }

  static func neverHolds(_ span: SourceSpan, _ left: SourceSpan, _ range: NumberRange) -> Diagnostic {
    Diagnostic(
      .neverHolds, LocalizedText("this can never hold", "这永远不会成立"), at: span,
      labels: [Label(LocalizedText("this \(extent(of: range).english)", "它\(extent(of: range).chinese)"), at: left)])
  }

  static func alwaysHolds(_ span: SourceSpan, _ left: SourceSpan, _ range: NumberRange) -> Diagnostic {
    Diagnostic(
      .alwaysHolds, LocalizedText("this always holds", "这总是成立"), at: span,
      labels: [Label(LocalizedText("this \(extent(of: range).english)", "它\(extent(of: range).chinese)"), at: left)])
  }

  static func unroundedQuotient(_ span: SourceSpan, quotient: SourceSpan) -> Diagnostic {
    let labels = span == quotient ? [] : [Label(LocalizedText("the quotient", "商"), at: quotient)]
    return Diagnostic(
      .unroundedQuotient,
      LocalizedText("a quotient meets a bound unrounded", "商未经取整就与界限比较"), at: span, labels: labels,
      help: LocalizedText(
        "say how it is rounded, such as `round half up(…, 2)`, or `round: 2 half up` of an indicator",
        "请写明如何取整，例如 `四舍五入(…, 2)`，或在指标中写 `取整: 2 四舍五入`"))
  }

  static func maybeNegative(_ span: SourceSpan, _ range: NumberRange, _ keyword: Keyword) -> Diagnostic {
    Diagnostic(
      .maybeNegative,
      LocalizedText(
        "`\(keyword.english)` must not be negative, but this \(extent(of: range).english)",
        "`\(keyword.chinese)` 不能为负，而这里\(extent(of: range).chinese)"), at: span,
      help: LocalizedText("write `max(0, …)`, or give the fields a range", "请写 `max(0, …)`，或给字段规定范围"))
  }

  static func shareOutOfRange(_ span: SourceSpan, _ range: NumberRange) -> Diagnostic {
    Diagnostic(
      .maybeNegative,
      LocalizedText(
        "what is restored is a share from 0% to 100%, but this \(extent(of: range, isShare: true).english)",
        "恢复的比例应在 0% 到 100% 之间，而这里\(extent(of: range, isShare: true).chinese)"), at: span)
  }

  /// Says what a number may be: one value, or a range.
  static func extent(of range: NumberRange, isShare: Bool = false) -> LocalizedText {
    let shown = isShare ? range * NumberRange(Decimal128(100)) : range
    let sign = isShare ? "%" : ""
    if let low = shown.lower, low == shown.upper {
      return LocalizedText("is \(low.normalized)\(sign)", "是 \(low.normalized)\(sign)")
    }
    let bounds = [shown.lower, shown.upper].map { $0.map { "\($0.normalized)\(sign)" } ?? "" }.joined(separator: "..")
    if bounds == ".." { return LocalizedText("may be any number", "可以是任何数") }
    return LocalizedText("lies in \(bounds)", "的范围是 \(bounds)")
  }

  static func limitNeverBites(_ span: SourceSpan, _ range: NumberRange) -> Diagnostic {
    Diagnostic(
      .limitNeverBites,

      LocalizedText(
        "this limit has no effect: the number already \(extent(of: range).english)",
        "这个限定不起作用：数值本来\(extent(of: range).chinese)"), at: span)
  }

  static func valueNotInForce(_ date: YAMLScalar, first: CalendarDate, effective: CalendarDate?) -> Diagnostic {
    let from = effective.map(\.description) ?? "the beginning of time"
    let start = effective.map(\.description) ?? "最早的日期"
    return Diagnostic(
      .constantNotInForce,
      LocalizedText(
        "the first of these values holds from \(first), but the policy is in force from \(from)",
        "这些值从 \(first) 起才有，而政策自 \(start) 施行"), at: date.span,
      help: LocalizedText("give a value for the first day of the policy", "请补上政策施行首日的值"))
  }

  /// A bound of a clamp that the number never crosses: `extreme` is the number's own least or greatest value.
  static func boundNeverBites(_ bound: TypedValue, isLow: Bool, extreme: Decimal128) -> Diagnostic {
    let number = extreme.normalized
    return Diagnostic(
      .limitNeverBites,
      isLow
        ? LocalizedText(
          "the lower bound `\(bound.text)` has no effect: the number is never below \(number)",
          "下限 `\(bound.text)` 不起作用：数值本来不小于 \(number)")
        : LocalizedText(
          "the upper bound `\(bound.text)` has no effect: the number is never above \(number)",
          "上限 `\(bound.text)` 不起作用：数值本来不大于 \(number)"), at: bound.span)
  }

  static func constantNotInForce(_ name: YAMLScalar, first: CalendarDate, effective: CalendarDate?) -> Diagnostic {
    let from = effective.map(\.description) ?? "the beginning of time"
    let start = effective.map(\.description) ?? "最早的日期"
    return Diagnostic(
      .constantNotInForce,
      LocalizedText(
        "`\(name.text)` has its first value on \(first), but the policy is in force from \(from)",
        "`\(name.text)` 从 \(first) 起才有值，而政策自 \(start) 施行"), at: name.span,
      help: LocalizedText("give it a value for the first day of the policy", "请补上政策施行首日的值"))
  }
}
