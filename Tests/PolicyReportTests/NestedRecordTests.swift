import PolicyDiagnostics
import PolicyExecution
import PolicyIR
import PolicyReport
import PolicyTypes
import Testing

/// Records below records: each fine reads the points of its penalty.
@Suite struct NestedRecordTests {
  private static let penalties = DomainID(1)
  private static let fines = DomainID(2)

  private static let schema: RecordSchema = {
    let key = InputField(name: "key", title: nil, kind: .text, isOptional: true)
    let number = NumberType(range: NumberRange(lower: 0, upper: 100), decimals: 0)
    let points = InputField(name: "points", title: nil, kind: .number(number), isOptional: false)
    func domain(_ name: String, below parent: DomainID?, _ fields: [InputField]) -> Domain {
      Domain(name: name, title: nil, parent: parent, fields: fields, key: 0, date: nil, limit: 100)
    }
    return RecordSchema(domains: [
      domain("subjects", below: nil, [key]), domain("penalties", below: .subject, [key, points]),
      domain("fines", below: penalties, [key]),
    ])
  }()

  private static let program: IRProgram = {
    var policy = SamplePolicy()
    let points = policy.add(.input(field: 1), .integer(decimals: 0), in: penalties)
    let here = policy.add(.gather(points), .integer(decimals: 0), in: fines)
    let mask = policy.add(.literal(.boolean(true)), .boolean, in: fines)
    let perPenalty = policy.add(.sum(here, mask: mask), .integer(decimals: 0), in: penalties)
    let all = policy.add(.literal(.boolean(true)), .boolean, in: penalties)
    let total = policy.add(.sum(perPenalty, mask: all), .integer(decimals: 0))
    let indicator = IndicatorOutline(
      clause: policy.clause("total", "总分"), worth: .points(policy.value("10", points)), weight: nil, condition: nil,
      selection: SelectionOutline(domain: fines, source: "fines", mask: mask, filters: []), repair: nil,
      contribution: here, subtotal: total, limits: [], missing: nil, isLeftOutWhenMissing: false, result: total)
    let outline = Outline(
      title: nil, effectiveFrom: nil, effectiveUntil: nil, facts: [], indicators: [indicator], score: nil, grade: nil,
      rules: [], measures: [], requirements: [])
    return IRProgram(
      name: "nested", version: "1", schema: schema, instructions: policy.instructions, outline: outline)
  }()

  /// Two subjects, each with penalties of 1 and 2 points that have one and two fines; the last fine has no key.
  private func explanation(ofRow row: Int) -> Explanation {
    var builder = BatchBuilder(
      schema: Self.schema, selection: InputSelection(allOf: Self.schema), asOf: SamplePolicy.asOf)
    for _ in 0..<2 {
      builder.beginSubject()
      for (penalty, keys) in [(Int64(1), ["甲"]), (2, ["乙", nil])] {
        builder.beginRow(of: Self.penalties)
        builder.setText("P\(penalty)".utf8, field: 0, of: Self.penalties)
        builder.setInteger(penalty, field: 1, of: Self.penalties)
        for key in keys {
          builder.beginRow(of: Self.fines)
          if let key { builder.setText(key.utf8, field: 0, of: Self.fines) }
          _ = builder.endRow(of: Self.fines)
        }
        _ = builder.endRow(of: Self.penalties)
      }
      _ = builder.endSubject()
    }
    let batch = builder.finish()
    let plan = ExecutionPlan(program: Self.program, asOf: SamplePolicy.asOf, keeping: .everything)
    let values = Interpreter(plan: plan).run(batch)
    return Explanation(
      ExplanationPlan(for: Self.program), batch: batch, values: values, row: row, asOf: SamplePolicy.asOf)
  }

  @Test(arguments: [0, 1])
  func eachRecordReadsTheRecordAboveIt(row: Int) throws {
    let indicator = try #require(explanation(ofRow: row).indicators.first)
    guard case .records(let records) = indicator.worth else { throw UnexpectedWorth() }
    #expect(
      Set(records.counted.map(\.record.id)) == [
        "total/penalties[P1]/fines[甲]", "total/penalties[P2]/fines[乙]",
        "total/penalties[P2]/fines[#\(keyless(records))]",
      ])
    #expect(records.counted.map { $0.worth.result.number ?? .zero }.sorted() == [1, 2, 2])
    #expect(indicator.result == 5)
  }

  /// The number of the record without a key among its siblings: records without a key come first or last.
  private func keyless(_ records: RecordsStep) -> Int {
    (records.counted.firstIndex { $0.record.key.hasPrefix("#") } ?? -1) + 1
  }

  private struct UnexpectedWorth: Error {}
}
