package import PolicyIR
package import PolicyTypes

/// For each field the values at which a policy turns: those that it compares the field with, one on either side, and
/// the ends of the field's range.
package struct FieldSamples {
  private var samples: [[[Value]]]
  private let tabulated: Set<FieldPlace>

  /// Whether the policy does nothing with the field but compare it with fixed values, so that any value it could have
  /// comes to the same as one of the samples.
  package func areComplete(_ domain: DomainID, field: Int) -> Bool {
    tabulated.contains(FieldPlace(domain: domain.index, field: field))
  }

  package subscript(domain: DomainID, field: Int) -> [Value] { samples[domain.index][field] }

  package init(_ program: IRProgram, asOf: CalendarDate) {
    self.init(program, constants: ConstantValues(program, asOf: asOf), asOf: asOf)
  }

  init(_ program: IRProgram, constants: ConstantValues, asOf: CalendarDate) {
    var cuts = Cuts(program, constants)
    cuts.collect()
    tabulated = FieldUses(program, constants).tabulated
    samples = program.schema.domains.enumerated().map { index, domain in
      domain.fields.enumerated().map { place, field in
        let found = cuts.found[FieldPlace(domain: index, field: place)] ?? []
        if place == domain.voidMark { return [] }
        return FieldSamples.values(of: field.kind, around: found, asOf: asOf)
      }
    }
  }

  /// Numbers with more decimals than this are tried with fewer.
  static let mostDecimals = 6

  private static func values(of kind: FieldKind, around cuts: [Value], asOf: CalendarDate) -> [Value] {
    switch kind {
    case .boolean: return [.boolean(true), .boolean(false)]
    case .label(let labels): return labels.labels.map(Value.label)
    case .text: return unique(cuts.filter { if case .text = $0 { true } else { false } } + [.text("x")])
    case .identifier(.unifiedCode): return [.text("91350100M000100Y43")]
    case .identifier(.citizenNumber): return [.text("11010519491231002X")]
    case .identifier(.registrationNumber): return [.text("110108000000016")]
    case .date(let isPlanned): return dates(around: cuts.compactMap(\.date), isPlanned: isPlanned, asOf: asOf)
    case .number(let type): return numbers(of: type, around: cuts.compactMap(\.number))
    }
  }

  private static func dates(around cuts: [CalendarDate], isPlanned: Bool, asOf: CalendarDate) -> [Value] {
    // Months end on different days, so that a bound may lie some days from where it is looked for.
    let near = (cuts + [asOf]).flatMap { cut in [-3, -1, 0, 1, 3].map { cut.adding(days: $0) } }
    let far = [1, 2, 6, 12, 240].map { asOf.adding(CalendarDuration(months: -$0)) }
    let later = isPlanned ? [asOf.adding(CalendarDuration(months: 12))] : []
    return Set(near + far + later).filter { isPlanned || $0 <= asOf }.sorted().map(Value.date)
  }

  private static func numbers(of type: NumberType, around cuts: [Decimal128]) -> [Value] {
    let decimals = min(type.decimals ?? 2, mostDecimals)
    let unit = Decimal128(coefficient: 1, scale: decimals)
    let ends = [type.range.lower, type.range.upper].compactMap(\.self).filter { $0.magnitude <= 1_000_000 }
    let common: [Decimal128] = [0, 1, 10, 1000, 100_000]
    let near = (cuts + ends).flatMap { [$0.subtracting(unit), $0, $0.adding(unit)].compactMap(\.self) }
    let fitting = (near + common).filter { number in
      type.range.contains(number) && number.scaled(to: decimals) != nil && number.decimalPlaces <= decimals
    }
    return Set(fitting).sorted().map(Value.number)
  }

  private static func unique(_ values: [Value]) -> [Value] {
    values.enumerated().filter { place, value in !values[..<place].contains(value) }.map(\.element)
  }
}

/// A field of a record type, by their places in the schema.
struct FieldPlace: Hashable {
  let domain: Int
  let field: Int
}

/// The values with which a program compares each field.
private struct Cuts {
  let program: IRProgram
  let constants: ConstantValues
  var found: [FieldPlace: [Value]] = [:]

  init(_ program: IRProgram, _ constants: ConstantValues) {
    self.program = program
    self.constants = constants
  }

  mutating func collect() {
    for instruction in program.instructions {
      switch instruction.operation {
      case .compare(_, let a, let b):
        if let value = constants[b] { add(value, comparedWith: a) }
        if let value = constants[a] { add(value, comparedWith: b) }
      case .derive(let a, .textTest(let test)):
        if let text = Derivation.textTest(test).origin(of: .boolean(true)) { add(text, comparedWith: a) }
      default: break
      }
    }
  }

  /// Follows a value back to the one field that it is made of.
  private mutating func add(_ value: Value, comparedWith id: ValueID) {
    let instruction = program[id]
    switch instruction.operation {
    case .input(let field):
      found[FieldPlace(domain: instruction.domain.index, field: field), default: []].append(value)
    case .convert(let a), .gather(let a), .assumePresent(let a), .orElse(let a, _): add(value, comparedWith: a)
    case .select(_, let a, let b):
      add(value, comparedWith: a)
      add(value, comparedWith: b)
    case .addDuration(let a, let b):
      guard let date = value.date, let length = constants[b]?.duration else { return }
      let back = CalendarDuration(months: -length.months, days: -length.days)
      if length != .forever { add(.date(date.adding(back)), comparedWith: a) }
    case .daysBetween(let a, let b):
      guard let days = value.number.flatMap({ Int($0.description) }) else { return }
      if let to = constants[b]?.date { add(.date(to.adding(days: -days)), comparedWith: a) }
      if let from = constants[a]?.date { add(.date(from.adding(days: days)), comparedWith: b) }
    case .derive(let a, let derivation):
      // Beside the bound lie the values that differ from it.
      for step in [-1, 0, 1] {
        let near = value.number?.adding(Decimal128(step)).map { Value.number($0) }
        if let origin = near.flatMap(derivation.origin) { add(origin, comparedWith: a) }
      }
    case .least(let a, _), .greatest(let a, _), .first(let a, _): add(value, comparedWith: a)
    default: break
    }
  }
}
