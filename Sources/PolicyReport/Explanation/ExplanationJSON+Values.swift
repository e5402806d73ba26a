import PolicyTypes

// The members that many steps have: values, figures, clauses and places.

extension JSONWriter {
  mutating func member(_ name: String, _ value: ValueStep?) {
    member(name, value) { $0.write($1) }
  }

  mutating func write(_ value: ValueStep) {
    object { writer in
      writer.member("text", value.text)
      writer.writePlace(value.place)
      writer.key("result")
      writer.value(value.result)
      writer.member("inputs", value.inputs)
      writer.member("rows", value.rows) { $0.write($1) }
      writer.member("tally", value.tally) { $0.write($1) }
      writer.member("members", value.members) { $0.write($1) }
      writer.member("arithmetic", value.arithmetic)
    }
  }

  mutating func write(_ row: RowStep) {
    object { writer in
      writer.member("number", row.number)
      writer.member("test", row.test)
      writer.member("text", row.text)
      writer.writePlace(row.place)
      writer.member("members", row.members) { $0.write($1) }
      writer.member("reference", row.reference)
    }
  }

  mutating func write(_ tally: TallyStep) {
    object { writer in
      writer.member("take", tally.take.rawValue)
      writer.member("rows", tally.rows) { writer, row in
        writer.object { writer in
          writer.key("row")
          writer.write(row.row)
          writer.member("value", row.value)
          writer.member("taken", row.isTaken)
        }
      }
    }
  }

  mutating func write(_ members: MembersStep) {
    object { writer in
      writer.member("need", members.need.name)
      writer.member("count", members.neededCount)
      writer.member("holding", members.holdingCount)
      writer.member("conditions", members.conditions) { $0.write($1) }
    }
  }

  mutating func member(_ name: String, _ figures: [Figure]) {
    member(name, figures) { $0.write($1) }
  }

  mutating func write(_ figure: Figure) {
    object { writer in
      writer.member("name", figure.name)
      writer.member("title", figure.title)
      writer.key("value")
      writer.value(figure.value)
      writer.member("unit", figure.unit.name)
    }
  }

  mutating func member(_ name: String, _ clause: Citation) {
    key(name)
    object { writer in
      writer.member("name", clause.name)
      writer.member("title", clause.title)
      writer.writePlace(clause.place)
      writer.member("basis", clause.basis)
      writer.member("source", clause.source)
      writer.member("assumption", clause.assumption)
    }
  }

  mutating func writePlace(_ place: Place) {
    member("file", place.file)
    member("line", place.line)
  }

  /// Writes an array with an element for each of `elements`.
  mutating func member<Element>(
    _ name: String, _ elements: [Element], _ body: (inout JSONWriter, Element) -> Void
  ) {
    key(name)
    array(elements, body)
  }

  /// Writes what `body` writes, or null where there is nothing to write.
  mutating func member<Content>(
    _ name: String, _ content: Content?, _ body: (inout JSONWriter, Content) -> Void
  ) {
    key(name)
    if let content { body(&self, content) } else { null() }
  }
}
