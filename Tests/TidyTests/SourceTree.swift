import Foundation

/// The files of the repository that people write.
enum SourceTree {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The folders with Swift in them.
  static let swiftFolders = ["Sources", "Tests", "Benchmarks"].filter { isFolder($0) }

  static let swiftFiles = files(in: swiftFolders, endings: ["swift"])

  static let allFiles =
    swiftFiles + files(in: ["Sources"], endings: ["cpp", "h", "modulemap"])
    + files(
      in: ["policies", "grammar", "Benchmarks", ".ci"], endings: ["yaml", "md", "json", "ebnf", "sh", "run"])
    + ["Package.swift", "Makefile", "README.md", "CHANGELOG.md"]

  /// Returns the lines of a file, whose path counts from the root.
  static func lines(of path: String) throws -> [Substring] {
    try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false).dropLast()
  }

  private static func files(in folders: [String], endings: Set<String>) -> [String] {
    folders.flatMap { folder in
      let names = FileManager.default.enumerator(atPath: root.appendingPathComponent(folder).path) ?? .init()
      return names.compactMap { $0 as? String }.sorted().map { folder + "/" + $0 }
        .filter { endings.contains(String($0.split(separator: "/").last?.split(separator: ".").last ?? "")) }
    }
  }

  private static func isFolder(_ path: String) -> Bool {
    let values = try? root.appendingPathComponent(path).resourceValues(forKeys: [.isDirectoryKey])
    return values?.isDirectory == true
  }
}
