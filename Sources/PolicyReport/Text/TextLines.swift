/// Lines of text for people, wrapped at the width of the terminal and indented by their depth.
struct TextLines {
  private(set) var text = ""
  /// The lines as they were added, for a writer of another form.
  private(set) var entries: [Entry] = []

  struct Entry {
    let text: String
    let depth: Int
    let role: TextRole?
  }

  let style: TextStyle
  /// The cells of a line.
  let width: Int

  /// Lines that lie deeper are folded away; nil shows all.
  let deepest: Int?
  /// Says how many lines were folded away.
  private let folded: (Int) -> String
  private var foldedCount = 0

  init(style: TextStyle, width: Int, deepest: Int? = nil, folded: @escaping (Int) -> String = { "(+\($0))" }) {
    self.style = style
    self.width = max(20, width)
    self.deepest = deepest
    self.folded = folded
  }

  /// Adds a line; what does not fit goes on below, two cells further in.
  mutating func add(_ line: String, depth: Int = 0, as role: TextRole? = nil) {
    if let deepest, depth > deepest {
      foldedCount += 1
      return
    }
    unfold()
    append(line, depth: depth, as: role)
  }

  /// Ends a group of lines that were folded away by a line that says so.
  mutating func unfold() {
    guard foldedCount > 0, let deepest else { return }
    append(folded(foldedCount), depth: deepest + 1, as: .faint)
    foldedCount = 0
  }

  private mutating func append(_ line: String, depth: Int, as role: TextRole?) {
    entries.append(Entry(text: line, depth: depth, role: role))
    let indentation = min(2 * depth, width / 2)
    var margin = indentation
    for piece in wrapped(shownText(line), toWidth: width - indentation - 2) {
      text += String(repeating: " ", count: margin)
      text += role.map { style.paint(piece, as: $0) } ?? piece
      text += "\n"
      margin = indentation + 2
    }
  }

  mutating func addBlank() {
    unfold()
    text += "\n"
  }
}

/// Returns `text` in pieces of at most `width` cells, broken after spaces and between Chinese characters.
///
/// No piece begins with a closing sign or ends with an opening one, `name = value` and `2 × 3` stay together, and a
/// word longer than the line stays whole.
func wrapped(_ text: String, toWidth width: Int) -> [String] {
  guard text.displayWidth > width else { return [text] }
  let signs = signs(of: text)
  var pieces: [String] = []
  var start = text.startIndex
  var lineWidth = 0
  for word in unbreakablePieces(of: signs) {
    var wordWidth = 0
    var withoutSpaces = 0
    for sign in signs[word] {
      wordWidth += sign.width
      if sign.scalar != " " { withoutSpaces = wordWidth }
    }
    if lineWidth > 0, lineWidth + withoutSpaces > width {
      let end = signs[word.lowerBound].start
      pieces.append(String(text[start..<end]).withoutTrailingSpaces)
      start = end
      lineWidth = 0
    }
    lineWidth += wordWidth
  }
  return pieces + [String(text[start...]).withoutTrailingSpaces]
}

/// What wrapping has to know of one character.
private struct Sign {
  let start: String.Index
  let width: Int
  /// The scalar of a character that is one alone.
  let scalar: Unicode.Scalar?
}

private func signs(of text: String) -> [Sign] {
  let scalars = text.unicodeScalars
  var signs: [Sign] = []
  signs.reserveCapacity(text.utf8.count)
  for index in scalars.indices {
    // Where all scalars are characters by themselves, nothing need be put together.
    guard let width = scalars[index].plainWidth else { return signsOfCharacters(of: text) }
    signs.append(Sign(start: index, width: width, scalar: scalars[index]))
  }
  return signs
}

private func signsOfCharacters(of text: String) -> [Sign] {
  text.indices.map { index in
    let scalars = text[index].unicodeScalars
    return Sign(
      start: index, width: text[index].displayWidth, scalar: scalars.count == 1 ? scalars.first : nil)
  }
}

/// Cuts a text wherever a line may end.
private func unbreakablePieces(of signs: [Sign]) -> [Range<Int>] {
  var pieces: [Range<Int>] = []
  var start = 0
  for place in signs.indices.dropFirst() {
    let isJoined =
      isIn(joiningSigns, signs[place])
      || (signs[place - 1].scalar == " " && place > 1 && isIn(joiningSigns, signs[place - 2]))
    if !isJoined, mayBreak(between: signs[place - 1], and: signs[place]) {
      pieces.append(start..<place)
      start = place
    }
  }
  return pieces + [start..<signs.count]
}

private func mayBreak(between first: Sign, and second: Sign) -> Bool {
  if second.scalar == " " || isIn(closingSigns, second) || isIn(openingSigns, first) { return false }
  return first.scalar == " " || first.width == 2 || second.width == 2
}

private func isIn(_ signs: [Unicode.Scalar], _ sign: Sign) -> Bool {
  sign.scalar.map(signs.contains) ?? false
}

private let closingSigns: [Unicode.Scalar] = [
  "，", "。", "；", "：", "、", "）", "”", "》", "！", "？", ")", ",", ";", ":", ".",
]
private let joiningSigns: [Unicode.Scalar] = ["=", "×", "÷", "→"]
private let openingSigns: [Unicode.Scalar] = ["（", "“", "《", "("]
