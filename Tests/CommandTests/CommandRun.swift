import Foundation

/// The program run once, as a person or a script runs it.
struct CommandRun {
  let status: Int32
  let output: String
  let errors: String

  /// Runs `assay` in `folder`; only the variables given are set. With `device` the output goes there and is not read.
  init(_ arguments: [String], in folder: URL, environment: [String: String] = [:], device: String? = nil) throws {
    let streams = folder.appendingPathComponent(".streams-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: streams, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: streams) }
    let (outputFile, errorFile) = (streams.appendingPathComponent("out"), streams.appendingPathComponent("err"))
    for file in [outputFile, errorFile] { _ = FileManager.default.createFile(atPath: file.path, contents: nil) }

    let process = Process()
    process.executableURL = Self.program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    // Files and not pipes, which could fill up while nobody reads.
    process.standardOutput = try FileHandle(forWritingTo: device.map { URL(fileURLWithPath: $0) } ?? outputFile)
    process.standardError = try FileHandle(forWritingTo: errorFile)
    try process.run()
    process.waitUntilExit()
    status = process.terminationStatus
    output = try String(contentsOf: outputFile, encoding: .utf8)
    errors = try String(contentsOf: errorFile, encoding: .utf8)
  }

  /// The program that was built beside these tests.
  static let program: URL = {
    let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    return tests.deletingLastPathComponent().appendingPathComponent("assay")
  }()
}
