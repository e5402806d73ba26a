import PolicyDiagnostics

/// The keys of measures: the entries of the catalogue, and what a policy makes of them.
extension Vocabulary {
  static let measureForms = [
    FormDescription(
      .measure, LocalizedText("a measure", "措施"), otherKeys: .value,
      [
        title,
        KeyDescription(.for, .oneOrMore(.text), "the grades that it is for, or `all`", "适用的等级，或“全部”"),
        KeyDescription(
          .each, .name, "the records of which each gives the measure once, with dates and numbers of its own",
          "逐条采取：每条记录各采取一次，日期和参数各自计算"),
        KeyDescription(.within, .value, "how long a record counts, or the last day on which it does", "记录计入的时长或最后日期"),
        KeyDescription(.where, .condition, "which records count", "哪些记录计入"),
        KeyDescription(.oncePer, .oneOrMore(.expression), "one record for each of these", "每项只计一次"),
        keep,
        KeyDescription(
          .escalates, .form(.escalation), "the milder measure that this one follows when it comes again and again",
          "多次采取较轻措施后升级为本措施"),
        KeyDescription(.when, .condition, "a further condition", "附加条件"),
        KeyDescription(.unless, .condition, "an exception: where it holds, the measure is not given", "例外情形：成立时不采取"),
        KeyDescription(.from, .value, "the day on which it begins; without this the as-of date", "起始日；不写时为截止日"),
        KeyDescription(.term, .value, "how long it runs, up to `forever`", "期限，可为 `永久`"),
        KeyDescription(
          .until, .value, "what ends it: a condition that each run tests, or the last day", "何时终止：每次评价时判断的条件，或最后一天"),
        KeyDescription(
          .due, .value, "by when it is to be carried out: a length of time from its beginning, or a date",
          "何时前办理：从起始日起的时长，或日期"),
        KeyDescription(.target, .oneOrMore(.text), "whom it reaches", "对象范围"),
        KeyDescription(.department, .text, "who carries it out", "实施部门"),
        discretion,
        KeyDescription(.except, .text, "what the source exempts, in words", "原文中的例外"),
        basis, allow,
      ]),
    FormDescription(
      .escalation, LocalizedText("the escalation of a measure", "措施的升级"),
      [
        KeyDescription(
          .from, .name, required: true, "the measure that it escalates, which is given for records", "升级自哪项逐条采取的措施"),
        KeyDescription(
          .atLeast, .text, required: true, "the time of being given, counted from 1, that brings this one instead",
          "从第几次起改为采取本措施"),
        KeyDescription(
          .within, .expression, required: true, "within how long, from each time on, such as `12 months`; or `forever`",
          "在多长时间内计次，例如 `12 个月`；或 `永久`"),
      ]),
    FormDescription(
      .followUp, LocalizedText("the follow-up of measures", "措施跟踪"),
      [
        KeyDescription(.records, .name, required: true, "the record type, which has a date", "记录类型，须有日期"),
        KeyDescription(.measure, .name, required: true, "its field that names the measure", "写明措施名称的字段"),
        KeyDescription(.state, .name, required: true, "its field that says how far the measure has come", "写明进展的字段"),
        KeyDescription(.ends, .oneOrMore(.text), "the states with which a measure ends", "措施随之终止的进展"),
        KeyDescription(
          .within, .value, "how long such a record counts; without this as long as the measure does", "此类记录计入的时长"),
      ]),
    FormDescription(
      .catalogueEntry, LocalizedText("an entry of the catalogue", "目录条目"),
      [
        title,
        KeyDescription(
          .kind, .text, required: true,
          "`incentive`, `supervision`, `penalty`, `leniency` or `guidance`; a penalty has a basis",
          "`激励`、`监管`、`惩戒`、`宽宥` 或 `指导`；惩戒须有依据"),
        KeyDescription(.department, .text, "who carries it out", "实施部门"),
        KeyDescription(.target, .oneOrMore(.text), "whom it may reach", "对象范围"),
        KeyDescription(.numbers, .named(.form(.measureNumber)), "the numbers that policies may give it", "政策可设定的参数"),
        KeyDescription(
          .conflictsWith, .oneOrMore(.name), "measures that nobody may get together with it", "不得同时采取的措施"),
        KeyDescription(
          .replaces, .oneOrMore(.name), "milder measures that are not given where it is", "采取本措施时不再采取的较轻措施"),
        KeyDescription(
          .suppresses, .oneOrMore(.name), "penalties that a leniency sets aside", "宽宥措施所免除的惩戒"),
        basis, allow,
      ]),
    FormDescription(
      .measureNumber, LocalizedText("a number of a measure", "措施参数"),
      [
        title,
        KeyDescription(.integer, .text, "a whole number in a range", "整数及范围"),
        KeyDescription(.number, .text, "a number in a range", "数及范围"),
        KeyDescription(.percent, .text, "a percentage in a range", "百分比及范围"),
        KeyDescription(.oneOf, .list(.text), "labels, for what is said in words", "取值，用于以文字表述的要求"),
        KeyDescription(.type, .text, "`duration`, for a term", "`duration`：期限"),
        KeyDescription(.decimals, .text, "the most digits after the point", "最多小数位数"),
        KeyDescription(
          .combine, .text,
          "what results show once where several measures give it: the `highest`, `lowest`, `sum` or `first`",
          "多项措施都给出时结果只列一个：`最高`、`最低`、`合计` 或 `首行`"),
      ]),
  ]
}
