import PolicyTypes

// What repairs did.

extension JSONWriter {
  mutating func write(_ repair: RepairStep) {
    object { writer in
      writer.member("clause", repair.clause)
      writer.member("state", repair.state.rawValue)
      writer.member("exclusion", repair.exclusion)
      writer.member("done", repair.done?.description)
      writer.member("effectiveFrom", repair.effectiveFrom?.description)
      writer.member("share", repair.share)
      writer.member("pointsGivenBack", repair.pointsGivenBack)
      writer.member("budget", repair.budget) { writer, budget in
        writer.object { writer in
          writer.member("limit", budget.limit) { $0.integer($1) }
          writer.member("within", budget.text)
          writer.member("place", budget.place)
        }
      }
    }
  }

  mutating func write(_ repaired: RepairedRecord) {
    object { writer in
      writer.member("record", repaired.record) { $0.write($1) }
      writer.member("repair", repaired.repair) { $0.write($1) }
    }
  }
}
