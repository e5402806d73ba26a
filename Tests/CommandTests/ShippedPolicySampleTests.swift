import Foundation
import Testing

/// Made-up subjects of each shipped policy: all of them can be graded, and together they reach every grade.
struct ShippedPolicySampleTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The policies that have tests of their own, as paths from the package.
  private static let policies: [String] = {
    let folder = root.appendingPathComponent("policies")
    let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    return names.filter { $0.hasSuffix(".tests.yaml") }.sorted().map {
      "policies/" + $0.dropLast(".tests.yaml".count) + ".yaml"
    }
  }()

  @Test(arguments: policies)
  func twoThousandSubjectsReachEveryGrade(_ policy: String) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("assay-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let subjects = folder.appendingPathComponent("subjects.jsonl").path
    let date = try #require(Self.date(of: policy))
    let sample = try CommandRun(
      ["sample", policy, "--count", "2000", "--seed", "1", "--as-of", date, "--output", subjects], in: Self.root)
    #expect(sample.status == 0, "\(sample.errors)")
    let run = try CommandRun(
      [
        "run", policy, "--subjects", subjects, "--as-of", date, "--output",
        folder.appendingPathComponent("results.csv").path,
      ], in: Self.root)
    #expect(run.errors.contains("2000 graded, 0 set aside"), "\(run.errors)")
    for line in (run.output + run.errors).split(separator: "\n") where line.contains("%") {
      #expect(!line.contains(" 0   0.0%"), "\(line)")
    }
  }

  /// The as-of date of the policy's tests.
  private static func date(of policy: String) -> String? {
    let tests = root.appendingPathComponent(policy.dropLast(".yaml".count) + ".tests.yaml")
    let lines = (try? String(contentsOf: tests, encoding: .utf8))?.split(separator: "\n") ?? []
    return lines.first { $0.hasPrefix("as of: ") || $0.hasPrefix("截止日: ") }.map {
      String($0.drop { $0 != ":" }.dropFirst(2).prefix(10))
    }
  }
}
