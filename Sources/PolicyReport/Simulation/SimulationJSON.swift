import PolicyDiagnostics
package import PolicyImpact
import PolicyTypes

/// Writes a simulation for programs, as one object of the form `assay.simulation/1`.
package enum SimulationJSON {
  package static func bytes(of report: SimulationReport) -> [UInt8] {
    var writer = JSONWriter(isPretty: true)
    writer.object { writer in
      writer.member("schema", "assay.simulation/1")
      writer.member("policy", report.policy.id)
      writer.member("version", report.policy.version)
      writer.member("file", report.policy.file)
      writer.member("as_of", report.policy.asOf?.description)
      writer.member("source", report.source)
      writer.member("read", report.subjectsRead)
      writer.key("settings")
      writer.array(report.settings) { writer, setting in
        writer.object { writer in
          writer.member("path", setting.path)
          writer.member("current", setting.current)
          writer.member("file", setting.span.file.path)
          writer.member("line", setting.span.startPosition.line)
        }
      }
      writer.key("candidates")
      writer.array(report.candidates) { write($1, report, to: &$0) }
    }
    writer.endLine()
    return writer.bytes
  }

  private static func write(
    _ candidate: SimulationReport.Candidate, _ report: SimulationReport, to writer: inout JSONWriter
  ) {
    writer.object { writer in
      writer.key("values")
      writer.array(candidate.values) { $0.string($1) }
      writer.member("is_current", report.isCurrent(candidate))
      switch candidate.outcome {
      case .wrong(let diagnostic):
        writer.key("error")
        DiagnosticJSON.write(diagnostic, to: &writer)
      case .counted(let tally, let grades):
        writer.member("compared", tally.compared)
        writer.key("transitions")
        writer.array(tally.cells.indices.filter { tally.cells[$0] > 0 }) { writer, cell in
          let labels = grades.labels(ofCell: cell)
          writer.object { writer in
            writer.member("now", labels.old)
            writer.member("then", labels.new)
            writer.member("subjects", tally.cells[cell])
          }
        }
        writer.member("scored", tally.scored)
        writer.member("score_total", tally.scoreSum)
        writer.key("numbers")
        writer.array(zip(report.subject.numbers, tally.numbers)) { writer, entry in
          writer.object { writer in
            writer.member("name", entry.0.name)
            writer.member("total", entry.1)
          }
        }
      }
    }
  }
}
