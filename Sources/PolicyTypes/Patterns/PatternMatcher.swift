/// Finds where a pattern fits: all threads of the program go through the text together, the preferred one first.
///
/// Each instruction is entered at most once for each character, so that the time is bounded by text times program.
struct PatternMatcher {
  private let pattern: Pattern
  private let text: [Unicode.Scalar]
  private var marks: [Int]
  private var generation = 0

  init(_ pattern: Pattern, _ text: [Unicode.Scalar]) {
    self.pattern = pattern
    self.text = text
    marks = [Int](repeating: 0, count: pattern.program.count)
  }

  private struct Thread {
    let place: Int
    let groups: [Int]
  }

  /// Returns where the first fit at or after `start` begins and ends, then where each group does; −1 for a group that
  /// has no part in it.
  mutating func firstMatch(from start: Int) -> [Int]? {
    let none = [Int](repeating: -1, count: 2 * (pattern.groupCount + 1))
    var current: [Thread] = []
    var best: [Int]?
    var position = start
    generation += 1
    while true {
      if best == nil {
        var groups = none
        groups[0] = position
        enter(0, position, groups, &current)
      }
      if current.isEmpty, best != nil { break }
      generation += 1
      var following: [Thread] = []
      for thread in current {
        switch pattern.program[thread.place] {
        case .match:
          var groups = thread.groups
          groups[1] = position
          best = groups
        case .characters(let set):
          if position < text.count, set.contains(text[position]) {
            enter(thread.place + 1, position + 1, thread.groups, &following)
          }
          continue
        default: continue
        }
        // What comes after a match is less preferred.
        break
      }
      guard position < text.count else { break }
      current = following
      position += 1
      if current.isEmpty, best != nil { break }
    }
    return best
  }

  /// Adds the threads that reading no character leads to from `place`.
  private mutating func enter(_ place: Int, _ position: Int, _ groups: [Int], _ threads: inout [Thread]) {
    var pending = [(place, groups)]
    while let (place, groups) = pending.popLast() {
      guard marks[place] != generation else { continue }
      marks[place] = generation
      switch pattern.program[place] {
      case .jump(let target): pending.append((target, groups))
      case .split(let first, let second):
        pending.append((second, groups))
        pending.append((first, groups))
      case .save(let slot):
        var changed = groups
        changed[slot] = position
        pending.append((place + 1, changed))
      case .lineStart: if isLineStart(position) { pending.append((place + 1, groups)) }
      case .lineEnd: if isLineEnd(position) { pending.append((place + 1, groups)) }
      case .characters, .match: threads.append(Thread(place: place, groups: groups))
      }
    }
  }

  private func isLineStart(_ position: Int) -> Bool {
    if position == 0 { return true }
    return pattern.flags.hasLines && text[position - 1] == "\n" && position < text.count
  }

  private func isLineEnd(_ position: Int) -> Bool {
    position == text.count || pattern.flags.hasLines && text[position] == "\n"
  }
}

// MARK: What functions ask

extension Pattern {
  /// Whether the pattern fits somewhere in `text`.
  package func isFound(in text: String) -> Bool {
    var matcher = PatternMatcher(self, Array(text.unicodeScalars))
    return matcher.firstMatch(from: 0) != nil
  }

  /// Returns the parts of `text` between the fits; nil where the pattern fits the empty text.
  package func parts(of text: String) -> [String]? {
    if isFound(in: "") { return nil }
    let scalars = Array(text.unicodeScalars)
    var parts: [String] = []
    var end = 0
    forEachMatch(in: scalars) { groups in
      parts.append(string(scalars[end..<groups[0]]))
      end = groups[1]
    }
    return parts + [string(scalars[end...])]
  }

  /// Returns `text` with every fit replaced; nil where the pattern fits the empty text or the replacement is wrong.
  ///
  /// A text that would have more than 10,000,000 characters is left as long as that.
  package func replacing(in text: String, with replacement: String) -> String? {
    guard !isFound(in: ""), let pieces = pieces(of: replacement) else { return nil }
    let scalars = Array(text.unicodeScalars)
    var result = String.UnicodeScalarView()
    var (end, length) = (0, 0)
    forEachMatch(in: scalars) { groups in
      guard length < Self.longest else { return }
      result.append(contentsOf: scalars[end..<groups[0]])
      length += groups[0] - end + pieces.count
      for piece in pieces where length < Self.longest {
        switch piece {
        case .text(let scalar): result.append(scalar)
        case .group(let number):
          guard number <= groupCount, groups[2 * number] >= 0 else { continue }
          length += groups[2 * number + 1] - groups[2 * number]
          result.append(contentsOf: scalars[groups[2 * number]..<groups[2 * number + 1]])
        }
      }
      end = groups[1]
    }
    result.append(contentsOf: scalars[end...])
    return String(result)
  }

  private static let longest = 10_000_001

  private enum Piece {
    case text(Unicode.Scalar)
    case group(Int)
  }

  /// Reads a replacement: `$1` is a group, `\$` and `\\` are the characters.
  private func pieces(of replacement: String) -> [Piece]? {
    if flags.isLiteral { return replacement.unicodeScalars.map { .text($0) } }
    let scalars = Array(replacement.unicodeScalars)
    var pieces: [Piece] = []
    var position = 0
    while position < scalars.count {
      let scalar = scalars[position]
      position += 1
      if scalar == "\\" {
        guard position < scalars.count, scalars[position] == "\\" || scalars[position] == "$" else { return nil }
        pieces.append(.text(scalars[position]))
        position += 1
      } else if scalar == "$" {
        guard let number = groupNumber(scalars, &position) else { return nil }
        pieces.append(.group(number))
      } else {
        pieces.append(.text(scalar))
      }
    }
    return pieces
  }

  /// Reads digits as long as a group of that number can exist.
  private func groupNumber(_ scalars: [Unicode.Scalar], _ position: inout Int) -> Int? {
    var number: Int?
    while position < scalars.count, ("0"..."9").contains(scalars[position]) {
      let longer = (number ?? 0) * 10 + Int(scalars[position].value - 48)
      if number != nil, longer > groupCount { break }
      number = longer
      position += 1
    }
    return number
  }

  private func forEachMatch(in scalars: [Unicode.Scalar], _ body: ([Int]) -> Void) {
    var matcher = PatternMatcher(self, scalars)
    var position = 0
    while position <= scalars.count, let groups = matcher.firstMatch(from: position) {
      guard groups[1] > groups[0] else {
        position = groups[1] + 1
        continue
      }
      body(groups)
      position = groups[1]
    }
  }

  private func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}
