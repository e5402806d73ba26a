/// Returns `text` as it may be shown in a terminal: every character that could steer the terminal, turn the direction
/// of reading around or hide is written out, such as `<U+202E>`.
///
/// Policies and data come from outside, so all text from them passes through here before people see it. The joiners
/// that build emoji and some scripts stay as they are.
package func shownText(_ text: some StringProtocol) -> String {
  if text.unicodeScalars.allSatisfy({ $0.plainWidth != nil }) { return String(text) }
  var shown = ""
  for scalar in text.unicodeScalars {
    if scalar.mustBeWrittenOut {
      shown += writtenOut(scalar)
    } else {
      shown.unicodeScalars.append(scalar)
    }
  }
  return shown
}

/// Returns `<U+202E>` for the scalar U+202E.
private func writtenOut(_ scalar: Unicode.Scalar) -> String {
  let digits = String(scalar.value, radix: 16, uppercase: true)
  return "<U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + ">"
}

extension Unicode.Scalar {
  fileprivate var mustBeWrittenOut: Bool {
    if isASCII { return value < 0x20 || value == 0x7F }
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: return true
    case .format: return self != "\u{200C}" && self != "\u{200D}"
    default: return false
    }
  }
}
