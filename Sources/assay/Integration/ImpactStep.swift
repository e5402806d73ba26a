import PolicyDiagnostics
import PolicyDriver
import PolicyImpact
import PolicyRecords
import PolicySemantics
import PolicyTypes

/// The comparison of every policy with the version before the change.
struct ImpactStep {
  let settings: PackageConfiguration
  let base: String?

  /// The options for messages.
  let messages: [String]

  func outcome(_ paths: [String], _ console: Console) async -> CiRun.Outcome {
    guard let base else {
      return .skipped(LocalizedText("no revision to compare with; give --base", "没有可比较的版本；请用 --base 指明"))
    }
    // What code hosts give as the revision before the first push to a branch.
    guard !base.allSatisfy({ $0 == "0" }) else {
      return .skipped(LocalizedText("there is no revision before this one", "此前没有版本"))
    }
    let git = GitRevision(base)
    guard git.exists else {
      console.report(
        LocalizedText("there is no revision `\(base)` to compare with", "没有可比较的版本 `\(base)`"),
        help: LocalizedText("fetch it, with its history, before this runs", "请先连同历史一起获取该版本"))
      return .ended(.usage)
    }
    let policies = PolicyFiles()
    let files = ((try? policies.sources(paths)) ?? []).filter { policies.library.isPolicy(at: $0) }
    var statuses: [ExitStatus] = []
    for file in files { statuses.append(await status(of: file, policies, git, console)) }
    sayRemoved(paths, files, git, console)
    return .ended(statuses.max { $0.rawValue < $1.rawValue } ?? .clean)
  }

  private func status(
    of file: SourcePath, _ policies: PolicyFiles, _ git: GitRevision, _ console: Console
  ) async -> ExitStatus {
    // What is wrong with the new version, the check has said.
    guard let new = policies.library.compilation(at: file)?.policy else { return .clean }
    guard let earlier = earlier(file, id: new.typed.id, git) else {
      say(file, "is new", "是新增的", console)
      return .clean
    }
    if earlier != file { say(file, "was \(earlier.text)", "原为 \(earlier.text)", console) }
    let before = PolicyLibrary(git).compilation(at: SourcePath(GitRevision.prefix + earlier.text))
    guard let old = before?.policy else {
      say(file, "had errors in \(git.name), so that nothing can be compared", "在 \(git.name) 中有错误，无法比较", console)
      return .clean
    }
    guard !PolicyPair(old: old, new: new).comparison.changes.isEmpty else { return .clean }
    if let data = settings.impact.data, subjects(in: data, of: new.typed.id) == nil {
      say(file, "has no subjects in `\(data)`", "在 `\(data)` 中没有对象数据", console)
    }
    return await CiRun.status(of: arguments(for: file, earlier, id: new.typed.id, git), console)
  }

  /// Returns the file that had the policy before: the same one, or the only other one with its id. A policy that moves
  /// does not slip by its gates.
  private func earlier(_ file: SourcePath, id: String, _ git: GitRevision) -> SourcePath? {
    if git.source(at: GitRevision.prefix + file.text) != nil { return file }
    let library = PolicyLibrary(git)
    let known = library.policies(named: id, near: SourcePath(GitRevision.prefix + file.text).folder)
    return known.count == 1 ? SourcePath(String(known[0].text.dropFirst(GitRevision.prefix.count))) : nil
  }

  private func arguments(for file: SourcePath, _ earlier: SourcePath, id: String, _ git: GitRevision) -> [String] {
    var arguments = ["diff", "\(git.name):\(earlier == file ? "" : earlier.text)", file.text] + messages
    let impact = settings.impact
    guard let data = impact.data.flatMap({ subjects(in: $0, of: id) }), let asOf = impact.asOf else { return arguments }
    arguments += ["--subjects", data, "--as-of", asOf.description]
    for field in impact.fields { arguments += ["--by", field] }
    for gate in impact.gates { arguments += ["--fail-if", gate] }
    return arguments
  }

  /// Returns where the subjects of a policy are: in a file or folder of CSV for all policies, or in a folder with one
  /// for each, named by the policy's id; nil where such a folder has none for it.
  private func subjects(in data: String, of id: String) -> String? {
    let own = [data + "/" + id + ".jsonl", data + "/" + id].first(where: FileSystem.exists)
    if let own { return own }
    let isFolder = FileSystem.exists(data + "/.")
    return isFolder && !FileSystem.exists(data + "/subjects.csv") ? nil : data
  }

  private func sayRemoved(_ paths: [String], _ files: [SourcePath], _ git: GitRevision, _ console: Console) {
    let library = PolicyLibrary(git)
    for path in paths {
      for name in git.yamlFiles(below: GitRevision.prefix + path) {
        let file = SourcePath(String(name.dropFirst(GitRevision.prefix.count)))
        if !files.contains(file), !FileSystem.exists(file.text), library.isPolicy(at: SourcePath(name)) {
          say(file, "was removed", "被删除", console)
        }
      }
    }
  }

  private func say(_ file: SourcePath, _ english: String, _ chinese: String, _ console: Console) {
    let text = LocalizedText("\(file.text) \(english)", "\(file.text) \(chinese)")
    console.journal?.note(text)
    Console.writeOutput(text.text(in: console.language) + "\n")
  }
}
