/// A fixed key or word of the language's YAML, with exactly one spelling in English and one in Chinese.
///
/// The raw value is the English spelling. This is the one table of spellings: the decoder, the JSON Schema, the
/// reference and every message read it.
package enum Keyword: String, CaseIterable, Hashable, Sendable {
  // Headers.
  case policy, title, version, effective, subject, `import`, sources, data
  case notEncoded = "not encoded"
  case clause, reason

  // Extension.
  case extends, change, remove

  // Periods.
  case period, every, use

  // Calendars of working days.
  case reference, calendar, weekends, years, holidays
  case makeUpDays = "make-up days"
  // Earlier results.
  case history, remember, fault
  case resultsOf = "results of"
  case nothing = "none"

  // Declarations.
  case constants, facts, score, grades, beside, grade, moves, rules, repairs, measures, outputs, subjects, records

  // Record types and fields.
  case id, key, at, under, fields, repairable, status
  case voidWhen = "void when"
  case atMost = "at most"
  case type, integer, number, decimals, money, percent, optional, planned, mask
  case oneOf = "one of"
  case scale
  case requiredWhen = "required when"
  case onInvalid = "on invalid"

  // Findings that may stand.
  case allow, finding, until

  // Values.
  case by, rows, take, when, then, otherwise

  // Conditions made of others; `any of` and `all of` are keys of repairs as well.
  case of
  case atLeast = "at least"

  // Selections.
  case each, within, `where`, per, value
  case oncePer = "once per"
  case keep, earliest, latest, highest, lowest

  // Outcomes beside the scale, and what people decide.
  case outcomes, shows, decisions, circumstances

  // Lists.
  case lists, enter, after, restart, leave, early

  // Indicators.
  case weight, start, indicators, points, deduct, cap, clamp, round, range, missing, repair, basis
  case weights, parts
  case capPer = "cap per"
  case assumed
  case leftOut = "left out"

  // Rules.
  case alert, tag
  case notRated = "not rated"
  case asWritten = "as written"
  case shift, floor, ceiling, exact
  case noBetterThan = "no better than"
  case noWorseThan = "no worse than"
  case worse, better

  // Repairs.
  case methods, never, restore, done, from
  case anyOf = "any of"
  case allOf = "all of"
  case notBefore = "not before"
  case needs, budget

  // Measures.
  case `for`, all, kind, department, target, numbers, combine, discretion, except, unless, term, due
  case conflictsWith = "conflicts with"
  case replaces, suppresses, escalates, measure, state, ends
  case followUp = "follow up"

  // Data.
  case source, codes, dates, results

  // Tests.
  case tests, cases, name, given, expect, columns, includes, excludes, faults, alerts, tags, diagnostics
  case toConfirm = "to confirm"
  case file
  case baseGrade = "base grade"
  case shownGrade = "shown grade"

  // The configuration of a package.
  case paths, layout, proofs, impact, base
  case maximumWarnings = "maximum warnings"
  case maximumUncovered = "maximum uncovered"
  case requireSources = "require sources"
  case failIf = "fail if"
  case asOf = "as of"

  /// The English spelling.
  package var english: String { rawValue }

  /// The Chinese spelling.
  package var chinese: String { Self.chineseSpellings[self] ?? rawValue }

  /// Both spellings.
  package var spellings: [String] { [english, chinese] }

  /// Returns the keyword that `text` spells, in either language.
  package init?(spelling text: String) {
    guard let keyword = Self.bySpelling[text] else { return nil }
    self = keyword
  }

  private static let bySpelling: [String: Keyword] = {
    var table: [String: Keyword] = [:]
    for keyword in allCases {
      table[keyword.english] = keyword
      table[keyword.chinese] = keyword
    }
    return table
  }()

  private static let chineseSpellings: [Keyword: String] = [
    .policy: "政策", .title: "标题", .version: "版本", .effective: "施行", .subject: "对象", .import: "引用",
    .sources: "来源", .data: "数据", .notEncoded: "未编入", .clause: "条款", .reason: "理由",
    .reference: "参照数据", .calendar: "日历", .weekends: "周末", .years: "年份", .holidays: "放假", .makeUpDays: "补班",
    .extends: "继承", .change: "修改", .remove: "删去",
    .period: "评价期", .every: "每", .use: "采用",
    .history: "历史", .resultsOf: "引用结果", .remember: "记住", .nothing: "视为没有", .fault: "视为数据问题",
    .constants: "常数", .facts: "事实", .score: "评分", .grades: "等级", .beside: "等级之外", .grade: "定级", .moves: "调整顺序",
    .rules: "规则", .repairs: "修复",
    .measures: "措施", .outputs: "输出", .subjects: "对象类型", .records: "记录类型",
    .id: "标识", .key: "键", .at: "日期", .under: "隶属", .fields: "字段", .repairable: "可修复", .status: "状态", .voidWhen: "作废条件",
    .atMost: "最多", .type: "类型", .integer: "整数", .number: "数", .decimals: "小数位", .money: "金额", .percent: "百分比",
    .mask: "脱敏", .optional: "可缺", .planned: "计划", .oneOf: "取值", .scale: "级别", .requiredWhen: "必填条件",
    .onInvalid: "无效值",
    .allow: "允许", .finding: "问题", .until: "有效至",
    .by: "按", .rows: "行", .take: "取", .of: "其中", .atLeast: "至少", .when: "当", .then: "则", .otherwise: "其余",
    .each: "逐条", .within: "有效期", .where: "条件", .per: "每条", .value: "值", .oncePer: "每项一次",
    .keep: "保留", .earliest: "最早", .latest: "最晚", .highest: "最高", .lowest: "最低",
    .baseGrade: "基础等级", .shownGrade: "显示等级",
    .outcomes: "等级之外的情形", .shows: "显示", .decisions: "人工裁定", .circumstances: "其他情形",
    .lists: "名单", .enter: "列入", .after: "经过", .restart: "重新起算", .leave: "移出", .early: "提前移出",
    .weight: "权重", .start: "起始分", .indicators: "指标", .points: "得分", .deduct: "扣分", .cap: "上限", .clamp: "限定",
    .round: "取整", .range: "范围", .capPer: "每项上限", .weights: "权重写法", .parts: "按份", .missing: "缺失", .repair: "修复办法",
    .basis: "依据",
    .assumed: "自拟", .leftOut: "不计",
    .alert: "预警", .tag: "标签", .notRated: "不予评定", .asWritten: "按书写顺序",
    .shift: "升降", .floor: "最低限", .ceiling: "最高限", .exact: "定为", .noBetterThan: "最高为", .noWorseThan: "最低为",
    .worse: "降", .better: "升",
    .methods: "方式", .never: "不得修复", .restore: "恢复", .done: "完成日", .from: "起算", .anyOf: "任一", .allOf: "全部满足",
    .notBefore: "不早于", .needs: "前提", .budget: "次数限额",
    .for: "适用", .all: "全部", .kind: "类别", .department: "部门", .target: "对象范围", .numbers: "参数", .combine: "合并",
    .discretion: "裁量", .except: "除外", .unless: "但书", .term: "期限", .due: "办理期限",
    .conflictsWith: "冲突", .replaces: "取代", .suppresses: "免除", .escalates: "升级自", .followUp: "措施跟踪",
    .measure: "措施名称", .state: "进展", .ends: "终止于",
    .source: "数据源", .codes: "代码", .dates: "日期格式", .results: "结果列",
    .tests: "测试", .cases: "用例", .name: "名称", .given: "给定", .expect: "期望", .columns: "列",
    .includes: "包含", .excludes: "不含",
    .faults: "数据问题", .alerts: "预警项", .tags: "标签项", .diagnostics: "诊断", .toConfirm: "待确认", .file: "文件",
    .paths: "路径", .layout: "版式", .proofs: "证明", .impact: "影响", .base: "基准版本", .maximumWarnings: "最多警告",
    .maximumUncovered: "最多未覆盖", .requireSources: "须有依据", .failIf: "否决条件", .asOf: "截止日",
  ]
}
