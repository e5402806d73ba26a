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
    inOrder.count { $0.severity == severity }
  }

  /// The diagnostics by file, then by place, then by code: the order in which they are shown.
  package var sorted: [Diagnostic] {
    inOrder.sorted { a, b in
      if a.span.file != b.span.file { return a.span.file.path < b.span.file.path }
      return (a.span.start, a.span.end, a.code.rawValue) < (b.span.start, b.span.end, b.code.rawValue)
    }
  }
}
