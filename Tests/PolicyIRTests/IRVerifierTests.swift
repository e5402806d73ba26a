import PolicyIR
import PolicyTypes
import Testing

struct IRVerifierTests {
  private static let labels = LabelSet(["a", "b"])
  private static let records = DomainID(1)

  private static let schema = RecordSchema(domains: [
    Domain(
      name: "subject", title: nil, parent: nil,
      fields: [InputField(name: "id", title: nil, kind: .text, isOptional: false)], key: 0, date: nil, limit: 1),
    Domain(
      name: "records", title: nil, parent: .subject,
      fields: [
        InputField(name: "on", title: nil, kind: .date(isPlanned: false), isOptional: true),
        InputField(name: "kind", title: nil, kind: .label(labels), isOptional: false),
      ], key: nil, date: 0, limit: 10),
  ])

  private static let emptyOutline = Outline(
    title: nil, effectiveFrom: nil, effectiveUntil: nil, facts: [], indicators: [], score: nil, grade: nil, rules: [],
    measures: [], requirements: [])

  private static let optionalDate = IRType(.date, isOptional: true)
  private static let whole = IRType(.integer(decimals: 0))
  private static let code = IRType(.code(labels))

  private static func instruction(
    _ operation: PolicyIR.Operation, _ domain: DomainID, _ type: IRType
  ) -> Instruction {
    Instruction(operation, domain: domain, type: type, span: nil)
  }

  /// Values that the cases below read: a record's date %0 and kind %1, a mask %2, a number %3, one of the subject %4.
  private static let base = [
    instruction(.input(field: 0), records, optionalDate),
    instruction(.input(field: 1), records, code),
    instruction(.isOneOf(ValueID(1), codes: [0]), records, .boolean),
    instruction(.literal(.number(3)), records, whole),
    instruction(.sum(ValueID(3), mask: ValueID(2)), .subject, whole),
  ]

  private static func violations(_ more: [Instruction], schema: RecordSchema = schema, outline: Outline = emptyOutline)
    -> [IRViolation]
  {
    IRVerifier.violations(
      in: IRProgram(name: "p", version: "1", schema: schema, instructions: base + more, outline: outline))
  }

  @Test func acceptsWhatFits() {
    #expect(Self.violations([]) == [])
  }

  static let wrong: [(IRInvariant, Instruction)] = [
    (.operandsComeFirst, instruction(.negate(ValueID(5)), records, whole)),
    (.operandsComeFirst, instruction(.negate(ValueID(-1)), records, whole)),
    (.operandsComeFirst, instruction(.not(ValueID(99)), records, .boolean)),
    (.domainsFit, instruction(.asOf, DomainID(7), IRType(.date))),
    (.domainsFit, instruction(.arithmetic(.add, ValueID(3), ValueID(4)), records, whole)),
    (.domainsFit, instruction(.gather(ValueID(3)), records, whole)),
    (.domainsFit, instruction(.count(mask: ValueID(2)), records, whole)),
    (.domainsFit, instruction(.gather(ValueID(4)), .subject, whole)),
    (.lanesFit, instruction(.input(field: 9), records, whole)),
    (.lanesFit, instruction(.input(field: 1), records, whole)),
    (.lanesFit, instruction(.compare(.less, ValueID(1), ValueID(3)), records, .boolean)),
    (.lanesFit, instruction(.arithmetic(.divide, ValueID(3), ValueID(3)), records, whole)),
    (.lanesFit, instruction(.negate(ValueID(2)), records, .boolean)),
    (.lanesFit, instruction(.count(mask: ValueID(3)), .subject, whole)),
    (.lanesFit, instruction(.literal(.absent), records, IRType(.integer(decimals: 19), isOptional: true))),
    (.constantsFit, instruction(.literal(.number(Decimal128(exactly: "0.5")!)), records, whole)),
    (.constantsFit, instruction(.literal(.label("c")), records, code)),
    (.constantsFit, instruction(.literal(.boolean(true)), records, whole)),
    (.constantsFit, instruction(.isOneOf(ValueID(1), codes: [2]), records, .boolean)),
    (.constantsFit, instruction(.isOneOf(ValueID(1), codes: [1, 0]), records, .boolean)),
    (.constantsFit, instruction(.round(ValueID(3), digits: -40, .up), records, whole)),
    (.constantsFit, instruction(.round(ValueID(3), digits: Int.min, .up), records, whole)),
    (.absenceIsDeclared, instruction(.input(field: 0), records, IRType(.date))),
    (.absenceIsDeclared, instruction(.literal(.absent), records, whole)),
    (.absenceIsDeclared, instruction(.compare(.less, ValueID(0), ValueID(0)), records, .boolean)),
    (.absenceIsDeclared, instruction(.greatest(ValueID(3), mask: ValueID(2)), .subject, whole)),
  ]

  @Test(arguments: wrong)
  func namesWhatIsWrong(invariant: IRInvariant, instruction: Instruction) {
    #expect(Self.violations([instruction]) == [IRViolation(invariant, at: ValueID(5))])
  }

  @Test func absentMasksAndConditionsAreRefused() {
    let isEarly = Self.instruction(
      .compare(.less, ValueID(0), ValueID(0)), Self.records, IRType(.boolean, isOptional: true))
    for reader in [
      Self.instruction(.count(mask: ValueID(5)), .subject, Self.whole),
      Self.instruction(.any(mask: ValueID(5)), .subject, .boolean),
      Self.instruction(.select(ValueID(5), then: ValueID(3), otherwise: ValueID(3)), Self.records, Self.whole),
      Self.instruction(
        .onePer(keys: [ValueID(1)], mask: ValueID(5), preferences: [], above: .subject), Self.records, .boolean),
    ] {
      #expect(Self.violations([isEarly, reader]) == [IRViolation(.absenceIsDeclared, at: ValueID(6))])
    }
  }

  /// What is wrong in one value must not trip up the check of another.
  @Test func readsWrongValuesWithoutHarm() {
    let misplaced = Self.instruction(.literal(.boolean(true)), DomainID(7), .boolean)
    let counted = Self.instruction(.count(mask: ValueID(5)), .subject, Self.whole)
    #expect(Self.violations([misplaced, counted]).map(\.value) == [ValueID(5), ValueID(6)])

    let outsize = Self.instruction(.literal(.number(1)), Self.records, IRType(.integer(decimals: Int.min)))
    let rounded = Self.instruction(.round(ValueID(5), digits: 2, .up), Self.records, Self.whole)
    #expect(Self.violations([outsize, rounded]).map(\.value) == [ValueID(5), ValueID(6)])
  }

  @Test func schemaMustBeATree() {
    let orphan = Domain(name: "x", title: nil, parent: DomainID(3), fields: [], key: nil, date: nil, limit: 1)
    let keyless = Domain(name: "x", title: nil, parent: nil, fields: [], key: nil, date: nil, limit: 1)
    let misdated = Domain(
      name: "x", title: nil, parent: .subject,
      fields: [InputField(name: "id", title: nil, kind: .text, isOptional: false)], key: nil, date: 0, limit: 1)
    for domains in [[], [keyless], Self.schema.domains + [orphan], Self.schema.domains + [misdated]] {
      #expect(Self.violations([], schema: RecordSchema(domains: domains)).map(\.invariant).contains(.schemaIsTree))
    }
  }

  @Test func outlineMustNameWhatExists() {
    let requirement = Requirement(domain: Self.records, field: 0, text: "always", isViolated: ValueID(2))
    #expect(Self.violations([], outline: Self.outline(requiring: requirement)) == [])
    for wrong in [
      Requirement(domain: DomainID(9), field: 0, text: "", isViolated: ValueID(2)),
      Requirement(domain: Self.records, field: 4, text: "", isViolated: ValueID(2)),
      Requirement(domain: Self.records, field: 0, text: "", isViolated: ValueID(77)),
      Requirement(domain: Self.records, field: 0, text: "", isViolated: ValueID(3)),
      Requirement(domain: .subject, field: 0, text: "", isViolated: ValueID(2)),
    ] {
      #expect(Self.violations([], outline: Self.outline(requiring: wrong)) == [IRViolation(.outlineFits, at: nil)])
    }
  }

  private static func outline(requiring requirement: Requirement) -> Outline {
    Outline(
      title: nil, effectiveFrom: nil, effectiveUntil: nil, facts: [], indicators: [], score: nil, grade: nil, rules: [],
      measures: [], requirements: [requirement])
  }
}
