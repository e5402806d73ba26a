import PolicyDiagnostics

/// The keys of measures: the entries of the catalogue, and what a policy makes of them.
extension Vocabulary {
  static let measureForms = [
    FormDescription(
      .measure, LocalizedText("a measure", "措施"), otherKeys: .value,
      [
        title,
        KeyDescription(.for, .oneOrMore(.text), "the grades that it is for, or `all`", "适用的等级，或“全部”"),
        KeyDescription(.when, .condition, "a further condition", "附加条件"),
        KeyDescription(.target, .oneOrMore(.text), "whom it reaches", "对象范围"),
        KeyDescription(.department, .text, "who carries it out", "实施部门"),
        KeyDescription(.discretion, .text, "the words of the source that leave a decision to people", "原文中的裁量表述"),
        KeyDescription(.except, .text, "what the source exempts, in words", "原文中的例外"),
        basis, allow,
      ]),
    FormDescription(
      .catalogueEntry, LocalizedText("an entry of the catalogue", "目录条目"),
      [
        title,
        KeyDescription(
          .kind, .text, required: true, "`incentive`, `supervision`, `penalty`, `leniency` or `guidance`",
          "`incentive` 激励、`supervision` 监管、`penalty` 惩戒、`leniency` 宽宥、`guidance` 指导"),
        KeyDescription(.department, .text, "who carries it out", "实施部门"),
        KeyDescription(.target, .oneOrMore(.text), "whom it may reach", "对象范围"),
        KeyDescription(.numbers, .named(.form(.measureNumber)), "the numbers that policies may give it", "政策可设定的参数"),
        basis, allow,
      ]),
    FormDescription(
      .measureNumber, LocalizedText("a number of a measure", "措施参数"),
      [
        title,
        KeyDescription(.integer, .text, "a whole number in a range", "整数及范围"),
        KeyDescription(.number, .text, "a number in a range", "数及范围"),
        KeyDescription(.percent, .text, "a percentage in a range", "百分比及范围"),
        KeyDescription(.type, .text, "`duration`, for a term", "`duration`：期限"),
        KeyDescription(.decimals, .text, "the most digits after the point", "最多小数位数"),
      ]),
  ]
}
