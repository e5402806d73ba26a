import PolicyDiagnostics
import PolicyDriver
import PolicyFEEL
import PolicyReport
import PolicyTypes
import Testing

/// A file of the corpus of checks.
struct CheckCase: CustomTestStringConvertible, Sendable {
  static let folder = "Tests/Corpus/check"

  /// Its path in the folder, such as `bad/T101-number-wanted.yaml`.
  let path: String

  var testDescription: String { path }

  /// What the name promises: the code, and whether there is more than one mistake.
  var code: DiagnosticCode? { DiagnosticCode(rawValue: String(name.prefix { $0 != "-" })) }
  var hasMany: Bool { name.dropFirst(4).hasPrefix("-many-") }

  /// The path of the snapshot in the package.
  var snapshotPath: String { Self.folder + "/" + path.prefix { $0 != "." } + ".txt" }

  private var name: Substring { path.split(separator: "/").last ?? "" }

  static let good = cases(in: "good")
  static let bad =
    cases(in: "bad") + cases(in: "proofs") + cases(in: "coverage").filter { $0.code != nil }
    + cases(in: "eval", suffix: ".feel")

  private static func cases(in subfolder: String, suffix: String = ".yaml") -> [CheckCase] {
    Repository.files(below: folder + "/" + subfolder, suffix: suffix)
      .map { CheckCase(path: String($0.dropFirst(folder.count + 1))) }
  }

  /// Checks the file as `assay check` does, and runs it as `assay test` does where it is one of tests.
  func check() -> DiagnosticSet {
    let library = PolicyLibrary(FolderSources(Self.folder))
    if path.hasPrefix("proofs/") { return prove(library) }
    if path.hasPrefix("eval/") { return calculate() }
    var found = library.check(fileAt: SourcePath(path)) ?? DiagnosticSet()
    if code == .versionsOverlap { found.formUnion(library.versionOverlaps(of: [SourcePath(path)])) }
    if code == .sourceMissing { return library.missingSources(at: SourcePath(path)) }
    guard let code, code.rawValue.hasPrefix("P") else { return found }
    let measuresCoverage = path.hasPrefix("coverage/")
    var runner = PolicyTestRunner(library: library, measuresCoverage: measuresCoverage)
    guard let report = runner.run(fileAt: SourcePath(path)) else { return found }
    found.formUnion(report.diagnostics)
    for result in report.cases {
      if case .failed(let failure) = result.outcome { failure.diagnostics.forEach { found.insert($0) } }
    }
    guard measuresCoverage else { return found }
    if code == .survivingMutant {
      for run in runner.mutationRuns(ofFilesAt: [SourcePath(path)]) {
        run.report().survivors.forEach { found.insert(.survives($0)) }
      }
      return found
    }
    for gap in runner.coverage(of: []).uncovered { found.insert(.uncovered(gap)) }
    return found
  }

  /// Checks the file as `assay check --proofs --as-of 2024-06-30` does.
  private func prove(_ library: PolicyLibrary) -> DiagnosticSet {
    let date = CalendarDate(year: 2024, month: 6, day: 30)
    var found = library.proofs(at: SourcePath(path), asOf: date)?.diagnostics ?? DiagnosticSet()
    if let date { found.formUnion(library.expiredAllowances(at: SourcePath(path), before: date)) }
    return found
  }

  /// Calculates the file as `assay eval` does.
  private func calculate() -> DiagnosticSet {
    let text = Repository.text(Self.folder + "/" + path) ?? ""
    var (program, found) = FEELProgram.check(.text(ExpressionText(text, name: path)))
    do throws(FEELFailure) {
      _ = try program?.value()
    } catch {
      found.insert(error.diagnostic)
    }
    return found
  }

  /// The file, its longest lines cut: some cases are about their length.
  var source: String {
    let lines = (Repository.text(Self.folder + "/" + path) ?? "").split(
      separator: "\n", omittingEmptySubsequences: false)
    return lines.map { $0.count > 120 ? $0.prefix(119) + "…" : $0 }.joined(separator: "\n")
  }

  /// The file and what is said about it in both languages, for people to judge together.
  func snapshot(of diagnostics: DiagnosticSet) -> String {
    let english = DiagnosticText(language: .english).text(of: diagnostics)
    let chinese = DiagnosticText(language: .chinese).text(of: diagnostics)
    return "\(source)\n--- en\n\(english)\n--- zh\n\(chinese)"
  }

  /// The first message in both languages.
  func message(of diagnostics: DiagnosticSet) -> LocalizedText? {
    diagnostics.sorted.first.map { diagnostic in
      LocalizedText(
        DiagnosticText(language: .english).text(of: diagnostic), DiagnosticText(language: .chinese).text(of: diagnostic)
      )
    }
  }
}
