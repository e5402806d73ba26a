import PolicyTypes

/// Writes a report of results for programs, as one object of the form `assay.report/1`.
package enum ResultsJSON {
  package static func bytes(of report: ResultsReport) -> [UInt8] {
    var writer = JSONWriter(isPretty: true)
    writer.object { writer in
      writer.member("schema", "assay.report/1")
      writer.key("grades")
      writer.array(report.grades) { $0.string($1) }
      writer.key("runs")
      writer.array(report.runs) { write($1, report, to: &$0) }
    }
    writer.endLine()
    return writer.bytes
  }

  private static func write(_ run: ResultsReport.Run, _ report: ResultsReport, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("label", run.label)
      writer.member("file", run.path)
      write(run.whole, to: &writer)
      writer.key("groups")
      writer.array(zip(report.fields, run.groups)) { writer, entry in
        writer.object { writer in
          writer.member("field", entry.0)
          writer.key("values")
          writer.array(entry.1.sorted { $0.key < $1.key }) { writer, group in
            writer.object { writer in
              writer.member("value", group.key)
              write(group.value, to: &writer)
            }
          }
        }
      }
      writer.key("quality")
      if let quality = run.quality { write(quality, to: &writer) } else { writer.null() }
    }
  }

  private static func write(_ group: ResultsReport.Group, to writer: inout JSONWriter) {
    writer.member("subjects", group.subjects)
    writer.key("grades")
    writer.object { writer in
      for (grade, count) in group.grades.sorted(by: { $0.key < $1.key }) { writer.member(grade, count) }
    }
    writer.member("scored", group.scored)
    writer.member("score_total", group.scoreSum)
    writer.member("index", group.index)
    writer.member("unified_codes", group.unifiedCodes)
  }

  private static func write(_ quality: ResultsReport.Quality, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("file", quality.path)
      writer.member("subjects", quality.subjects)
      writer.member("faults", quality.faults)
      for (name, counts) in [("codes", quality.codes), ("fields", quality.fields), ("sources", quality.sources)] {
        writer.key(name)
        writer.object { writer in
          for (key, count) in counts.sorted(by: { $0.key < $1.key }) { writer.member(key, count) }
        }
      }
    }
  }
}
