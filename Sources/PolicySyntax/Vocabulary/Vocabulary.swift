import PolicyDiagnostics

/// The one description of the language's keys: their spelling, shape, meaning and where they may stand.
///
/// The decoder accepts what is described here and nothing else; the JSON Schema and the reference are printed from it.
package enum Vocabulary {
  static let forms: [FormID: FormDescription] = {
    let all =
      documentForms + recordForms + valueForms + choiceForms + listForms + decisionForms + policyForms + repairForms
      + measureForms + outputForms + referenceForms + calendarForms + testForms + configurationForms
    return Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) })
  }()

  /// The forms that a whole file may have, by the keys that may come first in it.
  package static let documents: [(first: [Keyword], form: FormID)] = [
    ([.policy], .policy), ([.subjects, .records], .recordsFile), ([.measures], .measuresFile), ([.tests], .testsFile),
    ([.data], .dataFile), ([.reference], .referenceFile),
    ([.calendar], .calendarFile), (configurationKeys, .configuration),
  ]

  private static let configurationKeys: [Keyword] = [
    .paths, .layout, .proofs, .maximumWarnings, .maximumUncovered, .requireSources, .impact,
  ]

  /// The keys of which a lookup has at least one, and those that tell it from any other mapping.
  package static let essentialLookupKeys: [Keyword] = [.by, .rows]
  static let lookupKeys = essentialLookupKeys + [.take, .otherwise]
  /// The keys that tell a condition made of others from any other mapping.
  package static let combinationKeys: [Keyword] = [.allOf, .anyOf, .atLeast, .of]

  static let title = KeyDescription(.title, .text, "what people call it", "供人阅读的名称")
  static let basis = KeyDescription(
    .basis, .scalarOr(.text, .form(.basis)), "the source document and article, or the drafter's own assumption",
    "所依据的文件和条款，或起草人自拟的理由")

  static let keep = KeyDescription(
    .keep, .scalarOr(.text, .form(.keep)),
    "which one of them: `earliest`, `latest`, `highest` or `lowest`; without `once per` one of all, whose fields can be read",
    "保留哪一条：`最早`、`最晚`、`最高` 或 `最低`；不写 `每项一次` 时从全部中保留一条，可读取其字段")

  static let discretion = KeyDescription(
    .discretion, .text, "the words of the source that leave a decision to people", "原文中的裁量表述")

  static let allow = KeyDescription(
    .allow, .list(.form(.allowance)), "findings of the check that are known here and may stand", "此处已知并允许存在的检查问题")

  private static let documentForms = [
    FormDescription(
      .policy, LocalizedText("a policy", "政策"),
      [
        KeyDescription(.policy, .text, required: true, "the policy's id, such as `wanzhi.market-regulation`", "政策编号"),
        title,
        KeyDescription(.version, .text, required: true, "the version of this text", "本文本的版本号"),
        KeyDescription(.effective, .text, "the dates on which it is in force, such as `2022-07-27..`", "施行的起止日期"),
        KeyDescription(
          .extends, .text, "the policy that this one adds to, by its file or its id", "所继承的政策（文件或编号）"),
        KeyDescription(
          .subject, .name, required: true, inheritable: true, "the kind of subject that is graded", "被评价的对象类型"),
        KeyDescription(
          .period, .form(.period), "the periods that follow one another, and which one a run grades", "评价周期及评价哪一期"),
        KeyDescription(
          .calendar, .text, "the file that says which days are working days, relative to this one", "工作日日历文件（相对路径）"),
        KeyDescription(
          .history, .form(.history), "how the policy reads what it gave a subject before", "如何读取该对象以前的评价结果"),
        KeyDescription(
          .resultsOf, .named(.text),
          "the published results of other policies, each by a name of its own: the policy's file or id",
          "所引用的其他政策的评价结果：自定名称，写该政策的文件或编号"),
        KeyDescription(
          .remember, .listOr(.name, .named(.scalarOr(.text, .form(.fieldType)))),
          "what is kept in the results beside score and grade, for later runs to read: rules, or facts with their types",
          "除评分和等级外保存在结果中、供以后评价读取的内容：规则，或事实及其类型"),
        KeyDescription(
          .import, .oneOrMore(.text), "files with record types, measures and reference figures, relative to this one",
          "引用的记录类型、措施和参照数据文件（相对路径）"),
        KeyDescription(
          .reference, .named(.form(.reference)), "figures that are looked up by key and date", "按键和日期查取的参照数据"),
        KeyDescription(.sources, .named(.text), "the documents that `basis` cites, by a short name", "依据文件的简称和全称"),
        KeyDescription(.subjects, .named(.form(.subjectType)), "kinds of subject with their fields", "对象类型及其字段"),
        KeyDescription(.records, .named(.form(.recordType)), "record types with their fields", "记录类型及其字段"),
        KeyDescription(
          .constants, .named(.value), "named values: fixed, by date, or by the kind or region of the subject",
          "有名称的常数，可按日期、对象类型或地区取值"),
        KeyDescription(
          .facts, .named(.valueOr(.fact)), "named values, conditions and selections of records", "有名称的数值、条件或记录范围"),
        KeyDescription(
          .lists, .named(.form(.list)), "lists that records put a subject on, for a time", "因记录而在一段时间内列入的名单"),
        KeyDescription(.score, .form(.indicator), "the score: the root of the indicators", "评分：指标树的根"),
        KeyDescription(.grades, .list(.text), "the scale of grades, best first", "等级，从最好到最差"),
        KeyDescription(
          .beside, .list(.text), "outcomes beside the scale, which only exact moves touch; `not rated` is always one",
          "等级之外的结果，只能由“定为”改变；“不予评定”无须列出"),
        KeyDescription(
          .grade, .value, "how the grade follows: a grade of the scale, an outcome beside it, or `not rated`",
          "如何定级：等级、等级之外的结果或“不予评定”"),
        KeyDescription(
          .outcomes, .named(.form(.outcome)),
          "outcomes beside the scale by their names, each with what is shown meanwhile; tried before the grade, in their order",
          "等级之外的情形：按书写顺序先于定级判断，并写明期间显示什么"),
        KeyDescription(
          .decisions, .form(.decisions), "what people may decide instead of the rules, by records of their own",
          "允许人工裁定：以裁定记录代替规则的结果"),
        KeyDescription(
          .moves, .oneOrMore(.text),
          "the order in which rules move the grade: `as written`, or a list of `shift`, `floor`, `ceiling`, `exact`",
          "规则调整等级的顺序：“按书写顺序”，或“升降”“最低限”“最高限”“定为”的列表"),
        KeyDescription(
          .rules, .named(.form(.rule)), "named conditions that move the grade, raise an alert or set a tag",
          "调整等级、发出预警或加标签的规则"),
        KeyDescription(
          .repairs, .named(.form(.repair)), "how records are repaired and what that gives back", "信用修复的办法"),
        KeyDescription(
          .measures, .named(.form(.measure)), "measures of the catalogue that this policy gives", "本政策采取的措施"),
        KeyDescription(
          .followUp, .oneOrMore(.form(.followUp)), "the records that say what became of measures", "记载措施执行情况的记录"),
        KeyDescription(
          .outputs, .listOr(.name, .named(.valueOr(.output))),
          "named results beside the grade: facts by their names, or values of their own", "等级之外的具名结果：列出事实的名称，或另写值"),
        KeyDescription(
          .change, .changes, "pieces of the extended policy, by their paths, and what stands there instead",
          "对所继承政策的修改：路径和新内容"),
        KeyDescription(
          .remove, .oneOrMore(.path), "pieces of the extended policy, by their paths, that are left out",
          "从所继承政策中删去的内容（路径）"),
        KeyDescription(
          .notEncoded, .list(.form(.notEncoded)), "clauses of the source that are left out, and why", "未编入的条款及理由"),
        KeyDescription(.data, .form(.dataMapping), "how outside data name and write the fields", "外部数据的名称、代码和日期格式"),
        allow,
      ]),
    FormDescription(
      .recordsFile, LocalizedText("a file of record types", "记录类型文件"),
      [
        KeyDescription(.subjects, .named(.form(.subjectType)), "kinds of subject with their fields", "对象类型及其字段"),
        KeyDescription(.records, .named(.form(.recordType)), "record types with their fields", "记录类型及其字段"),
      ]),
    FormDescription(
      .measuresFile, LocalizedText("a catalogue of measures", "措施目录"),
      [
        KeyDescription(
          .measures, .named(.form(.catalogueEntry)), required: true, "the measures that policies may give", "可采取的措施")
      ]),
    FormDescription(
      .dataFile, LocalizedText("a data mapping", "数据映射"),
      [
        KeyDescription(
          .data, .form(.dataMapping), required: true, "how outside data name and write the fields", "外部数据的名称、代码和日期格式")
      ]),
    FormDescription(
      .notEncoded, LocalizedText("a clause that is left out", "未编入的条款"),
      [
        KeyDescription(.clause, .text, required: true, "the clause, quoted or named", "条款原文或名称"),
        KeyDescription(.reason, .text, required: true, "why it is not encoded", "未编入的理由"),
      ]),
    FormDescription(
      .period, LocalizedText("periods", "评价期"),
      [
        KeyDescription(.every, .expression, required: true, "how long one is, such as `1 year`", "每期多长，例如 `1 年`"),
        KeyDescription(
          .from, .expression, required: true, "the day on which one begins: a date, or a date field of the subject",
          "某一期的起始日：日期，或对象的日期字段"),
        KeyDescription(
          .use, .text, required: true, "`current`, the one that the as-of date lies in, or `last complete`",
          "`本期`（截止日所在的一期）或 `上一完整期`"),
      ]),
    FormDescription(
      .history, LocalizedText("earlier results", "历次结果"),
      [
        KeyDescription(
          .missing, .text, required: true,
          "what it means that there is no earlier result: `none`, it is the first; or `fault`, the data lack it",
          "没有以前的结果时：`视为没有`（首次评价）或 `视为数据问题`（数据缺失）")
      ]),
    FormDescription(
      .allowance, LocalizedText("a finding that may stand", "允许存在的问题"),
      [
        KeyDescription(.finding, .text, required: true, "the code of the warning, such as `R103`", "警告的代码，例如 `R103`"),
        KeyDescription(.reason, .text, required: true, "why it may stand", "允许的理由"),
        KeyDescription(.until, .text, required: true, "the last day on which it may", "允许的最后一天"),
      ]),
    FormDescription(
      .basis, LocalizedText("a basis", "依据"),
      [
        KeyDescription(
          .assumed, .text, required: true, "why the drafter chose a number that the source does not give",
          "原文未给出、由起草人自拟的理由")
      ]),
    FormDescription(
      .dataMapping, LocalizedText("a data mapping", "数据映射"),
      [
        KeyDescription(.dates, .text, "the form of dates, such as `yyyyMMdd`", "日期格式，例如 `yyyyMMdd`"),
        KeyDescription(.subjects, .form(.sourceMapping), "where the subjects are", "对象的数据源"),
        KeyDescription(.records, .named(.form(.sourceMapping)), "where each record type is", "各记录类型的数据源"),
        KeyDescription(.results, .list(.text), "the columns of the results, in order", "结果的列及顺序"),
      ]),
    FormDescription(
      .sourceMapping, LocalizedText("a source mapping", "数据源映射"),
      [
        KeyDescription(.source, .text, "the JSON key, or the CSV file without `.csv`", "JSON 键名或不带 `.csv` 的文件名"),
        KeyDescription(.subject, .text, "the CSV column with the key of the row above", "指向上级记录的 CSV 列"),
        KeyDescription(.fields, .named(.text), "the outside name of each field", "各字段的外部名称"),
        KeyDescription(
          .codes, .named(.named(.text)), "for a field, outside codes and what they stand for", "字段的外部代码及其含义"),
        KeyDescription(.dates, .text, "the form of dates here", "此处的日期格式"),
      ]),
  ]

  private static let recordForms = [
    FormDescription(
      .subjectType, LocalizedText("a kind of subject", "对象类型"),
      [
        title,
        KeyDescription(
          .id, .text, required: true, inheritable: true,
          "what identifies it: `uscc`, `citizen id`, `registration number` or `text`",
          "用什么识别对象：`统一社会信用代码`、`公民身份号码`、`注册号` 或 `文本`"),
        KeyDescription(.fields, .named(.scalarOr(.text, .form(.fieldType))), "its fields", "字段"),
      ]),
    FormDescription(
      .recordType, LocalizedText("a record type", "记录类型"),
      [
        title,
        KeyDescription(.under, .name, "the record type above it; without this the subject", "上级记录类型，缺省为对象"),
        KeyDescription(.key, .name, "the field that orders and names records", "用于排序和指称记录的字段"),
        KeyDescription(.at, .name, "the date field from which a record exists and its windows count", "记录成立并起算的日期字段"),
        KeyDescription(.atMost, .text, "how many one subject may have; a bound lets sums be proved", "一个对象最多有多少条"),
        KeyDescription(.fields, .named(.scalarOr(.text, .form(.fieldType))), required: true, "its fields", "字段"),
        KeyDescription(.repairable, .scalarOr(.flag, .form(.repairable)), "whether it has repairs of its own", "是否可修复"),
        KeyDescription(.status, .flag, "whether it can be disputed or withdrawn", "是否有异议或撤销状态"),
        KeyDescription(
          .voidWhen, .condition, "which records are void, by their own fields: they are listed and do not count",
          "按自身字段判断哪些记录作废：列出但不计入"),
      ]),
    FormDescription(
      .repairable, LocalizedText("repairs", "修复记录"),
      [KeyDescription(.methods, .list(.text), required: true, "the methods that data may name", "数据中可出现的修复方式")]),
    FormDescription(
      .fieldType, LocalizedText("a field", "字段"),
      [
        title,
        KeyDescription(
          .type, .text, "`text`, `date`, `yes or no`, `integer`, `uscc`, `citizen id` or `registration number`",
          "`文本`、`日期`、`是否`、`整数`、`统一社会信用代码`、`公民身份号码` 或 `注册号`"),
        KeyDescription(.oneOf, .list(.text), "the labels that it may be", "可取的值"),
        KeyDescription(
          .scale, .list(.text), "the levels that it may be, best first, so that they compare: another scheme's grade",
          "可取的级别，从最好到最差，可比较高低，例如其他评价的等级"),
        KeyDescription(.integer, .text, "a whole number in a range, such as `0..3660`", "整数及范围"),
        KeyDescription(.number, .text, "a number in a range, such as `0..100`", "数及范围"),
        KeyDescription(.percent, .text, "a percentage in a range, such as `0..100`", "百分比及范围"),
        KeyDescription(.money, .text, "an amount in a currency, such as `CNY`", "金额及币种"),
        KeyDescription(.decimals, .text, "the most digits after the point", "最多小数位数"),
        KeyDescription(.optional, .flag, "whether it may be absent", "是否可缺"),
        KeyDescription(.requiredWhen, .expression, "when it must be present", "何时必填"),
        KeyDescription(
          .onInvalid, .text,
          "what a value means that the field cannot hold: `fault`, the default, `missing`, or `void` of a record",
          "数据中的值无效时：`视为数据问题`（缺省）、`视为缺失`，记录的字段还可 `记录作废`"),
        KeyDescription(.planned, .flag, "whether a date may lie in the future", "日期是否可在将来"),
        KeyDescription(
          .mask, .flag, "whether `--mask` hides a text, such as the name of a person, but for its first character",
          "使用 `--mask` 时是否隐去文本（例如姓名），只留首字"),
        allow,
      ]),
  ]

  private static let valueForms = [
    FormDescription(
      .lookup, LocalizedText("a lookup", "查表"), otherKeys: .value,
      [
        KeyDescription(
          .by, .oneOrMore(.expression), "what is looked up: one thing, or a list of several", "按什么查：一项或几项"),
        KeyDescription(
          .rows, .rows, "the rows: a list of tests, one for each thing looked up, with the value at the end; or cases",
          "各行：依次写每一项的判断，最后写值；或写情形"),
        KeyDescription(
          .reference, .name, "the reference figures that are the rows", "以哪项参照数据为各行"),
        KeyDescription(
          .take, .text, "which rows count: `first`, `highest`, `lowest`, `sum` or `unique`",
          "取哪些行：`首行`、`最高`、`最低`、`合计` 或 `唯一`"),
        KeyDescription(.otherwise, .value, "the value where no row holds", "其余情况的值"),
        basis, allow,
      ]),
    FormDescription(
      .combination, LocalizedText("a condition made of others", "组合条件"),
      [
        KeyDescription(.allOf, .list(.condition), "all of these hold", "全部成立"),
        KeyDescription(.anyOf, .list(.condition), "one of these holds at least", "任一成立"),
        KeyDescription(.atLeast, .text, "how many of the conditions under `of` hold at least", "`其中` 的条件至少成立几项"),
        KeyDescription(.of, .list(.condition), "the conditions that `at least` counts", "由 `至少` 计数的条件"),
        allow,
      ]),
    FormDescription(
      .orderedCase, LocalizedText("a case", "情形"),
      [
        KeyDescription(.when, .condition, "the condition", "条件"),
        KeyDescription(.then, .value, "the value where it holds", "成立时的值"),
        KeyDescription(.otherwise, .value, "the value where no case holds", "其余情况的值"),
        basis, allow,
      ]),
    FormDescription(
      .fact, LocalizedText("a fact", "事实"),
      [
        title,
        KeyDescription(.each, .name, "the records that it selects from", "从哪些记录中选取"),
        KeyDescription(.within, .value, "how long a record counts, or the last day on which it does", "记录计入的时长或最后日期"),
        KeyDescription(.where, .condition, "which records count", "哪些记录计入"),
        KeyDescription(.oncePer, .oneOrMore(.expression), "one record for each of these", "每项只计一次"),
        keep,
        KeyDescription(
          .per, .name, "the record type of which each record has the value or selection of its own", "每条该类记录各有一值或各自选取"),
        KeyDescription(.value, .value, "the value", "值"),
        basis, allow,
      ]),
  ]

  private static let choiceForms = [
    FormDescription(
      .keep, LocalizedText("the choice of one record", "保留哪一条记录"),
      [
        KeyDescription(.highest, .expression, "keep the record in which this is greatest", "保留此值最高的一条"),
        KeyDescription(.lowest, .expression, "keep the record in which this is least", "保留此值最低的一条"),
      ])
  ]

  private static let policyForms = [
    FormDescription(
      .indicator, LocalizedText("an indicator", "指标"),
      [
        title,
        KeyDescription(
          .weight, .value, "its weight among its siblings; they total 100, or say `weights: parts`",
          "在同级指标中的权重，合计为 100；或写明 `权重写法: 按份`"),
        KeyDescription(.when, .condition, "when it applies", "适用条件"),
        KeyDescription(.each, .name, "the records that it counts", "逐条计算的记录"),
        KeyDescription(.within, .value, "how long a record counts, or the last day on which it does", "记录计入的时长或最后日期"),
        KeyDescription(.where, .condition, "which records count", "哪些记录计入"),
        KeyDescription(.oncePer, .oneOrMore(.expression), "one record for each of these", "每项只计一次"),
        keep,
        KeyDescription(.points, .value, "what it adds", "得分"),
        KeyDescription(.deduct, .value, "what it takes away", "扣分"),
        KeyDescription(.start, .value, "what the sum of its indicators starts from", "下级指标求和的起始分"),
        KeyDescription(.indicators, .named(.form(.indicator)), "its parts: all weighted, or none", "下级指标：都有权重或都没有"),
        KeyDescription(
          .take, .text,
          "`highest` or `lowest`: one of its parts counts, and not their sum; of deductions the highest takes most",
          "`最高` 或 `最低`：只计下级指标中的一个，不求和；扣分以扣得最多的为最高"),
        KeyDescription(
          .weights, .text,
          "`parts`: the weights of its parts are shares of their total, such as 1 : 1 : 2, and may come from data",
          "`按份`：下级指标的权重是份数（如 1 : 1 : 2），也可来自数据"),
        KeyDescription(.repair, .name, "how its records are repaired", "修复办法"),
        KeyDescription(
          .capPer, .form(.capPer),
          "the most that records with something in common add or take away together, such as `case number: 8`",
          "同一事项的各条记录合计加分或扣分的上限，例如 `案号: 8`"),
        KeyDescription(.cap, .value, "the most that it adds or takes away", "加分或扣分的上限"),
        KeyDescription(.clamp, .text, "the range that it is kept in, such as `0..100`", "限定的范围"),
        KeyDescription(.round, .text, "how it is rounded, such as `2 half up`", "取整方式，例如 `2 half up`"),
        KeyDescription(
          .range, .text, "the range in which it is claimed to lie, which the check proves", "所声明的范围，由检查证明"),
        KeyDescription(
          .missing, .value,
          "what absence means, here and for each part that does not say: a value, `left out` or `not rated`",
          "缺失时如何处理（下级未写明的同样处理）：一个值、“不计”或“不予评定”"),
        KeyDescription(
          .grade, .value, "the grade of this part: a lookup of its number", "该部分的等级：按其得分查表"),
        discretion, basis, allow,
      ]),
    FormDescription(.capPer, LocalizedText("caps that records share", "同一事项的上限"), otherKeys: .value, []),
    FormDescription(
      .rule, LocalizedText("a rule", "规则"),
      [
        title,
        KeyDescription(.when, .condition, required: true, "when it holds", "成立条件"),
        KeyDescription(
          .grade, .text,
          "what it does to the grade: a grade, `no better than 中`, `no worse than 良`, `1 worse`, `1 better`; grades "
            + "and steps may be expressions",
          "对等级的调整：等级、`最高为 中`、`最低为 良`、`降 1`、`升 1`；等级和档数可以是算式"),
        KeyDescription(.alert, .text, "the alert that it raises", "发出的预警"),
        KeyDescription(.tag, .text, "the tag that it sets", "加上的标签"),
        discretion, basis, allow,
      ]),
  ]
}
