import Glibc
import PolicyDiagnostics
import PolicyRecords
import PolicyReport

/// Where a command speaks: results on standard output, everything about the work itself on standard error.
struct Console {
  let language: Language
  private let color: ColorChoice

  /// Where everything that is said is kept as well; nil where nobody asks for it.
  var journal: Journal?

  init(language: Language, color: ColorChoice) {
    self.language = language
    self.color = color
  }

  /// How text on standard output looks.
  var outputStyle: TextStyle { color.style(for: .output) }

  /// How text on standard error looks.
  var errorStyle: TextStyle { color.style(for: .error) }

  /// Returns a writer of diagnostics for standard output or standard error.
  func diagnosticText(for stream: StandardStream) -> DiagnosticText {
    DiagnosticText(language: language, style: color.style(for: stream), width: stream.width ?? Self.defaultWidth)
  }

  /// Says something about the work, on a line of its own.
  func say(_ text: LocalizedText) {
    journal?.note(text)
    Self.writeError(text.text(in: language) + "\n")
  }

  /// Says why a command cannot go on.
  func report(_ message: LocalizedText, help: LocalizedText? = nil) {
    journal?.note(message)
    let word = LocalizedText("error: ", "错误：").text(in: language)
    var text = errorStyle.paint(word, as: .error) + shownText(message.text(in: language)) + "\n"
    if let help {
      text += LocalizedText("help: ", "建议：").text(in: language) + shownText(help.text(in: language)) + "\n"
    }
    Self.writeError(text)
  }

  /// Writes to standard output; a reader that has gone away is no error.
  static func writeOutput(_ text: String) { StandardStream.output.write(Array(text.utf8)) }

  static func writeOutput(_ bytes: [UInt8]) { StandardStream.output.write(bytes) }

  static func writeError(_ text: String) { StandardStream.error.write(Array(text.utf8)) }

  private static let defaultWidth = 100
}
