import PolicyAnalysis
import PolicyDiagnostics
import PolicySemantics
import PolicySyntax

/// Brings together what the cases of several policies show of the clauses that these share.
///
/// An outcome belongs to the file that writes it, and is shown once a case of any policy shows it that inherits or
/// imports the clause. No subject can show it only if none can under each of them.
struct CoverageTally {
  private let meters: [PolicyMeter]
  private var entries: [Entry] = []

  private struct Entry {
    let point: CoveragePoint
    var caseCount = 0
    /// Where it is found: the policy, and its place among that one's points.
    var places: [(meter: Int, point: Int)] = []
    var isPossible = true

    var path: SourcePath { SourcePath(point.span.file.path) }
  }

  init(_ meters: [PolicyMeter]) {
    self.meters = meters
    var known: [CoveragePoint.Identity: Int] = [:]
    for (number, meter) in meters.enumerated() {
      for (place, point) in meter.points.enumerated() {
        let entry = known[point.identity] ?? entries.count
        if entry == entries.count {
          known[point.identity] = entry
          entries.append(Entry(point: point))
        }
        entries[entry].caseCount += meter.counts[place]
        entries[entry].places.append((number, place))
      }
    }
  }

  /// Returns what the files show that the run is about: those at `paths`, the policies that were measured, and what
  /// these import themselves. What they extend answers for itself.
  mutating func report(about paths: [SourcePath], in library: PolicyLibrary) -> CoverageReport {
    let answering = Set(paths).union(meters.flatMap(\.ownFiles))
    settleWhatIsImpossible { answering.contains($0) }
    let files = Dictionary(grouping: entries, by: \.path)
    let inOrder = files.keys.sorted { $0.text < $1.text }
    return CoverageReport(
      files: inOrder.filter(answering.contains).map { coverage(of: $0, files[$0] ?? [], library) },
      elsewhere: inOrder.filter { !answering.contains($0) }.map {
        CoverageReport.Elsewhere(path: $0, outcomeCount: files[$0]?.count ?? 0)
      })
  }

  private func coverage(of path: SourcePath, _ entries: [Entry], _ library: PolicyLibrary) -> FileCoverage {
    let form = library.document(at: path)?.document?.form
    let policies = Set(entries.flatMap { $0.places.map(\.meter) })
    let own = meters.first { $0.path == path }?.policy.typed
    let inOrder = entries.enumerated().sorted { a, b in
      let (first, second) = (a.element.point.span, b.element.point.span)
      return (first.start, first.end, a.offset) < (second.start, second.end, b.offset)
    }
    return FileCoverage(
      path: path, title: own?.title ?? form?[.title]?.text ?? own?.id, version: own?.version ?? form?[.version]?.text,
      caseCount: policies.reduce(0) { $0 + meters[$1].caseCount },
      outcomes: inOrder.map { _, entry in
        CoverageOutcome(point: entry.point, caseCount: entry.caseCount, isPossible: entry.isPossible)
      })
  }

  /// Finds out which outcomes without a case no subject can show under any of the policies.
  private mutating func settleWhatIsImpossible(in isAsked: (SourcePath) -> Bool) {
    var open: [Int: [Int]] = [:]
    for entry in entries where entry.caseCount == 0 && isAsked(entry.path) {
      for place in entry.places { open[place.meter, default: []].append(place.point) }
    }
    let impossible = meters.indices.map { meters[$0].impossible(among: (open[$0] ?? []).sorted()) }
    for place in entries.indices where entries[place].caseCount == 0 {
      entries[place].isPossible = !entries[place].places.allSatisfy { impossible[$0.meter].contains($0.point) }
    }
  }
}

extension PolicyMeter {
  var path: SourcePath { policy.path }

  /// The policy's own file, and those that it imports itself.
  fileprivate var ownFiles: [SourcePath] {
    let imports = (policy.sources.policy.form[.import]?.elements ?? []).compactMap(\.scalar)
    let own = imports.filter { SourcePath($0.span.file.path) == path }
    return [path] + own.map { path.folder.appending($0.text) }
  }
}
