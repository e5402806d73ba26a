import PolicyDiagnostics
import PolicyIR
import PolicyRecords
import PolicyReport
import PolicyTypes

/// Writes what a run did for people: counts, the distribution of grades, faults by kind, and the time it took.
struct RunSummaryText {
  let console: Console

  /// The files that were written; nil for standard output.
  let results: String?
  let faults: String?
  let receipt: String?
  /// What was appended to a journal.
  var journal: JournalHeadText?
  /// The file of explanations.
  var explanations: String?

  func text(of summary: RunSummary, elapsed: Duration) -> String {
    [
      counts(summary, elapsed), distribution(summary), identifierTable(summary), faultTable(summary),
      fieldTable(summary), invalidTable(summary), columnNotes(summary), files(summary),
    ].filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private func counts(_ summary: RunSummary, _ elapsed: Duration) -> String {
    let rate = summary.subjectsRead.perSecond(in: elapsed)
    let time = "\(elapsed.milliseconds / 1000).\(String(1000 + elapsed.milliseconds % 1000).dropFirst())"
    var lines = [
      word(
        "\(summary.subjectsRead) subjects read, \(summary.subjectsGraded) graded, \(summary.subjectsSetAside) set aside",
        "读入对象 \(summary.subjectsRead) 个，评价 \(summary.subjectsGraded) 个，剔出 \(summary.subjectsSetAside) 个"),
      word("\(time) s, \(rate) subjects a second", "用时 \(time) 秒，每秒 \(rate) 个"),
    ]
    if summary.laterRecords > 0 {
      lines.append(
        word(
          "\(summary.laterRecords) records are dated after the as-of date and do not count",
          "\(summary.laterRecords) 条记录晚于截止日，不计入"))
    }
    if let decided = summary.decided {
      lines.append(
        word(
          decided == 1 ? "1 result rests on a decision of people" : "\(decided) results rest on a decision of people",
          "\(decided) 个结果依据人工裁定"))
    }
    return lines.map { $0 + "\n" }.joined()
  }

  // MARK: Tables

  private func distribution(_ summary: RunSummary) -> String {
    guard !summary.grades.isEmpty else { return "" }
    var table = TextTable(columns: [
      .init(word("grade", "等级")), .init(word("subjects", "对象数"), .right), .init(word("share", "占比"), .right), .init(""),
    ])
    let total = summary.subjectsGraded
    for grade in summary.grades { table.append([shownGrade(grade.grade)] + shares(of: grade.count, in: total)) }
    if summary.withoutGrade > 0 {
      table.append([word("no grade", "无等级")] + shares(of: summary.withoutGrade, in: total))
    }
    return table.text(style: console.errorStyle, indentation: 2)
  }

  /// The outcome that the language names has a name in each language; grades are the author's.
  private func shownGrade(_ grade: String) -> String {
    grade == LabelSet.notRated ? word(LabelSet.notRated, "不予评定") : grade
  }

  /// A count, its share with one decimal, and the share as a bar.
  private func shares(of count: Int, in total: Int) -> [String] {
    let permille = total == 0 ? 0 : (count * 1000 + total / 2) / total
    let bar = String(repeating: "█", count: (permille * Self.barWidth + 500) / 1000)
    return [String(count), "\(permille / 10).\(permille % 10)%", bar]
  }

  private func faultTable(_ summary: RunSummary) -> String {
    guard !summary.faults.isEmpty else { return "" }
    var table = TextTable(columns: [.init(word("data faults", "数据问题")), .init(""), .init(word("count", "数量"), .right)])
    // Most frequent first, then by code, so that the order does not depend on the dictionary.
    let faults = summary.faults.sorted { a, b in
      a.value == b.value ? a.key.rawValue < b.key.rawValue : a.value > b.value
    }
    for (code, count) in faults {
      table.append([code.rawValue, code.title.text(in: console.language), String(count)])
    }
    let first = summary.firstFaults.map { "  " + shownText($0.message.text(in: console.language)) + "\n" }
    let more = summary.faultCount - first.count
    let rest = more > 0 ? word("  and \(more) more\n", "  另有 \(more) 处\n") : ""
    return table.text(style: console.errorStyle, indentation: 2) + first.joined() + rest
  }

  /// How many have an identifier, and how many of those are wrong.
  private func identifierTable(_ summary: RunSummary) -> String {
    guard !summary.identifiers.isEmpty else { return "" }
    var table = TextTable(columns: [
      .init(word("identifiers", "标识")), .init(word("have one", "有标识"), .right), .init(word("coverage", "覆盖率"), .right),
      .init(word("wrong", "校验错误"), .right), .init(word("error rate", "差错率"), .right),
    ])
    for identifier in summary.identifiers {
      let given = identifier.right + identifier.wrong
      table.append([
        "\(identifier.field) (\(identifier.kind.rawValue))", "\(given)", share(given, of: identifier.total),
        "\(identifier.wrong)", share(identifier.wrong, of: given),
      ])
    }
    return table.text(style: console.errorStyle, indentation: 2)
  }

  /// The share with two decimals, as rates of errors are small.
  private func share(_ count: Int, of total: Int) -> String {
    guard total > 0 else { return "" }
    let share = (count * 10_000 + total / 2) / total
    return "\(share / 100).\(share % 100 < 10 ? "0" : "")\(share % 100)%"
  }

  private func fieldTable(_ summary: RunSummary) -> String {
    guard !summary.fieldFaults.isEmpty else { return "" }
    var table = TextTable(columns: [.init(word("by field", "按字段")), .init(word("count", "数量"), .right)])
    let faults = summary.fieldFaults.sorted { a, b in a.value == b.value ? a.key < b.key : a.value > b.value }
    for (field, count) in faults { table.append([field, String(count)]) }
    return table.text(style: console.errorStyle, indentation: 2)
  }

  /// What is invalid and no fault, because the policy says what it means.
  private func invalidTable(_ summary: RunSummary) -> String {
    guard !summary.invalidValues.isEmpty else { return "" }
    var table = TextTable(columns: [
      .init(word("invalid values", "无效值")), .init(""), .init(word("count", "数量"), .right),
    ])
    let values = summary.invalidValues.sorted { a, b in
      a.count == b.count ? a.field < b.field : a.count > b.count
    }
    for invalid in values {
      let meaning =
        invalid.treatment == .void
        ? word("record void", "记录作废") : word("counts as missing", "视为缺失")
      table.append([invalid.field, meaning, String(invalid.count)])
    }
    return table.text(style: console.errorStyle, indentation: 2)
  }

  private func columnNotes(_ summary: RunSummary) -> String {
    let missing = summary.missingColumns.map {
      word("`\($0.file)` has no column `\($0.column)`: absent everywhere", "`\($0.file)` 没有列 `\($0.column)`，一律视为缺失")
    }
    let unknown = summary.unknownColumns.map { column in
      let isTable = column.file.hasSuffix(".csv")
      let kind = isTable ? word("column", "列") : word("name", "名称")
      let (name, file) = (column.column, column.file)
      return word("\(kind) `\(name)` of `\(file)` is not read", "`\(file)` 的\(kind) `\(name)` 未被读取")
        + (column.nearest.map { word("; did you mean `\($0)`?", "；是否应为 `\($0)`？") } ?? "")
    }
    return (missing + unknown).map { shownText($0) + "\n" }.joined()
  }

  private func files(_ summary: RunSummary) -> String {
    var lines: [String] = []
    if let results { lines.append(word("results: ", "结果：") + results) }
    if let faults, summary.faultCount > 0 || !summary.invalidValues.isEmpty {
      lines.append(word("faults: ", "数据问题：") + faults)
    }
    if let receipt { lines.append(word("receipt: ", "凭据：") + receipt) }
    if let explanations {
      lines.append(
        word("explanations: ", "解释：") + explanations + word(" (\(summary.explained))", "（\(summary.explained) 份）"))
    }
    if let journal { lines.append(journal.text.text(in: console.language)) }
    return lines.map { shownText($0) + "\n" }.joined()
  }

  private func word(_ english: String, _ chinese: String) -> String {
    LocalizedText(english, chinese).text(in: console.language)
  }

  private static let barWidth = 40
}
