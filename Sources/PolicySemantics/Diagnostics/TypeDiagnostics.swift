import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// What can be wrong with the kinds of values, and with values that may be absent.
extension Diagnostic {
  static func typeMismatch(_ span: SourceSpan, _ form: PolicyType.Form, wanted: Wanted) -> Diagnostic {
    Diagnostic(
      .typeMismatch,
      LocalizedText(
        "this is \(form.words.english), but \(wanted.words.english) is wanted here",
        "这里应为\(wanted.words.chinese)，写的却是\(form.words.chinese)"), at: span)
  }

  static func typesDiffer(
    _ span: SourceSpan, _ form: PolicyType.Form, earlier: SourceSpan, _ other: PolicyType.Form
  ) -> Diagnostic {
    Diagnostic(
      .typeMismatch,
      LocalizedText(
        "this is \(form.words.english), but another value of the same place is \(other.words.english)",
        "这里是\(form.words.chinese)，同一处的另一个值却是\(other.words.chinese)"), at: span,
      labels: [Label(LocalizedText("the other one", "另一个在这里"), at: earlier)])
  }

  static func cannotCompare(
    _ span: SourceSpan, _ left: PolicyType.Form, _ right: PolicyType.Form, left leftSpan: SourceSpan,
    right rightSpan: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .typeMismatch,
      LocalizedText(
        "\(left.words.english) cannot be compared with \(right.words.english)",
        "\(left.words.chinese)不能与\(right.words.chinese)比较"), at: span,
      labels: [Label(left.words, at: leftSpan), Label(right.words, at: rightSpan)])
  }

  static func labelsHaveNoOrder(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .typeMismatch, LocalizedText("these labels have no order", "这些取值没有先后顺序"), at: span,
      help: LocalizedText("list the labels that you mean: `in (严重, 特别严重)`", "请列出所指的值：`in (严重, 特别严重)`"))
  }

  static func unitsDiffer(_ span: SourceSpan, _ left: PolicyType.Form, _ right: PolicyType.Form) -> Diagnostic {
    Diagnostic(
      .unitMismatch,
      LocalizedText(
        "\(left.words.english) and \(right.words.english) do not go together",
        "\(left.words.chinese)与\(right.words.chinese)不能相加减或比较"), at: span)
  }

  static func pointsAsPercent(_ percent: TypedExpression) -> Diagnostic {
    let number = percent.span.text.filter { $0 != "%" && $0 != "％" && $0 != " " }
    return Diagnostic(
      .unitMismatch,
      LocalizedText(
        "points are compared with the percentage `\(percent.span.text)`, which is a number up to 1",
        "分数不能与百分比 `\(percent.span.text)` 比较：百分比是不大于 1 的数"), at: percent.span,
      help: LocalizedText("write `\(number)`", "请写 `\(number)`"), fixIt: FixIt(replacing: percent.span, with: number))
  }

  static func moneyTimesMoney(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(.unitMismatch, LocalizedText("money times money is no amount", "金额不能与金额相乘"), at: span)
  }

  static func divisionByMoney(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .unitMismatch, LocalizedText("only money can be divided by money", "只有金额可以除以金额"), at: span)
  }

  static func moneyIsNotPoints(_ span: SourceSpan, _ currency: String) -> Diagnostic {
    Diagnostic(
      .unitMismatch, LocalizedText("an amount in \(currency) is not points", "\(currency) 金额不是分数"), at: span,
      help: LocalizedText(
        "use a lookup: `{by: amount, ≤ 10000: 5, otherwise: 10}`", "请用查表：`{按: 金额, ≤ 10000: 5, 其余: 10}`"))
  }

  static func percentExpected(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .unitMismatch, LocalizedText("this is a plain number, but a percentage is declared", "这里是普通的数，而声明的是百分比"),
      at: span,
      help: LocalizedText("write it with a percent sign, such as `5%`", "请写上百分号，例如 `5%`"))
  }

  static func measureNumberOutOfRange(
    _ span: SourceSpan, _ given: NumberRange, _ declared: NumberRange, isShare: Bool, declaredAt declaration: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .unitMismatch,
      LocalizedText(
        "this \(extent(of: given, isShare: isShare).english), but by its declaration it \(extent(of: declared, isShare: isShare).english)",
        "这里\(extent(of: given, isShare: isShare).chinese)，而声明规定\(extent(of: declared, isShare: isShare).chinese)"),
      at: span,
      labels: [Label(LocalizedText("declared here", "声明在这里"), at: declaration)])
  }

  static func wrongArgumentCount(_ builtin: Builtin, given: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .wrongArguments,
      LocalizedText(
        "`\(builtin.english)` does not take \(given) arguments", "`\(builtin.chinese)` 的参数个数不对（给了 \(given) 个）"),
      at: span,
      help: LocalizedText("it is written `\(builtin.policyExample ?? "")`", "写法：`\(builtin.policyExample ?? "")`"))
  }

  static func namedArgument(_ label: Identifier) -> Diagnostic {
    Diagnostic(
      .wrongArguments, LocalizedText("arguments are given by place, not by name", "参数按位置给出，不写名称"), at: label.span)
  }

  static func digitsMustBeLiteral(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .wrongArguments,
      LocalizedText("the number of decimals is a plain number from 0 to 18", "小数位数应直接写 0 到 18 的整数"), at: span)
  }

  static func soughtTextMustBeLiteral(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .wrongArguments,
      LocalizedText("the text that is looked for is written out, in quotes", "要查找的文本应直接写出，并加引号"), at: span,
      help: LocalizedText("for example `contains(name, \"食品\")`", "例如 `包含文本(名称, \"食品\")`"))
  }

  static func notAPattern(_ reason: LocalizedText, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .invalidPattern,
      LocalizedText("this is no pattern: \(reason.english)", "这不是有效的模式：\(reason.chinese)"), at: span)
  }

  static func divisorIsZero(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(.wrongArguments, LocalizedText("the divisor is 0", "除数为 0"), at: span)
  }

  static func moduloNeedsBounds(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .notSupported,
      LocalizedText(
        "what is left of a division is exact for numbers up to 10^15 with 9 decimals; this one may be another",
        "只有不超过 10^15、小数不超过 9 位的数，余数才是精确的；这里的数可能超出"), at: span,
      help: LocalizedText("round it, or declare its range", "请取整，或者声明其范围"))
  }

  static func subtractedDurationMustBeLiteral(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .notSupported,
      LocalizedText("only a length of time that is written out can be subtracted", "只能减去直接写出的时长"), at: span)
  }

  // MARK: Selections

  static func selectionIsNoValue(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .notASelection, LocalizedText("records are not a value", "记录不能直接当作值"), at: span,
      help: LocalizedText(
        "ask something of them: `count(…)`, `exists(…)`, `sum(….amount)`", "请对记录提问：`计数(…)`、`存在(…)`、`合计(….金额)`"))
  }

  static func notASelection(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .notASelection,
      LocalizedText("records are wanted here: a record type, or a fact with `each`", "这里应为记录：记录类型或带 `逐条` 的事实"), at: span
    )
  }

  static func fieldOfSelectionNeeded(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .notASelection,
      LocalizedText("a field of records is wanted here, such as `penalties.amount`", "这里应为记录的字段，例如 `penalties.amount`"),
      at: span)
  }

  static func windowNeeded(_ span: SourceSpan, _ record: String) -> Diagnostic {
    Diagnostic(
      .windowNeeded,
      LocalizedText(
        "how long does a record of `\(record)` count? `within` is missing", "`\(record)` 的记录计入多久？缺少 `有效期`"), at: span,
      help: LocalizedText("write `within: 24 months`, or `within: forever`", "请写 `有效期: 24 个月` 或 `有效期: 永久`"))
  }

  static func windowNeedsDate(_ span: SourceSpan, _ record: String) -> Diagnostic {
    Diagnostic(
      .windowNeeded,
      LocalizedText("`\(record)` has no date to measure from", "`\(record)` 没有可起算的日期"), at: span,
      help: LocalizedText("name its date field with `at:` where the record type is declared", "请在记录类型中用 `日期:` 指明日期字段"))
  }

  static func wordOnlyInside(_ word: String, _ place: LocalizedText, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .outOfScope,
      LocalizedText("`\(word)` is known only in \(place.english)", "`\(word)` 只能用于\(place.chinese)"), at: span)
  }

  static func sameForEveryRecord(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .wrongArguments,
      LocalizedText("the length of time of `nth` is the same for every record", "`第几次` 的时长对每条记录须相同"), at: span)
  }

  // MARK: Absence

  static func optionalCompared(_ span: SourceSpan) -> Diagnostic {
    let text = span.text
    return Diagnostic(
      .optionalValue, LocalizedText("`\(text)` may be absent, and what then?", "`\(text)` 可能缺失，缺失时怎么办？"), at: span,
      help: LocalizedText(
        "test it first, `\(text) != null and …`, or say what stands for it, `default(\(text), …)`",
        "请先判断 `\(text) != 空 且 …`，或指定缺省值 `缺省(\(text), …)`"))
  }

  static func optionalCondition(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .optionalValue,
      LocalizedText("this may be neither yes nor no, because a field may be absent", "字段缺失时，此条件既非“是”也非“否”"), at: span,
      help: LocalizedText("say what absence means: `default(…, false)`", "请说明缺失时的含义：`缺省(…, 假)`"))
  }

  static func optionalWindow(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .optionalValue, LocalizedText("the end of this window may be absent", "有效期的终点可能缺失"), at: span,
      help: LocalizedText("write `default(…, forever)`", "请写 `缺省(…, 永久)`"))
  }

  static func optionalValue(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .optionalValue, LocalizedText("this may be absent, but a value is needed here", "这里必须有值，而它可能缺失"), at: span,
      help: LocalizedText("say what stands for it: `default(…, …)`", "请指定缺省值：`缺省(…, …)`"))
  }

  static func optionalIndicator(_ span: SourceSpan, _ name: YAMLScalar) -> Diagnostic {
    Diagnostic(
      .optionalValue,
      LocalizedText("what `\(name.text)` is worth may be absent, and what then?", "`\(name.text)` 的分值可能缺失，缺失时怎么办？"),
      at: span,
      labels: [Label(LocalizedText("of this indicator", "属于这个指标"), at: name.span)],
      help: LocalizedText(
        "add `missing:` with a value, or `missing: left out` to give its weight to its siblings; a division by 0 has no value",
        "请加上 `缺失:` 和一个值，或 `缺失: 不计`（权重归同级指标）；除数为 0 时也没有值"))
  }

  static func optionalScore(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .optionalValue,
      LocalizedText("every part of the score may be left out, and then there is no score", "评分的各部分都可能不计，那样就没有评分"),
      at: span,
      help: LocalizedText("add `missing:` with a value to the score", "请在评分上加 `缺失:` 和一个值"))
  }

  static func leftOutOfSum(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .optionalValue,
      LocalizedText("a part of a sum cannot be left out", "求和的部分不能不计"), at: span,
      help: LocalizedText("in a sum write a value, such as `missing: 0`", "求和时请写一个值，例如 `缺失: 0`"))
  }

  static func neverNull(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .alwaysHolds, LocalizedText("`\(span.text)` is never absent", "`\(span.text)` 不会缺失"), at: span)
  }

  static func missingNeverHappens(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .limitNeverBites, LocalizedText("nothing here can be missing", "这里不会缺失"), at: span,
      help: LocalizedText("remove `missing`, or make the field `optional: true`", "请删去 `缺失`，或把字段设为 `可缺: true`"))
  }

  // MARK: Weights

  static func mixedWeights(_ span: SourceSpan, weighted: SourceSpan) -> Diagnostic {
    Diagnostic(
      .mixedWeights,
      LocalizedText("this part has no weight, but a sibling has one", "这一部分没有权重，而同级的有"), at: span,
      labels: [Label(LocalizedText("this one has a weight", "这个有权重"), at: weighted)],
      help: LocalizedText("give all of them a weight, or none", "请都写权重，或都不写"))
  }

  // MARK: Repairs and records

  static func notRepairable(_ name: YAMLScalar, _ record: String, _ declared: SourceSpan) -> Diagnostic {
    Diagnostic(
      .notSupported,
      LocalizedText(
        "records of `\(record)` have no repairs, so `\(name.text)` cannot repair them",
        "`\(record)` 的记录没有修复记录，`\(name.text)` 无法适用"), at: name.span,
      labels: [Label(LocalizedText("declared here", "声明在这里"), at: declared)],
      help: LocalizedText(
        "add `repairable: true` to `\(record)`, or `done:` to the repair", "请给 `\(record)` 加 `可修复: true`，或给修复办法加 `完成日:`"
      ))
  }

  static func repairNeedsDate(_ name: YAMLScalar, _ record: String) -> Diagnostic {
    Diagnostic(
      .windowNeeded,
      LocalizedText("`\(record)` has no date from which a repair counts", "`\(record)` 没有修复起算的日期"), at: name.span,
      help: LocalizedText("name its date field with `at:`", "请用 `日期:` 指明日期字段"))
  }

  static func repairOfOtherRecords(_ scalar: YAMLScalar, _ repaired: String, _ given: String) -> Diagnostic {
    Diagnostic(
      .typeMismatch,
      LocalizedText(
        "`\(scalar.text)` repairs `\(repaired)`, but this indicator counts `\(given)`",
        "`\(scalar.text)` 适用于 `\(repaired)`，而本指标计算的是 `\(given)`"), at: scalar.span,
      help: LocalizedText("write a repair of its own for `\(given)`", "请为 `\(given)` 另写修复办法"))
  }

  static func notARecordDate(_ scalar: YAMLScalar) -> Diagnostic {
    Diagnostic(
      .typeMismatch,
      LocalizedText(
        "`\(scalar.text)` cannot be the record's date: that is a date that has happened and is never absent",
        "`\(scalar.text)` 不能作记录日期：记录日期须为已发生且不可缺的日期"), at: scalar.span)
  }

  static func tooManyLabels(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .tooManyLabels, LocalizedText("a field has at most 255 labels", "取值最多 255 个"), at: span,
      help: LocalizedText("use `text` for longer lists", "更长的列表请用 `text`"))
  }

  static func notSupportedInPolicies(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .notSupported, LocalizedText("this form of expression is not used in policies", "政策中不使用这种表达式"), at: span)
  }

  static func cannotTake(_ take: Take, _ form: PolicyType.Form, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .typeMismatch,
      LocalizedText(
        "`take: \(take.rawValue)` wants \(take == .sum ? "numbers" : "values with an order"), but this is \(form.words.english)",
        "`取: \(take.chinese)` 要求\(take == .sum ? "数" : "可比较高低的值")，而这里是\(form.words.chinese)"), at: span)
  }
}
