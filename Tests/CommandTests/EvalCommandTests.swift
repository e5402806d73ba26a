import Foundation
import Testing

/// `assay eval` as a person runs it.
@Suite struct EvalCommandTests {
  private let folder = FileManager.default.temporaryDirectory

  @Test func aValueComesWithItsType() throws {
    let run = try CommandRun(["eval", "1/3"], in: folder)
    #expect(run.status == 0)
    #expect(run.output == "0.3333333333333333333333333333333333\ntype: number\n")
    #expect(run.errors.isEmpty)
  }

  @Test func aMistakeIsToldInEitherLanguage() throws {
    let english = try CommandRun(["eval", "\"a\" + 1"], in: folder)
    #expect(english.status == 1)
    #expect(english.output.isEmpty)
    #expect(english.errors.contains("error[T101]") && english.errors.contains("string(1)"))
    let chinese = try CommandRun(["eval", "\"a\" + 1", "--language", "zh"], in: folder)
    #expect(chinese.errors.contains("错误[T101]：`+` 不能用于文本和数"))
  }

  @Test func valuesComeByName() throws {
    let run = try CommandRun(
      [
        "eval", "sum(for i in items return i.price * i.count)", "--context",
        "{\"items\": [{\"price\": 0.1, \"count\": 3}]}",
      ],
      in: folder)
    #expect(run.output == "0.3\ntype: number?\n")
    let broken = try CommandRun(["eval", "1", "--context", "{\"a\": }"], in: folder)
    #expect(broken.status == 4)
    #expect(broken.errors.contains("byte 7"))
  }

  @Test func theTreeShowsEveryType() throws {
    let run = try CommandRun(["eval", "if 1 < 2 then [1, 2] else []", "--tree"], in: folder)
    #expect(
      run.output.hasSuffix("  then list: list<number>\n    1: number\n    2: number\n  else list: list<nothing>\n"))
  }

  @Test func jsonHasValueTypeAndFindings() throws {
    let run = try CommandRun(["eval", "date(\"2023-02-29\")", "--format", "json"], in: folder)
    let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    #expect(object?["type"] as? String == "date?")
    #expect(object?["value"] is NSNull)
    let findings = object?["diagnostics"] as? [[String: Any]]
    #expect(findings?.first?["code"] as? String == "E201")
    #expect(findings?.first?["column"] as? Int == 6)
  }

  @Test func anExpressionIsWanted() throws {
    #expect(try CommandRun(["eval"], in: folder).status == 2)
  }
}
