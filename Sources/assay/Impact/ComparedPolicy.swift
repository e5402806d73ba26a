import PolicyDiagnostics
import PolicyDriver
import PolicyRecords
import PolicyReport
import PolicyTypes

/// A policy that a command compares, from the files at hand or from a revision of their repository.
struct ComparedPolicy {
  let policy: CompiledPolicy
  /// How people name it: `HEAD~1:policies/x.yaml`.
  var file: String { policy.file }

  /// Loads what `argument` names: a file, an id, or a file in a revision, `HEAD~1:policies/x.yaml`. Without a path,
  /// `HEAD~1:` is the file that `other` names, as it was then. Of several versions it is the last that has begun by
  /// `date`.
  init(_ argument: String, other: String?, begunBy date: CalendarDate?, _ console: Console) throws {
    guard !FileSystem.exists(argument), let (revision, path) = GitRevision.split(argument) else {
      policy = try PolicyFiles().compile(argument, begunBy: date, console)
      return
    }
    let git = GitRevision(revision)
    guard git.exists else { throw CommandFailure.noRevision(revision) }
    // As in Git itself, `./x.yaml` counts from where the command runs.
    let isRelative = path.isEmpty || path.hasPrefix("./") || path.hasPrefix("../")
    let file = isRelative ? GitRevision.prefix + (path.isEmpty ? other ?? "" : path) : path
    let versions = PolicyLibrary(git).compilations(at: SourcePath(file))
    guard !versions.isEmpty else { throw CommandFailure.noFile(file, in: revision) }
    policy = try PolicyFiles.compiled(versions, begunBy: date, console)
  }

  /// Says why the policy cannot be run as of `date`: it has not begun by then.
  ///
  /// A policy that has ended by then runs, so that it can be compared with the one that takes its place.
  func expectBegun(by date: CalendarDate) throws {
    guard let from = policy.begins, date < from else { return }
    throw CommandFailure(
      LocalizedText("`\(file)` begins on \(from), after \(date)", "`\(file)` 自 \(from) 起施行，晚于 \(date)"),
      help: LocalizedText(
        "compare as of a day on which both have begun, such as --as-of \(from)", "请选择两者均已施行的截止日，例如 --as-of \(from)"),
      status: .usage)
  }
}

extension CommandFailure {
  fileprivate static func noRevision(_ name: String) -> CommandFailure {
    CommandFailure(
      LocalizedText("there is no file and no revision `\(name)`", "没有文件或版本 `\(name)`"),
      help: LocalizedText(
        "a revision and a file are written `HEAD~1:policies/x.yaml`", "版本和文件写作 `HEAD~1:policies/x.yaml`"),
      status: .usage)
  }

  fileprivate static func noFile(_ path: String, in revision: String) -> CommandFailure {
    CommandFailure(
      LocalizedText("`\(revision)` has no file `\(path)`", "版本 `\(revision)` 中没有文件 `\(path)`"),
      help: LocalizedText(
        "paths count from the root of the repository; `./` from the working folder", "路径从仓库根目录算起；以 `./` 开头则从当前文件夹算起"),
      status: .usage)
  }
}
