import PolicyExecution
import PolicyIR
import PolicyTypes

/// Writes a subject as a file of policy tests, with what comes out for it.
struct ExampleText {
  private let program: IRProgram
  private let asOf: CalendarDate
  /// For each domain which of its fields the policy reads.
  private let isRead: [[Bool]]

  init(_ program: IRProgram, asOf: CalendarDate) {
    self.program = program
    self.asOf = asOf
    var isRead = program.schema.domains.map { domain in domain.fields.map { _ in false } }
    for instruction in program.instructions {
      if case .input(let field) = instruction.operation { isRead[instruction.domain.index][field] = true }
    }
    for (index, domain) in program.schema.domains.enumerated() where index > 0 {
      for field in [domain.key, domain.date].compactMap(\.self) { isRead[index][field] = true }
    }
    self.isRead = isRead
  }

  /// Returns the text, or nil where the policy gives nothing that a test could expect.
  func text(of subject: DraftRow, _ run: DraftRun, line: Int) -> String? {
    guard let expectation = expectation(run) else { return nil }
    return header + testCase(of: subject, named: "line \(line)", expecting: expectation)
  }

  /// Returns the text of a pair of subjects, or nil where the policy gives nothing that a test could expect.
  func text(ofPair draft: DraftRow, line: Int, _ interpreter: Interpreter) -> String? {
    let other = draft.other()
    let runs = [draft, other].map { DraftRun([$0], interpreter) }
    guard runs.allSatisfy({ $0.place(of: 0) != nil }) else { return nil }
    let expectations = runs.compactMap(expectation)
    guard expectations.count == 2 else { return nil }
    return header + testCase(of: draft, named: "line \(line)", expecting: expectations[0])
      + testCase(of: other, named: "line \(line) other", expecting: expectations[1])
  }

  /// Returns the text of subjects that are given a measure, each with the measure's numbers.
  func text(
    of drafts: [DraftRow], giving measure: MeasureOutline, line: Int, _ interpreter: Interpreter
  ) -> String? {
    var cases = ""
    for (index, draft) in drafts.enumerated() {
      let run = DraftRun([draft], interpreter)
      guard run.place(of: 0) != nil, let expectation = expectation(run) else { return nil }
      let numbers = measure.numbers.compactMap { number -> String? in
        guard let value = run.value(of: number.value.result, subject: 0).number else { return nil }
        return ", \(measure.clause.name).\(number.name): \(value.normalized)"
      }
      let given = "\(expectation), measures: {includes: [\(measure.clause.name)]}\(numbers.joined())"
      cases += testCase(of: draft, named: index == 0 ? "line \(line)" : "line \(line) other", expecting: given)
    }
    return header + cases
  }

  /// The lines before the cases.
  var header: String { "tests: \(program.name)\nas of: \(asOf)\ncases:\n" }

  /// Returns one case of a subject.
  func testCase(of subject: DraftRow, named name: String, expecting expectation: String) -> String {
    var text = "  - name: \(name)\n    given:"
    let fields = self.fields(of: subject)
    let records = program.schema.children(of: .subject).filter { !subject.children(in: $0).isEmpty }
    if fields.isEmpty, records.isEmpty { text += " {}" }
    for field in fields { text += "\n      \(field)" }
    for domain in records {
      text += "\n      \(program.schema[domain].name):"
      for record in subject.children(in: domain) { text += "\n        - \(mapping(of: record))" }
    }
    return text + "\n    expect: {\(expectation)}\n"
  }

  private func mapping(of record: DraftRow) -> String {
    let below = program.schema.children(of: record.domain).compactMap { domain -> String? in
      let records = record.children(in: domain)
      if records.isEmpty { return nil }
      return "\(program.schema[domain].name): [\(records.map(mapping).joined(separator: ", "))]"
    }
    return "{\((fields(of: record) + below).joined(separator: ", "))}"
  }

  private func fields(of row: DraftRow) -> [String] {
    let domain = program.schema[row.domain]
    return domain.fields.indices.compactMap { place in
      guard isRead[row.domain.index][place], !(row.domain == .subject && domain.key == place),
        let value = row.values[place], !value.isAbsent
      else { return nil }
      return "\(domain.fields[place].name): \(scalar(value))"
    }
  }

  /// What comes out: the grade and the score, or else whether the first rule holds.
  func expectation(_ run: DraftRun) -> String? {
    let outline = program.outline
    var parts: [String] = []
    if let grade = outline.grade, let label = run.value(of: grade.result, subject: 0).label {
      parts.append("grade: \(scalar(.label(label)))")
    }
    if let score = outline.score, let number = run.value(of: outline[score].result, subject: 0).number {
      parts.append("score: \(number.normalized)")
    }
    if parts.isEmpty, let rule = outline.rules.first {
      let holds = run.value(of: rule.condition.result, subject: 0) == .boolean(true)
      parts.append("rules: {\(holds ? "includes" : "excludes"): [\(rule.clause.name)]}")
    }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  /// Returns a value as YAML: in quotes where it could be read as something else.
  private func scalar(_ value: Value) -> String {
    guard case .text(let text) = value else { return quotedIfNeeded(value.description) }
    return "\"\(escaped(text))\""
  }

  private func quotedIfNeeded(_ text: String) -> String {
    let isPlain = text.unicodeScalars.allSatisfy { scalar in
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil || "-_ .".unicodeScalars.contains(scalar)
    }
    let begins =
      text.unicodeScalars.first.map { $0.properties.isAlphabetic || $0.properties.numericType != nil } ?? false
    let isNegative = text.hasPrefix("-") && text.dropFirst().first?.isNumber == true
    return isPlain && (begins || isNegative) && !text.hasSuffix(" ") ? text : "\"\(escaped(text))\""
  }

  func escaped(_ text: String) -> String {
    text.flatMap { $0 == "\"" || $0 == "\\" ? ["\\", $0] : [$0] }.reduce(into: "") { $0.append($1) }
  }
}
