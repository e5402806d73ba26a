import PolicyDiagnostics

/// Reads the regular expressions of XPath 2.0: those of XML Schema with groups, anchors and reluctant quantifiers.
struct PatternParser {
  private let scalars: [Unicode.Scalar]
  private let flags: PatternFlags
  private var position = 0
  private var depth = 0
  private(set) var groupCount = 0

  init(_ text: String, _ flags: PatternFlags) {
    scalars = Array(text.unicodeScalars)
    self.flags = flags
  }

  mutating func parse() throws(PatternFailure) -> PatternNode {
    guard scalars.count <= 20_000 else { throw .tooLarge }
    if flags.isLiteral { return .sequence(scalars.map { .characters(single($0)) }) }
    let node = try parseChoice()
    guard next == nil else { throw PatternFailure("a `)` closes nothing", "`)` 没有对应的左括号") }
    return node
  }

  // MARK: The cursor

  /// The next character; blanks outside classes do not count where the flag x says so.
  private var next: Unicode.Scalar? {
    mutating get {
      if flags.ignoresBlanks { while position < scalars.count, isBlank(scalars[position]) { position += 1 } }
      return position < scalars.count ? scalars[position] : nil
    }
  }

  private func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r"
  }

  private mutating func accept(_ sign: Unicode.Scalar) -> Bool {
    guard next == sign else { return false }
    position += 1
    return true
  }

  private func single(_ scalar: Unicode.Scalar) -> PatternClass {
    PatternClass([.range(scalar, scalar)], ignoresCase: flags.ignoresCase)
  }

  // MARK: Structure

  private mutating func parseChoice() throws(PatternFailure) -> PatternNode {
    depth += 1
    defer { depth -= 1 }
    guard depth <= 50 else { throw .tooLarge }
    var branches = [try parseBranch()]
    while accept("|") { branches.append(try parseBranch()) }
    return branches.count == 1 ? branches[0] : .choice(branches)
  }

  private mutating func parseBranch() throws(PatternFailure) -> PatternNode {
    var pieces: [PatternNode] = []
    while let sign = next, sign != "|", sign != ")" {
      position += 1
      pieces.append(try parseQuantifier(of: try parseAtom(sign)))
    }
    return pieces.isEmpty ? .empty : .sequence(pieces)
  }

  private mutating func parseAtom(_ sign: Unicode.Scalar) throws(PatternFailure) -> PatternNode {
    switch sign {
    case "(": return try parseGroup()
    case "[": return .characters(try parseClass())
    case ".":
      let lineEnds: [PatternClass.Item] = flags.dotMatchesNewline ? [] : [.range("\n", "\n"), .range("\r", "\r")]
      return .characters(PatternClass(lineEnds, isNegated: true))
    case "^": return .lineStart
    case "$": return .lineEnd
    case "\\": return .characters(try parseEscape())
    case "?", "*", "+", "{", "}", "]":
      throw PatternFailure(
        "`\(sign)` stands alone; `\\\(sign)` means the character", "`\(sign)` 位置不对，字符本身写作 `\\\(sign)`")
    default: return .characters(single(sign))
    }
  }

  private mutating func parseGroup() throws(PatternFailure) -> PatternNode {
    var number: Int?
    if accept("?") {
      guard accept(":") else { throw PatternFailure("after `(?` only `:` may follow", "`(?` 之后只能是 `:`") }
    } else {
      groupCount += 1
      number = groupCount
    }
    let inner = try parseChoice()
    guard accept(")") else { throw PatternFailure("a `(` is not closed", "`(` 没有闭合") }
    return number.map { .group(inner, $0) } ?? inner
  }

  private mutating func parseQuantifier(of atom: PatternNode) throws(PatternFailure) -> PatternNode {
    guard let sign = next else { return atom }
    let bounds: (least: Int, most: Int?)
    switch sign {
    case "?": bounds = (0, 1)
    case "*": bounds = (0, nil)
    case "+": bounds = (1, nil)
    case "{":
      position += 1
      bounds = try parseCounts()
    default: return atom
    }
    if sign != "{" { position += 1 }
    return .repetition(atom, least: bounds.least, most: bounds.most, isGreedy: !accept("?"))
  }

  private mutating func parseCounts() throws(PatternFailure) -> (Int, Int?) {
    let wrong = PatternFailure("counts are written `{2}`, `{2,}` or `{2,5}`", "次数写作 `{2}`、`{2,}` 或 `{2,5}`")
    guard let least = readNumber() else { throw wrong }
    if accept("}") { return (least, least) }
    guard accept(",") else { throw wrong }
    if accept("}") { return (least, nil) }
    guard let most = readNumber(), most >= least, accept("}") else { throw wrong }
    return (least, most)
  }

  private mutating func readNumber() -> Int? {
    var value: Int?
    while let sign = next, ("0"..."9").contains(sign) {
      position += 1
      value = min((value ?? 0) * 10 + Int(sign.value - 48), 100_000)
    }
    return value
  }

  // MARK: Characters

  /// Reads what follows a backslash.
  private mutating func parseEscape() throws(PatternFailure) -> PatternClass {
    guard let sign = next else { throw PatternFailure("a `\\` ends it", "模式以 `\\` 结尾") }
    position += 1
    if let scalar = Self.escaped[sign] { return single(scalar) }
    if let item = try parseClassEscape(sign) { return PatternClass([item], ignoresCase: flags.ignoresCase) }
    throw wrongEscape(sign)
  }

  private func wrongEscape(_ sign: Unicode.Scalar) -> PatternFailure {
    if ("0"..."9").contains(sign) {
      return PatternFailure("back-references such as `\\\(sign)` are left out", "不支持 `\\\(sign)` 这样的反向引用")
    }
    return PatternFailure("`\\\(sign)` has no meaning", "`\\\(sign)` 没有含义")
  }

  private static let escaped: [Unicode.Scalar: Unicode.Scalar] = {
    var table: [Unicode.Scalar: Unicode.Scalar] = ["n": "\n", "r": "\r", "t": "\t"]
    for sign in "\\|.-^?*+{}()[]$".unicodeScalars { table[sign] = sign }
    return table
  }()

  private mutating func parseClassEscape(_ sign: Unicode.Scalar) throws(PatternFailure) -> PatternClass.Item? {
    switch sign {
    case "s", "S": .named(.blank, isNegated: sign == "S")
    case "d", "D": .named(.digit, isNegated: sign == "D")
    case "w", "W": .named(.word, isNegated: sign == "W")
    case "i", "I": .named(.nameStart, isNegated: sign == "I")
    case "c", "C": .named(.nameCharacter, isNegated: sign == "C")
    case "p", "P": .named(try parseProperty(), isNegated: sign == "P")
    default: nil
    }
  }

  private mutating func parseProperty() throws(PatternFailure) -> PatternClass.Name {
    guard accept("{") else { throw PatternFailure("`\\p` is followed by `{…}`", "`\\p` 之后应为 `{…}`") }
    var name = ""
    while let sign = next, sign != "}" {
      name.unicodeScalars.append(sign)
      position += 1
    }
    guard accept("}") else { throw PatternFailure("a `{` is not closed", "`{` 没有闭合") }
    if name.hasPrefix("Is"), let block = UnicodeBlock.ranges[String(name.dropFirst(2))] { return .block(block) }
    if Self.categories.contains(name) { return .category(name) }
    throw PatternFailure("`\(name)` is no property of characters", "`\(name)` 不是字符的属性")
  }

  private static let categories: Set = [
    "L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc", "Pd", "Ps", "Pe", "Pi",
    "Pf", "Po", "Z", "Zs", "Zl", "Zp", "S", "Sm", "Sc", "Sk", "So", "C", "Cc", "Cf", "Co", "Cn",
  ]

  // MARK: Classes

  /// Reads a class after its `[`; blanks count inside.
  private mutating func parseClass() throws(PatternFailure) -> PatternClass {
    depth += 1
    defer { depth -= 1 }
    guard depth <= 50 else { throw .tooLarge }
    var items: [PatternClass.Item] = []
    let isNegated = current == "^"
    if isNegated { position += 1 }
    while let sign = current {
      position += 1
      if sign == "]" {
        guard !items.isEmpty else { throw PatternFailure("`[]` holds nothing", "`[]` 内没有字符") }
        return PatternClass(items, isNegated: isNegated, ignoresCase: flags.ignoresCase)
      }
      if sign == "-", current == "[", !items.isEmpty {
        position += 1
        let without = try parseClass()
        guard current == "]" else { throw PatternFailure("a subtraction ends its class", "减去的字符组应在末尾") }
        position += 1
        return PatternClass(items, isNegated: isNegated, without: without, ignoresCase: flags.ignoresCase)
      }
      items.append(try parseItem(sign, isFirst: items.isEmpty))
    }
    throw PatternFailure("a `[` is not closed", "`[` 没有闭合")
  }

  /// The next character, blank or not.
  private var current: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

  private mutating func parseItem(_ sign: Unicode.Scalar, isFirst: Bool) throws(PatternFailure) -> PatternClass.Item {
    if sign == "[" { throw PatternFailure("`[` stands in a class as `\\[`", "字符组内的 `[` 写作 `\\[`") }
    if sign == "-", !isFirst, current != "]" {
      throw PatternFailure("`-` stands in a class first, last or as `\\-`", "字符组内的 `-` 应在首尾或写作 `\\-`")
    }
    guard let low = try parseMember(sign) else {
      return try parseClassEscape(scalars[position - 1]) ?? .range(sign, sign)
    }
    guard current == "-", position + 1 < scalars.count, scalars[position + 1] != "]", scalars[position + 1] != "["
    else {
      return .range(low, low)
    }
    position += 1
    let end = scalars[position]
    position += 1
    guard let high = try parseMember(end), low <= high else {
      throw PatternFailure("a range of characters goes from the lower to the higher", "字符范围应从小到大")
    }
    return .range(low, high)
  }

  /// Returns the one character that `sign` begins, or nil after the letter of an escape for several.
  private mutating func parseMember(_ sign: Unicode.Scalar) throws(PatternFailure) -> Unicode.Scalar? {
    guard sign == "\\" else { return sign }
    guard let letter = current else { throw PatternFailure("a `[` is not closed", "`[` 没有闭合") }
    position += 1
    if let scalar = Self.escaped[letter] { return scalar }
    guard "sSdDwWiIcCpP".unicodeScalars.contains(letter) else { throw wrongEscape(letter) }
    return nil
  }
}
