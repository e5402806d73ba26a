import PolicyDiagnostics
import PolicyDriver
import PolicyRecords
import PolicyReport
import PolicyTypes

/// The policies that a command is about.
struct PolicyFiles {
  let files = SourceFiles()
  let library: PolicyLibrary

  init() {
    library = PolicyLibrary(files)
  }

  /// Returns the files that `paths` name: those given, and every YAML file below the folders given.
  func sources(_ paths: [String]) throws -> [SourcePath] {
    var sources: [SourcePath] = []
    for path in paths {
      if FileSystem.isFolder(path) {
        sources += library.files(below: SourcePath(path))
      } else {
        _ = try files.read(path)
        sources.append(SourcePath(path))
      }
    }
    return sources.unique
  }

  /// Returns the files `assay.yaml` that belong to the folders among `paths`: that of the package that a folder lies
  /// in, and those below it. Empty ones, which say nothing, are left out, and so are those that are named themselves.
  func configurations(of paths: [String]) -> [SourcePath] {
    let folders = paths.filter(FileSystem.isFolder).map { SourcePath($0) }
    let named = Set(paths.map { SourcePath($0) })
    return folders.flatMap { library.configurationFiles(around: $0) }.unique.filter { !named.contains($0) }
  }

  /// Where a command looks if it is told nothing: in `policies`, or else in the working folder.
  static var defaultPaths: [String] { FileSystem.isFolder("policies") ? ["policies"] : ["."] }

  /// Compiles the policy that `name` names, by its file or its id.
  ///
  /// Of several versions the one in force on `asOf` is taken. Errors of the policy go to standard error.
  func compile(_ name: String, asOf: CalendarDate?, _ console: Console) throws -> CompiledPolicy {
    let candidates = try paths(of: name).flatMap { library.compilations(at: $0) }
    try stop(candidates.filter { $0.policy == nil }.map(\.reasonNotToRun), console)
    guard let policy = try choose(candidates, named: name, asOf: asOf).policy else {
      throw CommandFailure.policyHasErrors
    }
    PackageRoot(of: policy, in: library).cite(policy.files.map(\.file))
    return policy
  }

  /// Compiles the policy that `name` names for a comparison: of several versions the last that has begun by `date`.
  func compile(_ name: String, begunBy date: CalendarDate?, _ console: Console) throws -> CompiledPolicy {
    try Self.compiled(try paths(of: name).flatMap { library.compilations(at: $0) }, begunBy: date, console)
  }

  /// Returns the last of some versions that has begun by `date`, or the first where none has; without a date the last.
  static func version(_ versions: [Compilation], begunBy date: CalendarDate?) -> Compilation? {
    let begun = versions.filter { version in date.map { version.dates.first <= $0 } ?? true }
    return begun.max { $0.dates.first < $1.dates.first } ?? versions.min { $0.dates.first < $1.dates.first }
  }

  /// Returns that version compiled; its errors go to standard error.
  static func compiled(
    _ versions: [Compilation], begunBy date: CalendarDate?, _ console: Console
  ) throws -> CompiledPolicy {
    let version = version(versions, begunBy: date)
    if let policy = version?.policy { return policy }
    if let reason = version?.reasonNotToRun {
      Console.writeError(console.diagnosticText(for: .error).text(of: reason))
    }
    throw CommandFailure.policyHasErrors
  }

  /// Returns the policy as one file that extends nothing, made to stand in `folder`.
  func flattenedText(
    of name: String, asOf: CalendarDate?, in folder: SourcePath, _ console: Console
  ) throws -> String {
    let candidates = try paths(of: name).flatMap { library.compilations(at: $0) }
    try stop(candidates.map(\.diagnostics).filter(\.containsError), console)
    guard let text = try choose(candidates, named: name, asOf: asOf).flattenedText(in: folder) else {
      throw CommandFailure.policyHasErrors
    }
    return text
  }

  /// Ends the command where there is a reason to.
  private func stop(_ reasons: [DiagnosticSet], _ console: Console) throws {
    var errors = DiagnosticSet()
    for reason in reasons { errors.formUnion(reason) }
    guard !errors.isEmpty else { return }
    Console.writeError(console.diagnosticText(for: .error).text(of: errors))
    throw CommandFailure.policyHasErrors
  }

  private func paths(of name: String) throws -> [SourcePath] {
    let path = SourcePath(name)
    if path.isYAML || FileSystem.exists(name) {
      _ = try files.read(name)
      return [path]
    }
    let found = library.policies(named: name, near: SourcePath("."))
    guard found.isEmpty else { return found }
    let nearest = nearestName(to: name, among: library.policyIDs(near: SourcePath(".")))
    throw CommandFailure(
      LocalizedText("there is no policy `\(name)`", "找不到政策 `\(name)`"),
      help: nearest.map { LocalizedText("did you mean `\($0)`?", "是否应为 `\($0)`？") }
        ?? LocalizedText("name a policy by its file or its id", "请用政策文件或编号指明政策"),
      status: .usage)
  }

  /// Returns the version in force on `asOf`; without a date the only one.
  private func choose(_ versions: [Compilation], named name: String, asOf: CalendarDate?) throws -> Compilation {
    let inForce = versions.filter { version in asOf.map(version.dates.contains) ?? true }
    if inForce.count == 1 { return inForce[0] }
    throw inForce.isEmpty
      ? CommandFailure.notInForce(name, on: asOf, versions.map(\.dates))
      : CommandFailure.severalInForce(name, on: asOf, inForce.map(\.dates))
  }
}

extension CommandFailure {
  fileprivate static let policyHasErrors = CommandFailure(
    LocalizedText("the policy has errors", "政策有错误"), status: .findings)

  /// Says which dates there are: from the first on, until the last, or those around a gap.
  fileprivate static func notInForce(
    _ name: String, on date: CalendarDate?, _ versions: [EffectiveDates]
  ) -> CommandFailure {
    let date = date ?? .latest
    let first = versions.map(\.first).min() ?? .earliest
    let last = versions.map(\.last).max() ?? .latest
    let ranges = versions.sorted { $0.first < $1.first }.map { "`\($0)`" }
    let dates =
      date < first
      ? LocalizedText("the first is in force from \(first)", "最早的版本自 \(first) 起施行")
      : date > last
        ? LocalizedText("the last was in force until \(last)", "最后的版本施行至 \(last)")
        : LocalizedText(
          "they are in force in \(ranges.joined(separator: ", "))", "施行期为 \(ranges.joined(separator: "、"))")
    return CommandFailure(
      LocalizedText(
        "no version of `\(name)` is in force on \(date); \(dates.english)",
        "`\(name)` 在 \(date) 没有施行中的版本；\(dates.chinese)"), status: .usage)
  }

  fileprivate static func severalInForce(
    _ name: String, on date: CalendarDate?, _ versions: [EffectiveDates]
  ) -> CommandFailure {
    let ranges = versions.sorted { $0.first < $1.first }.map { "`\($0)`" }
    let help =
      date == nil
      ? LocalizedText("name a day with --as-of, or the file", "请用 --as-of 指明日期，或写明政策文件")
      : LocalizedText("name the file instead of the id", "请指明政策文件")
    return CommandFailure(
      LocalizedText(
        "`\(name)` has several versions: \(ranges.joined(separator: ", "))",
        "`\(name)` 有多个版本：\(ranges.joined(separator: "、"))"), help: help, status: .usage)
  }
}

extension Array where Element: Hashable {
  /// The elements, each where it comes first.
  fileprivate var unique: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
