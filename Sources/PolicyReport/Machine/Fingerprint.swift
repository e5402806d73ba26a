import PolicyDiagnostics

/// A short name of a finding that stays the same while other lines of its file change.
///
/// It is made of the code, the path and the text of the line; of findings that have all of these in common the second
/// and later ones count on. FNV-1a with 64 bits (Fowler, Noll, Vo; RFC 9923), which tells apart and protects nothing.
enum Fingerprint {
  static func all(of diagnostics: [Diagnostic]) -> [String] {
    var seen: [String: Int] = [:]
    return diagnostics.map { diagnostic in
      let key = "\(diagnostic.code.rawValue)\n\(diagnostic.span.file.path)\n\(diagnostic.span.lineText)"
      let count = seen[key, default: 0]
      seen[key] = count + 1
      return hexadecimal(hash("\(key)\n\(count)"))
    }
  }

  private static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }

  private static func hexadecimal(_ hash: UInt64) -> String {
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

extension SourceSpan {
  /// The text of the line on which the span begins, without the blanks around it.
  fileprivate var lineText: String {
    let line = file.line(file.lineIndex(at: start))
    return String(line.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
