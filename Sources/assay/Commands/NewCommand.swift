import ArgumentParser
import Glibc
import PolicyDiagnostics
import PolicyDriver
import PolicyRecords

/// `assay new`: a package of policies to start from.
struct NewCommand: AssayCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Make a starter: a policy with its records, measures and tests.",
    discussion: """
      The starter checks and its tests pass; comments say what each part is for. With it come workflow files for GitHub \
      and GitLab and a hook, all of which run `assay ci`. Nothing that exists is overwritten.

        assay new teahouses
        assay new grading/teahouses --keywords zh

      Exit status: 0 done; 2 wrong usage; 4 a file could not be written.
      """)

  @Argument(help: "The folder to make; its name is the policy's id.")
  var name: String

  @Option(help: ArgumentHelp("The spelling of keywords, names and comments.", valueName: "en|zh"))
  var keywords: Language?

  @OptionGroup var messages: MessageOptions

  func perform(_ console: Console) throws -> ExitStatus {
    let folder = SourcePath(name)
    let id = String(folder.name)
    guard Starter.isName(id) else { throw CommandFailure.notAName(id) }
    guard !FileSystem.exists(folder.text) else { throw CommandFailure.exists(folder.text) }
    let starter = Starter(id: id, language: keywords ?? console.language)
    for file in starter.files {
      let path = folder.appending(file.path)
      make(path.folder)
      let output = try OutputFile(path: path.text)
      try output.write(Array(file.text.utf8))
      try output.commit()
      if file.isExecutable { _ = unsafe chmod(path.text, 0o755) }
      Console.writeOutput(path.text + "\n")
    }
    console.say(
      LocalizedText(
        "now: cd \(folder.text) && assay check && assay test", "接着：cd \(folder.text) && assay check && assay test"))
    return .clean
  }

  /// Makes a folder and those above it; one that cannot be made shows when a file is written.
  private func make(_ folder: SourcePath) {
    for path in folder.selfAndAncestors.reversed() where !FileSystem.exists(path.text) {
      _ = unsafe mkdir(path.text, 0o777)
    }
  }
}

extension CommandFailure {
  fileprivate static func notAName(_ name: String) -> CommandFailure {
    CommandFailure(
      LocalizedText("`\(name)` cannot be the id of a policy", "`\(name)` 不能作政策编号"),
      help: LocalizedText(
        "an id consists of letters, digits, `-`, `_` and `.`, and begins with a letter or digit",
        "编号由文字、数字、`-`、`_` 和 `.` 组成，以文字或数字开头"),
      status: .usage)
  }

  fileprivate static func exists(_ path: String) -> CommandFailure {
    CommandFailure(
      LocalizedText("`\(path)` exists already", "`\(path)` 已存在"),
      help: LocalizedText("choose another name", "请另取名称"), status: .usage)
  }
}
