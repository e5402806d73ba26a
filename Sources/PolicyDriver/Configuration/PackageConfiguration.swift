package import PolicyDiagnostics
import PolicySyntax
package import PolicyTypes

/// What `assay.yaml` at the root of a package asks of every change.
package struct PackageConfiguration: Sendable {
  /// The files and folders with policies; empty where the file does not say.
  package private(set) var paths: [String] = []
  package private(set) var checksLayout = false
  package private(set) var proves = false
  package private(set) var requiresSources = false
  package private(set) var maximumWarnings: Int?
  package private(set) var maximumUncovered: Int?
  package private(set) var impact = Impact()

  /// How a change is held against the version before it.
  package struct Impact: Sendable {
    package fileprivate(set) var base: String?
    package fileprivate(set) var data: String?
    package fileprivate(set) var asOf: CalendarDate?
    package fileprivate(set) var fields: [String] = []
    package fileprivate(set) var gates: [String] = []
  }

  package init() {}

  init(_ form: Form, into diagnostics: inout DiagnosticSet) {
    paths = form[.paths]?.elements.compactMap(\.text) ?? []
    checksLayout = Self.flag(form[.layout]?.scalar, into: &diagnostics)
    proves = Self.flag(form[.proofs]?.scalar, into: &diagnostics)
    requiresSources = Self.flag(form[.requireSources]?.scalar, into: &diagnostics)
    maximumWarnings = Self.count(form[.maximumWarnings]?.scalar, into: &diagnostics)
    maximumUncovered = Self.count(form[.maximumUncovered]?.scalar, into: &diagnostics)
    if let form = form[.impact]?.form { impact = Impact(form, into: &diagnostics) }
  }

  private static func flag(_ scalar: YAMLScalar?, into diagnostics: inout DiagnosticSet) -> Bool {
    guard let scalar else { return false }
    switch scalar.text {
    case "true", "是": return true
    case "false", "否": return false
    default:
      diagnostics.insert(.configurationWantsFlag(scalar))
      return false
    }
  }

  private static func count(_ scalar: YAMLScalar?, into diagnostics: inout DiagnosticSet) -> Int? {
    guard let scalar else { return nil }
    if let count = Int(scalar.text), count >= 0 { return count }
    diagnostics.insert(.configurationWantsCount(scalar))
    return nil
  }
}

extension PackageConfiguration.Impact {
  fileprivate init(_ form: Form, into diagnostics: inout DiagnosticSet) {
    base = form[.base]?.text
    data = form[.data]?.text
    fields = form[.by]?.elements.compactMap(\.text) ?? []
    gates = form[.failIf]?.elements.compactMap(\.text) ?? []
    if let scalar = form[.asOf]?.scalar {
      asOf = CalendarDate(text: scalar.text)
      if asOf == nil { diagnostics.insert(.wrongAsOfDate(scalar)) }
    }
    guard form.isWhole else { return }
    if (form[.data] == nil) != (form[.asOf] == nil) {
      diagnostics.insert(.halfAPopulation(form, missing: form[.data] == nil ? .data : .asOf))
    } else if form[.data] == nil, form[.failIf] != nil {
      diagnostics.insert(.halfAPopulation(form, missing: .data))
    }
  }
}

extension PolicyLibrary {
  /// Returns the files that mark roots and say something: of the package that `folder` lies in, and of those below it.
  package func configurationFiles(around folder: SourcePath) -> [SourcePath] {
    let above = markedRoot(of: folder).map { [$0.appending(Self.rootMarker)] } ?? []
    let files = above + yamlFiles(below: folder).filter { $0.name == Self.rootMarker && !above.contains($0) }
    return files.filter { document(at: $0).map { !$0.isEmpty } ?? false }
  }

  /// Returns what the package whose root is `folder` asks for, with what is wrong in its file; nothing where there is
  /// no such file, or an empty one.
  package func configuration(in folder: SourcePath) -> (configuration: PackageConfiguration, diagnostics: DiagnosticSet)
  {
    let path = folder.appending(Self.rootMarker)
    guard let parsed = document(at: path), !parsed.isEmpty else { return (PackageConfiguration(), DiagnosticSet()) }
    var diagnostics = parsed.diagnostics
    guard let document = parsed.document else { return (PackageConfiguration(), diagnostics) }
    guard document.form.id == .configuration else {
      diagnostics.insert(.notAConfiguration(document))
      return (PackageConfiguration(), diagnostics)
    }
    let configuration = PackageConfiguration(document.form, into: &diagnostics)
    return (configuration, diagnostics)
  }
}

extension ParsedDocument {
  /// Whether the file says nothing: it only marks the root of a package.
  fileprivate var isEmpty: Bool {
    document == nil && diagnostics.sorted.allSatisfy { $0.code == .emptyDocument }
  }
}
