extension Expression: CustomStringConvertible {
  /// The expression in canonical form: English keywords, ASCII signs, and no brackets but those that are needed.
  ///
  /// Reading it gives the same tree, but for the places.
  package var description: String { kind.text }

  /// Returns the text, in brackets unless it holds as tight as `binding`.
  fileprivate func text(_ binding: Binding) -> String {
    kind.binding >= binding ? kind.text : "(\(kind.text))"
  }
}

/// How tightly a piece of text holds together.
private enum Binding: Int, Comparable {
  case open
  case disjunction
  case conjunction
  case comparison
  case sum
  case product
  case power
  case prefix
  case postfix

  static func < (a: Binding, b: Binding) -> Bool { a.rawValue < b.rawValue }

  var tighter: Binding { Binding(rawValue: rawValue + 1) ?? .postfix }
}

extension Expression.Kind {
  fileprivate var binding: Binding {
    switch self {
    case .conditional, .iteration, .quantified, .function: .open
    case .binary(let operation, _, _): operation.binding
    case .membership, .between: .comparison
    case .negation: .prefix
    default: .postfix
    }
  }

  fileprivate var text: String {
    switch self {
    case .null: "null"
    case .boolean(let value): value ? "true" : "false"
    case .number(let digits): digits
    case .percent(let digits): digits + "%"
    case .text(let value): quoted(value)
    case .date(let date): date
    case .duration(let count, let unit): "\(count) \(unit.english(for: count))"
    case .temporal(let value): "@" + quoted(value)
    case .name(let name): name
    case .range(let range): range.description
    case .list(let elements): "[\(joined(elements.map(\.description)))]"
    case .context(let entries): "{\(joined(entries.map(\.text)))}"
    case .path, .filter, .call, .instanceOf: postfixText
    case .negation, .binary, .membership, .between: operatorText
    case .conditional, .iteration, .quantified, .function: openText
    }
  }

  private var postfixText: String {
    switch self {
    case .path(let value, let member): "\(value.text(.postfix)).\(member.name)"
    case .filter(let value, let predicate): "\(value.text(.postfix))[\(predicate)]"
    case .call(let function, let arguments): "\(function.text(.postfix))(\(joined(arguments.map(\.text))))"
    case .instanceOf(let value, let type): "\(value.text(.postfix)) instance of \(type)"
    default: ""
    }
  }

  private var operatorText: String {
    switch self {
    case .negation(let value): "-" + value.text(.prefix)
    case .binary(let operation, let left, let right):
      // A comparison of a comparison is bracketed on both sides: a policy may not chain them.
      left.text(operation.isComparison ? operation.binding.tighter : operation.binding)
        + " \(operation.rawValue) " + right.text(operation.binding.tighter)
    case .membership(let value, let tests): value.text(.sum) + " in " + membershipText(tests)
    case .between(let value, let low, let high):
      "\(value.text(.sum)) between \(low.text(.sum)) and \(high.text(.sum))"
    default: ""
    }
  }

  private var openText: String {
    switch self {
    case .conditional(let condition, let then, let otherwise): "if \(condition) then \(then) else \(otherwise)"
    case .iteration(let iterators, let body): "for \(joined(iterators.map(\.text))) return \(body)"
    case .quantified(let quantifier, let iterators, let condition):
      "\(quantifier == .some ? "some" : "every") \(joined(iterators.map(\.text))) satisfies \(condition)"
    case .function(let parameters, let body): "function(\(joined(parameters.map(\.text)))) \(body)"
    default: ""
    }
  }
}

extension BinaryOperator {
  fileprivate var binding: Binding {
    switch precedence {
    case .disjunction: .disjunction
    case .conjunction: .conjunction
    case .comparison, .range: .comparison
    case .sum: .sum
    case .product: .product
    case .power: .power
    case .prefix: .prefix
    }
  }
}

extension RangeExpression: CustomStringConvertible {
  /// The range in brackets, such as `[1..5)` or `(..30]`.
  package var description: String {
    let opening = includesLow ? "[" : "("
    let closing = includesHigh ? "]" : ")"
    return opening + (low?.text(.sum) ?? "") + ".." + (high?.text(.sum) ?? "") + closing
  }
}

extension UnaryTest: CustomStringConvertible {
  /// The test in canonical form.
  package var description: String {
    switch kind {
    case .any: "-"
    case .comparison(let operation, let bound): "\(operation.rawValue) \(bound.text(.sum))"
    case .value(let value): value.isNegatedCall ? "(\(value))" : value.description
    case .not(let tests): "not(\(joined(tests.map(\.description))))"
    }
  }
}

extension Argument {
  fileprivate var text: String {
    (label.map { "\($0.name): " } ?? "") + value.description
  }
}

extension Parameter {
  fileprivate var text: String {
    name.name + (type.map { ": " + $0 } ?? "")
  }
}

extension ContextEntry {
  fileprivate var text: String {
    "\(isPlainName(key.name) ? key.name : quoted(key.name)): \(value)"
  }
}

extension Iterator {
  fileprivate var text: String {
    "\(variable.name) in \(domain)"
  }
}

extension Expression {
  /// Whether the expression is `not(x)`, which would read as a test where a test stands.
  fileprivate var isNegatedCall: Bool {
    guard case .call(let function, _) = kind, case .name(let name) = function.kind else { return false }
    return name == ExpressionKeyword.not.english
  }
}

/// Returns the tests after `in`: one that cannot be mistaken stands alone, others in brackets.
private func membershipText(_ tests: [UnaryTest]) -> String {
  if tests.count == 1, standsAlone(tests[0]) { return tests[0].description }
  return "(\(joined(tests.map(\.description))))"
}

private func standsAlone(_ test: UnaryTest) -> Bool {
  guard case .value(let value) = test.kind else { return test.kind != .any }
  if case .range = value.kind { return true }
  return value.kind.binding >= .sum && !test.description.hasPrefix("(")
}

private func joined(_ parts: [String]) -> String {
  parts.joined(separator: ", ")
}

/// Returns whether `text` reads as a name of words, none of which is a keyword.
private func isPlainName(_ text: String) -> Bool {
  let words = text.split(separator: " ", omittingEmptySubsequences: false)
  return text != "instance of"
    && words.allSatisfy { word in
      ExpressionKeyword.spelled(String(word)) == nil && isPlainWord(word.unicodeScalars)
    }
}

private func isPlainWord(_ word: Substring.UnicodeScalarView) -> Bool {
  guard let first = word.first, first == "_" || first.properties.isAlphabetic else { return false }
  return word.allSatisfy { $0 == "_" || $0.properties.isAlphabetic || $0.properties.numericType == .decimal }
}

/// Returns a text as FEEL writes it, in quotes and with its escapes.
package func quoted(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": result += "\\\""
    case "\\": result += "\\\\"
    case "\n": result += "\\n"
    case "\r": result += "\\r"
    case "\t": result += "\\t"
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + "\""
}
