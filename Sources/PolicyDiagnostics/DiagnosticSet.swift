/// What the stages of one compilation found, each thing once.
package struct DiagnosticSet: Sendable {
  private var members: Set<Diagnostic> = []
  private var inOrder: [Diagnostic] = []

  package init() {}

  package mutating func insert(_ diagnostic: Diagnostic) {
    if members.insert(diagnostic).inserted { inOrder.append(diagnostic) }
  }

  package mutating func formUnion(_ other: DiagnosticSet) {
    for diagnostic in other.inOrder { insert(diagnostic) }
  }

  package var isEmpty: Bool { inOrder.isEmpty }
  package var containsError: Bool { inOrder.contains { $0.severity == .error } }

  /// Whether there is an error of another kind than `codes`.
  package func containsError(besides codes: Set<DiagnosticCode>) -> Bool {
    inOrder.contains { $0.severity == .error && !codes.contains($0.code) }
  }

  package func count(of severity: Severity) -> Int {
    sorted.count { $0.severity == severity }
  }

  /// The diagnostics by file, then by place, then by code: the order in which they are shown. A name that is unknown in
  /// several places of a file is one mistake, shown at the first of them.
  package var sorted: [Diagnostic] {
    let byPlace = inOrder.sorted { a, b in
      if a.span.file != b.span.file { return a.span.file.path < b.span.file.path }
      return (a.span.start, a.span.end, a.code.rawValue) < (b.span.start, b.span.end, b.code.rawValue)
    }
    return joined(byPlace)
  }

  private func joined(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    var joined: [Diagnostic] = []
    var places: [UnknownName: Int] = [:]
    for diagnostic in diagnostics {
      guard let name = UnknownName(diagnostic) else {
        joined.append(diagnostic)
        continue
      }
      if let first = places[name] {
        joined[first] = joined[first].with(Label(LocalizedText("and here", "这里也是"), at: diagnostic.span))
      } else {
        places[name] = joined.count
        joined.append(diagnostic)
      }
    }
    return joined
  }
}

/// What a diagnostic says of a name that nothing bears.
private struct UnknownName: Hashable {
  let code: DiagnosticCode
  let message: LocalizedText
  let file: SourceFile

  init?(_ diagnostic: Diagnostic) {
    guard [.unknownName, .unknownLabel, .unknownFunction].contains(diagnostic.code) else { return nil }
    code = diagnostic.code
    message = diagnostic.message
    file = diagnostic.span.file
  }
}
