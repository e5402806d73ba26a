package import PolicyDiagnostics
package import PolicyIR
import PolicySemantics
package import PolicySyntax
import PolicyTypes

/// The files of one command, each read once, and the policies in them, each compiled once.
package final class PolicyLibrary {
  private let sources: any SourceProvider
  private var documents: [SourcePath: ParsedDocument?] = [:]
  /// The files of rows that policies name.
  private var tables: [SourcePath: SourceFile?] = [:]
  private var compilations: [SourcePath: [Compilation]] = [:]

  /// The policies that are being compiled, each for the sake of the one before it, which extends it.
  private var beingCompiled: [SourcePath] = []

  package init(_ sources: any SourceProvider) {
    self.sources = sources
  }

  /// Makes a library that takes some files as they were read before.
  init(_ sources: any SourceProvider, knowing documents: [SourcePath: ParsedDocument]) {
    self.sources = sources
    self.documents = documents.mapValues(Optional.some)
  }

  /// Makes a library of files that were read before, one of which is replaced; it reads no other.
  convenience init(files: ReadFiles, replacing path: SourcePath, by file: SourceFile) {
    self.init(NoSources(), knowing: files.documents)
    tables = files.tables.mapValues(Optional.some)
    documents[path] = .some(ParsedDocument(file, reading: table(named:)))
  }

  /// Reads files on several threads, for what comes later.
  package func read(
    _ paths: [SourcePath], threadCount: Int, sources: @escaping @Sendable () -> any SourceProvider
  ) async {
    let unread = paths.filter { documents[$0] == nil }
    let (read, _) = await inParallel(unread.count, threadCount: threadCount) {
      sources()
    } work: { place, sources -> (document: ParsedDocument?, namesTables: Bool) in
      var namesTables = false
      let document = sources.source(at: unread[place].text).map { file in
        ParsedDocument(file) { _ in
          namesTables = true
          return nil
        }
      }
      return (document, namesTables)
    } leaving: { _ in
    }
    // A file of rows is read once, whoever names it.
    for (path, read) in zip(unread, read) where !read.namesTables { documents[path] = .some(read.document) }
  }

  /// The files that were read.
  var readFiles: ReadFiles {
    ReadFiles(documents: documents.compactMapValues(\.self), tables: tables.compactMapValues(\.self))
  }

  /// Returns the file of rows that a policy names.
  func table(named name: YAMLScalar) -> SourceFile? {
    let path = SourcePath(name.span.file.path).folder.appending(name.text)
    if let known = tables[path] { return known }
    let file = sources.source(at: path.text)
    tables[path] = .some(file)
    return file
  }

  /// Returns the file at `path` with what is wrong in it, or nil where there is none that can be read.
  package func document(at path: SourcePath) -> ParsedDocument? {
    if let known = documents[path] { return known }
    let parsed = sources.source(at: path.text).map { ParsedDocument($0, reading: table(named:)) }
    documents[path] = .some(parsed)
    return parsed
  }

  /// Returns what became of the policy at `path`: none where there is no file that can be read, and several where it
  /// extends a policy with several versions, each for the days on which that version is in force.
  package func compilations(at path: SourcePath) -> [Compilation] {
    if let known = compilations[path] { return known }
    guard let parsed = document(at: path) else { return [] }
    beingCompiled.append(path)
    defer { beingCompiled.removeLast() }
    let compiled = editions(of: parsed, at: path).map { Compilation(of: $0, in: self) }
    compilations[path] = compiled
    return compiled
  }

  /// Returns the compilation of the policy at `path` that is in force last.
  package func compilation(at path: SourcePath) -> Compilation? {
    compilations(at: path).max { $0.edition.dates.last < $1.edition.dates.last }
  }

  /// The policies from `path` on that extend one another, where the one that is being compiled extends it.
  func circle(backTo path: SourcePath) -> [SourcePath]? {
    beingCompiled.firstIndex(of: path).map { beingCompiled[$0...] + [path] }
  }

  /// Returns the data mapping at `path`, made for `policy`; nil, with what is wrong in `diagnostics`, where it has
  /// errors.
  package func mapping(
    at path: SourcePath, for policy: CompiledPolicy, into diagnostics: inout DiagnosticSet
  ) -> DataMapping? {
    guard let parsed = document(at: path) else { return nil }
    diagnostics.formUnion(parsed.diagnostics)
    guard let document = parsed.document else { return nil }
    guard document.form.id == .dataFile, let form = document.form[.data]?.form else {
      if !diagnostics.containsError { diagnostics.insert(.notADataMapping(document)) }
      return nil
    }
    let mapping = readDataMapping(form, for: policy.program.schema, into: &diagnostics)
    return diagnostics.containsError ? nil : mapping
  }

  /// Returns everything that is wrong with the file at `path`, whatever its kind; nil where it cannot be read.
  ///
  /// Files of records, of measures and of data mappings are only read for their keys: what they mean shows in the
  /// policies that use them.
  package func check(fileAt path: SourcePath) -> DiagnosticSet? {
    guard let parsed = document(at: path) else { return nil }
    switch parsed.document?.form.id {
    case .policy:
      var found = DiagnosticSet()
      for compilation in compilations(at: path) { found.formUnion(compilation.diagnostics) }
      return found
    case .testsFile: return PolicyTestSuite(parsed, at: path, in: self).diagnostics
    case .calendarFile:
      var diagnostics = parsed.diagnostics
      if let form = parsed.document?.form { _ = readCalendar(form, into: &diagnostics) }
      return diagnostics
    case .configuration:
      var diagnostics = parsed.diagnostics
      if let form = parsed.document?.form { _ = PackageConfiguration(form, into: &diagnostics) }
      return diagnostics
    case _ where path.name == Self.rootMarker: return configuration(in: path.folder).diagnostics
    default: return parsed.diagnostics
    }
  }

  /// Returns whether the file at `path` is one of tests, as is one that cannot be read well enough to tell.
  package func mayBeTests(at path: SourcePath) -> Bool {
    guard let parsed = document(at: path) else { return false }
    return parsed.document.map { $0.form.id == .testsFile } ?? true
  }

  /// Returns whether the file at `path` is a policy.
  package func isPolicy(at path: SourcePath) -> Bool { document(at: path)?.document?.form.id == .policy }

  /// Returns the YAML files in `folder` and below, without the one that marks the root.
  package func files(below folder: SourcePath) -> [SourcePath] {
    yamlFiles(below: folder).filter { $0.name != Self.rootMarker }
  }

  func yamlFiles(below folder: SourcePath) -> [SourcePath] {
    sources.yamlFiles(below: folder.text).map { SourcePath($0) }
  }

  /// Returns the files of the policy `id` among those below the root of `folder`.
  ///
  /// The root is the nearest folder, from `folder` upwards, with a file `assay.yaml`; without one it is `folder`. A
  /// policy has several files where it has several versions.
  package func policies(named id: String, near folder: SourcePath) -> [SourcePath] {
    files(below: root(of: folder)).filter { policyID(at: $0) == id }
  }

  /// Returns the ids of all policies below the root of `folder`, for the nearest one to a misspelt id.
  package func policyIDs(near folder: SourcePath) -> [String] {
    files(below: root(of: folder)).compactMap { policyID(at: $0) }
  }

  /// Returns what is wrong with the files that cannot be read and say `id` somewhere: the policy may be there.
  func mistakesOfUnreadableFiles(naming id: String, near folder: SourcePath) -> DiagnosticSet {
    let wanted = Array(id.utf8)
    var mistakes = DiagnosticSet()
    for path in files(below: root(of: folder)) {
      guard let parsed = document(at: path), parsed.document == nil else { continue }
      let bytes = parsed.file.bytes
      let isNamed = bytes.indices.contains { bytes[$0] == wanted.first && bytes[$0...].starts(with: wanted) }
      if isNamed { mistakes.formUnion(parsed.diagnostics) }
    }
    return mistakes
  }

  /// The file that marks the root of a package of policies.
  package static let rootMarker = "assay.yaml"

  /// Returns the nearest folder, from `folder` upwards, with the file that marks a root.
  package func markedRoot(of folder: SourcePath) -> SourcePath? {
    folder.selfAndAncestors.first { sources.source(at: $0.appending(Self.rootMarker).text) != nil }
  }

  private func root(of folder: SourcePath) -> SourcePath { markedRoot(of: folder) ?? folder }

  func policyID(at path: SourcePath) -> String? {
    guard let form = document(at: path)?.document?.form, form.id == .policy else { return nil }
    return form[.policy]?.text
  }
}

/// Files that were read before.
struct ReadFiles: Sendable {
  let documents: [SourcePath: ParsedDocument]
  /// The files of rows that policies name.
  let tables: [SourcePath: SourceFile]
}

/// No files at all.
private final class NoSources: SourceProvider {
  func source(at path: String) -> SourceFile? { nil }
  func yamlFiles(below folder: String) -> [String] { [] }
}

/// A file, read as far as it can be, and what is wrong with its YAML and its keys.
package struct ParsedDocument: Sendable {
  package let file: SourceFile
  package let document: Document?
  package let diagnostics: DiagnosticSet

  init(_ file: SourceFile, reading table: NamedFileReader) {
    var diagnostics = DiagnosticSet()
    let document = parseDocument(file, reading: table, into: &diagnostics)
    self.init(file, document, diagnostics)
  }

  init(_ file: SourceFile, _ document: Document?, _ diagnostics: DiagnosticSet) {
    self.file = file
    self.document = document
    self.diagnostics = diagnostics
  }
}
