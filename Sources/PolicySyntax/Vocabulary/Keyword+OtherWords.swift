/// Words that other tools, forms and people use for what a key of the language says. Who writes one of them means that
/// key, wherever the mapping has it.
extension Keyword {
  /// The keys that `word` may stand for.
  package static func meant(by word: String) -> [Keyword] { otherWords[word.lowercased()] ?? [] }

  private static let otherWords: [String: [Keyword]] = {
    var table: [String: [Keyword]] = [:]
    for (keyword, words) in wordsOfKeywords {
      for word in words { table[word, default: []].append(keyword) }
    }
    return table
  }()

  private static let wordsOfKeywords: [(Keyword, [String])] = [
    (.at, ["date", "on", "dated", "时间", "发生日期", "发生时间"]),
    (.title, ["name", "label", "名称", "名字"]),
    (.oneOf, ["enum", "values", "options", "choices", "枚举", "选项", "可选值"]),
    (.when, ["if", "condition", "如果", "条件"]),
    (.where, ["filter", "if", "condition", "筛选", "过滤"]),
    (.each, ["records", "from", "for each", "记录", "每条", "遍历"]),
    (.within, ["window", "period", "时间范围", "期间", "窗口", "期限", "时限"]),
    (.oncePer, ["unique by", "distinct", "去重"]),
    (.otherwise, ["else", "default", "other", "others", "否则", "默认", "其他", "其它"]),
    (.then, ["value", "result", "结果"]),
    (.points, ["score", "add", "分数", "分值", "加分"]),
    (.deduct, ["subtract", "minus", "扣减", "减分"]),
    (.cap, ["max", "maximum", "limit", "最高", "封顶"]),
    (.start, ["base", "initial", "基础分", "初始分", "满分", "总分", "基准分"]),
    (.basis, ["source", "来源", "出处"]),
    (.department, ["owner", "部门", "责任部门"]),
    (.grade, ["grading", "等级划分", "定等级"]),
    (.fields, ["columns", "properties", "列", "属性"]),
    (.records, ["record types", "tables", "记录"]),
    (.import, ["include", "uses", "导入", "引入"]),
    (.for, ["grade", "grades", "等级", "适用等级", "适用对象"]),
    (.expect, ["expected", "result", "预期", "结果", "预期结果"]),
    (.asOf, ["date", "day", "评价日期", "评定日期", "基准日"]),
    (.number, ["decimal", "numeric", "float", "数值", "数字", "小数"]),
    (.integer, ["int", "whole number", "整型"]),
    (.percent, ["percentage", "百分数", "比例"]),
    (.money, ["currency", "amount", "货币"]),
  ]
}
