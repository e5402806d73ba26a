import Foundation

/// A folder with a policy, its tests and some data, which goes when the test is over.
final class PolicyFolder {
  let url: URL

  init(_ changes: [String: String] = [:]) throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("assay-\(UUID().uuidString)")
    for (path, text) in Self.files.merging(changes, uniquingKeysWith: { $1 }) {
      let file = url.appendingPathComponent(path)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  func run(_ arguments: String..., environment: [String: String] = [:]) throws -> CommandRun {
    try CommandRun(arguments, in: url, environment: environment)
  }

  /// Returns the text of a file; nil where there is none.
  func text(of path: String) -> String? {
    try? String(contentsOf: url.appendingPathComponent(path), encoding: .utf8)
  }

  /// The SHA-256 of a file as `sha256sum` has it, which is not ours.
  func sum(of path: String) throws -> String {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["sha256sum", path]
    process.currentDirectoryURL = url
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: output.prefix(64), as: UTF8.self)
  }

  private static let files = [
    "assay.yaml": "", "policies/shop.yaml": policy, "policies/shop.tests.yaml": tests, "subjects.jsonl": subjects,
  ]

  static let policy = """
    policy: shop
    version: "1"
    effective: 2022-01-01..
    subject: shop
    subjects:
      shop: {id: text, fields: {floor: {integer: 1..5}}}
    records:
      visits: {key: number, at: visited on, at most: 9, fields: {number: text, visited on: date, clean: yes or no}}
    facts:
      dirty: {each: visits, within: 1 year, where: not(clean)}
    score:
      start: 100
      indicators:
        visits: {each: dirty, deduct: 30, cap: 90}
        stairs: {deduct: floor}
    grades: [甲, 乙]
    grade: {by: score, ≥ 80: 甲, otherwise: 乙}

    """

  static let tests = """
    tests: shop
    as of: 2023-01-01
    cases:
      - {name: 干净, given: {floor: 1}, expect: {grade: 甲, score: 99}}

    """

  static let subjects = """
    {"id": "a", "floor": 2, "visits": [{"number": "1", "visited on": "2022-05-01", "clean": false}]}
    {"id": "b", "floor": 9}
    {"id": "c", "floor": 1, "visits": []}

    """
}
