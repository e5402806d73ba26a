/// How text is drawn: plain for files and pipes, with colours for a terminal.
package enum TextStyle: Hashable, Sendable {
  case plain
  case terminal

  /// Returns `text` drawn as `role` asks for.
  package func paint(_ text: String, as role: TextRole) -> String {
    if self == .plain || text.isEmpty { return text }
    return "\u{1B}[\(role.rawValue)m\(text)\u{1B}[0m"
  }
}

/// What a piece of text is to its reader; the raw value is its ANSI rendition.
package enum TextRole: String, Hashable, Sendable {
  case error = "1;31"
  case warning = "1;33"
  case note = "1;36"
  case gutter = "1;34"
  case strong = "1"
  case faint = "2"
  case good = "32"
}
