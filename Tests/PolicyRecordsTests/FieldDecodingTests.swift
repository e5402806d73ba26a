import PolicyDiagnostics
import PolicyIR
import PolicyTypes
import Testing

@testable import PolicyRecords

@Suite struct FieldDecodingTests {
  @Test(arguments: [
    ("\"founded\":\"2024-02-30\"", "1 a null founded 2024-02-30 D302"),
    ("\"founded\":\"2024-2-3\"", "1 a null founded 2024-2-3 D302"),
    ("\"founded\":\"2023-02-29\"", "1 a null founded 2023-02-29 D302"),
    ("\"founded\":\"2024/02/03\"", "1 a null founded 2024/02/03 D302"),
    ("\"founded\":\"２024-02-03\"", "1 a null founded ２024-02-03 D302"),
    ("\"founded\":\"\"", "1 a null founded  D302"),
    ("\"founded\":20240203", "1 a null founded 20240203 D307"),
    ("\"share\":\"1.5\"", "1 a null share 1.5 D307"),
    ("\"share\":1e9999", "1 a null share 1e9999 D306"),
    ("\"filed\":\"true\"", "1 a null filed true D307"),
    ("\"filed\":1", "1 a null filed 1 D307"),
    ("\"note\":12", "1 a null note 12 D307"),
    ("\"note\":{\"a\":[]}", "1 a null note {\\ D307"),
    ("\"note\":\"x\",\"note\":\"y\"", "1 a null note null D309"),
  ])
  func jsonFault(field: String, fault: String) async throws {
    let outcome = try await runLines([Fixture.line("a", field), Fixture.line("b")])
    #expect(outcome.shortFaults == [fault])
    #expect(outcome.summary.subjectsGraded == 1)
    #expect(outcome.summary.subjectsSetAside == 1)
  }

  @Test(arguments: [
    ("10", nil), ("0", nil), ("1000", nil), ("10.0", nil), ("1e2", nil), ("-0", nil), ("100e-1", nil),
    ("10.00000000000000000000000000000000000", nil),
    ("1001", "D305"), ("-1", "D305"), ("10.5", "D306"), ("1e300", "D305"), ("99999999999999999999999", "D305"),
    ("0.00000000000000000000000000000000000000000000001", "D306"), ("\"10\"", "D307"), ("true", "D307"),
    ("null", "D310"),
  ])
  func jsonInteger(value: String, code: String?) async throws {
    let outcome = try await runLines(["{\"id\":\"a\",\"industry\":\"food\",\"staff\":\(value)}"])
    #expect(outcome.summary.faults.map(\.key.rawValue) == (code.map { [$0] } ?? []))
  }

  @Test(arguments: [
    ("10", nil), ("010", nil), ("10.0", nil), ("-0", nil), ("", "D310"), ("ten", "D304"), ("1,5", "D317"),
    (" 10", "D304"),
    ("+10", "D304"), ("10.", "D304"), (".5", "D304"), ("1_0", "D304"), ("１０", "D304"), ("10.5", "D306"),
    ("1001", "D305"),
    ("0x10", "D304"), ("NaN", "D304"), ("-", "D304"), ("\"10\"", nil),
  ])
  func csvInteger(value: String, code: String?) async throws {
    let outcome = try await runTables(subjects: "id,industry,staff\na,food,\(value)\n")
    #expect(outcome.summary.faults.map(\.key.rawValue) == (code.map { [$0] } ?? []))
  }

  @Test(arguments: [
    ("true", true), ("false", true), ("是", true), ("否", true), ("yes", true), ("no", true), ("1", true), ("0", true),
    ("", true), ("TRUE", false), ("2", false), ("y", false),
  ])
  func csvBoolean(value: String, isGood: Bool) async throws {
    let outcome = try await runTables(subjects: "id,industry,staff,filed\na,food,1,\(value)\n")
    #expect(outcome.summary.subjectsGraded == (isGood ? 1 : 0))
  }

  @Test func labelSuggestion() async throws {
    let outcome = try await runLines(["{\"id\":\"a\",\"industry\":\"foods\",\"staff\":1}"])
    #expect(outcome.faults[0].contains("did you mean `food`?"))
    #expect(outcome.faults[0].contains("\"reason_zh\":\"不是已知的取值"))
  }

  @Test func mappedNamesCodesAndDates() async throws {
    let identity = Fixture.mapping
    var fields = identity.domains[0].fields
    fields[0] = FieldMapping(source: "统一代码")
    fields[1] = FieldMapping(source: "hy", codes: ["01": "food", "02": "retail"])
    fields[2] = FieldMapping(source: "clrq", dateFormat: .compact)
    fields[5] = FieldMapping(source: "nb", codes: ["Y": "true", "N": "false"])
    let subject = DomainMapping(source: "subjects", parentColumn: "subject", fields: fields)
    let mapping = DataMapping(domains: [subject] + identity.domains[1...], results: ["id"])
    let outcome = try await runLines(
      [
        "{\"统一代码\":\"007\",\"hy\":\"01\",\"clrq\":\"20220101\",\"staff\":1,\"nb\":\"Y\"}",
        "{\"统一代码\":\"008\",\"hy\":\"food\",\"clrq\":20220132,\"staff\":1}",
        "{\"统一代码\":\"009\",\"hy\":\"02\",\"clrq\":20220131,\"staff\":1,\"nb\":false}",
      ], mapping: mapping)
    #expect(outcome.results == "{\"id\":\"007\"}\n{\"id\":\"009\"}\n")
    #expect(outcome.shortFaults == ["2 008 null hy food D303", "2 008 null clrq 20220132 D302"])
  }

  @Test(arguments: [
    (DateFormat.iso, "2024-02-29"), (.compact, "20240229"), (.slashes, "2024/02/29"), (.dots, "2024.02.29"),
    (.chinese, "2024年02月29日"),
  ])
  func dateFormats(format: DateFormat, text: String) {
    #expect(parseDate(text.utf8.span, format: format)?.description == "2024-02-29")
    for end in 0..<text.utf8.count {
      let bytes = Array(text.utf8.prefix(end))
      #expect(parseDate(bytes.span, format: format) == nil)
    }
  }

  @Test(arguments: [
    ("0000-01-01", false), ("0001-01-01", true), ("1899-12-31", true), ("2100-02-29", false), ("2101-06-31", false),
    ("9999-12-31", true), ("2024-13-01", false), ("2024-00-10", false), ("2024-01-00", false),
  ])
  func dateLimits(text: String, isGood: Bool) {
    #expect((parseDate(text.utf8.span, format: .iso)?.description == text) == isGood)
  }

  @Test(arguments: [
    ("91110105100000000A", false), ("911101051DU1PDCX4A", true), ("911101051DU1PDCX4B", false),
    ("911101051du1pdcx4a", false), ("911101051DU1PDCX4", false), ("911101051DU1PDCX4AA", false), ("", false),
    ("91110105１DU1PDC", false),
  ])
  func unifiedCode(text: String, isGood: Bool) {
    #expect(isValidIdentifier(text.utf8.span, of: .unifiedCode) == isGood)
  }

  @Test(arguments: [
    ("11010519491231002X", true), ("440524188001010014", true), ("11010519491231002x", false),
    ("110105194912310021", false), ("110105194913310020", false), ("11010519491231002", false),
  ])
  func citizenNumber(text: String, isGood: Bool) {
    #expect(isValidIdentifier(text.utf8.span, of: .citizenNumber) == isGood)
  }

  @Test(arguments: [
    ("110108000000016", true), ("340221000000015", true), ("110108000000017", false), ("11010800000001", false),
    ("1101080000000166", false), ("11010800000001X", false), ("", false),
  ])
  func registrationNumber(text: String, isGood: Bool) {
    #expect(isValidIdentifier(text.utf8.span, of: .registrationNumber) == isGood)
  }

  @Test func longWords() {
    var table = WordTable()
    let long = String(repeating: "x", count: 30)
    let words = table.add([("a", 1), ("12345678", 2), (long, 3), ("12345678" + "y" + "12345678", 4), ("", 5)])
    #expect(table.code(of: "a".utf8.span, in: words) == 1)
    #expect(table.code(of: "12345678".utf8.span, in: words) == 2)
    #expect(table.code(of: long.utf8.span, in: words) == 3)
    #expect(table.code(of: "12345678z12345678".utf8.span, in: words) == nil)
    #expect(table.code(of: "".utf8.span, in: words) == 5)
    #expect(table.code(of: "\0".utf8.span, in: words) == nil)
  }
}
