import Testing

struct RunCommandTests {
  private let data = ["--subjects", "subjects.jsonl", "--as-of", "2023-01-01"]

  @Test func resultsKeepTheOrderAndFaultsHaveTheirFile() throws {
    let folder = try PolicyFolder()
    let run = try CommandRun(["run", "shop"] + data + ["--output", "results.jsonl"], in: folder.url)
    #expect(run.status == 3)
    #expect(run.output == "")
    let results = try #require(folder.text(of: "results.jsonl"))
    #expect(results.split(separator: "\n").map { $0.prefix(9) } == ["{\"id\":\"a\"", "{\"id\":\"c\""])
    let faults = try #require(folder.text(of: "results.faults.jsonl"))
    #expect(faults.contains("\"line\":2") && faults.contains("\"field\":\"floor\""))
    #expect(run.errors.hasPrefix("3 subjects read, 2 graded, 1 set aside\n"))
    #expect(run.errors.contains("50.0%"))
  }

  @Test func theNumberOfThreadsChangesNothing() throws {
    let folder = try PolicyFolder()
    for threads in ["1", "3"] {
      _ = try CommandRun(
        ["run", "shop"] + data + ["--output", "results-\(threads).csv", "--threads", threads], in: folder.url)
    }
    let results = try #require(folder.text(of: "results-1.csv"))
    #expect(results.hasPrefix("id,"))
    #expect(results == folder.text(of: "results-3.csv"))
  }

  @Test func standardOutputNeedsAFileForFaults() throws {
    let folder = try PolicyFolder()
    #expect(try CommandRun(["run", "shop"] + data, in: folder.url).status == 2)
    let run = try CommandRun(["run", "shop"] + data + ["--faults", "faults.jsonl"], in: folder.url)
    #expect(run.status == 3)
    #expect(run.output.split(separator: "\n").count == 2)
  }

  @Test func aStrictRunStopsAtTheFirstFaultAndLeavesNothing() throws {
    let folder = try PolicyFolder()
    let run = try CommandRun(["run", "shop"] + data + ["--output", "results.jsonl", "--strict"], in: folder.url)
    #expect(run.status == 3)
    #expect(run.errors.contains("subjects.jsonl:2"))
    #expect(folder.text(of: "results.jsonl") == nil)
  }

  @Test func aDateOutsideTheEffectiveOnesIsRefused() throws {
    let run = try PolicyFolder().run(
      "run", "shop", "--subjects", "subjects.jsonl", "--as-of", "2021-12-31", "--output", "results.jsonl")
    #expect(run.status == 2)
    #expect(run.errors.contains("2021-12-31") && run.errors.contains("from 2022-01-01"))
  }

  @Test(arguments: [("none.jsonl", "results.jsonl"), ("subjects.jsonl", "none/results.jsonl")])
  func filesThatCannotBeReadOrWrittenHaveTheirStatus(_ subjects: String, _ output: String) throws {
    let run = try PolicyFolder().run(
      "run", "shop", "--subjects", subjects, "--as-of", "2023-01-01", "--output", output)
    #expect(run.status == 4)
    #expect(run.errors.contains("no such file or folder"))
  }

  @Test func aPolicyWithErrorsDoesNotRun() throws {
    let folder = try PolicyFolder(["policies/shop.yaml": PolicyFolder.policy.replacing("by: score", with: "by: scroe")])
    let run = try CommandRun(["run", "policies/shop.yaml"] + data + ["--output", "results.jsonl"], in: folder.url)
    #expect(run.status == 1)
    #expect(run.output == "")
    #expect(run.errors.contains("error[N101]"))
  }

  @Test func aMappingFileNamesOutsideData() throws {
    let folder = try PolicyFolder([
      "exchange.yaml": "data: {subjects: {fields: {floor: lc}}, results: [id, score]}",
      "subjects.jsonl": "{\"id\": \"a\", \"lc\": 2}\n",
    ])
    let run = try CommandRun(
      ["run", "shop"] + data + ["--data", "exchange.yaml", "--faults", "faults.jsonl"], in: folder.url)
    #expect(run.status == 0)
    #expect(run.output == "{\"id\":\"a\",\"score\":98}\n")
  }
}
