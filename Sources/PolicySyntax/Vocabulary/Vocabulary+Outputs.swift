import PolicyDiagnostics

/// The keys of outputs: named, typed results beside the grade.
extension Vocabulary {
  static let outputForms = [
    FormDescription(
      .output, LocalizedText("an output", "输出"),
      [
        title,
        KeyDescription(
          .type, .text, "what it must be: `text`, `date`, `yes or no` or `integer`",
          "必须是：`文本`、`日期`、`是否` 或 `整数`"),
        KeyDescription(.oneOf, .list(.text), "the labels that it may be", "可取的值"),
        KeyDescription(.scale, .list(.text), "the labels that it may be, best first", "可取的值，从好到差"),
        KeyDescription(.integer, .text, "a whole number in a range, which is proved", "整数及范围，检查时证明"),
        KeyDescription(.number, .text, "a number in a range, which is proved", "数及范围，检查时证明"),
        KeyDescription(.percent, .text, "a percentage in a range, which is proved", "百分比及范围，检查时证明"),
        KeyDescription(.decimals, .text, "the most digits after the point", "最多小数位数"),
        KeyDescription(.per, .name, "the record type of which each record has an output of its own", "每条该类记录各有一个输出"),
        KeyDescription(.value, .value, required: true, "the value", "值"),
        discretion, basis, allow,
      ])
  ]
}
