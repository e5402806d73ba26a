import PolicyTypes

// Lists.

extension JSONWriter {
  mutating func write(_ list: ListStep) {
    object { writer in
      writer.member("listed", list.current != nil)
      writer.member("leaves", list.current?.leaves?.description)
      writer.member("stays", list.stays) { writer, stay in
        writer.object { writer in
          writer.member("record", stay.record.key)
          writer.member("entered", stay.entered.description)
          writer.member("leaves", stay.leaves?.description)
          writer.member("events", stay.events) { $0.write($1) }
        }
      }
    }
  }

  private mutating func write(_ event: ListStep.Event) {
    object { writer in
      writer.member("kind", event.kind.rawValue)
      writer.member("date", event.date.description)
      writer.member("source", event.source)
      writer.member("record", event.record)
      writer.member("leaves", event.leaves?.description)
    }
  }
}
