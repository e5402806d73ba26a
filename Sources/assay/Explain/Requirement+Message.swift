import PolicyDiagnostics
import PolicyExecution
import PolicyIR

extension Requirement {
  func isViolated(in values: BatchValues) -> Bool {
    (0..<values.rowCount(of: isViolated)).contains { values.boolean(of: isViolated, row: $0) }
  }

  func message(in schema: RecordSchema) -> LocalizedText {
    let records = schema[domain].name
    let field = field.map { schema[domain].fields[$0].name } ?? text
    switch kind {
    case .present:
      return LocalizedText(
        "`\(field)` of `\(records)` is required when `\(text)`, and is missing",
        "`\(text)` 时必须有 `\(records)` 的 `\(field)`，数据中缺失")
    case .insideCalendar:
      return LocalizedText(
        "the calendar of working days does not reach as far as `\(field)` of `\(records)` needs",
        "`\(records)` 的 `\(field)` 所需的年份不在工作日日历之内")
    case .decisionIsWhole:
      return LocalizedText(
        "a decision says why, who took it, and what it decides; `\(field)` of `\(records)` is missing",
        "裁定须写明理由、裁定人和裁定内容；`\(records)` 的 `\(field)` 缺失")
    case .decisionIsOne:
      return LocalizedText(
        "a decision names a grade or moves it by places; one of `\(records)` does both",
        "裁定写明等级，或将等级升降几档；`\(records)` 中有一条两者都写了")
    case .previousResult:
      return LocalizedText(
        "the policy requires a previous result, and `\(records)` has none of this subject",
        "政策要求必须有上一次的评价结果，而 `\(records)` 中没有该对象的")
    }
  }
}
