package import PolicySemantics
package import PolicyTypes

// Declarations are written by kind and place, which is also how random policies name them: `d1.f2` is the field `f2` of
// the domain `d1`.
extension TypedExpression: CustomStringConvertible {
  /// The expression as it might be written in a policy.
  package var description: String {
    switch kind {
    case .literal(let value): value.description
    case .asOf: "as of"
    case .constant(let id): "c\(id.index)"
    case .field(let field): "d\(field.domain).f\(field.field)"
    case .fact(let id): "x\(id.index)"
    case .indicator(let index): "i\(index.index)"
    case .repaired(let id): "repaired(p\(id.index))"
    case .partGrade(let id): "g\(id.index)"
    case .baseGrade: "base grade"
    case .grade: "grade"
    case .computedGrade: "computed grade"
    case .rule(let id): "r\(id.index)"
    case .arithmetic(let operation, let a, let b): Self.text(operation, a, b)
    case .negation(let a): "-\(a)"
    case .rounded(let a, let digits, let mode): "round(\(a), \(digits), \(mode.rawValue))"
    case .comparison(let relation, let a, let b): "(\(a) \(Self.symbol(of: relation)) \(b))"
    case .and(let a, let b): "(\(a) and \(b))"
    case .or(let a, let b): "(\(a) or \(b))"
    case .not(let a): "not(\(a))"
    case .atLeast(let count, let members): "at least \(count) of \(members)"
    case .isPresent(let a): "(\(a) != null)"
    case .orElse(let a, let b): "default(\(a), \(b))"
    case .assumePresent(let a): "\(a)!"
    case .conditional(let condition, let a, let b): "(if \(condition) then \(a) else \(b))"
    case .workingDayFrom(let date): "working day from(\(date))"
    case .addDuration(let date, let duration): "(\(date) + \(duration))"
    case .daysBetween(let a, let b): "days(\(a), \(b))"
    case .elapsed(let from, let to): "elapsed(\(from), \(to))"
    case .steps(let from, let to, let step): "steps(\(from), \(to), \(step))"
    case .addSteps(let date, let count, let plus, let step): "(\(date) + (\(count) + \(plus)) * \(step))"
    case .derived(.datePart(let part), let a): "\(part.rawValue)(\(a))"
    case .derived(.textLength, let a): "string length(\(a))"
    case .derived(.textPart(let part), let a):
      "substring(\(a), \(part.start)\(part.length.map { ", \($0)" } ?? ""))"
    case .derived(.letterCase(let letters), let a): "\(letters.rawValue)(\(a))"
    case .derived(.squareRoot, let a): "sqrt(\(a))"
    case .derived(.textTest(let test), let a): "\(test.name)(\(a), \"\(test.wanted)\")"
    case .dateRange(let from, let until): "[\(from?.description ?? "")..\(until?.description ?? ""))"
    case .aggregate(let aggregate, let selection, let value, let above):
      "\(aggregate)(s\(selection.index)\(value.map { ", \($0)" } ?? "") below d\(above))"
    case .entered(let id): "entered(l\(id.index))"
    case .leaves(let id): "leaves(l\(id.index))"
    case .others(let others): "others(s\(others.selection.index), \(others.values))"
    case .repairDone(let id): "done(p\(id.index))"
    case .ordinal(let selection, let within): "nth(s\(selection.index), \(within))"
    }
  }

  private static func text(_ operation: ArithmeticOperator, _ a: TypedExpression, _ b: TypedExpression) -> String {
    switch operation {
    case .add: "(\(a) + \(b))"
    case .subtract: "(\(a) - \(b))"
    case .multiply: "(\(a) * \(b))"
    case .divide: "(\(a) / \(b))"
    case .minimum: "min(\(a), \(b))"
    case .maximum: "max(\(a), \(b))"
    }
  }

  private static func symbol(of relation: Relation) -> String {
    switch relation {
    case .equal: "="
    case .notEqual: "!="
    case .less: "<"
    case .lessOrEqual: "<="
    case .greater: ">"
    case .greaterOrEqual: ">="
    }
  }
}

extension TypedValue: CustomStringConvertible {
  package var description: String {
    switch kind {
    case .expression(let expression): return expression.description
    case .table(let table):
      let cases =
        table.rows.map { "\($0.condition): \($0.value)" } + (table.otherwise.map { ["otherwise: \($0)"] } ?? [])
      let inputs = table.inputs.isEmpty ? "" : "by \(table.inputs.map(\.description).joined(separator: ", ")); "
      let take = table.take == .first ? "" : "take \(table.take.rawValue); "
      return "{\(inputs)\(take)\(cases.joined(separator: "; "))}"
    }
  }

  /// Makes a value of one expression.
  package init(_ expression: TypedExpression) {
    self.init(
      text: expression.description, span: .nowhere, type: expression.type, kind: .expression(expression))
  }

  /// Makes a value of rows of one form: a lookup where `by` is given, else ordered cases.
  package init(
    _ rows: [(TypedExpression, TypedValue)], otherwise: TypedValue?, by inputs: [TypedExpression] = [],
    take: Take = .first
  ) {
    let typedRows = rows.map { TypedRow(text: $0.description, span: .nowhere, condition: $0, value: $1) }
    var types = (rows.map(\.1) + (otherwise.map { [$0] } ?? [])).map(\.type)
    let first = types.removeFirst()
    var type = types.reduce(first) { $0.union($1) }
    if take == .sum { type = Self.sum(of: rows.map(\.1.type), otherwise?.type) }
    self.init(
      text: "rows", span: .nowhere, type: type.optional(type.isOptional || inputs.contains { $0.type.isOptional }),
      kind: .table(TypedTable(inputs: inputs, rows: typedRows, otherwise: otherwise, take: take)))
  }

  /// The type of the sum of any of the numbers, or of what stands for it where there is none.
  private static func sum(of types: [PolicyType], _ otherwise: PolicyType?) -> PolicyType {
    let numbers = types.map { ($0.number ?? .unknown).union(NumberType(0)) }
    var sum = NumberType(0)
    for number in numbers {
      sum = NumberType(
        range: sum.range + number.range, decimals: sum.decimals.flatMap { a in number.decimals.map { max(a, $0) } })
    }
    let isOptional = types.contains(where: \.isOptional) || otherwise?.isOptional == true
    return PolicyType(.number(otherwise?.number.map { sum.union($0) } ?? sum), isOptional: isOptional)
  }
}
