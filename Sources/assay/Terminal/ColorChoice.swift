import ArgumentParser
import PolicyReport

/// When messages are in colour.
enum ColorChoice: String, CaseIterable, ExpressibleByArgument {
  case auto
  case always
  case never

  func style(for stream: StandardStream) -> TextStyle {
    switch self {
    case .always: .terminal
    case .never: .plain
    case .auto: stream.isTerminal && allowsColor ? .terminal : .plain
    }
  }

  /// Whether the person allows colour: by the convention `NO_COLOR`, and with a terminal that knows any.
  private var allowsColor: Bool {
    (Environment.value(of: "NO_COLOR") ?? "").isEmpty && Environment.value(of: "TERM") != "dumb"
  }
}
