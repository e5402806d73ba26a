import PolicyDiagnostics
import PolicyDriver
import PolicySyntax
import Testing

/// One slip gives one message: every key of every good file is misspelt in turn.
@Suite struct SlipTests {
  @Test(arguments: CheckCase.good)
  func aMisspeltKeyGivesOneMessage(in file: CheckCase) throws {
    let text = try #require(Repository.text(CheckCase.folder + "/" + file.path))
    for slip in KeySlip.all(in: text) {
      let sources = OneOtherSource(FolderSources(CheckCase.folder), path: file.path, text: slip.text)
      let found = PolicyLibrary(sources).check(fileAt: SourcePath(file.path)) ?? DiagnosticSet()
      // Some names are spelt like keys. Such a one may go unused, or be missed under both of its faces.
      let isAboutAName = found.sorted.allSatisfy { $0.code == .unknownName }
      #expect(
        found.sorted.count == 1 || isAboutAName,
        "`\(slip.key)` in line \(slip.line): \(found.sorted.map { "\($0.code.rawValue) \($0.message.english)" })")
    }
  }
}

/// A text in which the last letter of one key stands twice.
private struct KeySlip {
  let key: String
  let line: Int
  let text: String

  /// Every slip in a key of the language that stands at the beginning of a line.
  static func all(in text: String) -> [KeySlip] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.indices.dropFirst().compactMap { index in
      let line = lines[index]
      let key = line.drop { $0 == " " || $0 == "-" }.prefix { $0 != ":" }
      guard key.endIndex < line.endIndex, let last = key.last, Keyword(spelling: String(key)) != nil else { return nil }
      var changed = lines.map(String.init)
      changed[index] = "\(line[..<key.endIndex])\(last)\(line[key.endIndex...])"
      return KeySlip(key: String(key), line: index + 1, text: changed.joined(separator: "\n"))
    }
  }
}

/// Files of which one has another text.
private final class OneOtherSource: SourceProvider {
  private let files: FolderSources
  private let path: String
  private let text: String

  init(_ files: FolderSources, path: String, text: String) {
    self.files = files
    self.path = path
    self.text = text
  }

  func source(at path: String) -> SourceFile? {
    path == self.path ? SourceFile(path: path, bytes: [UInt8](text.utf8)) : files.source(at: path)
  }

  func yamlFiles(below folder: String) -> [String] { files.yamlFiles(below: folder) }
}
