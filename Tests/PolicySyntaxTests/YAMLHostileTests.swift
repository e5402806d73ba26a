import PolicyDiagnostics
import PolicySyntax
import Testing

@Suite struct YAMLHostileTests {
  @Test(arguments: ["[", "{a: ", "- ", "{", "[{a: [", "? "])
  func deepNesting(piece: String) {
    let reading = YAMLReading(String(repeating: piece, count: 200_000))
    #expect(reading.root == nil)
    #expect(reading.diagnostics.count == 1)
  }

  @Test func theLimitOfNesting() {
    let nested = { (depth: Int) in String(repeating: "[", count: depth) + String(repeating: "]", count: depth) }
    #expect(YAMLReading(nested(64)).diagnostics.isEmpty)
    #expect(YAMLReading(nested(65)).marks == ["Y106 ["])
  }

  @Test func anAliasBombIsRefused() {
    var text = "a: &a [x, x]\n"
    for (name, other) in zip("bcdefghijkl", "abcdefghijk") {
      text += "\(name): &\(name) [*\(other), *\(other), *\(other), *\(other)]\n"
    }
    let reading = YAMLReading(text)
    #expect(reading.root == nil)
    #expect(reading.diagnostics.count == 50)
    #expect(reading.diagnostics.allSatisfy { $0.code == .aliasNotAllowed })
  }

  @Test(arguments: ["", "\"", "'", "|\n  ", ">\n  "])
  func aTextOfAMegabyte(opening: String) {
    let closing = opening.count == 1 ? opening : ""
    let reading = YAMLReading("a: \(opening)\(String(repeating: "长", count: 350_000))\(closing)\n")
    #expect(reading.diagnostics.map(\.code) == [.tooLarge])
  }

  @Test func manyBlockTexts() throws {
    let reading = YAMLReading(String(repeating: "- |\n 长\n\n", count: 20_000))
    let last = try #require(reading.root?.elements?.last?.scalar)
    #expect(last.text == "长\n")
    #expect(last.source(of: "长") == "长")
  }

  @Test func aKeyOfAMillionCharacters() {
    let reading = YAMLReading("a: b\n\(String(repeating: "k", count: 1_000_000)): c\n")
    #expect(reading.diagnostics.map(\.code) == [.tooLarge])
  }

  @Test func theLimitsOfSize() {
    #expect(YAMLReading(Array(repeating: UInt8(ascii: "#"), count: 4 << 20)).marks == ["Y108 "])
    #expect(YAMLReading(Array(repeating: UInt8(ascii: "#"), count: (4 << 20) + 1)).marks == ["Y109 "])
    #expect(YAMLReading("[" + String(repeating: "a,", count: 300_000) + "]").marks == ["Y109 a"])
    #expect(YAMLReading("a: " + String(repeating: "x", count: 65_536)).diagnostics.isEmpty)
    #expect(YAMLReading("a: " + String(repeating: "x", count: 65_537)).marks == ["Y109 x"])
  }

  @Test(
    arguments: [
      ([0x61, 0x3A, 0x20, 0xD6, 0xD0], 3, 4),  // 中 in GBK
      ([0x61, 0xE4, 0xB8], 1, 2),  // cut off
      ([0x61, 0xC0, 0x80], 1, 2),  // overlong
      ([0x61, 0xED, 0xA0, 0x80], 1, 2),  // a surrogate
      ([0x61, 0xF4, 0x90, 0x80, 0x80], 1, 2),  // past U+10FFFF
      ([0x61, 0x00], 1, 2),
      ([0xFF, 0xFE, 0x61, 0x00], 0, 2),
      ([0xFE, 0xFF, 0x00, 0x61], 0, 2),
      ([0xEF, 0xBB, 0xBF, 0x61, 0x07], 4, 5),
      ([0x61, 0x0D, 0x62], 1, 2),
      ([0x61, 0xEF, 0xBB, 0xBF], 1, 4),
      ([0x61, 0xE2, 0x80, 0xA8], 1, 4),
      ([0x61, 0xC2, 0x85], 1, 3),
    ] as [([UInt8], Int, Int)])
  func bytesThatAreNoText(bytes: [UInt8], start: Int, end: Int) {
    let reading = YAMLReading(bytes)
    #expect(reading.root == nil)
    #expect(reading.diagnostics.map(\.code) == [.invalidEncoding])
    #expect(reading.diagnostics.first?.span.start == start)
    #expect(reading.diagnostics.first?.span.end == end)
  }

  private static let sample = """
    # 样例
    title: 湾沚区 "信用"
    values: {by: 'nth(12 months)', 1: 0, otherwise: [a, "\\u4e2d\\
      x", {c: d}]}
    list:
      - 甲
      - {when: x, then: 1}
      - key: |+
          literal 甲

        after: >-
          folded
            more
          乙
    plain: of several
      lines

      and 丙
    """

  @Test func aFileCutAnywhere() {
    let bytes = Array(Self.sample.utf8)
    #expect(YAMLReading(bytes).diagnostics.isEmpty)
    for end in bytes.indices {
      let reading = YAMLReading(Array(bytes[..<end]))
      #expect(reading.root != nil || reading.diagnostics.count == 1, "cut at \(end)")
    }
  }

  @Test func aFileWithAnyBytesChanged() {
    var generator = SeededGenerator(seed: 41)
    let alphabet = Array("{}[]:,-?#&*!|>'\"%@`\\ \t\r\n()=<~0aé：，　".utf8) + [0, 0xFF]
    let original = Array(Self.sample.utf8)
    var refused = 0
    for _ in 0..<4000 {
      var bytes = original
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        bytes[Int.random(in: bytes.indices, using: &generator)] = alphabet.randomElement(using: &generator) ?? 0
      }
      let reading = YAMLReading(bytes)
      #expect(reading.root != nil || !reading.diagnostics.isEmpty)
      #expect(reading.diagnostics.allSatisfy { $0.span.end <= bytes.count && $0.span.start <= $0.span.end })
      if reading.root == nil { refused += 1 }
    }
    #expect(refused > 400)
  }
}
