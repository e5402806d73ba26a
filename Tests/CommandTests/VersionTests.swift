import Foundation
import Testing

/// Policies with several versions, and policies that extend others, as commands find them.
struct VersionTests {
  private static let versions = [
    "policies/shop.yaml": PolicyFolder.policy.replacing("2022-01-01..", with: "2022-01-01..2022-12-31"),
    "policies/shop-2.yaml": PolicyFolder.policy.replacing("2022-01-01..", with: "2024-01-01..")
      .replacing("deduct: 30", with: "deduct: 10"),
    "policies/shop.tests.yaml": "",
  ]

  private func grade(_ folder: PolicyFolder, asOf: String) throws -> CommandRun {
    try folder.run("run", "shop", "--subjects", "subjects.jsonl", "--as-of", asOf, "--output", "out.csv")
  }

  @Test func aRunTakesTheVersionInForce() throws {
    let folder = try PolicyFolder(Self.versions)
    #expect(try grade(folder, asOf: "2022-06-30").status == 3)
    #expect(try #require(folder.text(of: "out.csv")).contains("a,68,"))
  }

  @Test(arguments: [
    ("2021-01-01", "the first is in force from 2022-01-01"),
    ("2023-05-05", "they are in force in `2022-01-01..2022-12-31`, `2024-01-01..`"),
  ])
  func aDayWithoutAVersionIsNamed(_ date: String, _ message: String) throws {
    let run = try grade(PolicyFolder(Self.versions), asOf: date)
    #expect(run.status == 2)
    #expect(run.errors == "error: no version of `shop` is in force on \(date); \(message)\n")
  }

  @Test func twoAtOnceAreAnErrorOfTheCheck() throws {
    let overlapping = Self.versions.merging(["policies/shop.yaml": PolicyFolder.policy], uniquingKeysWith: { $1 })
    let run = try PolicyFolder(overlapping).run("check", "policies/shop.yaml")
    #expect(run.status == 1)
    #expect(run.output.hasPrefix("error[R112]: from 2024-01-01 on two versions of `shop` are in force at once"))
    #expect(run.output.contains("policies/shop-2.yaml:3:12"))
  }

  /// A folder of copies is one mistake, whichever of them is checked.
  @Test func manyAtOnceAreOneError() throws {
    let copies = Dictionary(uniqueKeysWithValues: (1...6).map { ("policies/copy\($0).yaml", PolicyFolder.policy) })
    for path in ["policies/copy3.yaml", "policies"] {
      let run = try PolicyFolder(copies).run("check", path)
      #expect(run.output.components(separatedBy: "error[R112]").count == 2, "\(run.output)")
      #expect(run.output.contains("from 2022-01-01 on 7 versions of `shop` are in force at once"), "\(run.output)")
    }
  }

  @Test func aPolicyWithAHoleIsCheckedAndNotRun() throws {
    let open = PolicyFolder.policy.replacing("    start: 100\n", with: "").replacing("  start: 100\n", with: "")
      .replacing("deduct: 30, cap: 90", with: "weight: 40, deduct: 30, cap: 90")
      .replacing("stairs: {deduct: floor}", with: "stairs: {weight: 60}").replacing("≥ 80", with: "≥ 0")
    let child = "policy: child\nversion: '1'\nextends: shop\nscore: {indicators: {stairs: {points: floor}}}\n"
    let folder = try PolicyFolder(["policies/shop.yaml": open, "policies/child.yaml": child])
    let check = try folder.run("check", "policies/shop.yaml", "policies/child.yaml")
    #expect(check.output == "")
    #expect(check.errors.hasPrefix("2 files checked: no errors, no warnings, 1 indicator left open"))
    let run = try grade(folder, asOf: "2022-06-30")
    #expect(run.status == 1)
    #expect(run.errors.contains("error[R111]: `score.stairs` has a weight and no worth"))
    let explain = try folder.run(
      "explain", "child", "--subjects", "subjects.jsonl", "--subject", "c", "--as-of", "2022-06-30")
    #expect(explain.output.contains("stairs: 1 (weight 60; policies/child.yaml:4)"), "\(explain.output)")
    #expect(explain.output.contains("visits: 0 (weight 40; policies/shop.yaml:13)"), "\(explain.output)")
    let flat = try folder.run("compile", "child", "--emit", "policy", "--output", "policies/flat.yaml")
    #expect(flat.status == 0)
    #expect(try #require(folder.text(of: "policies/flat.yaml")).contains("  # policies/shop.yaml:"))
  }
}
