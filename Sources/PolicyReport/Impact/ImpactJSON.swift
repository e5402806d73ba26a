import PolicyDiagnostics
package import PolicyImpact
import PolicyTypes

/// Writes an impact report for programs, as one object of the form `assay.impact/1`.
///
/// The names of its members never depend on the language of messages; `grammar/reports.md` tells what they mean.
package enum ImpactJSON {
  package static func bytes(of report: ImpactReport, gates: [GateOutcome]) -> [UInt8] {
    var writer = JSONWriter(isPretty: true)
    writer.object { writer in
      writer.member("schema", "assay.impact/1")
      write(report.old, as: "old", to: &writer)
      write(report.new, as: "new", to: &writer)
      writer.key("changes")
      writer.array(report.changes) { write($1, to: &$0) }
      writer.key("gates")
      writer.array(gates) { writer, gate in
        writer.object { writer in
          writer.member("condition", gate.text)
          writer.key("holds")
          if let holds = gate.holds { writer.boolean(holds) } else { writer.null() }
        }
      }
      writer.key("population")
      if let population = report.population { write(population, to: &writer) } else { writer.null() }
    }
    writer.endLine()
    return writer.bytes
  }

  private static func write(_ version: ImpactReport.Version, as name: String, to writer: inout JSONWriter) {
    writer.key(name)
    writer.object { writer in
      writer.member("policy", version.id)
      writer.member("title", version.title)
      writer.member("version", version.version)
      writer.member("file", version.file)
      writer.member("as_of", version.asOf?.description)
    }
  }

  // MARK: Changes

  private static func write(_ change: PolicyChange, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("number", change.number + 1)
      writer.member("kind", change.kind.rawValue)
      writer.member("operation", change.operation.rawValue)
      writer.member("matters", change.canMatter)
      writer.member("path", change.path.text)
      writer.member("title", change.path.title)
      write(change.old, as: "old", to: &writer)
      write(change.new, as: "new", to: &writer)
      writer.member("text", change.sentence.english)
      writer.member("text_zh", change.sentence.chinese)
    }
  }

  private static func write(_ side: PolicyChange.Side?, as name: String, to writer: inout JSONWriter) {
    writer.key(name)
    guard let side else { return writer.null() }
    writer.object { writer in
      writer.member("text", side.text)
      writer.member("file", side.span.file.path)
      writer.member("line", side.span.startPosition.line)
      writer.member("column", side.span.startPosition.column)
    }
  }

  // MARK: The population

  private static func write(_ population: ImpactReport.Population, to writer: inout JSONWriter) {
    let (subject, tally) = (population.subject, population.tally)
    writer.object { writer in
      writer.member("source", population.source)
      writer.member("read", population.subjectsRead)
      writer.member("compared", tally.compared)
      writer.key("set_aside")
      writer.object { writer in
        writer.member("old", population.oldSetAside)
        writer.member("new", population.newSetAside)
        writer.member("only_old", tally.onlyNew)
        writer.member("only_new", tally.onlyOld)
      }
      writer.member("moved", population.movedCount)
      writer.member("worse", population.worseCount)
      writer.member("better", population.betterCount)
      writer.member("other", population.otherCount)
      writer.key("scores")
      writer.object { writer in
        writer.member("fell", tally.scoreFell)
        writer.member("rose", tally.scoreRose)
        writer.member("change", tally.scoreChange)
      }
      writer.key("transitions")
      writeTransitions(tally.cells, subject.grades, to: &writer)
      writeGroups(subject, tally, to: &writer)
      writeSteps(population, to: &writer)
      writeMovers(subject, tally, to: &writer)
      writeMeasures(subject, tally, to: &writer)
      writeThresholds(subject, tally, to: &writer)
    }
  }

  private static func writeTransitions(_ cells: [Int], _ grades: GradePairs, to writer: inout JSONWriter) {
    writer.array(cells.indices.filter { cells[$0] > 0 }) { writer, cell in
      let labels = grades.labels(ofCell: cell)
      writer.object { writer in
        writer.member("old", labels.old)
        writer.member("new", labels.new)
        writer.member("worse_by", grades.movement(ofCell: cell).rank)
        writer.member("subjects", cells[cell])
      }
    }
  }

  private static func writeGroups(_ subject: ImpactSubject, _ tally: ImpactTally, to writer: inout JSONWriter) {
    writer.key("groups")
    writer.array(zip(subject.fields, tally.groups)) { writer, group in
      writer.object { writer in
        writer.member("field", group.0.name)
        writer.key("values")
        writer.array(group.1.sorted { $0.key.description < $1.key.description }) { writer, entry in
          writer.object { writer in
            writer.key("value")
            writer.value(entry.key)
            writer.member("subjects", entry.value.reduce(0, +))
            writer.key("transitions")
            writeTransitions(entry.value, subject.grades, to: &writer)
          }
        }
      }
    }
  }

  private static func writeSteps(_ population: ImpactReport.Population, to writer: inout JSONWriter) {
    writer.key("steps")
    writer.array(zip(population.steps, population.tally.steps)) { writer, entry in
      let (step, tally) = entry
      writer.object { writer in
        writer.key("changes")
        if case .changes(let numbers) = step {
          writer.array(numbers) { $0.integer($1 + 1) }
        } else {
          writer.array { _ in }
        }
        writer.member("is_time", step == .time)
        writer.member("worse", tally.worse)
        writer.member("better", tally.better)
        writer.member("other", tally.other)
        writer.member("worse_by", tally.grades)
        writer.member("scores_fell", tally.scoreFell)
        writer.member("scores_rose", tally.scoreRose)
        writer.member("score_change", tally.scoreChange)
      }
    }
    writer.member("moved_back", population.tally.movedBack)
  }

  private static func writeMovers(_ subject: ImpactSubject, _ tally: ImpactTally, to writer: inout JSONWriter) {
    writer.key("movers")
    writer.array(tally.movers) { writer, mover in
      let labels = subject.grades.labels(ofCell: mover.cell)
      writer.object { writer in
        writer.member("id", mover.id)
        for (field, value) in zip(subject.fields, mover.fields) {
          writer.key("field:\(field.name)")
          writer.value(value)
        }
        writer.member("old", labels.old)
        writer.member("new", labels.new)
        writer.member("worse_by", subject.grades.movement(ofCell: mover.cell).rank)
        writer.member("old_score", mover.oldScore)
        writer.member("new_score", mover.newScore)
        writer.key("steps")
        writer.array(mover.steps) { $0.integer($1 + 1) }
      }
    }
  }

  private static func writeMeasures(_ subject: ImpactSubject, _ tally: ImpactTally, to writer: inout JSONWriter) {
    writer.key("measures")
    writer.array(zip(subject.measures, tally.measures)) { writer, entry in
      writer.object { writer in
        writer.member("name", entry.0.name)
        writer.member("title", entry.0.title)
        writer.member("old", entry.1.old)
        writer.member("new", entry.1.new)
        writer.member("gained", entry.1.gained)
        writer.member("lost", entry.1.lost)
      }
    }
    writer.key("numbers")
    writer.array(zip(subject.numbers, tally.numbers)) { writer, entry in
      writer.object { writer in
        writer.member("name", entry.0.name)
        writer.member("old_subjects", entry.1.oldCount)
        writer.member("new_subjects", entry.1.newCount)
        writer.member("old_total", entry.1.old)
        writer.member("new_total", entry.1.new)
      }
    }
  }

  private static func writeThresholds(_ subject: ImpactSubject, _ tally: ImpactTally, to writer: inout JSONWriter) {
    writer.member("margin", subject.margin)
    for (name, thresholds, near) in [
      ("old_thresholds", subject.oldThresholds, tally.oldNear),
      ("new_thresholds", subject.newThresholds, tally.newNear),
    ] {
      writer.key(name)
      writer.array(zip(thresholds, near)) { writer, entry in
        writer.object { writer in
          writer.member("score", entry.0.score)
          writer.member("text", entry.0.text)
          writer.member("below", entry.1.below)
          writer.member("above", entry.1.above)
        }
      }
    }
  }
}

extension GradeMovement {
  /// By how many grades worse; nil between outcomes of which neither is better.
  fileprivate var rank: Decimal128? { self == .other ? nil : Decimal128(steps) }
}
