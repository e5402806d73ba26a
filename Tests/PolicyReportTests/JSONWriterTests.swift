import PolicyReport
import PolicyTypes
import Testing

@Suite struct JSONWriterTests {
  private func text(isPretty: Bool = false, _ body: (inout JSONWriter) -> Void) -> String {
    var writer = JSONWriter(isPretty: isPretty)
    body(&writer)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  @Test func nestedCompact() {
    let json = text { writer in
      writer.object { writer in
        writer.member("a", 1)
        writer.key("b")
        writer.array { writer in
          writer.boolean(true)
          writer.null()
          writer.object { _ in }
          writer.array { _ in }
        }
        writer.member("c", "x")
      }
    }
    #expect(json == #"{"a":1,"b":[true,null,{},[]],"c":"x"}"#)
  }

  @Test func nestedPretty() {
    let json = text(isPretty: true) { writer in
      writer.object { writer in
        writer.key("list")
        writer.array([1, 2]) { $0.integer($1) }
        writer.key("empty")
        writer.array { _ in }
      }
    }
    #expect(json == "{\n  \"list\": [\n    1,\n    2\n  ],\n  \"empty\": []\n}")
  }

  @Test func stringsAreEscaped() {
    let json = text { $0.string("\"\\\n\r\t\u{0}\u{1F}严重\u{7F}") }
    #expect(json == "\"\\\"\\\\\\n\\r\\t\\u0000\\u001f严重\u{7F}\"")
  }

  @Test(arguments: [
    ("86.050", "86.05"), ("100", "100"), ("1E+3", "1000"), ("-0.10", "-0.1"), ("0.00", "0"),
    ("0.1234567890123456789012345678901234", "0.1234567890123456789012345678901234"),
  ])
  func numbersAreExact(written: String, expected: String) throws {
    let number = try #require(Decimal128(exactly: written))
    #expect(text { $0.number(number) } == expected)
  }

  @Test func severalLines() {
    let json = text { writer in
      for number in 1...2 {
        writer.object { $0.member("n", number) }
        writer.endLine()
      }
    }
    #expect(json == "{\"n\":1}\n{\"n\":2}\n")
  }
}
