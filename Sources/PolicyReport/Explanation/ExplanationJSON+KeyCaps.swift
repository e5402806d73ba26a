import PolicyTypes

// What caps took from a record that it shares with others.

extension JSONWriter {
  mutating func write(_ caps: KeyCapsStep) {
    object { writer in
      writer.member("caps", caps.caps) { writer, cap in
        writer.object { writer in
          writer.member("keys", cap.keys)
          writer.member("values", cap.figures)
          writer.member("bound", cap.bound)
          writer.writePlace(cap.place)
        }
      }
      writer.member("before", caps.before)
      writer.member("after", caps.after)
    }
  }
}
