import PolicyRecords
import Testing

/// Citizen identity numbers keep their first six and their last four characters; nothing else is touched.
@Suite struct MaskingTests {
  @Test(arguments: [
    ("11010519491231002X", "110105********002X"),
    ("{\"id\":\"11010519491231002X\",\"score\":95}", "{\"id\":\"110105********002X\",\"score\":95}"),
    ("440524188001010014,差|440524188001010014", "440524********0014,差|440524********0014"),
    // A wrong check digit is a slip, and the number still a person's.
    ("身份证号110105194912310021。", "身份证号110105********0021。"),
    ("11010519491231002x", "110105********002x"),
  ])
  func citizenNumbersAreMasked(text: String, expected: String) {
    #expect(Masking.text(text) == expected)
  }

  /// A unified code, a number whose middle is no date, one that is too long, one inside a longer word.
  @Test(arguments: [
    "911101051DU1PDCX4A", "110105194913310020", "1101051949123100210", "A11010519491231002X", "11010519491231002", "",
  ])
  func nothingElseIs(text: String) {
    #expect(Masking.text(text) == text)
  }
}
