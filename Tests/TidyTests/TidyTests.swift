import Foundation
import Testing

/// What holds for every source file, whatever it is about.
@Suite struct TidyTests {
  @Test func layoutIsThatOfSwiftFormat() throws {
    let run = try ToolRun(
      ["swift", "format", "lint", "--strict", "--parallel", "--configuration", ".swift-format", "--recursive"]
        + SourceTree.swiftFolders)
    #expect(run.status == 0, "\(run.output)")
  }

  /// A table with an entry for each diagnostic code is as long as there are codes.
  private static let tables: Set = ["Sources/PolicyDiagnostics/DiagnosticCode+Meanings.swift"]

  @Test(arguments: SourceTree.swiftFiles.filter { !tables.contains($0) })
  func fileIsShort(_ path: String) throws {
    let lines = try SourceTree.lines(of: path)
    #expect(lines.count <= 400, "\(lines.count) lines")
  }

  /// The formatter holds code to 120 columns, but leaves comments alone.
  @Test(arguments: SourceTree.swiftFiles)
  func commentsAreNarrow(_ path: String) throws {
    let wide = try SourceTree.lines(of: path).enumerated().filter { _, line in
      line.count > 120 && line.drop(while: \.isWhitespace).hasPrefix("//")
    }
    #expect(wide.isEmpty, "\(wide.map { $0.offset + 1 })")
  }

  @Test(arguments: SourceTree.allFiles)
  func nothingIsPutOff(_ path: String) throws {
    // In halves, so that this file does not find itself.
    let words = ["TO" + "DO", "FIX" + "ME", "XX" + "X:"]
    let lines = try SourceTree.lines(of: path).filter { line in words.contains { line.contains($0) } }
    #expect(lines.isEmpty)
  }

  @Test(arguments: SourceTree.swiftFiles.filter { $0.hasPrefix("Sources/") })
  func foundationIsLeftOut(_ path: String) throws {
    let imports = try SourceTree.lines(of: path).filter { $0.contains("import Foundation") }
    #expect(imports.isEmpty)
  }

  @Test(arguments: SourceTree.allFiles)
  func noPathOfOneMachine(_ path: String) throws {
    let folders = ["/wo" + "rk/", "/ho" + "me/", "/ro" + "ot/", "/Us" + "ers/"]
    let lines = try SourceTree.lines(of: path).filter { line in folders.contains { line.contains($0) } }
    #expect(lines.isEmpty)
  }
}
