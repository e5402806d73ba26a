import PolicyDiagnostics
import PolicyTypes

/// What a place in the policy wants of a value; it decides how a bare word there is read.
enum Wanted {
  case anything
  case number
  case boolean
  case text
  case date
  case duration
  /// A length of time, a date or a range of dates, as a window is.
  case window
  /// A condition, or a date.
  case conditionOrDate
  case oneOf(LabelSet)

  /// Tells whether a value of `form` fits here.
  func accepts(_ form: PolicyType.Form) -> Bool {
    switch (self, form) {
    // A range of dates is no value of its own.
    case (.anything, .dateRange): false
    case (.anything, _), (_, .nothing), (.number, .number), (.boolean, .boolean), (.text, .text),
      (.date, .date), (.duration, .duration),
      (.window, .duration), (.window, .date), (.window, .dateRange), (.conditionOrDate, .boolean),
      (.conditionOrDate, .date):
      true
    case (.oneOf(let labels), .oneOf(let others)): labels.covers(others)
    default: false
    }
  }

  /// What is wanted, in words.
  var words: LocalizedText {
    switch self {
    case .anything: LocalizedText("a value", "一个值")
    case .number: LocalizedText("a number", "数")
    case .boolean: LocalizedText("a condition", "条件（是或否）")
    case .text: LocalizedText("a text", "文本")
    case .date: LocalizedText("a date", "日期")
    case .duration: LocalizedText("a length of time, such as `3 months`", "时长，例如 `3 个月`")
    case .window: LocalizedText("a length of time, a date or a range of dates", "时长、日期或日期范围")
    case .conditionOrDate: LocalizedText("a condition or a date", "条件或日期")
    case .oneOf(let labels):
      LocalizedText(
        "one of \(labels.labels.prefix(8).map { "`\($0)`" }.joined(separator: ", "))",
        "\(labels.labels.prefix(8).map { "`\($0)`" }.joined(separator: "、")) 之一")
    }
  }
}

extension PolicyType.Form {
  /// What a value of the form is, in words.
  var words: LocalizedText {
    switch self {
    case .boolean: LocalizedText("a yes or no", "“是否”值")
    case .number(let type):
      switch type.unit {
      case .none: LocalizedText("a number", "数")
      case .percent: LocalizedText("a percentage", "百分比")
      case .money(let currency): LocalizedText("an amount in \(currency)", "\(currency) 金额")
      }
    case .text: LocalizedText("a text", "文本")
    case .date: LocalizedText("a date", "日期")
    case .duration: LocalizedText("a length of time", "时长")
    case .elapsed: LocalizedText("a time between two dates", "两个日期之间的时间")
    case .dateRange: LocalizedText("a range of dates", "日期范围")
    case .oneOf(let labels):
      LocalizedText(
        "one of \(labels.labels.prefix(4).joined(separator: ", "))\(labels.labels.count > 4 ? ", …" : "")",
        "取值（\(labels.labels.prefix(4).joined(separator: "、"))\(labels.labels.count > 4 ? "……" : "")）")
    case .nothing: LocalizedText("nothing", "空值")
    }
  }
}
