import Foundation
import Testing

/// `assay eval --jsonl` against the open half of the conformance cases, which lie outside of this repository.
@Suite(
  .enabled(if: ConformanceCases.folder != nil, "no conformance cases here; ASSAY_SHARED can name the folder above them")
)
struct ConformanceTests {
  /// What has to hold for all cases, and for those without the group of 400 type errors in sums.
  @Test func everyCaseIsAnsweredAsItHasTo() throws {
    let counts = try counts()
    for name in ["all", "without 0100-arithmetic"] {
      let count = try #require(counts[name])
      func number(_ key: String) -> Int { count[key] ?? 0 }
      #expect(number("wrong") == 0)
      #expect(number("null-on-error refused") == number("null-on-error"))
      #expect(number("dynamic refused") + number("dynamic equal") == number("dynamic"))
      #expect(number("typed null equal") == number("typed null"))
      // Other than those, expectations are rounded to 15 digits: `grammar/README.md` names them.
      #expect(number("typed value equal but for rounded expectations") == number("typed value"))
      #expect(number("typed value") - number("typed value equal") <= 12)
    }
    #expect(counts["all"]?["cases"] == 1739)
    #expect(counts["all"]?["typed value"] == 826)
    #expect(counts["all"]?["null-on-error"] == 612)
  }

  private func counts() throws -> [String: [String: Int]] {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("conformance-\(UUID().uuidString).json")
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "python3", ConformanceCases.root.appendingPathComponent(".ci/conformance.py").path, "--program",
      CommandRun.program.path,
      "--cases", ConformanceCases.folder!.path, "--json", file.path,
    ]
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return try JSONDecoder().decode([String: [String: Int]].self, from: Data(contentsOf: file))
  }
}

/// Where the cases lie.
private enum ConformanceCases {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static let folder: URL? = {
    let shared =
      ProcessInfo.processInfo.environment["ASSAY_SHARED"].map { URL(fileURLWithPath: $0) }
      ?? root.appendingPathComponent("../shared")
    let folder = shared.appendingPathComponent("feel-tck")
    return FileManager.default.fileExists(atPath: folder.appendingPathComponent("tables.jsonl").path) ? folder : nil
  }()
}
