import PolicyTypes

// What would change the grade, for programs.

extension JSONWriter {
  mutating func write(_ advice: Advice) {
    object { writer in
      writer.member("now", advice.now)
      writer.member("actions", advice.actions) { $0.write($1) }
      writer.member("lapsed", advice.lapsed.map(\.key)) { $0.string($1) }
      writer.member("events", advice.events) { $0.write($1) }
      writer.member("targets", advice.targets) { $0.write($1) }
    }
  }

  mutating func member(_ name: String, _ outcome: Outcome) {
    key(name)
    write(outcome)
  }

  mutating func write(_ outcome: Outcome) {
    object { writer in
      writer.member("asOf", outcome.asOf.description)
      writer.member("score", outcome.score)
      writer.member("grade", outcome.grade)
    }
  }

  private mutating func write(_ action: ActionStep) {
    object { writer in
      writer.member("id", action.id)
      writer.writeKind(action.kind)
      writer.member("record", action.record?.key)
      writer.member("source", action.source)
      writer.member("countsFrom", action.countsFrom.description)
      writer.member("terms", action.terms) { writer, term in
        writer.object { writer in
          writer.member("lastDay", term.lastDay?.description)
          writer.member("share", term.share)
          writer.member("pointsBack", term.pointsBack)
        }
      }
      writer.member("alone", action.alone)
    }
  }

  /// Writes the members `kind`, `repair`, `assumed` and `now`.
  private mutating func writeKind(_ kind: ActionStep.Kind) {
    var (name, assumed, now) = ("", Figure?.none, Value?.none)
    var repair: (clause: Citation, methods: [String], needsAll: Bool)?
    switch kind {
    case .repair(let clause, let methods, let needsAll):
      (name, repair) = ("repair", (clause, methods, needsAll))
    case .supply(let figure): (name, assumed) = ("supply", figure)
    case .change(let figure, let value):
      (name, now) = ("change", figure.value)
      assumed = Figure(name: figure.name, title: figure.title, value: value, unit: figure.unit)
    case .objection: name = "objection"
    }
    member("kind", name)
    member("repair", repair) { writer, repair in
      writer.object { writer in
        writer.member("clause", repair.clause)
        writer.member("methods", repair.methods) { $0.string($1) }
        writer.member("needsAll", repair.needsAll)
      }
    }
    member("assumed", assumed) { $0.write($1) }
    key("now")
    value(now ?? .absent)
  }

  private mutating func write(_ event: EventStep) {
    object { writer in
      writer.member("date", event.date.description)
      writer.member("causes", event.causes) { writer, cause in
        writer.object { writer in
          switch cause {
          case .expiry(let record, let title):
            writer.member("kind", "expiry")
            writer.member("record", record.key)
            writer.member("of", title)
          case .departure(let record, let list):
            writer.member("kind", "departure")
            writer.member("record", record.key)
            writer.member("of", list)
          case .repair(let record, let clause):
            writer.member("kind", "repair")
            writer.member("record", record.key)
            writer.member("of", clause.heading)
          }
        }
      }
      writer.member("outcome", event.outcome)
    }
  }

  private mutating func write(_ target: TargetStep) {
    object { writer in
      writer.member("grade", target.grade)
      writer.member("ways", target.ways) { $0.write($1) }
      writer.member("obstacles", target.obstacles) { writer, obstacle in
        writer.object { writer in
          switch obstacle {
          case .rule(let clause, let move):
            writer.member("rule", clause)
            writer.member("move", move)
            writer.member("gap", GapStep?.none) { $0.write($1) }
          case .gap(let gap):
            writer.member("rule", String?.none)
            writer.member("move", String?.none)
            writer.member("gap", gap) { $0.write($1) }
          }
        }
      }
      writer.member("lookedUntil", target.lookedUntil.description)
      writer.member("complete", target.isComplete)
    }
  }

  private mutating func write(_ way: WayStep) {
    object { writer in
      writer.member("date", way.date.description)
      writer.member("proof", way.proof.rawValue)
      writer.member("sets", way.sets) { writer, set in
        writer.object { writer in
          writer.member("actions", set.actions) { $0.string($1) }
          writer.member("outcome", set.outcome)
        }
      }
      writer.member("others", way.otherCount)
    }
  }
}
