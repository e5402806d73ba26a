import Glibc
import PolicyDiagnostics
import PolicyDriver
import PolicyReport

/// The policy files of one revision of a Git repository, as `git show` gives them.
final class GitRevision: SourceProvider {
  /// The name of the revision, such as `HEAD~1`.
  let name: String

  init(_ name: String) {
    self.name = name
  }

  /// Splits `HEAD~1:policies/x.yaml` into the revision and the path; nil for what is no such thing.
  static func split(_ argument: String) -> (revision: String, path: String)? {
    guard let colon = argument.firstIndex(of: ":"), colon != argument.startIndex, !argument.hasPrefix("-") else {
      return nil
    }
    return (String(argument[..<colon]), String(argument[argument.index(after: colon)...]))
  }

  /// Paths count from the root of the repository, as in Git itself; one made from the name of a file of the revision
  /// begins with the revision.
  func source(at path: String) -> SourceFile? {
    let path = inside(path)
    guard let bytes = Self.output(of: ["show", "\(name):\(path)"]) else { return nil }
    return SourceFile(path: "\(name):\(path)", bytes: bytes)
  }

  func yamlFiles(below folder: String) -> [String] {
    let folder = inside(folder)
    let scope = folder == "." || folder.isEmpty ? [] : ["--", folder]
    guard let bytes = Self.output(of: ["ls-tree", "-r", "-z", "--name-only", "--full-tree", name] + scope) else {
      return []
    }
    return bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }.filter { SourcePath($0).isYAML }
      .sorted()
  }

  /// The path without the name of the revision before it.
  private func inside(_ path: String) -> String {
    path.hasPrefix(name + ":") ? String(path.dropFirst(name.count + 1)) : path
  }

  /// Whether the revision is there at all.
  var exists: Bool { Self.output(of: ["rev-parse", "--verify", "--quiet", "\(name)^{commit}"]) != nil }

  /// Returns the folder of the repository in which the command runs, such as `rules/`; empty at its root.
  static var prefix: String {
    let bytes = output(of: ["rev-parse", "--show-prefix"]) ?? []
    return String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
  }

  /// Runs Git and returns what it writes; nil where it fails or is not there. Nothing passes through a shell.
  private static func output(of arguments: [String]) -> [UInt8]? {
    var pipeEnds: [Int32] = [0, 0]
    guard unsafe pipe(&pipeEnds) == 0 else { return nil }
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_adddup2(&actions, pipeEnds[1], 1)
    unsafe posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    unsafe posix_spawn_file_actions_addclose(&actions, pipeEnds[0])
    var words = unsafe (["git"] + arguments).map { unsafe strdup($0) } + [nil]
    defer { unsafe words.forEach { unsafe free($0) } }
    var child = pid_t()
    let status = unsafe posix_spawnp(&child, "git", &actions, nil, &words, environ)
    close(pipeEnds[1])
    let bytes = readAll(pipeEnds[0])
    close(pipeEnds[0])
    guard status == 0 else { return nil }
    var ending: Int32 = 0
    while unsafe waitpid(child, &ending, 0) < 0, errno == EINTR {}
    return ending == 0 ? bytes : nil
  }

  private static func readAll(_ descriptor: Int32) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return bytes }
      bytes += buffer[0..<count]
    }
  }
}
