import Testing

/// `assay format` as a person and as CI use it.
@Suite struct FormatCommandTests {
  private let untidy = ["policies/untidy.yaml": "policy:   other # 注释\nversion: '1'\n"]

  @Test func filesAreRewrittenOnce() throws {
    let folder = try PolicyFolder(untidy)
    let first = try folder.run("format", "policies/untidy.yaml")
    #expect(first.status == 0 && first.errors == "1 file: 1 changed\n")
    #expect(folder.text(of: "policies/untidy.yaml") == "policy: other  # 注释\nversion: '1'\n")
    let second = try folder.run("format", "policies/untidy.yaml")
    #expect(second.status == 0 && second.errors == "1 file: 0 changed\n")
  }

  @Test func checkNamesWhatWouldChangeAndChangesNothing() throws {
    let folder = try PolicyFolder(untidy)
    let run = try folder.run("format", "--check", "--language", "zh")
    #expect(run.status == 1 && run.output == "policies/untidy.yaml\n")
    #expect(run.errors == "共 3 个文件，1 个需要调整\n")
    #expect(folder.text(of: "policies/untidy.yaml") == untidy["policies/untidy.yaml"])
  }

  @Test func keywordsChangeAndResultsDoNot() throws {
    let folder = try PolicyFolder()
    let arguments = [
      "run", "shop", "--subjects", "subjects.jsonl", "--as-of", "2023-01-01", "--faults", "faults.jsonl",
    ]
    let before = try CommandRun(arguments, in: folder.url)
    let format = try folder.run("format", "--keywords", "zh")
    #expect(format.status == 0 && format.errors == "2 files: 2 changed\n")
    #expect(folder.text(of: "policies/shop.yaml")?.hasPrefix("政策: shop\n") == true)
    let after = try CommandRun(arguments, in: folder.url)
    #expect(after.output == before.output && after.status == before.status)
  }

  @Test func aFileThatIsNoYAMLStaysAsItIs() throws {
    let folder = try PolicyFolder(["policies/broken.yaml": "policy: [a\n"])
    let run = try folder.run("format", "policies/broken.yaml")
    #expect(run.status == 1 && run.errors.contains("error[Y") && run.errors.hasSuffix("0 changed, 1 with errors\n"))
    #expect(folder.text(of: "policies/broken.yaml") == "policy: [a\n")
  }
}
