import PolicyTypes

/// A calculation as an explanation prints it, read from its text alone and done again.
struct CalculatorLine {
  let expression: String
  let stated: Decimal128
  let found: Decimal128

  /// Finds the calculations in a line: each ` = ` with a number behind it and an expression in front of it.
  ///
  /// `names` are what terms may be called; one stands before its number, as in `start 100 - visits 30 = 70`.
  static func all(in line: String, names: [String]) -> [CalculatorLine] {
    var text = " " + line
    for name in names.sorted(by: { $0.count > $1.count }) {
      for sign in [" ", "(", "-"] { text = text.replacing(sign + name + " ", with: sign) }
    }
    var lines: [CalculatorLine] = []
    for place in text.ranges(of: " = ") {
      guard let stated = number(at: text[place.upperBound...]) else { continue }
      if let line = read(text[..<place.lowerBound], stated: stated) { lines.append(line) }
    }
    return lines
  }

  /// Reads the longest expression that ends where `text` does.
  private static func read(_ text: Substring, stated: Decimal128) -> CalculatorLine? {
    var start = text.startIndex
    while start < text.endIndex {
      if start == text.startIndex || " (".contains(text[text.index(before: start)]) {
        var calculator = Calculator(text[start...])
        if let found = calculator.result, calculator.operationCount > 0 {
          return CalculatorLine(expression: String(text[start...]), stated: stated, found: found)
        }
      }
      start = text.index(after: start)
    }
    return nil
  }

  /// Reads `-5`, `40%` or `12.50`; nil for a number that is cut.
  static func number(at text: Substring) -> Decimal128? {
    let digits = text.prefix { $0.isASCII && ($0.isNumber || "-.".contains($0)) }
    let rest = text.dropFirst(digits.count)
    guard let number = Decimal128(exactly: String(digits)), rest.first != "…" else { return nil }
    return rest.first == "%" ? number.multiplied(by: Decimal128(coefficient: 1, scale: 2)) : number
  }
}

/// A pocket calculator: + - × ÷ %, brackets, min, max, and rounding in the words of the language.
private struct Calculator {
  private var rest: Substring
  private(set) var operationCount = 0

  init(_ text: Substring) {
    rest = text
  }

  /// The value of the whole text; nil where it is no expression.
  var result: Decimal128? {
    mutating get {
      guard let value = sum() else { return nil }
      return rest.isEmpty ? value : nil
    }
  }

  private mutating func take(_ text: String) -> Bool {
    guard rest.hasPrefix(text) else { return false }
    rest = rest.dropFirst(text.count)
    return true
  }

  private mutating func sum() -> Decimal128? {
    guard var total = product() else { return nil }
    while true {
      if take(" + ") {
        guard let term = product(), let next = total.adding(term) else { return nil }
        total = next
      } else if take(" - ") {
        guard let term = product(), let next = total.subtracting(term) else { return nil }
        total = next
      } else {
        return total
      }
      operationCount += 1
    }
  }

  private mutating func product() -> Decimal128? {
    guard var total = factor() else { return nil }
    while true {
      if take(" × ") {
        guard let term = factor(), let next = total.multiplied(by: term) else { return nil }
        total = next
      } else if take(" ÷ ") {
        guard let term = factor(), let next = total.divided(by: term) else { return nil }
        total = next
      } else {
        return total
      }
      operationCount += 1
    }
  }

  private mutating func factor() -> Decimal128? {
    if take("(") {
      guard let value = sum(), take(")") else { return nil }
      return value
    }
    for (name, pick) in [("min", -1), ("max", 1)] where take(name + "(") {
      guard let a = sum(), take(", "), let b = sum(), take(")") else { return nil }
      operationCount += 1
      return a.compare(b) == pick ? a : b
    }
    for mode in RoundingMode.allCases where take("round \(mode.rawValue)(") {
      guard let value = sum(), take(", "), let digits = number()?.scaled(to: 0), take(")") else { return nil }
      operationCount += 1
      return value.rounded(toScale: Int(digits), mode)
    }
    if rest.hasPrefix("-"), !(rest.dropFirst().first?.isNumber ?? false) {
      rest = rest.dropFirst()
      return factor()?.negated
    }
    return number()
  }

  private mutating func number() -> Decimal128? {
    let negative = rest.hasPrefix("-")
    let digits = rest.dropFirst(negative ? 1 : 0).prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    guard !digits.isEmpty, let value = Decimal128(exactly: (negative ? "-" : "") + digits) else { return nil }
    rest = rest.dropFirst(digits.count + (negative ? 1 : 0))
    if rest.first == "…" { return nil }
    return take("%") ? value.multiplied(by: Decimal128(coefficient: 1, scale: 2)) : value
  }
}
