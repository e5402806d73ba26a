import Foundation
import Testing

/// The page of an explanation in a real browser, where there is one.
@Suite(.enabled(if: Browser.path != nil, "there is no Chromium"))
struct ExplanationPageTests {
  @Test func thePageIsDrawnAndPrinted() throws {
    let folder = try PolicyFolder()
    let run = try folder.run(
      "explain", "shop", "--subjects", "subjects.jsonl", "--as-of", "2023-01-01", "--subject", "a", "--format", "html",
      "--output", "why.html")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output == "")
    let page = folder.url.appendingPathComponent("why.html")
    for (size, name) in [("1000,1400", "wide.png"), ("390,844", "phone.png")] {
      try Browser.run(["--window-size=\(size)", "--screenshot=\(name)", page.absoluteString], in: folder.url)
      let picture = try Data(contentsOf: folder.url.appendingPathComponent(name))
      #expect(picture.starts(with: [0x89, 0x50, 0x4E, 0x47]) && picture.count > 5000)
    }
    try Browser.run(["--no-pdf-header-footer", "--print-to-pdf=why.pdf", page.absoluteString], in: folder.url)
    let pages = try Data(contentsOf: folder.url.appendingPathComponent("why.pdf"))
    #expect(pages.starts(with: Array("%PDF-".utf8)) && pages.count > 5000)
  }
}

private enum Browser {
  static let path: String? = {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
    let names = ["chromium", "chromium-browser", "google-chrome"]
    return folders.flatMap { folder in names.map { folder + "/" + $0 } }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  static func run(_ arguments: [String], in folder: URL) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(path))
    let profile = folder.appendingPathComponent("profile").path
    process.arguments =
      ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--user-data-dir=\(profile)"] + arguments
    process.currentDirectoryURL = folder
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }
}
