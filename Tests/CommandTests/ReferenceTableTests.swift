import Foundation
import Testing

/// Reference figures in a file of comma-separated values beside the policy.
struct ReferenceTableTests {
  private static let policy = """
    policy: shop
    version: "1"
    subject: shop
    subjects:
      shop: {id: text, fields: {city: {one of: [宁波, 舟山]}, paid on: date}}
    reference:
      rent: {key: [city, since], from: since, number: 0..100, rows: ../figures/rents.csv}
    facts:
      rate: {by: [city, paid on], reference: rent, otherwise: null}
    score: {points: [{when: rate = null, then: 0}, {otherwise: rate}]}
    """

  private static let rents = "city,since,rent\n宁波,2022-01-01,7.5\n宁波,2023-01-01,8\n舟山,2022-01-01,6\n"

  private func folder() throws -> PolicyFolder {
    try PolicyFolder([
      "policies/shop.yaml": Self.policy,
      "figures/rents.csv": Self.rents,
      "subjects.jsonl": "{\"id\":\"a\",\"city\":\"宁波\",\"paid on\":\"2023-06-01\"}\n",
    ])
  }

  private let run = ["run", "shop", "--subjects", "subjects.jsonl", "--as-of", "2023-07-01", "--output", "out.jsonl"]

  @Test func theFileIsCitedAndStandsInTheReceipt() throws {
    let folder = try folder()
    #expect(try CommandRun(run, in: folder.url).status == 0)
    #expect(try #require(folder.text(of: "out.jsonl")).contains("\"score\":8"))
    let receipt = try #require(folder.text(of: "out.receipt.json"))
    #expect(receipt.contains("\"role\": \"reference\",\n      \"file\": \"figures/rents.csv\""), "\(receipt)")
    #expect(receipt.contains(try folder.sum(of: "figures/rents.csv")))
    let explained = try folder.run(
      "explain", "shop", "--subject", "a", "--subjects", "subjects.jsonl", "--as-of", "2023-07-01")
    #expect(explained.output.contains("figures/rents.csv:3"), "\(explained.output)")
  }

  @Test func anotherFigureIsAnotherPolicy() throws {
    let folder = try folder()
    _ = try CommandRun(run, in: folder.url)
    #expect(try folder.run("verify", "out.jsonl", "--subjects", "subjects.jsonl").status == 0)
    let changed = Self.rents.replacingOccurrences(of: "01,8\n", with: "01,9\n")
    try changed.write(to: folder.url.appendingPathComponent("figures/rents.csv"), atomically: true, encoding: .utf8)
    let verified = try folder.run("verify", "out.jsonl", "--subjects", "subjects.jsonl")
    #expect(verified.status == 1 && verified.output.contains("rents.csv"), "\(verified.output)\(verified.errors)")
  }

  @Test func onePolicyFileHoldsTheFigures() throws {
    let folder = try folder()
    let whole = try folder.run("compile", "shop", "--emit", "policy")
    #expect(whole.output.contains("[宁波, 2023-01-01, 8]"), "\(whole.output)")
    let alone = try PolicyFolder(["policies/shop.yaml": whole.output])
    let check = try alone.run("check", "policies/shop.yaml")
    #expect(check.status == 0, "\(check.output)")
  }
}
