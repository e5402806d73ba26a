import PolicyDiagnostics
import PolicyIR
import PolicyTypes
import Testing

struct IRPrinterTests {
  private static let file = SourceFile(path: "sample.yaml", text: "score:\n  deduct: 3\n")

  private static var program: IRProgram {
    let records = DomainID(1)
    let money = NumberType(range: NumberRange(lower: 0, upper: 100), decimals: 2)
    let schema = RecordSchema(domains: [
      Domain(
        name: "subject", title: nil, parent: nil,
        fields: [InputField(name: "id", title: nil, kind: .identifier(.unifiedCode), isOptional: false)], key: 0,
        date: nil, limit: 1),
      Domain(
        name: "records", title: nil, parent: .subject,
        fields: [
          InputField(name: "on", title: nil, kind: .date(isPlanned: false), isOptional: false),
          InputField(name: "fine", title: nil, kind: .number(money), isOptional: true),
        ], key: nil, date: 0, limit: 10),
    ])
    let span = SourceSpan(file: file, start: 9, end: 18)
    let three = ValueOutline(
      text: "3", span: span, result: ValueID(2), inputs: [NamedValue(name: "fine", value: ValueID(0))])
    let clause = Clause(name: "score", title: nil, span: span, basis: nil, assumption: nil)
    let indicator = IndicatorOutline(
      clause: clause, worth: .deduction(three), weight: nil, condition: nil, selection: nil, repair: nil,
      contribution: ValueID(2), subtotal: ValueID(3), limits: [], missing: nil, isLeftOutWhenMissing: false,
      result: ValueID(3))
    return IRProgram(
      name: "sample", version: "2", schema: schema,
      instructions: [
        Instruction(
          .input(field: 1), domain: records, type: IRType(.integer(decimals: 2), isOptional: true), span: nil),
        Instruction(.isPresent(ValueID(0)), domain: records, type: .boolean, span: nil),
        Instruction(.literal(.number(3)), domain: records, type: IRType(.integer(decimals: 0)), span: span),
        Instruction(
          .sum(ValueID(2), mask: ValueID(1)), domain: .subject, type: IRType(.integer(decimals: 0)), span: span),
      ],
      outline: Outline(
        title: nil, effectiveFrom: nil, effectiveUntil: nil, facts: [], indicators: [indicator], score: IndicatorID(0),
        grade: nil, rules: [], measures: [], requirements: []))
  }

  @Test func printsEachPart() {
    let expected = """
      policy sample 2

      domain subject
        id: uscc, key

      domain records below subject, at most 10
        on: date, date of the record
        fine: number 0..100, 2 decimals?

      %0: records.integer(2)? = input fine
      %1: records.boolean = is present %0
      %2: records.integer(0) = literal 3
      %3: subject.integer(0) = sum %2 where %1

      indicator score = %3
        deduct = %2 from %0
        contribution = %2
        subtotal = %3

      score score

      """
    #expect(IRVerifier.violations(in: Self.program) == [])
    #expect(IRPrinter.text(of: Self.program, withLocations: false) == expected)
  }

  @Test func locationsFollowTheLine() {
    let lines = IRPrinter.text(of: Self.program, withLocations: true).split(separator: "\n")
    #expect(lines.contains("%3: subject.integer(0) = sum %2 where %1    ; sample.yaml:2"))
    #expect(lines.contains("%1: records.boolean = is present %0"))
  }
}
