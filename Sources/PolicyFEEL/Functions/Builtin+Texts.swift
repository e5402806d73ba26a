import PolicySyntax
import PolicyTypes

extension Builtin {
  func textual(_ arguments: [FEELValue]) -> FEELValue {
    if self == .stringJoin { return joined(arguments) }
    guard let text = arguments[0].string else { return .null }
    switch self {
    case .stringLength: return .integer(text.unicodeScalars.count)
    // The mappings of Unicode, the same in every locale.
    case .upperCase: return .string(text.uppercased())
    case .lowerCase: return .string(text.lowercased())
    case .substring: return part(of: text, arguments)
    case .matches, .replace, .split: return patterned(text, arguments)
    default:
      guard let match = arguments[1].string else { return .null }
      return compared(Array(text.unicodeScalars), Array(match.unicodeScalars))
    }
  }

  private func joined(_ arguments: [FEELValue]) -> FEELValue {
    guard let list = arguments[0].list else { return .null }
    let parts = list.compactMap(\.string)
    return .string(parts.joined(separator: arguments.count > 1 ? arguments[1].string ?? "" : ""))
  }

  private func part(of text: String, _ arguments: [FEELValue]) -> FEELValue {
    let scalars = Array(text.unicodeScalars)
    guard let start = arguments[1].number?.wholeNumber, start != 0 else { return .null }
    let offset = start > 0 ? start - 1 : scalars.count + start
    guard offset >= 0, offset <= scalars.count else { return .null }
    var length = scalars.count
    if arguments.count > 2, !arguments[2].isNull {
      guard let given = arguments[2].number?.wholeNumber, given >= 1 else { return .null }
      length = given
    }
    return .string(scalars[offset..<offset + Swift.min(length, scalars.count - offset)].text)
  }

  private func compared(_ text: [Unicode.Scalar], _ match: [Unicode.Scalar]) -> FEELValue {
    switch self {
    case .contains: .boolean(text.firstPlace(of: match) != nil)
    case .startsWith: .boolean(text.starts(with: match))
    case .endsWith: .boolean(text.reversed().starts(with: match.reversed()))
    case .substringBefore: .string(text[..<(text.firstPlace(of: match) ?? 0)].text)
    default: .string(text.firstPlace(of: match).map { text[($0 + match.count)...].text } ?? "")
    }
  }

  // MARK: Patterns

  private func patterned(_ text: String, _ arguments: [FEELValue]) -> FEELValue {
    guard let pattern = pattern(arguments) else { return .null }
    switch self {
    case .matches: return .boolean(pattern.isFound(in: text))
    case .split: return pattern.parts(of: text).map { .list($0.map { .string($0) }) } ?? .null
    default:
      guard let replacement = arguments[2].string else { return .null }
      return pattern.replacing(in: text, with: replacement).map { .string($0) } ?? .null
    }
  }

  private func pattern(_ arguments: [FEELValue]) -> Pattern? {
    let flags = self == .matches ? 2 : 3
    let given = self != .split && arguments.count > flags ? arguments[flags].string ?? "" : ""
    guard let text = arguments[1].string else { return nil }
    return try? Pattern.compile(text, flags: given).get()
  }
}

extension ArraySlice<Unicode.Scalar> {
  fileprivate var text: String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: self)
    return String(view)
  }
}

extension [Unicode.Scalar] {
  /// The place of the first occurrence, by the failure table of Knuth, Morris and Pratt, in linear time.
  fileprivate func firstPlace(of match: [Unicode.Scalar]) -> Int? {
    guard !match.isEmpty else { return 0 }
    var borders = [Int](repeating: 0, count: match.count)
    var length = 0
    for index in match.indices.dropFirst() {
      while length > 0, match[index] != match[length] { length = borders[length - 1] }
      if match[index] == match[length] { length += 1 }
      borders[index] = length
    }
    length = 0
    for (index, scalar) in enumerated() {
      while length > 0, scalar != match[length] { length = borders[length - 1] }
      if scalar == match[length] { length += 1 }
      if length == match.count { return index + 1 - length }
    }
    return nil
  }
}
