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

  /// `a` loses 30 by one dirty visit and 2 by the second floor, `c` 1 by the first.
  @Test func reasonsComeCostliestFirst() throws {
    let run = try PolicyFolder().run(
      "run", "shop", "--subjects", "subjects.jsonl", "--as-of", "2023-01-01", "--faults", "f", "--format", "csv",
      "--reasons", "2")
    #expect(
      run.output == """
        id,score,grade,base grade,rules,alerts,tags,measures,reasons,decided by
        a,68,乙,乙,,,,,score.visits:30|score.stairs:2,
        c,99,甲,甲,,,,,score.stairs:1,

        """)
    let one = try PolicyFolder().run(
      "run", "shop", "--subjects", "subjects.jsonl", "--as-of", "2023-01-01", "--faults", "f", "--reasons", "1")
    #expect(one.output.contains(#""reasons":[{"indicator":"score.visits","points":30}],"decided by":null}"#))
    #expect(
      try PolicyFolder().run("run", "shop", "--subjects", "x", "--as-of", "2023-01-01", "--reasons", "0").status == 2)
  }

  /// A rule takes a grade from 甲 to 乙, and is named; points by rows lack 40 to their best row, and weigh a quarter.
  @Test func theRuleThatDecidedIsNamed() throws {
    let policy = """
      policy: shop
      version: "1"
      subject: shop
      subjects:
        shop: {id: text, fields: {kind: {one of: [new, old]}, closed: yes or no}}
      score:
        indicators:
          kind: {weight: 25, points: {by: kind, new: 60, old: 100}}
          rest: {weight: 75, start: 100, indicators: {late: {when: closed, deduct: 8}}}
      grades: [甲, 乙]
      grade: {by: score, ≥ 80: 甲, otherwise: 乙}
      rules:
        shut: {when: closed, grade: no better than 乙}

      """
    let subjects =
      #"{"id": "a", "kind": "new", "closed": true}"# + "\n" + #"{"id": "b", "kind": "old", "closed": false}"#
    let folder = try PolicyFolder(["policies/shop.yaml": policy, "policies/shop.tests.yaml": "", "two.jsonl": subjects])
    let run = try folder.run(
      "run", "policies/shop.yaml", "--subjects", "two.jsonl", "--as-of", "2023-01-01", "--faults", "f", "--reasons",
      "3",
      "--format", "csv")
    // 40 × 25 % = 10, 8 × 75 % = 6; 60 × 25 % + 92 × 75 % = 84.
    #expect(
      run.output == """
        id,score,grade,base grade,rules,alerts,tags,measures,reasons,decided by
        a,84,乙,甲,shut,,,,score.kind:10|score.rest.late:6,shut
        b,100,甲,甲,,,,,,

        """, "\(run.errors)")
  }
}
