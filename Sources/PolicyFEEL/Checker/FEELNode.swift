package import PolicyDiagnostics
package import PolicySyntax
package import PolicyTypes

/// A checked expression: every part has its type and its place, and every call of a defined function is replaced by the
/// function's body.
package struct FEELNode: Sendable {
  package let kind: Kind
  package let type: FEELType
  package let span: SourceSpan

  package init(_ kind: Kind, _ type: FEELType, at span: SourceSpan) {
    self.kind = kind
    self.type = type
    self.span = span
  }

  package indirect enum Kind: Sendable {
    case literal(FEELValue)
    /// A variable, by its place in the frame.
    case slot(Int, name: String)
    /// A function, which is no value: its calls stand in place of it.
    case function(FunctionID)

    /// The entry of a context.
    case member(FEELNode, key: String)
    /// The entry of each context of a list.
    case members(FEELNode, key: String)
    case property(FEELNode, FEELProperty)
    case element(FEELNode, index: FEELNode)
    /// The elements for which `condition` holds with the element in `slot`.
    case filter(FEELNode, slot: Int, condition: FEELNode)

    case call(Builtin, [FEELNode])
    case negation(FEELNode)
    case arithmetic(FEELOperator, FEELNode, FEELNode)
    case comparison(Relation, FEELNode, FEELNode)
    case conjunction(FEELNode, FEELNode)
    case disjunction(FEELNode, FEELNode)
    case membership(FEELNode, [FEELTest])
    case conditional(FEELNode, then: FEELNode, otherwise: FEELNode)

    case range(FEELNode?, includesLow: Bool, FEELNode?, includesHigh: Bool)
    case list([FEELNode])
    /// The entries of a context; each is kept in a slot for those after it.
    case context([(key: String, slot: Int, value: FEELNode)])

    /// A list with the value of `body` for each element, and of each combination where there are several iterators;
    /// `partial` holds the list so far, where the body reads it.
    case iteration([FEELIterator], partial: Int?, body: FEELNode)
    case quantified(Quantifier, [FEELIterator], condition: FEELNode)
    /// The value of `body` with variables set before: a call of a defined function.
    case binding([(slot: Int, value: FEELNode)], body: FEELNode)
    case table(FEELTable)
    /// A list in the order in which `precedes` holds for the elements in two slots.
    case sorting(FEELNode, slots: (Int, Int), precedes: FEELNode)
    /// A list in which `value` replaces the elements for which `matches` holds.
    case replacing(FEELNode, slots: (Int, Int), matches: FEELNode, value: FEELNode)
  }
}

/// One `x in …`.
package struct FEELIterator: Sendable {
  package let slot: Int
  package let domain: Domain

  package enum Domain: Sendable {
    /// The elements of a list, or the whole numbers or days of a range.
    case elements(FEELNode)
    /// `a..b`, which counts down where b is less.
    case span(FEELNode, FEELNode)
  }
}

/// A test of a value.
package indirect enum FEELTest: Sendable {
  case any
  case comparison(Relation, FEELNode)
  case equal(FEELNode)
  /// Inside a range, or one of a list of ranges.
  case within(FEELNode)
  /// Equal to an element of a list.
  case oneOf(FEELNode)
  /// A condition of its own, in which `?` is the value.
  case holds(FEELNode)
  case not([FEELTest])
  case anyOf([FEELTest])
}

/// What is done with two values.
package enum FEELOperator: String, Sendable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case power = "**"
}

/// A part of a date, a time, a duration or a range.
package enum FEELProperty: String, CaseIterable, Sendable {
  case year, month, day, weekday
  case hour, minute, second, timezone
  case timeOffset = "time offset"
  case years, months, days, hours, minutes, seconds
  case start, end
  case startIncluded = "start included"
  case endIncluded = "end included"

  /// Returns the type of the part of a value of `type`; nil where it has none.
  func type(of type: FEELType) -> FEELType? {
    switch (self, type.form) {
    case (.year, .date), (.month, .date), (.day, .date), (.weekday, .date),
      (.year, .dateTime), (.month, .dateTime), (.day, .dateTime), (.weekday, .dateTime),
      (.hour, .time), (.minute, .time), (.second, .time), (.hour, .dateTime), (.minute, .dateTime),
      (.second, .dateTime), (.years, .yearsMonths), (.months, .yearsMonths),
      (.days, .daysTime), (.hours, .daysTime), (.minutes, .daysTime), (.seconds, .daysTime):
      .number
    case (.years, .duration), (.months, .duration), (.days, .duration), (.hours, .duration), (.minutes, .duration),
      (.seconds, .duration):
      FEELType.number.optional()
    case (.timezone, .time), (.timezone, .dateTime): FEELType.string.optional()
    case (.timeOffset, .time), (.timeOffset, .dateTime): FEELType.daysTime.optional()
    case (.start, .range(let bound)), (.end, .range(let bound)): bound.optional()
    case (.startIncluded, .range), (.endIncluded, .range): .boolean
    default: nil
    }
  }

  /// The parts that a value of `type` has.
  static func names(of type: FEELType) -> [String] {
    allCases.filter { $0.type(of: type) != nil }.map(\.rawValue)
  }
}
