import Foundation
import Testing

/// The first policy of `README.md`, typed in as it stands there: every command shows what the page says.
struct ReadmeTests {
  private let folder: URL
  private let blocks: [Block]

  init() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let page = try String(contentsOf: root.appendingPathComponent("README.md"), encoding: .utf8)
    blocks = Block.all(in: page)
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("readme-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try write(policy, to: "policy.yaml")
    try write(data, to: "teahouses.jsonl")
  }

  private var policy: String { blocks.first { $0.language == "yaml" }?.text ?? "" }
  private var data: String { blocks.first { $0.language == "json" }?.text ?? "" }
  private var consoles: [Block] { blocks.filter { $0.language == "console" } }

  @Test func theFirstPolicyWorksAsThePageSays() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let pages = try #require(consoles.count == 5 ? consoles : nil)
    try expect(pages[0])
    try expect(pages[1])

    try write(policy.replacingOccurrences(of: "by: finding,", with: "by: findng,"), to: "policy.yaml")
    try expect(pages[2])
    try write(policy.replacingOccurrences(of: ", serious: 25", with: ""), to: "policy.yaml")
    try expect(pages[3])

    try write(policy, to: "policy.yaml")
    let visit = #""visits": [{"visited on": "2025-04-31", "finding": "clean"}]"#
    try write(data.replacingOccurrences(of: #""visits": []"#, with: visit), to: "teahouses.jsonl")
    let run = try #require(pages[0].commands.first { $0.words.contains("run") })
    #expect(try CommandRun(Array(run.words.dropFirst()), in: folder).status == 3)
    try expect(pages[4])
  }

  private func write(_ text: String, to name: String) throws {
    try text.write(to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
  }

  private func expect(_ block: Block) throws {
    for command in block.commands {
      let shown = try output(of: command.words).split(separator: "\n").filter { !$0.isLeftOut }
      #expect(shown == command.output, "\(command.words.joined(separator: " "))")
    }
  }

  private func output(of words: [String]) throws -> String {
    if words.first == "cat" { return try String(contentsOf: folder.appendingPathComponent(words[1]), encoding: .utf8) }
    let run = try CommandRun(Array(words.dropFirst()), in: folder)
    return run.output + run.errors
  }
}

extension Substring {
  /// Times, and digests, which change with every version.
  fileprivate var isLeftOut: Bool { contains(" subjects a second") || contains(": SHA-256 ") }
}

/// A fenced block of a page.
private struct Block {
  let language: String
  let text: String

  /// The commands of a console, each with the lines below it; blank lines and times are left out.
  var commands: [(words: [String], output: [Substring])] {
    text.components(separatedBy: "$ ").dropFirst().map { piece in
      let lines = piece.split(separator: "\n")
      return (
        lines[0].split(separator: " ").map(String.init),
        lines.dropFirst().filter { !$0.isLeftOut }
      )
    }
  }

  static func all(in page: String) -> [Block] {
    let parts = ("\n" + page).components(separatedBy: "\n```")
    // Every second part is inside a fence; its first line names the language.
    return stride(from: 1, to: parts.count, by: 2).map { place in
      let lines = parts[place].split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
      return Block(language: String(lines[0]), text: lines.count > 1 ? lines[1] + "\n" : "")
    }
  }
}
