package import PolicyDiagnostics
package import PolicyIR
package import PolicyReport
package import PolicySemantics
import PolicySyntax
package import PolicyTypes

/// A policy in which no error was found, ready to run.
package struct CompiledPolicy: Sendable {
  /// The documents that make up the policy.
  package let sources: PolicySources

  /// The files of the policies that it extends, the nearest first.
  let parents: [SourceFile]

  package let typed: TypedPolicy
  package let program: IRProgram

  /// How the policy's own `data:` section, or else nothing, names outside data.
  package let mapping: DataMapping

  /// The files of the policies that it extends, nearest first.
  package let inherited: [SourcePath]

  /// When the policy is in force: as it says, and only while the version that it extends is.
  package let dates: EffectiveDates
}

extension CompiledPolicy {
  /// The policy's own file.
  package var path: SourcePath { SourcePath(typed.span.file.path) }

  /// Every file that the policy is made of, each once, its own first, and what it is to the policy.
  package var files: [(role: SourceStamp.Role, file: SourceFile)] {
    var files: [(role: SourceStamp.Role, file: SourceFile)] = [(.policy, sources.policy.file)]
    files += parents.map { (.parent, $0) }
    files += sources.imports.map { (.imported, $0.file) }
    files += ([sources.policy] + sources.imports).flatMap(\.tableFiles).map { (.reference, $0) }
    if let calendar = sources.calendar { files.append((.calendar, calendar.file)) }
    files += sources.published.sorted { $0.key < $1.key }.map { (.published, $0.value.file) }
    var seen: Set<SourceFile> = []
    return files.filter { seen.insert($0.file).inserted }
  }

  /// How Chinese-speaking readers are shown what explanations quote; worked out each time.
  package var readings: [String: String] {
    typed.readings(of: program.outline.quotations.mapValues { Set($0.map(\.index)) })
  }

  /// Returns whether the policy is in force on `date`.
  package func isInForce(on date: CalendarDate) -> Bool { dates.contains(date) }
}
