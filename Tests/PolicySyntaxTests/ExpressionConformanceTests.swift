import Foundation
import PolicyDiagnostics
import PolicySyntax
import Testing

/// One line of the extracted cases of the DMN TCK.
private struct ConformanceCase: Decodable {
  let id: String
  let expression: String
  let inputs: [String: Input]?
  let `let`: [Binding]?

  struct Input: Decodable {}

  struct Binding: Decodable {
    let name: String
    let expression: String?
    let params: [Parameter]?
    let `let`: [Binding]?

    struct Parameter: Decodable { let name: String }

    var all: [Binding] { [self] + (`let` ?? []).flatMap(\.all) }
  }

  var bindings: [Binding] { (`let` ?? []).flatMap(\.all) }

  /// Every expression of the case.
  var expressions: [String] { [expression] + bindings.compactMap(\.expression) }

  /// Every name that the case binds.
  var names: Set<String> {
    Set(inputs.map { Array($0.keys) } ?? []).union(bindings.flatMap { [$0.name] + ($0.params ?? []).map(\.name) })
  }
}

/// The folder with material that several projects share; absent from most checkouts.
private let sharedFolder =
  ProcessInfo.processInfo.environment["ASSAY_SHARED"]
  ?? URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../shared").standardized.path

private let casesFile = sharedFolder + "/feel-tck/expressions.jsonl"

@Suite struct ExpressionConformanceTests {
  @Test(
    .enabled(
      if: FileManager.default.fileExists(atPath: casesFile),
      "no DMN TCK cases in ../shared or $ASSAY_SHARED"))
  func everyExpressionOfTheOpenHalfIsRead() throws {
    let lines = try String(contentsOfFile: casesFile, encoding: .utf8).split(separator: "\n")
    let cases = try lines.map { try JSONDecoder().decode(ConformanceCase.self, from: Data($0.utf8)) }
    try #require(!cases.isEmpty)
    var count = 0
    for test in cases {
      for text in test.expressions {
        count += 1
        let reading = ExpressionReading(text, mode: .strict, knownNames: test.names)
        let printed = try #require(reading.expression, "\(test.id): \(text): \(reading.marks)").description
        let again = ExpressionReading(printed, mode: .strict, knownNames: test.names)
        #expect(again.result == printed, "\(test.id): \(text)")
      }
    }
    print("DMN TCK: \(count) expressions of \(cases.count) cases were read, printed and read again")
  }
}
