import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// What goes through lists.
extension FEELEvaluator {
  mutating func part(_ node: FEELNode) throws(FEELFailure) -> FEELValue {
    switch node.kind {
    case .member(let value, let key): return try self.value(of: value).context?[key] ?? .null
    case .members(let value, let key):
      guard let list = try self.value(of: value).list else { return .null }
      try work(list.count, at: node.span)
      return .list(list.map { $0.context?[key] ?? .null })
    case .property(let value, let property): return property.value(of: try self.value(of: value))
    case .element(let list, let index): return try element(list, index)
    case .filter(let list, let slot, let condition): return try filter(list, slot, condition)
    default: return .null
    }
  }

  private mutating func element(_ list: FEELNode, _ index: FEELNode) throws(FEELFailure) -> FEELValue {
    guard let elements = try value(of: list).list, let position = try value(of: index).number,
      let offset = position.listOffset(in: elements.count)
    else { return .null }
    return elements[offset]
  }

  private mutating func filter(_ list: FEELNode, _ slot: Int, _ condition: FEELNode) throws(FEELFailure) -> FEELValue {
    guard let elements = try value(of: list).list else { return .null }
    var kept: [FEELValue] = []
    for element in elements {
      frame[slot] = element
      if try value(of: condition) == .boolean(true) { kept.append(element) }
    }
    return .list(kept)
  }

  // MARK: Iteration

  mutating func iteration(
    _ iterators: [FEELIterator], _ partial: Int?, _ body: FEELNode, at span: SourceSpan
  ) throws(FEELFailure) -> FEELValue {
    if let partial { frame[partial] = .list([]) }
    var results: [FEELValue] = []
    let isWhole = try goThrough(iterators[...], at: span) { (evaluator) throws(FEELFailure) in
      let value = try evaluator.value(of: body)
      try evaluator.append(value, to: &results, at: span)
      if let partial {
        // The list so far is copied for every element.
        try evaluator.work(results.count / 8, at: span)
        evaluator.frame[partial] = .list(results)
      }
      return true
    }
    return isWhole == nil ? .null : .list(results)
  }

  mutating func quantified(
    _ quantifier: Quantifier, _ iterators: [FEELIterator], _ condition: FEELNode, at span: SourceSpan
  ) throws(FEELFailure) -> FEELValue {
    let decisive = quantifier == .some
    var isDecided = false
    var isKnown = true
    let isWhole = try goThrough(iterators[...], at: span) { (evaluator) throws(FEELFailure) in
      let value = try evaluator.value(of: condition)
      if value.isNull { isKnown = false }
      isDecided = value == .boolean(decisive)
      return !isDecided
    }
    if isWhole == nil { return .null }
    return isDecided ? .boolean(decisive) : isKnown ? .boolean(!decisive) : .null
  }

  /// Does `body` for every combination until it returns false; nil where there is nothing to go through.
  private mutating func goThrough(
    _ iterators: ArraySlice<FEELIterator>, at span: SourceSpan,
    _ body: (inout FEELEvaluator) throws(FEELFailure) -> Bool
  ) throws(FEELFailure) -> Bool? {
    guard let iterator = iterators.first else { return try body(&self) }
    guard let elements = try elements(iterator.domain, at: span) else { return nil }
    for element in elements {
      try work(1, at: span)
      frame[iterator.slot] = element
      guard let goesOn = try goThrough(iterators.dropFirst(), at: span, body) else { return nil }
      if !goesOn { return false }
    }
    return true
  }

  private mutating func elements(
    _ domain: FEELIterator.Domain, at span: SourceSpan
  ) throws(FEELFailure) -> [FEELValue]? {
    switch domain {
    case .span(let low, let high):
      let first = try value(of: low)
      return try steps(from: first, to: try value(of: high), goesDown: true, at: span)
    case .elements(let node):
      switch try value(of: node) {
      case .list(let elements): return elements
      case .range(let range): return try elements(of: range, at: span)
      default: return nil
      }
    }
  }

  private mutating func elements(of range: FEELRange, at span: SourceSpan) throws(FEELFailure) -> [FEELValue]? {
    guard let low = range.low, let high = range.high,
      var steps = try steps(from: low, to: high, goesDown: false, at: span)
    else { return nil }
    if !range.includesLow, let first = steps.first, first.equals(low) == true { steps.removeFirst() }
    if !range.includesHigh, let last = steps.last, last.equals(high) == true { steps.removeLast() }
    return steps
  }

  /// The whole numbers, or the days, from one value to another.
  private mutating func steps(
    from low: FEELValue, to high: FEELValue, goesDown: Bool, at span: SourceSpan
  ) throws(FEELFailure) -> [FEELValue]? {
    let bounds: (Int, Int)
    switch (low, high) {
    case (.number(let a), .number(let b)):
      guard let first = a.wholeNumber, let last = b.wholeNumber else { return nil }
      bounds = (first, last)
    case (.date(let a), .date(let b)): bounds = (a.dayNumber, b.dayNumber)
    default: return nil
    }
    if bounds.0 > bounds.1, !goesDown { return [] }
    let (count, overflow) = bounds.1.subtractingReportingOverflow(bounds.0)
    guard !overflow, count.magnitude < 1_000_000 else { throw .tooLarge(at: span) }
    try work(Int(count.magnitude), at: span)
    return stride(from: bounds.0, through: bounds.1, by: bounds.0 <= bounds.1 ? 1 : -1).map { number in
      if case .date = low { return FEELDate(dayNumber: number).map { .date($0) } ?? .null }
      return .integer(number)
    }
  }

  // MARK: Functions of functions

  mutating func sorting(
    _ list: FEELNode, _ slots: (Int, Int), _ precedes: FEELNode, at span: SourceSpan
  ) throws(FEELFailure) -> FEELValue {
    guard var elements = try value(of: list).list else { return .null }
    // A merge sort: stable, and at most n log n questions whatever the function answers.
    var width = 1
    while width < elements.count {
      var merged: [FEELValue] = []
      for start in stride(from: 0, to: elements.count, by: 2 * width) {
        var left = elements[start..<min(start + width, elements.count)]
        var right = elements[min(start + width, elements.count)..<min(start + 2 * width, elements.count)]
        while let a = left.first, let b = right.first {
          frame[slots.0] = b
          frame[slots.1] = a
          guard let isBefore = try value(of: precedes).boolean else { return .null }
          merged.append(isBefore ? b : a)
          if isBefore { right = right.dropFirst() } else { left = left.dropFirst() }
        }
        merged += left
        merged += right
      }
      elements = merged
      width *= 2
    }
    return .list(elements)
  }

  mutating func replacing(
    _ list: FEELNode, _ slots: (Int, Int), _ matches: FEELNode, _ replacement: FEELNode, at span: SourceSpan
  ) throws(FEELFailure) -> FEELValue {
    guard var elements = try value(of: list).list else { return .null }
    let value = try value(of: replacement)
    frame[slots.1] = value
    for index in elements.indices {
      frame[slots.0] = elements[index]
      guard let isMatch = try self.value(of: matches).boolean else { return .null }
      if isMatch { elements[index] = value }
    }
    return .list(elements)
  }
}

extension Decimal128 {
  /// The number without its fraction, if it is one that counts things.
  var wholeNumber: Int? {
    truncatedQuotient(dividingBy: .one)?.scaled(to: 0).map(Int.init)
  }

  /// The offset of the element at this position of a list: from 1, from the end where negative; nil for none.
  func listOffset(in count: Int) -> Int? {
    guard let position = wholeNumber, position != 0, position.magnitude <= count else { return nil }
    return position > 0 ? position - 1 : count + position
  }
}
