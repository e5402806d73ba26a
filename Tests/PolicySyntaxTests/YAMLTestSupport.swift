import PolicyDiagnostics
import PolicySyntax

/// What reading one YAML text gave.
struct YAMLReading {
  let root: YAMLNode?
  let diagnostics: [Diagnostic]

  init(_ bytes: [UInt8]) {
    var found = DiagnosticSet()
    root = parseYAML(SourceFile(path: "test.yaml", bytes: bytes), into: &found)
    diagnostics = found.sorted
  }

  init(_ text: String) {
    self.init(Array(text.utf8))
  }

  /// The codes and the texts that they underline, in order.
  var marks: [String] {
    diagnostics.map { "\($0.code.rawValue) \($0.span.text)" }
  }

  /// The value below the keys of `path`.
  func value(_ path: String...) -> YAMLNode? {
    path.reduce(root) { $0?.value(of: $1) }
  }
}

/// Returns `text` with the edit of `fixIt` made.
func applying(_ fixIt: FixIt, to text: String) -> String {
  var bytes = Array(text.utf8)
  bytes.replaceSubrange(fixIt.span.start..<fixIt.span.end, with: Array(fixIt.replacement.utf8))
  return String(decoding: bytes, as: UTF8.self)
}

extension YAMLScalar {
  /// The source of the first occurrence of `part` in the text.
  func source(of part: String) -> String? {
    let bytes = Array(text.utf8)
    let wanted = Array(part.utf8)
    guard let start = bytes.indices.first(where: { bytes[$0...].starts(with: wanted) }) else { return nil }
    return span(of: start..<start + wanted.count).text
  }
}

/// A small generator with a seed, so that a failure can be repeated.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
