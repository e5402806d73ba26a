import PolicyTypes

// What stands between a condition and its truth.

extension JSONWriter {
  mutating func write(_ next: NextGradeStep) {
    object { writer in
      writer.member("grade", next.grade)
      writer.key("row")
      writer.write(next.row)
      writer.key("gap")
      writer.write(next.gap)
    }
  }

  mutating func write(_ gap: GapStep) {
    object { writer in
      switch gap {
      case .test(let test): writer.writeMembers(of: test)
      case .all(let parts):
        writer.member("kind", "all")
        writer.member("parts", parts) { $0.write($1) }
      case .any(let parts):
        writer.member("kind", "any")
        writer.member("parts", parts) { $0.write($1) }
      }
    }
  }

  private mutating func writeMembers(of test: FailedTest) {
    member("kind", "test")
    member("name", test.name)
    member("title", test.title)
    member("unit", test.unit.name)
    key("actual")
    value(test.actual)
    key("wanted")
    object { writer in
      switch test.wanted {
      case .relation(let relation, let bound):
        writer.member("relation", relation.rawValue)
        writer.key("value")
        writer.value(bound)
      case .oneOf(let labels):
        writer.member("relation", "oneOf")
        writer.member("value", labels) { $0.string($1) }
      case .present:
        writer.member("relation", "present")
        writer.member("value", String?.none)
      }
    }
    member("distance", test.distance)
  }
}
