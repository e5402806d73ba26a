/// Words that people write for an operator, and what the language writes for it.
///
/// They are looked for only where something is wrong already, so that a name may hold any of them.
package enum OtherOperators {
  /// What is written for `word`; nil where it stands for no operator.
  package static func written(for word: String) -> String? { table[word.lowercased()] }

  private static let table: [String: String] = {
    var table: [String: String] = [:]
    for (written, words) in words {
      for word in words { table[word] = written }
    }
    return table
  }()

  private static let words: [(String, [String])] = [
    ("且", ["并且", "而且", "同时", "以及", "和", "与", "及"]),
    ("或", ["或者", "或是"]),
    (">", ["大于", "超过", "高于", "多于", "exceeds"]),
    ("<", ["小于", "低于", "少于", "不足"]),
    (">=", ["大于等于", "大于或等于", "不小于", "不少于", "不低于", "达到"]),
    ("<=", ["小于等于", "小于或等于", "不大于", "不超过", "不高于", "不多于"]),
    ("=", ["等于", "为", "是", "equals", "is"]),
    ("!=", ["不等于", "不为", "不是"]),
    ("= 空", ["为空", "是空"]),
    ("!= 空", ["不为空", "非空", "不是空"]),
    ("/", ["除以"]),
    ("*", ["乘以", "乘", "times"]),
    ("+", ["加", "加上", "plus"]),
    ("-", ["减", "减去", "minus"]),
  ]
}
