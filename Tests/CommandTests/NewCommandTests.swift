import Foundation
import Testing

struct NewCommandTests {
  @Test(arguments: ["en", "zh"]) func theStarterChecksPassesAndRuns(_ language: String) throws {
    let folder = try PolicyFolder()
    let made = try folder.run("new", "grading/teahouses", "--keywords", language)
    #expect(made.status == 0)
    #expect(made.output.split(separator: "\n").count == 10)
    let check = try folder.run("check", "grading/teahouses")
    #expect(check.output == "" && check.status == 0)
    #expect(check.errors == "5 files checked: no errors, no warnings\n")
    #expect(try folder.run("test", "grading/teahouses").status == 0)
    let ci = try CommandRun(["ci"], in: folder.url.appendingPathComponent("grading/teahouses"))
    #expect(ci.status == 0 && ci.output.contains("impact  skipped"), "\(ci.output)")
    #expect(try folder.run("format", "--check", "grading/teahouses").status == 0)
    let run = try folder.run(
      "run", "grading/teahouses/policies/teahouses.yaml", "--subjects", "grading/teahouses/subjects.jsonl", "--as-of",
      "2025-06-30", "--output", "out.csv")
    #expect(run.status == 0)
    let policy = try #require(folder.text(of: "grading/teahouses/policies/teahouses.yaml"))
    #expect(policy.contains("policy: teahouses") == (language == "en"))
    #expect(policy.contains("政策: teahouses") == (language == "zh"))
  }

  @Test func whatExistsIsNotOverwritten() throws {
    let folder = try PolicyFolder()
    let run = try folder.run("new", "policies")
    #expect(run.status == 2)
    #expect(run.errors.contains("`policies` exists already"))
    #expect(try folder.run("new", "a b").status == 2)
  }
}
