import Foundation
import Testing

@testable import PolicyTypes

/// The General Decimal Arithmetic test vectors for decimal128, as Python's test suite ships them.
enum DecimalVectors {
  /// The folder of the vectors: `ASSAY_DECTEST`, or where a Python library has them; nil if there is none.
  static let folder: String? = {
    let named = ProcessInfo.processInfo.environment["ASSAY_DECTEST"].map { [$0] }
    return (named ?? pythonFolders).first { FileManager.default.fileExists(atPath: $0 + "/dqAdd.decTest") }
  }()

  private static var pythonFolders: [String] {
    ["/usr/lib", "/usr/local/lib"].flatMap { library in
      ((try? FileManager.default.contentsOfDirectory(atPath: library)) ?? [])
        .filter { $0.hasPrefix("python3") }
        .sorted()
        .map { "\(library)/\($0)/test/decimaltestdata" }
    }
  }

  /// Reads the cases of one file, such as `dqAdd`.
  static func cases(in file: String) throws -> [DecimalVector] {
    let path = try #require(folder) + "/\(file).decTest"
    let text = try String(contentsOfFile: path, encoding: .isoLatin1)
    var rounding = ""
    var cases: [DecimalVector] = []
    for line in text.split(whereSeparator: \.isNewline) {
      let words = words(of: line)
      if words.count >= 2, words[0].lowercased() == "rounding:" { rounding = words[1].lowercased() }
      if let vector = DecimalVector(words: words, rounding: rounding) { cases.append(vector) }
    }
    return cases
  }

  /// Splits a line at spaces, with quotes taken off and the comment left out.
  private static func words(of line: Substring) -> [String] {
    var words: [String] = []
    var rest = line.drop(while: \.isWhitespace)
    while let first = rest.first, !rest.hasPrefix("--") {
      if first == "'" || first == "\"" {
        let inner = rest.dropFirst()
        let end = inner.firstIndex(of: first) ?? inner.endIndex
        words.append(String(inner[..<end]))
        rest = inner[end...].dropFirst()
      } else {
        let end = rest.firstIndex(where: \.isWhitespace) ?? rest.endIndex
        words.append(String(rest[..<end]))
        rest = rest[end...]
      }
      rest = rest.drop(while: \.isWhitespace)
    }
    return words
  }
}

/// One case: an operation on operands and the text of its result.
struct DecimalVector {
  let id: String
  let operation: String
  let operands: [String]
  let result: String
  /// The rounding in force, in the vectors' own words.
  let rounding: String

  init?(words: [String], rounding: String) {
    guard let arrow = words.firstIndex(of: "->"), arrow >= 2, words.count > arrow + 1 else { return nil }
    id = words[0]
    operation = words[1].lowercased()
    operands = Array(words[2..<arrow])
    result = words[arrow + 1]
    self.rounding = rounding
  }

  var mode: RoundingMode? {
    switch rounding {
    case "half_up": .halfUp
    case "half_down": .halfDown
    case "half_even": .halfEven
    case "up": .up
    case "down": .down
    case "ceiling": .ceiling
    case "floor": .floor
    default: nil
    }
  }
}
