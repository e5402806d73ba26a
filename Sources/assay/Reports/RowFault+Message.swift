import PolicyDiagnostics
import PolicyRecords

extension RowFault {
  /// The fault as one sentence: where it is, what stands there, and what is wrong with it.
  var message: LocalizedText {
    let place = "\(file):\(line)"
    let field = [record, field].compactMap(\.self).joined(separator: ".")
    let what = [field.isEmpty ? nil : "`\(field)`", value.map { "`\($0)`" }].compactMap(\.self).joined(separator: " = ")
    return LocalizedText(
      [place, what, reason.text.english].filter { !$0.isEmpty }.joined(separator: ": "),
      [place, what, reason.text.chinese].filter { !$0.isEmpty }.joined(separator: "："))
  }
}
