import PolicyDiagnostics
import PolicyDigest
import PolicyDriver
import PolicyRecords
import PolicyReport
import PolicyTypes

/// Checks what a command names, whatever it is.
struct VerifyRun {
  let command: VerifyCommand
  let console: Console

  /// The most differing rows, columns or steps that are shown.
  static let shownLimit = 20
  /// The most that are kept for programs.
  static let keptLimit = 1000

  var limit: Int { command.format == .text ? Self.shownLimit : Self.keptLimit }

  /// Returns what came of it: one outcome, or one for each explanation of a file of several.
  func verifications() async throws -> [Verification] {
    let path = command.result
    // A journal is one also where its first entry was altered.
    let start = String(decoding: try InputFile(path: path).prefix(1 << 20), as: UTF8.self)
    let isEmpty = start.isEmpty && !FileSystem.exists(ResultFiles(results: path).receipt)
    if command.head != nil || isEmpty || start.contains("{\"journal\":\(JournalEntry.format),\"number\":") {
      return [try journal(path, head: command.head.flatMap { Digest($0) })]
    }
    if start.prefix(200).contains("\"assay.explanation/") {
      let trees = try explanations(in: path)
      var outcomes: [Verification] = []
      for tree in trees { outcomes.append(try await explanation(tree, path)) }
      return outcomes
    }
    return [try await results(path)]
  }

  private func explanations(in path: String) throws -> [JSONTree] {
    let bytes = try InputFile(path: path).readAll()
    if let tree = try? JSONTree(bytes: bytes) { return [tree] }
    return try bytes.split(separator: UInt8(ascii: "\n")).map { line in
      do throws(JSONTreeError) {
        return try JSONTree(bytes: Array(line))
      } catch {
        throw CommandFailure(
          LocalizedText("`\(path)` is not JSON", "`\(path)` 不是 JSON"), help: error.reason, status: .findings)
      }
    }
  }

  // MARK: The policy

  /// Loads the policy of a receipt: the one that the command names, or else the one where the receipt has it.
  func loadPolicy(_ id: String, _ sources: [SourceStamp], asOf: CalendarDate) throws -> LoadedPolicy {
    let mapping = command.data ?? sources.first { $0.role == .data }.flatMap { find($0.file.name) }
    if let name = command.policy ?? find(sources[0].file.name) {
      return try LoadedPolicy(name, mapping: mapping, asOf: asOf, console)
    }
    do {
      return try LoadedPolicy(id, mapping: mapping, asOf: asOf, console)
    } catch let failure as CommandFailure where failure.status == .usage {
      throw CommandFailure(
        failure.message,
        help: LocalizedText(
          "name the policy with --policy, or run this where `\(sources[0].file.name)` is",
          "请用 --policy 指明政策，或在 `\(sources[0].file.name)` 所在处运行"), status: .usage)
    }
  }

  /// A file by its path from the root of its package, which lies above the working folder or above the result.
  private func find(_ path: String) -> String? {
    let library = PolicyFiles().library
    let folders = [SourcePath("."), SourcePath(command.result).folder]
    let roots = folders.flatMap { [library.markedRoot(of: $0), $0].compactMap(\.self) }
    return roots.map { $0.appending(path).text }.first(where: FileSystem.exists)
  }

  /// What differs between the files that a policy had and those that it has.
  func compare(_ was: [SourceStamp], _ now: [SourceStamp]) -> [Verification.Finding] {
    var findings: [Verification.Finding] = []
    for source in was {
      let name = source.file.name
      guard let other = now.first(where: { $0.file.name == name }) else {
        findings.append(
          Verification.Finding(
            "source missing",
            LocalizedText("the policy no longer has the file `\(name)`", "政策已不含文件 `\(name)`"), file: name))
        continue
      }
      if other.file.digest != source.file.digest {
        findings.append(.changed("source changed", source.file, other.file, LocalizedText("the policy", "政策")))
      }
    }
    for source in now where !was.contains(where: { $0.file.name == source.file.name }) {
      let name = source.file.name
      findings.append(
        Verification.Finding(
          "source added",
          LocalizedText("the policy has a file more, `\(name)`", "政策多出文件 `\(name)`"), file: name))
    }
    return findings
  }

  /// What is found where a result is said to be of another date than it is.
  func compareDate(_ date: CalendarDate) -> [Verification.Finding] {
    guard let claimed = command.asOf, claimed != date else { return [] }
    return [
      Verification.Finding(
        "as-of",
        LocalizedText("it is as of \(date), not as of \(claimed)", "截止日为 \(date)，而非 \(claimed)"),
        was: date.description, now: claimed.description)
    ]
  }

  /// A note where another version of the program made the result.
  func engineNotes(_ engine: EngineStamp) -> [LocalizedText] {
    if engine == .current { return [] }
    return [
      LocalizedText(
        "made by assay \(engine.version), checked by assay \(Assay.version)",
        "由 assay \(engine.version) 生成，用 assay \(Assay.version) 核对")
    ]
  }

  static let notRepeated = LocalizedText(
    "not made again: --subjects names the data", "未重新计算：请用 --subjects 指明数据")
}

extension Verification.Finding {
  /// A file that is not what it was.
  static func changed(_ kind: String, _ was: FileStamp, _ now: FileStamp, _ what: LocalizedText) -> Self {
    Self(
      kind,
      LocalizedText(
        "\(what.english) changed: `\(was.name)` had SHA-256 \(was.digest), and has \(now.digest)",
        "\(what.chinese)有改动：`\(was.name)` 原 SHA-256 为 \(was.digest)，现为 \(now.digest)"),
      file: was.name, was: was.digest.description, now: now.digest.description)
  }
}
