import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// Words that other tools, databases and people use for the type of a field.
extension TypeWord {
  /// What the language writes for `word`, such as `{one of: [minor, severe]}` for `minor/severe`; nil where nobody can
  /// tell.
  static func written(for word: String) -> LocalizedText? {
    if let written = otherWords[word.lowercased()] { return written }
    let labels = word.split { "/、|／".contains($0) }.map { $0.drop { $0 == " " } }
    guard labels.count > 1, labels.allSatisfy({ !$0.isEmpty && !$0.contains(where: { ",:[]{}".contains($0) }) }) else {
      return nil
    }
    return mapping(.oneOf, "[\(labels.joined(separator: ", "))]")
  }

  private static let otherWords: [String: LocalizedText] = {
    var table: [String: LocalizedText] = [:]
    for (written, words) in wordsOfTypes {
      for word in words { table[word] = written }
    }
    return table
  }()

  /// A number has a range, and money a currency, so that these are mappings.
  private static let wordsOfTypes: [(LocalizedText, [String])] = [
    (yesOrNo.words, ["boolean", "bool", "yes-no", "yesno", "yes/no", "true/false", "布尔", "布尔值", "是/否", "是或否"]),
    (text.words, ["string", "str", "varchar", "char", "字符串", "字符", "文字", "文本型"]),
    (date.words, ["datetime", "time", "timestamp", "day", "时间", "日期型", "年月日"]),
    (integer.words, ["int", "long", "whole number", "整型", "整数型"]),
    (mapping(.number, "0.."), ["number", "decimal", "numeric", "float", "double", "数", "数字", "数值", "小数", "浮点数"]),
    (mapping(.percent, "0..100"), ["percent", "percentage", "百分比", "百分数", "比例"]),
    (mapping(.money, "CNY"), ["money", "currency", "amount", "金额", "货币", "人民币"]),
  ]

  /// What a type is called that needs more than a word, with an example.
  static let mappings = [mapping(.number, "0.."), mapping(.oneOf, "[a, b]")]

  private static func mapping(_ keyword: Keyword, _ example: String) -> LocalizedText {
    LocalizedText("{\(keyword.english): \(example)}", "{\(keyword.chinese): \(example)}")
  }
}
