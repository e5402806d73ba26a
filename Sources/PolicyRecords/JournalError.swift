package import PolicyDiagnostics

/// Why nothing is appended to a journal.
package struct JournalError: Error, Hashable, Sendable {
  package let message: LocalizedText
  package let help: LocalizedText

  static func unfinished(_ path: String) -> JournalError {
    JournalError(
      message: LocalizedText(
        "`\(path)` ends in the middle of what a run was writing, and is not continued", "`\(path)` 末尾是一次未写完的运行，不再续写"),
      help: LocalizedText(
        "`assay verify \(path)` says from which byte on; keep a copy, then cut that off",
        "`assay verify \(path)` 会指出从第几字节开始；请先备份，再截去该部分"))
  }

  static func notAJournal(_ path: String) -> JournalError {
    JournalError(
      message: LocalizedText(
        "the end of `\(path)` is no entry of a journal, or was altered", "`\(path)` 的末尾不是台账条目，或已被改动"),
      help: LocalizedText("`assay verify \(path)` says what is wrong with it", "`assay verify \(path)` 会说明问题所在"))
  }
}
