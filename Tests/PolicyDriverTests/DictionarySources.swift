import PolicyDiagnostics
import PolicyDriver

/// Policy files that are only text, and a count of how often each was read.
final class DictionarySources: SourceProvider {
  private let texts: [String: String]
  private(set) var readCounts: [String: Int] = [:]

  init(_ texts: [String: String]) {
    self.texts = texts
  }

  func source(at path: String) -> SourceFile? {
    guard let text = texts[path] else { return nil }
    readCounts[path, default: 0] += 1
    return SourceFile(path: path, text: text)
  }

  func yamlFiles(below folder: String) -> [String] {
    let prefix = folder == "." ? "" : folder + "/"
    return texts.keys.filter { $0.hasPrefix(prefix) && $0.hasSuffix(".yaml") }.sorted()
  }
}

extension PolicyLibrary {
  /// Makes a library of the sample policy, its records and measures, with some files replaced or added.
  static func sample(_ changes: [String: String] = [:]) -> PolicyLibrary {
    PolicyLibrary(DictionarySources(SamplePolicy.files.merging(changes) { $1 }))
  }
}

/// A diagnostic as a test sees it: its code and the text that it underlines.
struct Finding: Equatable, CustomStringConvertible {
  let code: DiagnosticCode
  let text: String

  init(_ code: DiagnosticCode, _ text: String) {
    self.code = code
    self.text = text
  }

  var description: String { "\(code.rawValue) `\(text)`" }
}

extension DiagnosticSet {
  var findings: [Finding] { sorted.map { Finding($0.code, $0.span.text) } }
}
