import Testing

struct ExplainCommandTests {
  private func explain(_ id: String, _ more: String...) throws -> CommandRun {
    let folder = try PolicyFolder()
    let arguments = ["explain", "shop", "--subjects", "subjects.jsonl", "--as-of", "2023-01-01", "--subject", id]
    return try CommandRun(arguments + more, in: folder.url)
  }

  @Test func theDerivationGoesToStandardOutput() throws {
    let run = try explain("a")
    #expect(run.status == 0)
    #expect(run.errors == "")
    #expect(run.output.contains("shop.yaml:17"))
    #expect(run.output.contains("68"))
  }

  @Test func depthFoldsWhatLiesDeeper() throws {
    let run = try explain("a", "--depth", "1")
    #expect(run.status == 0)
    #expect(run.output.contains("Next better grade 甲: score = 68, ≥ 80 needed, 12 short"))
    #expect(run.output.contains("    ... 6 lines more\n"))
    #expect(!run.output.contains("deducts 30"))
    #expect(try explain("a", "--depth", "-1").status == 2)
  }

  @Test func jsonIsForPrograms() throws {
    let run = try explain("a", "--format", "json")
    #expect(run.status == 0)
    #expect(run.output.contains("\"schema\": \"assay.explanation/2\""))
  }

  @Test func aSubjectWithFaultsIsNotExplained() throws {
    let run = try explain("b")
    #expect(run.status == 3)
    #expect(run.output == "")
    #expect(run.errors.contains("subjects.jsonl:2: `floor`"))
  }

  @Test func aSubjectThatIsNotThereIsWrongUsage() throws {
    let run = try explain("z")
    #expect(run.status == 2)
    #expect(run.errors == "error: there is no subject `z` in `subjects.jsonl`\n")
  }
}

struct CompileCommandTests {
  @Test func theProgramIsWrittenAsText() throws {
    let run = try PolicyFolder().run("compile", "shop", "--emit", "ir")
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("policy shop 1\n"))
    #expect(run.errors == "")
  }

  @Test func withoutLocationsTheTextDoesNotDependOnTheFile() throws {
    let folder = try PolicyFolder(["elsewhere/deep/other.yaml": "\n\n" + PolicyFolder.policy])
    for (file, output) in [("policies/shop.yaml", "a.ir"), ("elsewhere/deep/other.yaml", "b.ir")] {
      #expect(try folder.run("compile", file, "--emit", "ir", "--no-locations", "--output", output).status == 0)
    }
    let text = try #require(folder.text(of: "a.ir"))
    #expect(text == folder.text(of: "b.ir"))
    #expect(!text.contains(".yaml"))
  }
}
