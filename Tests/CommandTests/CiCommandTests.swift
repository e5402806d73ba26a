import Foundation
import Testing

/// A package of policies in a repository of its own, with good changes and bad ones.
@Suite(.enabled(if: Repository.hasGit, "git is not installed"))
struct CiCommandTests {
  private static let configuration = """
    paths: [policies]
    layout: true
    maximum warnings: 0
    maximum uncovered: 7
    impact: {base: HEAD, data: subjects.jsonl, as of: 2023-01-01, fail if: "count(down >= 1 grades) > 0"}

    """

  private static let subjects = """
    {"id": "a", "floor": 2, "visits": [{"number": "1", "visited on": "2022-05-01", "clean": false}]}
    {"id": "b", "floor": 9}
    {"id": "c", "floor": 2, "visits": []}

    """

  /// Options in the workflow files of the programs that post a comment.
  private static let optionsOfOthers: Set<String> = [
    "--edit-last", "--create-if-none", "--fail", "--request", "--header", "--form",
  ]

  /// A repository with one commit in which everything passes. One of the three subjects has a fault in its data.
  private func repository(_ changes: [String: String] = [:]) throws -> Repository {
    let repository = try Repository(
      ["assay.yaml": Self.configuration, "subjects.jsonl": Self.subjects].merging(changes) { $1 })
    try repository.commitAll()
    return repository
  }

  @Test func nothingChangedPasses() throws {
    let run = try repository().run("ci")
    #expect(run.status == 0, "\(run.output) \(run.errors)")
    for step in ["check   passed", "layout  passed", "tests   passed", "impact  passed"] {
      #expect(run.output.contains(step), "\(run.output)")
    }
  }

  @Test func aChangeThatMovesSubjectsDownIsHeldBack() throws {
    let repository = try repository()
    // c has 100 - 2 = 98, which is a 甲 no more; the case of the tests has 99.
    try repository.write(PolicyFolder.policy.replacing("≥ 80: 甲", with: "≥ 99: 甲"), to: "policies/shop.yaml")
    let run = try repository.run("ci")
    #expect(run.status == 1)
    #expect(run.output.contains("tests   passed"), "\(run.output)")
    #expect(run.output.contains("impact  failed"), "\(run.output)")
    #expect(try repository.run("ci", "--without-impact").status == 0)
  }

  @Test func eachPolicyMayHaveSubjectsOfItsOwn() throws {
    let configuration = Self.configuration.replacing("data: subjects.jsonl", with: "data: data")
    let cases: [(String, Int32, String)] = [
      ("data/shop.jsonl", 1, "impact  failed"), ("data/other.jsonl", 0, "no subjects in `data`"),
    ]
    for (file, status, said) in cases {
      let repository = try repository(["assay.yaml": configuration, file: Self.subjects])
      try repository.write(PolicyFolder.policy.replacing("≥ 80: 甲", with: "≥ 99: 甲"), to: "policies/shop.yaml")
      let run = try repository.run("ci")
      #expect(run.status == status && run.output.contains(said), "\(run.output)")
    }
  }

  @Test func aGoodChangePasses() throws {
    let repository = try repository()
    try repository.write(PolicyFolder.policy.replacing("≥ 80: 甲", with: "≥ 60: 甲"), to: "policies/shop.yaml")
    let run = try repository.run("ci")
    #expect(run.status == 0, "\(run.output) \(run.errors)")
    #expect(run.output.contains("impact  passed"))
  }

  @Test(arguments: [
    ("check   failed", "deduct: floor}", "deduct: flor}"),
    ("tests   failed", "deduct: floor}", "deduct: floor + 1}"),
    ("layout  failed", "deduct: floor}", "deduct:   floor}"),
  ])
  func aBadChangeFailsItsStep(_ step: String, _ old: String, _ new: String) throws {
    let repository = try repository()
    try repository.write(PolicyFolder.policy.replacing(old, with: new), to: "policies/shop.yaml")
    let run = try repository.run("ci", "--without-impact")
    #expect(run.status == 1)
    #expect(run.output.contains(step), "\(run.output)")
  }

  @Test func tooLittleIsCovered() throws {
    let strict = Self.configuration.replacing("uncovered: 7", with: "uncovered: 6")
    let run = try repository(["assay.yaml": strict]).run("ci")
    #expect(run.status == 1)
    #expect(run.errors.contains("7 not, 6 allowed: failed"))
  }

  @Test func sourcesAndWarningsAreGates() throws {
    let strict = Self.configuration + "require sources: true\n"
    let run = try repository(["assay.yaml": strict]).run("ci", "--without-impact")
    #expect(run.status == 1)
    #expect(run.output.contains("P130") && run.output.contains("check   failed"), "\(run.output)")
  }

  @Test func aWrongConfigurationIsAnError() throws {
    let run = try repository(["assay.yaml": "maximum uncovered: 99%\n"]).run("ci")
    #expect(run.status == 1)
    #expect(run.errors.contains("error[C102]"))
  }

  @Test func aMissingRevisionIsNoPass() throws {
    let run = try repository().run("ci", "--base", "nowhere")
    #expect(run.status == 2)
    #expect(run.errors.contains("there is no revision `nowhere`"))
  }

  @Test func aPolicyThatMovesIsComparedWithWhatItWas() throws {
    let repository = try repository()
    try repository.write(PolicyFolder.policy.replacing("≥ 80: 甲", with: "≥ 99: 甲"), to: "policies/store.yaml")
    try FileManager.default.removeItem(at: repository.url.appendingPathComponent("policies/shop.yaml"))
    let run = try repository.run("ci")
    #expect(run.output.contains("policies/store.yaml was policies/shop.yaml"), "\(run.output)\(run.errors)")
    #expect(run.status == 1 && run.output.contains("impact  failed"), "\(run.output)\(run.errors)")
  }

  @Test func theFirstPushHasNothingToCompareWith() throws {
    let run = try repository().run("ci", "--base", String(repeating: "0", count: 40))
    #expect(run.status == 0 && run.output.contains("no revision before this one"), "\(run.output)\(run.errors)")
  }

  @Test func addedAndRemovedPoliciesAreNamed() throws {
    let repository = try repository()
    try repository.write(
      PolicyFolder.policy.replacing("policy: shop", with: "policy: other"), to: "policies/other.yaml")
    try FileManager.default.removeItem(at: repository.url.appendingPathComponent("policies/shop.yaml"))
    let run = try repository.run("ci")
    #expect(run.output.contains("policies/other.yaml is new"), "\(run.output)")
    #expect(run.output.contains("policies/shop.yaml was removed"), "\(run.output)")
  }

  @Test func codeHostsGetTheirForms() throws {
    let repository = try repository()
    try repository.write(
      PolicyFolder.policy.replacing("deduct: floor}", with: "deduct: flor}"), to: "policies/shop.yaml")
    let run = try repository.run("ci", "--format", "github", "--junit", "tests.xml", "--code-quality", "quality.json")
    #expect(run.output.contains("::group::check\n::error file=policies/shop.yaml,line="))
    #expect(repository.text(of: "tests.xml")?.contains("<testsuites") == true)
    #expect(repository.text(of: "quality.json")?.contains("\"check_name\": \"N101\"") == true)
  }

  @Test func aCommentSaysWhatFailedAndWhomTheChangeMoves() throws {
    let repository = try repository()
    // c has 100 - 2 = 98, which is a 甲 no more; a has 100 - 30 - 2 = 68 before and after.
    try repository.write(PolicyFolder.policy.replacing("≥ 80: 甲", with: "≥ 99: 甲"), to: "policies/shop.yaml")
    #expect(try repository.run("ci", "--comment", "comment.md").status == 1)
    let comment = try #require(repository.text(of: "comment.md"))
    for line in [
      "## Policies: impact failed", "| step | outcome |  |",
      "| tests | ✅ passed | 1 test passed; 2 of 9 outcomes covered",
      "| impact | ❌ failed | `count(down >= 1 grades) > 0` holds: the change is held back |",
      "| old \\\\ new | 甲 | 乙 |", "| 甲 | 0 | 1 |", "| 乙 | 0 | 1 |",
    ] { #expect(comment.contains(line), "\(line) in \(comment)") }
    let chinese = try repository.run("ci", "--comment", "comment.md", "--language", "zh")
    #expect(chinese.status == 1)
    #expect(repository.text(of: "comment.md")?.hasPrefix("## 政策检查：影响未通过\n") == true)
  }

  @Test func aCommentNamesFindingsWithTheirPlaces() throws {
    let repository = try repository()
    try repository.write(
      PolicyFolder.policy.replacing("deduct: floor}", with: "deduct: flor}"), to: "policies/shop.yaml")
    #expect(try repository.run("ci", "--comment", "comment.md").status == 1)
    let comment = try #require(repository.text(of: "comment.md"))
    #expect(comment.hasPrefix("## Policies: check, tests failed\n"), "\(comment)")
    #expect(
      comment.contains("### Check\n\n- N101 nothing here is called `flor` <sub>policies/shop.yaml:15:"), "\(comment)")
    // A good change leaves nothing but the table.
    try repository.write(PolicyFolder.policy, to: "policies/shop.yaml")
    #expect(try repository.run("ci", "--comment", "comment.md").status == 0)
    #expect(repository.text(of: "comment.md")?.hasPrefix("## Policies: everything passed\n") == true)
  }

  @Test func installedFilesWork() throws {
    let repository = try Repository(["assay.yaml": ""])
    let run = try repository.run("ci", "--install")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output == "assay.yaml\n.github/workflows/policies.yml\n.gitlab-ci.yml\n.githooks/pre-commit\n")
    #expect(try repository.run("ci", "--install").output.isEmpty)
    // What the workflows call is there.
    let help = try repository.run("ci", "--help").output
    for path in [".github/workflows/policies.yml", ".gitlab-ci.yml"] {
      let text = try #require(repository.text(of: path))
      let options = text.split { " \n".contains($0) }.filter { $0.hasPrefix("--") && !$0.hasPrefix("--body") }
      for option in options where text.contains("assay ci") && !Self.optionsOfOthers.contains(String(option)) {
        #expect(help.contains(option), "\(option) in \(path)")
      }
      #expect(text.contains("comment.md"))
    }
    #expect(try repository.run("ci", "--without-impact").status == 0)
    // The hook keeps a bad policy out of the history.
    try repository.commitAll()
    try repository.git("config", "core.hooksPath", ".githooks")
    try repository.write(
      PolicyFolder.policy.replacing("deduct: floor}", with: "deduct: flor}"), to: "policies/shop.yaml")
    #expect(throws: (any Error).self) { try repository.commitAll() }
  }
}

/// A folder with a policy that is a Git repository.
final class Repository {
  private let folder: PolicyFolder
  var url: URL { folder.url }

  static let hasGit = ["/usr/bin/git", "/usr/local/bin/git"].contains { FileManager.default.fileExists(atPath: $0) }

  init(_ changes: [String: String]) throws {
    folder = try PolicyFolder(changes)
    try git("init", "--quiet")
  }

  func run(_ arguments: String...) throws -> CommandRun {
    try CommandRun(arguments, in: url, environment: ["PATH": "/usr/local/bin:/usr/bin:/bin"])
  }

  func text(of path: String) -> String? { folder.text(of: path) }

  func write(_ text: String, to path: String) throws {
    try text.write(to: url.appendingPathComponent(path), atomically: true, encoding: .utf8)
  }

  func commitAll() throws {
    try git("add", "--all")
    try git("-c", "user.name=Test", "-c", "user.email=test@example.org", "commit", "--quiet", "--message", "change")
  }

  /// Runs Git; the program that was built is on the path of its hooks.
  func git(_ arguments: String...) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git"] + arguments
    process.currentDirectoryURL = url
    let built = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent().path
    process.environment = ["PATH": "\(built):/usr/local/bin:/usr/bin:/bin", "HOME": url.path]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
  }
}
