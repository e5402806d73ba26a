import PolicyDiagnostics
import PolicyDriver
import PolicyIR
import Testing

/// The `data:` section, in the policy and in a file of its own.
struct DataMappingTests {
  private static let path = SourcePath("policies/shop.yaml")

  private func compile(_ section: String) throws -> Compilation {
    let library = PolicyLibrary.sample(["policies/shop.yaml": SamplePolicy.policy + "\n" + section])
    return try #require(library.compilation(at: Self.path))
  }

  @Test func namesCodesAndDatesAreMapped() throws {
    let compilation = try compile(
      """
      data:
        dates: yyyyMMdd
        subjects: {source: qy, fields: {days late: yqts}, codes: {report filed: {"1": 是, "0": "false"}}}
        records:
          penalties:
            source: xzcf
            subject: tyshxydm
            fields: {decided on: xzcf_rq}
            codes: {severity: {"01": 轻, "02": 重}}
            dates: yyyy/MM/dd
        results: [id, grade]
      """)
    let mapping = try #require(compilation.policy).mapping
    #expect(mapping.results == ["id", "grade"])
    let (subject, penalties, repairs) = (mapping.domains[0], mapping.domains[1], mapping.domains[2])
    #expect(subject.source == "qy")
    #expect(subject.fields.map(\.source) == ["id", "report filed", "yqts", "colour"])
    #expect(subject.fields[1].codes == ["1": "true", "0": "false"])
    #expect(subject.fields[1].dateFormat == .compact)
    #expect(penalties.source == "xzcf")
    #expect(penalties.parentColumn == "tyshxydm")
    #expect(penalties.fields[1] == FieldMapping(source: "xzcf_rq", dateFormat: .slashes))
    #expect(penalties.fields[2].codes == ["01": "轻", "02": "重"])
    #expect(repairs.source == "repairs")
    #expect(repairs.fields[1].dateFormat == .compact)
  }

  @Test func repairsAreNamedWithWhatTheyRepair() throws {
    let compilation = try compile("data: {records: {penalties.repairs: {source: xyxf}}}")
    #expect(try #require(compilation.policy).mapping.domains[2].source == "xyxf")
  }

  @Test(arguments: [
    ("data: {records: {penaltys: {source: a}}}", DiagnosticCode.unknownName, "penaltys"),
    ("data: {subjects: {fields: {days lat: a}}}", .unknownName, "days lat"),
    ("data: {subjects: {codes: {colour: {a: b}}}}", .typeMismatch, "colour"),
    ("data: {subjects: {codes: {report filed: {a: ture}}}}", .unknownLabel, "ture"),
    ("data: {records: {penalties: {codes: {severity: {a: 中}}}}}", .unknownLabel, "中"),
    ("data: {dates: yyyy-mm-dd}", .badWord, "yyyy-mm-dd"),
    ("data: {records: {penalties: {dates: ddMMyyyy}}}", .badWord, "ddMMyyyy"),
    ("data: {record: {}}", .unknownKey, "record"),
  ])
  func mistakesAreReportedWhereTheyStand(_ section: String, _ code: DiagnosticCode, _ text: String) throws {
    let compilation = try compile(section)
    #expect(compilation.policy == nil)
    #expect(compilation.diagnostics.findings == [Finding(code, text)])
  }

  @Test func aFileOfItsOwnReplacesTheSection() throws {
    let library = PolicyLibrary.sample(["exchange.yaml": "data: {subjects: {fields: {days late: yqts}}}"])
    let policy = try #require(library.compilation(at: Self.path)?.policy)
    var diagnostics = DiagnosticSet()
    let mapping = library.mapping(at: SourcePath("exchange.yaml"), for: policy, into: &diagnostics)
    #expect(mapping?.domains[0].fields[2].source == "yqts")
    #expect(diagnostics.isEmpty)
  }

  @Test func aFileOfAnotherKindIsNoMapping() throws {
    let library = PolicyLibrary.sample()
    let policy = try #require(library.compilation(at: Self.path)?.policy)
    var diagnostics = DiagnosticSet()
    #expect(library.mapping(at: SourcePath("common/records.yaml"), for: policy, into: &diagnostics) == nil)
    #expect(diagnostics.findings == [Finding(.wrongFileKind, "subjects")])
  }
}
