import PolicyDiagnostics
import PolicyIR
import PolicySemantics
import PolicyTypes

/// How single values came about: their text, what they read, their rows.
extension Lowering {
  /// Returns the outline of a value; `result` stands for it where more was made of it.
  func outline(of value: TypedValue, result: ValueID? = nil) -> ValueOutline {
    let result = result ?? lower(value)
    switch value.kind {
    case .expression(let expression):
      return ValueOutline(
        text: quoted(value.text, in: builder[result].domain), span: value.span, result: result,
        inputs: inputs(of: [expression]),
        members: value.members.map { outline(of: $0) })
    case .table(let table):
      let readers = table.inputs + table.rows.map(\.condition)
      return ValueOutline(
        text: quoted(value.text, in: builder[result].domain), span: value.span, result: result,
        inputs: inputs(of: readers),
        rows: table.rows.map { outline(of: $0) } + (table.otherwise.map { [otherwise($0)] } ?? []), take: table.take,
        reference: table.reference)
    }
  }

  private func outline(of row: TypedRow) -> ValueRow {
    let condition = condition(row.condition)
    return ValueRow(
      test: quoted(row.text, in: builder[condition].domain), condition: condition,
      members: row.members.map { outline(of: $0) },
      value: outline(of: row.value), span: row.span)
  }

  private func outline(of members: TypedMembers) -> MembersOutline {
    MembersOutline(need: members.need, conditions: members.conditions.map { outline(of: $0, result: condition($0)) })
  }

  private func otherwise(_ value: TypedValue) -> ValueRow {
    ValueRow(test: nil, condition: nil, value: outline(of: value), span: value.span)
  }

  // MARK: Inputs

  /// The named values that expressions read, each once, in order of appearance.
  private func inputs(of expressions: [TypedExpression]) -> [NamedValue] {
    var inputs: [NamedValue] = []
    var known: Set<NamedValue> = []
    for expression in expressions {
      expression.forEachNamed { named in
        let value = lower(named)
        let name = quoted(name(of: named), in: builder[value].domain)
        let input = NamedValue(name: name, title: title(of: named), value: value)
        if known.insert(input).inserted { inputs.append(input) }
      }
    }
    return inputs
  }

  private func name(of expression: TypedExpression) -> String {
    switch expression.kind {
    case .field(let reference): policy.domains[reference.domain].fields[reference.field].name
    case .constant(let id): policy.constants[id.index].clause.name
    case .fact(let id): policy.facts[id.index].clause.name
    case .indicator(let index): policy.indicators[index.index].clause.name
    case .rule(let id): policy.rules[id.index].clause.name
    // Where the language compares with it, nobody has written it.
    case .asOf where BuiltinName(spelling: expression.span.text) != .asOf: BuiltinName.asOf.english
    case .partGrade(let id): policy.indicators[policy.partGrades[id.index].indicator.index].clause.name + ".grade"
    // Words of the language and figures are called what the author calls them.
    default: expression.span.text
    }
  }

  private func title(of expression: TypedExpression) -> String? {
    switch expression.kind {
    case .field(let reference): policy.domains[reference.domain].fields[reference.field].title
    case .fact(let id): policy.facts[id.index].clause.title
    case .indicator(let index): policy.indicators[index.index].clause.title
    case .rule(let id): policy.rules[id.index].clause.title
    default: nil
    }
  }
}

extension TypedExpression {
  private var isBound: Bool { if case .addSteps = kind { true } else { false } }

  private var isDayBack: Bool { kind == .literal(.duration(CalendarDuration(days: -1))) }

  /// Calls `body` with each part that has a name of its own or is a figure over records, in order of appearance.
  fileprivate func forEachNamed(_ body: (TypedExpression) -> Void) {
    switch kind {
    case .literal, .dateRange: break
    // A bound of a period or of a calendar year has a name of its own; so has the last day before it.
    case .addSteps: body(self)
    case .addDuration(let bound, let length) where bound.isBound && length.isDayBack && bound.span == span: body(self)
    case .asOf, .constant, .field, .fact, .indicator, .partGrade, .baseGrade, .grade, .computedGrade, .rule,
      .aggregate, .repairDone,
      .repaired, .ordinal, .entered, .leaves, .others:
      body(self)
    case .negation(let a), .rounded(let a, _, _), .not(let a), .isPresent(let a), .assumePresent(let a),
      .workingDayFrom(let a), .derived(_, let a):
      a.forEachNamed(body)
    case .arithmetic(_, let a, let b), .comparison(_, let a, let b), .and(let a, let b), .or(let a, let b),
      .orElse(let a, let b), .addDuration(let a, let b), .daysBetween(let a, let b), .elapsed(let a, let b),
      .steps(let a, let b, _):
      a.forEachNamed(body)
      b.forEachNamed(body)
    case .conditional(let a, let b, let c):
      for part in [a, b, c] { part.forEachNamed(body) }
    case .atLeast(_, let members):
      for member in members { member.forEachNamed(body) }
    }
  }
}
