import PolicyTypes

// Outcomes beside the scale, and decisions.

extension JSONWriter {
  mutating func write(_ decision: DecisionStep) {
    object { writer in
      writer.member("clause", decision.clause)
      writer.member("record", decision.record.key)
      writer.member("date", decision.record.date?.description)
      writer.member("effect", decision.effect.label)
      writer.member("grade", decision.grade)
      writer.member("before", decision.before)
      writer.member("after", decision.after)
      writer.member("reason", decision.reason)
      writer.member("decidedBy", decision.decider)
      writer.member("until", decision.until?.description)
    }
  }

  mutating func write(_ outcome: OutcomeStep) {
    object { writer in
      writer.member("clause", outcome.clause)
      writer.member("reason", outcome.reason)
      writer.member("shows", outcome.shows)
      writer.member("until", outcome.lastDay?.description)
    }
  }
}
