import Foundation
import Testing

/// Whether this run writes what it finds; such a run fails, so that what it wrote is looked at.
let isRecording = ProcessInfo.processInfo.environment["ASSAY_RECORD"] == "1"

/// Holds the file at `path` against `text`; a recording run writes it instead.
func expectRecorded(_ text: String, at path: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
  let recorded = Repository.text(path)
  if recorded == text { return }
  guard isRecording else {
    Issue.record("\(path) is not current: \(firstDifference(recorded, text))", sourceLocation: sourceLocation)
    return
  }
  try Data(text.utf8).write(to: URL(fileURLWithPath: Repository.root + "/" + path))
  Issue.record("\(path) was recorded", sourceLocation: sourceLocation)
}

/// Returns the first line in which the texts differ.
private func firstDifference(_ recorded: String?, _ text: String) -> String {
  guard let recorded else { return "there is no such file" }
  let old = recorded.split(separator: "\n", omittingEmptySubsequences: false)
  let new = text.split(separator: "\n", omittingEmptySubsequences: false)
  let index = zip(old, new).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? min(old.count, new.count)
  let lines = [old, new].map { index < $0.count ? String($0[index]) : "nothing" }
  return "line \(index + 1) is `\(lines[0])` and should be `\(lines[1])`"
}
