import Foundation
import Testing

/// Where output goes: never over an input or another output, and never lost without a word.
@Suite struct OutputTests {
  private static let subjects = """
    {"id": "a", "floor": 1}
    {"id": "b", "floor": 2}

    """

  private func folder() throws -> PolicyFolder { try PolicyFolder(["subjects.jsonl": Self.subjects]) }

  private static let data = ["--subjects", "subjects.jsonl", "--as-of", "2023-01-01"]

  @Test(arguments: [
    ["run", "policies/shop.yaml"] + data + ["--output", "subjects.jsonl"],
    ["run", "policies/shop.yaml"] + data + ["--output", "out.jsonl", "--faults", "subjects.jsonl"],
    ["run", "policies/shop.yaml"] + data + ["--output", "policies/shop.yaml"],
    ["explain", "policies/shop.yaml"] + data + ["--subject", "a", "--output", "./subjects.jsonl"],
    ["compile", "policies/shop.yaml", "--emit", "policy", "--output", "policies/shop.yaml"],
    [
      "sample", "policies/shop.yaml", "--count", "2", "--seed", "1", "--as-of", "2023-01-01", "--output",
      "policies/shop.yaml",
    ],
  ])
  func noOutputReplacesAnInput(_ arguments: [String]) throws {
    let folder = try folder()
    let policy = folder.text(of: "policies/shop.yaml")
    let run = try CommandRun(arguments, in: folder.url)
    #expect(run.status == 4 && run.errors.contains("was read by this command"), "\(run.errors)")
    #expect(folder.text(of: "subjects.jsonl") == Self.subjects)
    #expect(folder.text(of: "policies/shop.yaml") == policy)
  }

  @Test func noOutputReplacesAnother() throws {
    let folder = try folder()
    let outputs = ["--output", "out.jsonl", "--receipt", "out.jsonl"]
    let run = try CommandRun(["run", "policies/shop.yaml"] + Self.data + outputs, in: folder.url)
    #expect(run.status == 4 && run.errors.contains("another output"), "\(run.errors)")
  }

  /// Results of two formats beside each other have one receipt; verifying the other is no accusation.
  @Test func aReceiptIsOfOneFile() throws {
    let folder = try folder()
    for file in ["out.jsonl", "out.csv"] {
      let run = try CommandRun(["run", "policies/shop.yaml"] + Self.data + ["--output", file], in: folder.url)
      #expect(run.status == 0, "\(run.errors)")
    }
    let first = try folder.run("verify", "out.jsonl")
    #expect(first.status == 2 && first.errors.contains("is that of `out.csv`"), "\(first.output)\(first.errors)")
    let second = try folder.run("verify", "out.csv", "--policy", "policies/shop.yaml")
    #expect(second.status == 0, "\(second.output)\(second.errors)")
  }

  @Test(arguments: [
    ["check", "policies", "--format", "json"], ["eval", "1 + 1"], ["test", "policies"],
    ["diff", "policies/shop.yaml", "policies/shop.yaml"],
  ])
  func outputThatIsLostIsAnError(_ arguments: [String]) throws {
    let folder = try folder()
    let run = try CommandRun(arguments, in: folder.url, device: "/dev/full")
    #expect(run.status == 4 && run.errors.contains("cannot write standard output"), "\(run.errors)")
  }

  /// A record type under a name that is none would leave everybody without records, and so with the best grade.
  @Test func namesThatNothingReadsAreListed() throws {
    let subjects = """
      {"id": "a", "floor": 1, "visit": [{"number": "1"}], "visits": []}
      {"id": "b", "floor": 2, "visits": [{"number": "1", "visited on": "2022-05-01", "clean": true, "cleen": false}]}

      """
    let folder = try PolicyFolder(["subjects.jsonl": subjects])
    let run = try CommandRun(["run", "policies/shop.yaml"] + Self.data + ["--output", "out.jsonl"], in: folder.url)
    #expect(
      run.errors.contains("name `visit` of `subjects.jsonl` is not read; did you mean `visits`?"), "\(run.errors)")
    #expect(run.errors.contains("name `visits.cleen` of `subjects.jsonl` is not read; did you mean `clean`?"))
    #expect(!run.errors.contains("`number`"), "\(run.errors)")
  }
}
