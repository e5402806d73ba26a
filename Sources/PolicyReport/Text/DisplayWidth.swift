// How many cells a terminal gives to text.
//
// A Chinese character takes two cells where a Latin letter takes one, so columns and underlines count cells and never
// characters. Text is measured by grapheme cluster: what a reader sees as one sign is as wide as its widest scalar.

extension Character {
  /// The number of terminal cells that the character takes: 0, 1 or 2.
  ///
  /// Characters whose width the Unicode standard calls ambiguous count as 1, as terminals draw them by default.
  package var displayWidth: Int {
    if isASCII { return unicodeScalars.allSatisfy(\.isVisibleASCII) ? 1 : 0 }
    if isEmojiByVariation { return 2 }
    return unicodeScalars.reduce(0) { max($0, $1.displayWidth) }
  }

  /// Whether the variation selector 16 asks for the coloured picture of a sign, as in ☀️.
  private var isEmojiByVariation: Bool {
    unicodeScalars.contains("\u{FE0F}") && unicodeScalars.first?.properties.isEmoji == true
  }
}

extension StringProtocol {
  /// The number of terminal cells that the text takes.
  package var displayWidth: Int {
    var width = 0
    for scalar in unicodeScalars {
      guard let plain = scalar.plainWidth else { return reduce(0) { $0 + $1.displayWidth } }
      width += plain
    }
    return width
  }
}

extension String {
  /// The cells of a line whose words are kept apart by single spaces and which needs no table; nil for other text.
  var widthOfPlainLine: Int? {
    var width = 0
    var isAfterSpace = true
    for scalar in unicodeScalars {
      guard let cells = scalar.plainWidth, !isAfterSpace || scalar != " " else { return nil }
      isAfterSpace = scalar == " "
      width += cells
    }
    return isAfterSpace && width > 0 ? nil : width
  }
}

extension Unicode.Scalar {
  /// The cells of a scalar that is a character by itself, whatever stands beside it, and needs no table; nil for
  /// others.
  ///
  /// Nearly all text for people is of these: printable ASCII, Chinese characters and signs, and some signs of
  /// arithmetic and typography.
  var plainWidth: Int? {
    switch value {
    case 0x20..<0x7F: 1
    case 0x4E00...0x9FFF, 0x3001...0x3029, 0xFF01...0xFF60: 2
    case 0xB7, 0xD7, 0xF7, 0x2013...0x2014, 0x2018...0x2019, 0x201C...0x201D, 0x2026, 0x2192, 0x2212, 0x2260,
      0x2264...0x2265:
      1
    default: nil
    }
  }
}

/// The side of a column on which text stands.
package enum TextAlignment: Hashable, Sendable {
  case left
  case right
}

extension String {
  /// Returns the text filled up with spaces to `width` cells; longer text stays as it is.
  package func padded(toWidth width: Int, _ alignment: TextAlignment = .left) -> String {
    let filling = String(repeating: " ", count: max(0, width - displayWidth))
    return alignment == .left ? self + filling : filling + self
  }

  /// Returns the text cut to at most `width` cells, with `...` where something is left out.
  package func truncated(toWidth width: Int) -> String {
    guard displayWidth > width else { return self }
    let ellipsis = String(repeating: ".", count: max(0, min(3, width)))
    var kept = ""
    var taken = ellipsis.count
    for character in self {
      taken += character.displayWidth
      if taken > width { break }
      kept.append(character)
    }
    return kept + ellipsis
  }
}

extension Unicode.Scalar {
  fileprivate var isVisibleASCII: Bool { (0x20..<0x7F).contains(value) }

  fileprivate var displayWidth: Int {
    if isASCII { return isVisibleASCII ? 1 : 0 }
    if isWide || properties.isEmojiPresentation { return 2 }
    return isZeroWidth ? 0 : 1
  }

  /// Marks that combine with the sign before them, signs that only format, and the vowels and finals of Hangul
  /// syllables.
  private var isZeroWidth: Bool {
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control, .lineSeparator, .paragraphSeparator: true
    default: (0x1160...0x11FF).contains(value) || (0xD7B0...0xD7FB).contains(value)
    }
  }

  private var isWide: Bool {
    value >= 0x1100 && wideRanges.contains { $0.contains(value) }
  }
}

/// The scalars of East Asian width W and F, without the emoji, which Swift's own tables know.
///
/// From EastAsianWidth.txt of Unicode 16.0 (https://www.unicode.org/Public/16.0.0/ucd/EastAsianWidth.txt); neighbouring
/// ranges are joined over code points that are not assigned. The ranges most often met stand first.
private let wideRanges: [ClosedRange<UInt32>] = [
  0x3250...0xA4C6, 0x3041...0x3247, 0x2E80...0x303E, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0xAC00...0xD7A3, 0xF900...0xFAFF,
  0xFE30...0xFE6B, 0xFE10...0xFE19, 0x20000...0x2FFFD, 0x30000...0x3FFFD, 0x1100...0x115F, 0x2329...0x232A,
  0x2630...0x2637, 0x268A...0x268F, 0xA960...0xA97C, 0x16FE0...0x18DF2, 0x1AFF0...0x1B2FB,
  0x1D300...0x1D376, 0x1F200...0x1F265,
]
