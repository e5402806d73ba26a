import PolicyDiagnostics

/// What YAML accepts in brackets without a word, and no author means.
enum YAMLFlowSlip {
  /// Returns the first slip among the children of `node`, which is written in brackets.
  static func find(in node: YAMLNode, of text: YAMLText) -> Diagnostic? {
    let children = node.elements ?? node.entries?.map(\.value) ?? []
    return missingValue(in: node, text) ?? splitValue(among: children, of: node, text)
      ?? node.elements?.lazy.compactMap(fullWidthComma).first
  }

  /// `{points: min(2, x)}` has a key `x)` with no value.
  private static func missingValue(in mapping: YAMLNode, _ text: YAMLText) -> Diagnostic? {
    let entry = mapping.entries?.first { $0.value.isMissing && !hasColon(after: $0.key, text) }
    guard let key = entry?.key else { return nil }
    if let colon = key.fullWidthColon { return .fullWidthColon(at: colon) }
    if let value = YAMLFlowEntry.find(in: text, open: mapping.span.start, covering: key.span.start)?.value {
      return .bracketsInFlow(value: text.span(value), isMapping: true)
    }
    if let colon = colonWithoutSpace(in: key) { return .missingSpaceAfterColon(at: colon) }
    return .entryWithoutValue(key.text, at: key.span, fixIt: list(around: key, in: mapping))
  }

  /// The colon of `{for:A}`, which is one key to YAML.
  private static func colonWithoutSpace(in key: YAMLScalar) -> SourceSpan? {
    guard key.style == .plain, let place = Array(key.text.utf8).firstIndex(of: UInt8(ascii: ":")) else { return nil }
    return place > 0 && place < key.text.utf8.count - 1 ? key.span(of: place..<place + 1) : nil
  }

  /// `{for: C, D}` was to be `{for: [C, D]}`: what stands without a value belongs to the value before it.
  private static func list(around key: YAMLScalar, in mapping: YAMLNode) -> FixIt? {
    guard let entries = mapping.entries, let place = entries.firstIndex(where: { $0.key.span == key.span }), place > 0,
      let first = entries[place - 1].value.scalar, first.style == .plain, !first.isMissing
    else { return nil }
    let others = entries[place...].prefix { $0.value.isMissing && $0.key.style == .plain }.map(\.key)
    guard let last = others.last else { return nil }
    let elements = ([first] + others).map(\.text).joined(separator: ", ")
    return FixIt(
      replacing: SourceSpan(file: key.span.file, start: first.span.start, end: last.span.end), with: "[\(elements)]")
  }

  private static func hasColon(after key: YAMLScalar, _ text: YAMLText) -> Bool {
    var place = key.span.end
    while isBlank(text.byte(at: place)) || isBreak(text.byte(at: place)) { place += 1 }
    return text.byte(at: place) == UInt8(ascii: ":")
  }

  /// `[min(2, x)]` is a list of `min(2` and `x)`.
  private static func splitValue(among values: [YAMLNode], of node: YAMLNode, _ text: YAMLText) -> Diagnostic? {
    guard let split = values.first(where: leavesBracketOpen) else { return nil }
    let found = YAMLFlowEntry.find(in: text, open: node.span.start, covering: split.span.start)
    return found.map { .bracketsInFlow(value: text.span($0.value), isMapping: node.entries != nil) }
  }

  private static func leavesBracketOpen(_ value: YAMLNode) -> Bool {
    guard let scalar = value.scalar, scalar.style == .plain else { return false }
    let opened = scalar.text.unicodeScalars.count { $0 == "(" || $0 == "（" }
    return opened > 0 && opened > scalar.text.unicodeScalars.count { $0 == ")" || $0 == "）" }
  }

  /// `[优，良]` is a list of one text.
  private static func fullWidthComma(in element: YAMLNode) -> Diagnostic? {
    guard let scalar = element.scalar, scalar.style == .plain else { return nil }
    let offset = fullWidthComma(in: scalar.text)
    return offset.map { .fullWidthComma(at: scalar.span(of: $0..<$0 + fullWidthCommaBytes.count)) }
  }

  /// Returns the UTF-8 offset of a `，` outside round brackets, within which expressions read it as a comma.
  private static func fullWidthComma(in text: String) -> Int? {
    var depth = 0
    var offset = 0
    for scalar in text.unicodeScalars {
      switch scalar {
      case "(", "（": depth += 1
      case ")", "）": depth -= 1
      case "，" where depth <= 0: return offset
      default: break
      }
      offset += UTF8.width(scalar)
    }
    return nil
  }
}
