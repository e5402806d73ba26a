package import PolicyDiagnostics

/// A FEEL expression as it was written, with its place in the source.
package struct Expression: Hashable, Sendable {
  package let kind: Kind
  package let span: SourceSpan

  package init(_ kind: Kind, at span: SourceSpan) {
    self.kind = kind
    self.span = span
  }

  package indirect enum Kind: Hashable, Sendable {
    case null
    case boolean(Bool)
    /// A number as its digits, such as `0.5`; exact conversion is the checker's business.
    case number(String)
    /// `80%` in a policy: the digits before the sign.
    case percent(String)
    case text(String)
    /// A date written bare in a policy, such as `2022-07-27`.
    case date(String)
    /// `3 months` in a policy.
    case duration(count: String, unit: DurationUnit)
    /// `@"…"`: a date, a time or a duration, by its form.
    case temporal(String)

    case name(String)
    case path(Expression, member: Identifier)
    case filter(Expression, predicate: Expression)
    case call(Expression, arguments: [Argument])

    case negation(Expression)
    case binary(BinaryOperator, Expression, Expression)
    case membership(Expression, tests: [UnaryTest])
    case between(Expression, low: Expression, high: Expression)
    case conditional(condition: Expression, then: Expression, otherwise: Expression)

    case range(RangeExpression)
    case list([Expression])
    case context([ContextEntry])
    case iteration([Iterator], body: Expression)
    case quantified(Quantifier, [Iterator], condition: Expression)
    case function(parameters: [Parameter], body: Expression)
    case instanceOf(Expression, type: String)
  }
}

/// A name with its place.
package struct Identifier: Hashable, Sendable {
  package let name: String
  package let span: SourceSpan

  package init(_ name: String, at span: SourceSpan) {
    self.name = name
    self.span = span
  }
}

/// One argument of a call, named or by position.
package struct Argument: Hashable, Sendable {
  package let label: Identifier?
  package let value: Expression

  package init(label: Identifier?, value: Expression) {
    self.label = label
    self.value = value
  }
}

/// One parameter of a function, with its type in canonical form where it states one.
package struct Parameter: Hashable, Sendable {
  package let name: Identifier
  package let type: String?

  package init(_ name: Identifier, type: String? = nil) {
    self.name = name
    self.type = type
  }
}

/// One entry of a context literal.
package struct ContextEntry: Hashable, Sendable {
  package let key: Identifier
  package let value: Expression

  package init(key: Identifier, value: Expression) {
    self.key = key
    self.value = value
  }
}

/// `x in xs` of a `for`, `some` or `every`.
package struct Iterator: Hashable, Sendable {
  package let variable: Identifier
  package let domain: Expression

  package init(variable: Identifier, domain: Expression) {
    self.variable = variable
    self.domain = domain
  }
}

package enum Quantifier: Hashable, Sendable {
  case some
  case every
}

package enum BinaryOperator: String, Hashable, Sendable, CaseIterable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case power = "**"
  case equal = "="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case and
  case or
}

/// An interval; a bound that is absent is open to that side (`..30`, `2022-07-27..`).
package struct RangeExpression: Hashable, Sendable {
  package let low: Expression?
  package let includesLow: Bool
  package let high: Expression?
  package let includesHigh: Bool

  package init(low: Expression?, includesLow: Bool, high: Expression?, includesHigh: Bool) {
    self.low = low
    self.includesLow = includesLow
    self.high = high
    self.includesHigh = includesHigh
  }
}

/// A test of an unnamed value: what stands after `in`, and the keys of a lookup.
package struct UnaryTest: Hashable, Sendable {
  package let kind: Kind
  package let span: SourceSpan

  package init(_ kind: Kind, at span: SourceSpan) {
    self.kind = kind
    self.span = span
  }

  package indirect enum Kind: Hashable, Sendable {
    /// `-`: whatever the value is.
    case any
    /// An operator and its right side, such as `≤ 30`.
    case comparison(BinaryOperator, Expression)
    /// A bare value, a list or a range: equal to it, or inside it.
    case value(Expression)
    case not([UnaryTest])
  }
}

/// The units in which a policy writes a length of time.
package enum DurationUnit: String, Hashable, Sendable, CaseIterable {
  case years
  case months
  case weeks
  case days
  case workingDays = "working days"
}
