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

  /// Where a command looks if it is told nothing: in `policies`, or else in the working folder.
  static var defaultPaths: [String] { FileSystem.isFolder("policies") ? ["policies"] : ["."] }

  /// Compiles the policy that `name` names, by its file or its id.
  ///
  /// Of several versions the one in force on `asOf` is taken. Errors of the policy go to standard error.
  func compile(_ name: String, asOf: CalendarDate?, _ console: Console) throws -> CompiledPolicy {
    let candidates = try paths(of: name).compactMap { library.compilation(at: $0) }
    var errors = DiagnosticSet()
    for candidate in candidates where candidate.policy == nil { errors.formUnion(candidate.diagnostics) }
    guard errors.isEmpty else {
      Console.writeError(console.diagnosticText(for: .error).text(of: errors))
      throw CommandFailure(LocalizedText("the policy has errors", "政策有错误"), status: .findings)
    }
    return try choose(candidates.compactMap(\.policy), named: name, asOf: asOf)
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

  private func choose(_ policies: [CompiledPolicy], named name: String, asOf: CalendarDate?) throws -> CompiledPolicy {
    let inForce = policies.filter { policy in asOf.map(policy.isInForce(on:)) ?? true }
    if inForce.count == 1 { return inForce[0] }
    let dates = asOf.map(\.description) ?? ""
    let ranges = policies.map { "`\($0.effectiveText)`" }.joined(separator: ", ")
    throw CommandFailure(
      inForce.isEmpty
        ? LocalizedText(
          "`\(name)` is not in force on \(dates), but in \(ranges)", "`\(name)` 在 \(dates) 不施行，施行期为 \(ranges)")
        : LocalizedText("`\(name)` has several versions in force", "`\(name)` 有多个版本同时施行"),
      help: inForce.isEmpty ? nil : LocalizedText("name the file instead of the id", "请指明政策文件"),
      status: .usage)
  }
}

extension Array where Element: Hashable {
  /// The elements, each where it comes first.
  fileprivate var unique: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
