import Foundation

/// A tool run once in the root of the repository.
struct ToolRun {
  let status: Int32
  let output: String

  /// Runs the tool that the first of `words` names, found on the path.
  init(_ words: [String]) throws {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = words
    process.currentDirectoryURL = SourceTree.root
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    status = process.terminationStatus
  }
}
