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
  var pieces: [String] = []
  var line = ""
  var lineWidth = 0
  for word in unbreakablePieces(of: text) {
    let wordWidth = word.withoutTrailingSpaces.displayWidth
    if lineWidth > 0, lineWidth + wordWidth > width {
      pieces.append(line.withoutTrailingSpaces)
      line = ""
      lineWidth = 0
    }
    line += word
    lineWidth += word.displayWidth
  }
  return pieces + [line.withoutTrailingSpaces]
}

/// Cuts `text` wherever a line may end.
private func unbreakablePieces(of text: String) -> [String] {
  var pieces: [String] = []
  var piece = ""
  var (beforePrevious, previous): (Character?, Character?) = (nil, nil)
  for character in text {
    let isJoined =
      joiningSigns.contains(character) || (previous == " " && beforePrevious.map(joiningSigns.contains) ?? false)
    if !isJoined, let previous, mayBreak(between: previous, and: character) {
      pieces.append(piece)
      piece = ""
    }
    piece.append(character)
    (beforePrevious, previous) = (previous, character)
  }
  return pieces + [piece]
}

private func mayBreak(between first: Character, and second: Character) -> Bool {
  if second == " " || closingSigns.contains(second) || openingSigns.contains(first) { return false }
  return first == " " || first.displayWidth == 2 || second.displayWidth == 2
}

private let closingSigns: Set<Character> = ["，", "。", "；", "：", "、", "）", "”", "》", "！", "？", ")", ",", ";", ":", "."]
private let joiningSigns: Set<Character> = ["=", "×", "÷", "→"]
private let openingSigns: Set<Character> = ["（", "“", "《", "("]
