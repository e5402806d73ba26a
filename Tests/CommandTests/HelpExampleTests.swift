import Foundation
import Testing

/// Every example that a `--help` shows, typed in as it stands there: none is refused as wrong usage.
@Suite(.enabled(if: Repository.hasGit, "git is not installed"))
struct HelpExampleTests {
  private static let commands = [
    "", "new", "check", "run", "explain", "test", "ci", "sample", "compile", "format", "diff", "simulate", "report",
    "eval",
  ]

  /// What a reader puts in the place of the words in capitals, and of what was said before.
  private static let meanings = [
    ("diff …", "diff old.yaml new.yaml --subjects data.jsonl --as-of DATE"),
    ("simulate …", "simulate POLICY --subjects data.jsonl --as-of DATE"),
    ("POLICY", "policies/wanzhi/market-regulation.yaml"), ("DATE", "2023-06-30"), ("FIELD", "industry"),
    (" ID ", " 91340221MA2N0AAA1X "),
  ]

  @Test(arguments: commands) func everyExampleRuns(of command: String) throws {
    let folder = try exampleFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let examples = try examples(of: command, in: folder)
    #expect(!examples.isEmpty)
    for example in examples {
      let run = try shell(example, in: folder)
      // 0, 1 and 3 are what a command found; 2 and 4 say that it could not be carried out.
      #expect([0, 1, 3].contains(run.status), "\(example): \(run.errors)")
    }
  }

  private func examples(of command: String, in folder: URL) throws -> [String] {
    let words = [command].filter { !$0.isEmpty } + ["--help"]
    let help = try CommandRun(words, in: folder, environment: ["COLUMNS": "400"]).output
    return help.split(separator: "\n").filter { $0.hasPrefix("  assay ") }.map { line in
      // A remark stands three blanks behind the command.
      let example = line.dropFirst(2).components(separatedBy: "   ")[0]
      return Self.meanings.reduce(example + " ") { $0.replacingOccurrences(of: $1.0, with: $1.1) }
    }
  }

  // MARK: What the examples name

  private static func policy(_ id: String) -> String {
    """
    policy: \(id)
    version: "1"
    subject: enterprise
    subjects:
      enterprise: {id: text, fields: {industry: {one of: [food, other]}, region: {one of: [north, south]}}}
    records:
      penalties:
        key: number
        at: decided on
        at most: 9
        fields: {number: text, decided on: date, minor: yes or no}
    constants: {serious points: 20}
    facts:
      recent minor: {each: penalties, within: 12 months, where: minor}
      serious: {each: penalties, within: forever, where: not(minor)}
    score:
      start: 100
      indicators:
        industry:
          indicators:
            minor: {each: recent minor, deduct: 5, cap: 30}
            serious: {each: serious, deduct: serious points, cap: 60}
    grades: [优, 差]
    grade: {by: score, ≥ 90: 优, otherwise: 差}

    """
  }

  private static let tests = """
    tests: market-regulation.yaml
    as of: 2023-06-30
    cases:
      - {name: 无处罚, given: {industry: food, region: north, penalties: []}, expect: {grade: 优}}

    """

  private static let data = """
    {"id": "91340221MA2N0AAA1X", "industry": "food", "region": "north", "penalties": \
    [{"number": "XZCF-001", "decided on": "2023-05-01", "minor": true}]}
    {"id": "91340221MA2N0AAA2X", "industry": "other", "region": "south", "penalties": []}

    """

  private func exampleFolder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("help-\(UUID().uuidString)")
    let files = [
      "assay.yaml": "", "policies/wanzhi/market-regulation.yaml": Self.policy("market-regulation"),
      "policies/wanzhi/market-regulation.tests.yaml": Self.tests, "policies/x.yaml": Self.policy("x"),
      "policy.yaml": Self.policy("policy"), "old.yaml": Self.policy("old"),
      "new.yaml": Self.policy("old").replacing("≥ 90", with: "≥ 97"), "data.jsonl": Self.data,
      "folder/subjects.csv": "id,industry,region\n91340221MA2N0AAA1X,food,north\n",
      "folder/penalties.csv": "subject,number,decided on,minor\n91340221MA2N0AAA1X,XZCF-001,2023-05-01,true\n",
      "data.json": #"{"items": [{"price": 1.5}, {"price": 2}]}"#,
    ]
    for (path, text) in files {
      let file = folder.appendingPathComponent(path)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    let run = "assay run policies/x.yaml --subjects data.jsonl --as-of 2023-06-30 --output"
    let commit = "git add --all && git -c user.name=Test -c user.email=test@example.org commit --quiet --allow-empty -m"
    let prepared = try shell(
      """
      for file in results.jsonl results.csv results-2024.jsonl results-2025.jsonl; do \(run) $file || exit 1; done
      git init --quiet && \(commit) first && \(commit) second && git update-ref refs/remotes/origin/main HEAD~1
      """, in: folder)
    #expect(prepared.status == 0, "\(prepared.errors)")
    return folder
  }

  /// Runs a line as a shell does, with the program that was built on its path.
  private func shell(_ line: String, in folder: URL) throws -> (status: Int32, errors: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", line]
    process.currentDirectoryURL = folder
    let built = CommandRun.program.deletingLastPathComponent().path
    process.environment = ["PATH": "\(built):/usr/local/bin:/usr/bin:/bin", "HOME": folder.path]
    process.standardInput = FileHandle.nullDevice
    let errors = folder.appendingPathComponent(".errors")
    _ = FileManager.default.createFile(atPath: errors.path, contents: nil)
    process.standardOutput = FileHandle.nullDevice
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    return (process.terminationStatus, try String(contentsOf: errors, encoding: .utf8))
  }
}
