import PolicyDiagnostics
import PolicyTypes

/// Writes programs as text: stable, readable, and without locations the same for every translation of a policy.
package struct IRPrinter {
  private(set) var lines: [String] = []

  let program: IRProgram
  let withLocations: Bool

  private init(_ program: IRProgram, withLocations: Bool) {
    self.program = program
    self.withLocations = withLocations
  }

  /// Returns the text of `program`: its domains, one line for each instruction, then the outline.
  package static func text(of program: IRProgram, withLocations: Bool) -> String {
    var printer = IRPrinter(program, withLocations: withLocations)
    printer.line("policy \(program.name) \(program.version)")
    printer.addSchema()
    printer.line("")
    for index in program.instructions.indices { printer.add(ValueID(index)) }
    printer.addOutline()
    return printer.lines.joined(separator: "\n") + "\n"
  }

  mutating func line(_ text: String, indent: Int = 0, at span: SourceSpan? = nil) {
    let text = String(repeating: "  ", count: indent) + text
    guard withLocations, let span else { return lines.append(text) }
    lines.append("\(text)    ; \(span.file.path):\(span.startPosition.line)")
  }

  // MARK: Schema

  private mutating func addSchema() {
    for domain in program.schema.domains {
      line("")
      let parent = domain.parent.map { " below \(program.schema[$0].name), at most \(domain.limit)" } ?? ""
      line("domain \(domain.name)\(parent)")
      for (index, field) in domain.fields.enumerated() {
        let roles = (domain.key == index ? ", key" : "") + (domain.date == index ? ", date of the record" : "")
        line("\(field.name): \(field.kind.text)\(field.isOptional ? "?" : "")\(roles)", indent: 1)
      }
    }
  }

  // MARK: Instructions

  private mutating func add(_ id: ValueID) {
    let instruction = program[id]
    let type = "\(program.schema[instruction.domain].name).\(instruction.type.text)"
    line("\(id.text): \(type) = \(text(of: instruction))", at: instruction.span)
  }

  private func text(of instruction: Instruction) -> String {
    let operands = instruction.operation.operands.map(\.text)
    let list = operands.joined(separator: ", ")
    switch instruction.operation {
    case .input(let field): return "input \(program.schema[instruction.domain].fields[field].name)"
    case .literal(let value): return "literal \(value.quoted)"
    case .asOf: return "as of"
    case .dated(let entries):
      return "dated " + entries.map { "\($0.from): \($0.value.quoted)" }.joined(separator: ", ")
    case .arithmetic(let operation, _, _): return "\(operation.rawValue) \(list)"
    case .round(_, let digits, let mode): return "round \(list), \(digits), \(mode.rawValue)"
    case .divideRounded(_, _, let digits, let mode): return "divide rounded \(list), \(digits), \(mode.rawValue)"
    case .compare(let relation, _, _): return "\(relation.rawValue) \(list)"
    case .working(let operation, _, let calendar):
      return "working days \(operation.rawValue) \(list) in \(calendar.name)"
    case .steps(_, _, let step): return "steps \(list) of \(step)"
    case .addSteps(_, _, let plus, let step): return "add steps \(list) plus \(plus) of \(step)"
    case .derive(_, let derivation): return "\(derivation.text) of \(list)"
    case .isOneOf(_, let codes): return "is one of \(list): \(codes.map(String.init).joined(separator: " "))"
    case .onePer(let keys, let mask, let preferences, let above):
      let prefer = preferences.map { " prefer \($0.isLeast ? "least" : "greatest") \($0.value.text)" }
      let keys = keys.map(\.text).joined(separator: ", ")
      return "one per \(keys) where \(mask.text)\(prefer.joined())\(below(above, instruction.domain))"
    case .ordinal(_, _, _, let above): return "ordinal \(list)\(below(above, instruction.domain))"
    case .runLength(let a, let mask, let step, let above):
      return "run length \(a.text) by \(step.rawValue) where \(mask.text)\(below(above, instruction.domain))"
    case .others(let equal, let bounds, let mask, let above):
      let pairs =
        equal.map { ", \($0.other.text) = \($0.own.text)" }
        + bounds.map {
          ", \($0.other.text) \($0.relation.rawValue) \($0.own.text)"
        }
      return "others where \(mask.text)\(pairs.joined())\(below(above, instruction.domain))"
    case .capped(let a, let caps, let mask, let date, let above):
      let limits = caps.map { cap in
        ", at most \(cap.bound.text)" + (cap.keys.isEmpty ? "" : " per \(cap.keys.map(\.text).joined(separator: ", "))")
      }
      let order = date.map { ", in order of \($0.text)" } ?? ""
      return "capped \(a.text) where \(mask.text)\(limits.joined())\(order)\(below(above, instruction.domain))"
    case .spells(let entries, let touches):
      let touching = touches.map { ", \($0.event) on \($0.date.text) where \($0.mask.text)" }.joined()
      return "spells from \(entries.entered.text) until \(entries.until.text), term \(entries.term.text), at least "
        + "\(entries.minimum.text), where \(entries.mask.text)\(touching)"
    case .sum(let a, let mask), .least(let a, let mask), .greatest(let a, let mask), .first(let a, let mask):
      return "\(instruction.operation.name) \(a.text) where \(mask.text)"
    default: return "\(instruction.operation.name) \(list)"
    }
  }

  /// Names the domain whose rows hold the segments, where it is not the one directly above.
  private func below(_ above: DomainID, _ domain: DomainID) -> String {
    above == program.schema[domain].parent ? "" : " below \(program.schema[above].name)"
  }
}

extension Operation {
  /// The name of an operation that has no parameters beside its operands.
  fileprivate var name: String {
    switch self {
    case .negate: "negate"
    case .convert: "convert"
    case .and: "and"
    case .or: "or"
    case .not: "not"
    case .isPresent: "is present"
    case .orElse: "or else"
    case .assumePresent: "assume present"
    case .select: "select"
    case .addDuration: "add duration"
    case .daysBetween: "days between"
    case .gather: "gather"
    case .count: "count where"
    case .any: "any where"
    case .sum: "sum"
    case .least: "least"
    case .greatest: "greatest"
    case .first: "first"
    case .input, .literal, .asOf, .dated, .arithmetic, .round, .divideRounded, .compare, .isOneOf, .steps, .addSteps,
      .working, .derive, .onePer, .ordinal, .runLength, .spells, .others, .capped:
      ""
    }
  }
}

extension Derivation {
  fileprivate var text: String {
    switch self {
    case .datePart(let part): part.rawValue
    case .textLength: "length"
    case .textTest(let test): "\(test.name) \(Value.text(test.wanted).quoted)"
    case .textPart(let part): "substring \(part.start)\(part.length.map { " \($0)" } ?? "")"
    case .letterCase(let letters): letters.rawValue
    case .squareRoot: "sqrt"
    }
  }
}

extension ValueID {
  var text: String { "%\(index)" }
}

extension IRType {
  fileprivate var text: String { lane.text + (isOptional ? "?" : "") }
}

extension Lane {
  fileprivate var text: String {
    switch self {
    case .boolean: "boolean"
    case .code(let labels): labels.text
    case .text: "text"
    case .date: "date"
    case .duration: "duration"
    case .integer(let decimals): "integer(\(decimals))"
    case .decimal: "decimal"
    }
  }
}

extension LabelSet {
  fileprivate var text: String { "\(isScale ? "scale" : "code")(\(labels.joined(separator: "|")))" }
}

extension FieldKind {
  fileprivate var text: String {
    switch self {
    case .identifier(let kind): kind.rawValue
    case .date(let isPlanned): isPlanned ? "planned date" : "date"
    case .number(let type): "number \(type.range), \(type.decimals.map(String.init) ?? "any") decimals"
    case .boolean, .label, .text: lane.text
    }
  }
}

extension Value {
  /// The value as text, with quotes around what is text itself.
  fileprivate var quoted: String {
    if case .text(let text) = self { "\"\(text)\"" } else { description }
  }
}
