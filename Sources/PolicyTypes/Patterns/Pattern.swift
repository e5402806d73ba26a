package import PolicyDiagnostics

/// A regular expression as XPath has them, compiled.
///
/// The matcher is our own, small one. What it is for is small, and what there is does not fit: PCRE2 and the standard
/// library's `Regex` backtrack without a bound that holds for every pattern, and read another dialect, without
/// `[A-Z-[OI]]`, `\i` or `\p{IsGreek}`. Here matching takes time in proportion to text times pattern, whatever they
/// are. The price is that there are no back-references, which no such bound allows.
package struct Pattern: Sendable {
  let program: [PatternInstruction]
  let groupCount: Int
  let flags: PatternFlags

  /// How many instructions matching one character may take.
  package var size: Int { program.count }

  /// Reads a pattern and its flags, or says why it is none.
  package static func compile(_ text: String, flags: String) -> Result<Pattern, PatternFailure> {
    do throws(PatternFailure) {
      return .success(try Pattern(text, flags: flags))
    } catch {
      return .failure(error)
    }
  }

  init(_ text: String, flags: String) throws(PatternFailure) {
    let flags = try PatternFlags(flags)
    var parser = PatternParser(text, flags)
    let tree = try parser.parse()
    var compiler = PatternCompiler()
    try compiler.compile(tree)
    self.init(program: compiler.finished, groupCount: parser.groupCount, flags: flags)
  }

  private init(program: [PatternInstruction], groupCount: Int, flags: PatternFlags) {
    self.program = program
    self.groupCount = groupCount
    self.flags = flags
  }
}

/// Why a text is no pattern.
package struct PatternFailure: Error {
  package let reason: LocalizedText

  init(_ english: String, _ chinese: String) {
    reason = LocalizedText(english, chinese)
  }

  static let tooLarge = PatternFailure("it is too large", "模式过大")
}

/// How a pattern is read and matched.
struct PatternFlags: Sendable {
  private(set) var dotMatchesNewline = false
  private(set) var hasLines = false
  private(set) var ignoresCase = false
  private(set) var ignoresBlanks = false
  private(set) var isLiteral = false

  init(_ text: String) throws(PatternFailure) {
    for flag in text.unicodeScalars {
      switch flag {
      case "s": dotMatchesNewline = true
      case "m": hasLines = true
      case "i": ignoresCase = true
      case "x": ignoresBlanks = true
      case "q": isLiteral = true
      default: throw PatternFailure("`\(flag)` is no flag; flags are s, m, i, x and q", "`\(flag)` 不是标志，可用 s、m、i、x、q")
      }
    }
  }
}

/// What a pattern consists of.
indirect enum PatternNode: Sendable {
  case empty
  case characters(PatternClass)
  case lineStart
  case lineEnd
  case sequence([PatternNode])
  case choice([PatternNode])
  case group(PatternNode, Int)
  case repetition(PatternNode, least: Int, most: Int?, isGreedy: Bool)
}

enum PatternInstruction: Sendable {
  case characters(PatternClass)
  case lineStart
  case lineEnd
  /// Goes on at the first place and, if that leads nowhere, at the second.
  case split(Int, Int)
  case jump(Int)
  case save(Int)
  case match
}

/// Turns a tree into instructions.
struct PatternCompiler {
  private var program: [PatternInstruction] = []

  private static let limit = 5_000

  var finished: [PatternInstruction] { program + [.match] }

  mutating func compile(_ node: PatternNode) throws(PatternFailure) {
    switch node {
    case .empty: break
    case .characters(let set): try emit(.characters(set))
    case .lineStart: try emit(.lineStart)
    case .lineEnd: try emit(.lineEnd)
    case .sequence(let nodes): for node in nodes { try compile(node) }
    case .choice(let branches): try compile(choice: branches[...])
    case .group(let inner, let number):
      try emit(.save(2 * number))
      try compile(inner)
      try emit(.save(2 * number + 1))
    case .repetition(let inner, let least, let most, let isGreedy):
      for _ in 0..<least { try compile(inner) }
      guard let most else { return try compile(star: inner, isGreedy: isGreedy) }
      try compile(optional: inner, count: most - least, isGreedy: isGreedy)
    }
  }

  private mutating func emit(_ instruction: PatternInstruction) throws(PatternFailure) {
    guard program.count < Self.limit else { throw .tooLarge }
    program.append(instruction)
  }

  private mutating func compile(choice branches: ArraySlice<PatternNode>) throws(PatternFailure) {
    var jumps: [Int] = []
    for (offset, branch) in branches.enumerated() {
      let isLast = offset == branches.count - 1
      let split = program.count
      if !isLast { try emit(.split(0, 0)) }
      try compile(branch)
      guard !isLast else { break }
      jumps.append(program.count)
      try emit(.jump(0))
      program[split] = .split(split + 1, program.count)
    }
    for jump in jumps { program[jump] = .jump(program.count) }
  }

  private mutating func compile(star inner: PatternNode, isGreedy: Bool) throws(PatternFailure) {
    let split = program.count
    try emit(.split(0, 0))
    try compile(inner)
    try emit(.jump(split))
    program[split] = isGreedy ? .split(split + 1, program.count) : .split(program.count, split + 1)
  }

  private mutating func compile(optional inner: PatternNode, count: Int, isGreedy: Bool) throws(PatternFailure) {
    var splits: [Int] = []
    for _ in 0..<count {
      splits.append(program.count)
      try emit(.split(0, 0))
      try compile(inner)
    }
    for split in splits {
      program[split] = isGreedy ? .split(split + 1, program.count) : .split(program.count, split + 1)
    }
  }
}
