import PolicyDiagnostics
import PolicyTypes

// The measures, for programs.

extension JSONWriter {
  mutating func write(_ measure: MeasureStep) {
    object { writer in
      writer.member("id", measure.id)
      writer.member("state", measure.state.rawValue)
      writer.member("clause", measure.clause)
      writer.member("kind", measure.kind)
      writer.member("department", measure.department)
      writer.member("targets", measure.targets) { $0.string($1) }
      writer.member("grades", measure.grades) { $0.array($1) { $0.string($1) } }
      writer.member("fitsGrade", measure.fitsGrade)
      writer.writeMembers(of: measure.application, id: measure.id)
      writer.member("records", measure.records) { $0.write($1) }
      writer.member("conflicts", measure.conflicts.map(\.name)) { $0.string($1) }
      writer.member("discretion", measure.discretion)
      writer.member("exceptions", measure.exceptions)
    }
  }

  private mutating func writeMembers(of application: MeasureApplicationStep, id: String) {
    member("condition", application.condition)
    member("exception", application.exception)
    member("over", application.isOver)
    member("followUp", application.followUp) { $0.write($1) }
    member("escalation", application.escalation) { $0.write($1) }
    member("displacedBy", application.displacedBy) { writer, displacer in
      writer.object { writer in
        writer.member("measure", displacer.clause.name)
        writer.member("kind", displacer.kind.rawValue)
      }
    }
    member("gap", application.gap) { $0.write($1) }
    member("numbers", application.numbers) { $0.write($1, of: id) }
  }

  private mutating func write(_ records: MeasureRecordsStep) {
    object { writer in
      writer.member("source", records.source)
      writer.member("values", records.records) { writer, record in
        writer.object { writer in
          writer.writeReference(record.record, record.application.isGiven ? .fired : .notFired)
          writer.writeMembers(of: record.application, id: record.record.id)
        }
      }
      writer.member("notCounted", records.notCounted) { $0.write($1) }
    }
  }

  private mutating func write(_ followUp: FollowUpStep) {
    object { writer in
      writer.member("state", followUp.state)
      writer.member("since", followUp.since.description)
      writer.member("ended", followUp.hasEnded)
    }
  }

  private mutating func write(_ escalation: EscalationStep) {
    object { writer in
      writer.member("measure", escalation.measure.name)
      writer.member("count", Decimal128(escalation.count))
      writer.member("within", escalation.text)
      writer.member("place", escalation.place)
      writer.member("counts", escalation.counts)
      writer.member("holds", escalation.holds)
    }
  }

  private mutating func write(_ number: NumberStep, of id: String) {
    object { writer in
      writer.member("id", id + "/" + number.name)
      writer.member("name", number.name)
      writer.member("title", number.title)
      writer.member("unit", number.unit.name)
      writer.member("value", number.value)
    }
  }
}
