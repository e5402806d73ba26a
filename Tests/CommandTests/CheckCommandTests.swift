import Foundation
import Testing

struct CheckCommandTests {
  @Test func aPolicyIsNoVersionOfItselfInAFolderOfThePackage() throws {
    let folder = try PolicyFolder()
    let run = try CommandRun(["check", "."], in: folder.url.appendingPathComponent("policies"))
    #expect(run.status == 0, "\(run.errors)")
  }

  @Test func aCleanFolderSaysSoOnStandardErrorAlone() throws {
    let run = try PolicyFolder().run("check")
    #expect(run.status == 0)
    #expect(run.output == "")
    #expect(run.errors == "2 files checked: no errors, no warnings\n")
  }

  /// What the package asks for is checked with its policies; a file that says nothing only marks the root.
  @Test(arguments: [["check"], ["check", "."], ["check", "policies"], ["check", "assay.yaml"]])
  func theConfigurationOfThePackageIsChecked(_ arguments: [String]) throws {
    let folder = try PolicyFolder(["assay.yaml": "maximum uncovered: 99%\n"])
    let run = try withExtendedLifetime(folder) { try CommandRun(arguments, in: folder.url) }
    #expect(run.status == 1)
    #expect(run.output.contains("error[C102]") && run.output.contains("assay.yaml:1:20"), "\(run.output)")
    #expect(try PolicyFolder().run("check", "assay.yaml").status == 0)
  }

  @Test func findingsGoToStandardOutput() throws {
    let folder = try PolicyFolder(["policies/shop.yaml": PolicyFolder.policy.replacing("by: score", with: "by: scroe")])
    let run = try folder.run("check", "policies/shop.yaml")
    #expect(run.status == 1)
    #expect(run.output.hasPrefix("error[N101]: "))
    #expect(run.output.contains("policies/shop.yaml:17:13"))
    #expect(run.errors == "1 file checked: 1 error\n")
  }

  @Test func proofsAreCounted() throws {
    let run = try PolicyFolder().run("check", "--proofs", "--as-of", "2024-06-30")
    #expect(run.status == 0)
    #expect(run.errors.hasPrefix("2 files checked: "))
    #expect(run.errors.contains(" claims: ") && run.errors.contains(" proved, "), "\(run.errors)")
    let json = try PolicyFolder().run("check", "--proofs", "--format", "json")
    #expect(json.output.contains("\"claims\": {\n    \"proved\": "), "\(json.output.suffix(200))")
  }

  @Test func analysisTellsWhatTheScoreCanBeAndWhatDecidesIt() throws {
    // 100 less up to 90 for visits, in steps of 30, and less the floor, from 1 to 5: from 5 to 99.
    let run = try PolicyFolder().run("check", "policies/shop.yaml", "--analysis", "--as-of", "2024-06-30")
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("shop, as of 2024-06-30\n"))
    #expect(run.output.contains("score: proved within 5..99; subjects found from 5 to 99\n"), "\(run.output)")
    let visits = run.output.split(separator: "\n").first { $0.contains("score.visits") } ?? ""
    #expect(visits.split(separator: " ").prefix(5) == ["score.visits", "-90..0", "-90..0", "yes", "yes"])
    // Without visits there are 95 left at least; with the most of them 9 at most.
    #expect(visits.hasSuffix("at its worst no better than 乙; at its best no worse than 甲"))
    let json = try PolicyFolder().run("check", "policies/shop.yaml", "--analysis", "--format", "json")
    #expect(json.output.contains("\"policy\": \"shop\""), "\(json.output.suffix(400))")
    #expect(try PolicyFolder().run("check", "--format", "json").output.contains("\"analysis\": null"))
  }

  @Test func jsonIsAllThereIsOnStandardOutput() throws {
    let run = try PolicyFolder().run("check", "--format", "json", "--language", "zh")
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("{\n  \"schema\": \"assay.diagnostics/1\""))
    #expect(run.errors == "已检查 2 个文件：没有错误，没有警告\n")
  }

  @Test(arguments: [
    (["LANG": "zh_CN.UTF-8"], true), (["LANG": "en_US.UTF-8"], false), ([:], false),
    (["LC_ALL": "C", "LANG": "zh_CN.UTF-8"], false), (["LC_ALL": "", "LC_MESSAGES": "zh", "LANG": "C"], true),
  ])
  func messagesAreInTheLanguageOfTheLocale(_ environment: [String: String], _ isChinese: Bool) throws {
    let run = try PolicyFolder().run("check", environment: environment)
    #expect(run.errors.hasPrefix(isChinese ? "已检查" : "2 files"))
  }

  @Test func colourIsForTerminalsUnlessAskedFor() throws {
    let folder = try PolicyFolder(["policies/shop.yaml": "policy: shop\n"])
    #expect(try !folder.run("check").output.contains("\u{1B}"))
    #expect(try folder.run("check", "--color", "always").output.contains("\u{1B}[1;31m"))
  }

  @Test func aFileThatIsNotThereIsAnInputError() throws {
    let run = try PolicyFolder().run("check", "policies/none.yaml")
    #expect(run.status == 4)
    #expect(run.output == "")
    #expect(run.errors == "error: cannot open `policies/none.yaml`: no such file or folder\n")
  }

  @Test func aFolderWithoutFilesIsAnError() throws {
    let run = try PolicyFolder(["empty/readme.txt": ""]).run("check", "empty")
    #expect(run.status == 1)
    #expect(run.errors.contains("there are no YAML files to check"))
  }
}

/// What holds for every command.
struct ProgramTests {
  @Test(arguments: [["--bogus"], ["check", "--format", "xml"], ["run", "shop"], ["check", "--language", "fr"]])
  func wrongUsageHasItsOwnStatus(_ arguments: [String]) throws {
    let folder = try PolicyFolder()
    let run = try CommandRun(arguments, in: folder.url)
    #expect(run.status == 2)
    #expect(run.output == "")
    #expect(run.errors.hasPrefix("Error: "))
  }

  @Test(arguments: [["--help"], ["run", "--help"], ["--version"], []])
  func helpGoesToStandardOutput(_ arguments: [String]) throws {
    let folder = try PolicyFolder()
    let run = try CommandRun(arguments, in: folder.url)
    #expect(run.status == 0)
    #expect(!run.output.isEmpty)
    #expect(run.errors == "")
  }
}
