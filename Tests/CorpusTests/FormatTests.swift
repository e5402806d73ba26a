import PolicyDiagnostics
import PolicyDriver
import PolicyIR
import PolicySyntax
import Testing

/// The canonical layout and the two spellings of the language, over the corpus and the shipped policies.
@Suite struct FormatTests {
  private static let corpus = "Tests/Corpus/format"

  /// Every good file of the package.
  static let goodFiles =
    Repository.files(below: CheckCase.folder + "/good", suffix: ".yaml")
    + Repository.files(below: "policies", suffix: ".yaml")

  static let layoutCases = Repository.files(below: corpus, suffix: ".yaml")

  private func formatted(_ file: SourceFile, keywords language: Language? = nil) throws -> String {
    var diagnostics = DiagnosticSet()
    let text = PolicyFormat.text(of: file, keywords: language, into: &diagnostics)
    #expect(diagnostics.isEmpty)
    return try #require(text)
  }

  private func file(_ path: String) throws -> SourceFile {
    SourceFile(path: path, bytes: try #require(Repository.bytes(path)))
  }

  @Test(arguments: layoutCases)
  func theLayoutIsTheRecordedOne(of path: String) throws {
    let text = try formatted(file(path))
    try expectRecorded(text, at: path.dropLast(".yaml".count) + ".txt")
    #expect(try formatted(SourceFile(path: path, text: text)) == text)
  }

  @Test(arguments: goodFiles)
  func theLayoutKeepsTheTree(of path: String) throws {
    let file = try file(path)
    let text = try formatted(file)
    let again = SourceFile(path: path, text: text)
    #expect(tree(of: again) == tree(of: file))
    #expect(try formatted(again) == text)
  }

  @Test(arguments: Repository.files(below: "policies", suffix: ".yaml"))
  func shippedFilesAreInTheCanonicalLayout(_ path: String) throws {
    #expect(try formatted(file(path)) == Repository.text(path))
  }

  @Test(arguments: goodFiles)
  func keywordsGoThereAndBack(in path: String) throws {
    let english = try formatted(file(path), keywords: .english)
    let chinese = try formatted(SourceFile(path: path, text: english), keywords: .chinese)
    #expect(chinese != english)
    #expect(try formatted(SourceFile(path: path, text: chinese), keywords: .english) == english)
  }

  @Test(arguments: goodFiles)
  func bothSpellingsMeanTheSame(in path: String) throws {
    let written = PolicyLibrary(FolderSources("."))
    let respelled = [Language.english, .chinese].map { PolicyLibrary(RespelledSources(language: $0)) }
    let program = written.compilation(at: SourcePath(path))?.policy?.program
    for library in respelled {
      let found = try #require(library.check(fileAt: SourcePath(path)))
      #expect(found.isEmpty, "\(found.sorted.map { "\($0.span.location) \($0.message.english)" })")
      let other = library.compilation(at: SourcePath(path))?.policy?.program
      #expect(other.map(text) == program.map(text))
    }
  }

  private func text(of program: IRProgram) -> String { IRPrinter.text(of: program, withLocations: false) }

  private func tree(of file: SourceFile) -> String? {
    var diagnostics = DiagnosticSet()
    return parseYAML(file, into: &diagnostics).map(\.shown)
  }
}

/// The files of the package with the words of the language in one spelling.
private final class RespelledSources: SourceProvider {
  private let sources = FolderSources(".")
  private let language: Language

  init(language: Language) {
    self.language = language
  }

  func source(at path: String) -> SourceFile? {
    guard let file = sources.source(at: path) else { return nil }
    var diagnostics = DiagnosticSet()
    let text = PolicyFormat.text(of: file, keywords: language, into: &diagnostics)
    return text.map { SourceFile(path: path, text: $0) } ?? file
  }

  func yamlFiles(below folder: String) -> [String] { sources.yamlFiles(below: folder) }
}

extension YAMLNode {
  /// The tree as text, without places.
  fileprivate var shown: String {
    switch content {
    case .scalar(let scalar): "\(scalar.style)(\(scalar.text))"
    case .sequence(let elements): "[\(elements.map(\.shown).joined(separator: ", "))]"
    case .mapping(let entries): "{\(entries.map { "\($0.key.text): \($0.value.shown)" }.joined(separator: ", "))}"
    }
  }
}
