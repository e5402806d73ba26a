import PolicyDiagnostics
import PolicyTypes

// Values, names and signs in the language of the reader.

extension ExplanationText {
  func word(_ text: LocalizedText) -> String { text.text(in: language) }

  func text(of value: Value, unit: Unit = .none) -> String {
    switch value {
    case .absent: word(Words.noData)
    case .boolean(let value): word(value ? Words.yes : Words.no)
    case .number(let number): text(of: number, unit: unit)
    case .duration(let duration): word(Words.duration(duration))
    case .text(let text): text.truncated(toWidth: 200)
    case .label(LabelSet.notRated): word(Words.notRated)
    case .date, .label: value.description
    }
  }

  func text(of number: Decimal128, unit: Unit) -> String {
    switch unit {
    case .none: number.calculatorText
    case .percent: percent(number)
    case .money(let currency): word(Words.money(number.calculatorText, currency))
    }
  }

  func points(_ number: Decimal128) -> String { word(Words.points(number.calculatorText)) }

  /// Returns 0.5 as `50%`.
  func percent(_ share: Decimal128) -> String {
    share.multiplied(by: 100).map { $0.calculatorText + "%" } ?? share.calculatorText
  }

  /// Returns how people call a name of the policy: in Chinese by its title, since names are often English.
  func called(_ name: String, _ title: String?) -> String {
    let name = spelled(name)
    return short(language == .chinese ? title ?? name : name)
  }

  /// Returns a name as the reader's language spells it: the score is a word of the language, as a path's beginning too.
  private func spelled(_ name: String) -> String {
    let score = Words.scoreInPaths.english
    guard name == score || name.hasPrefix(score + ".") else { return name }
    return word(Words.scoreInPaths) + name.dropFirst(score.count)
  }

  /// Returns `days late = 20, severity = 一般`.
  func text(of figures: [Figure]) -> String {
    figures.map { called($0.name, $0.title) + " = " + text(of: $0.value, unit: $0.unit) }.joined(separator: comma)
  }

  /// Returns what a value was computed from: its inputs, the row that decided, the calculation.
  func derivation(of value: ValueStep, without known: [Figure] = []) -> String {
    let inputs = value.inputs.filter { !known.contains($0) }
    let rows = value.rows.map { word(applies($0)) }
    let tally = value.tally.map { text(of: $0) }
    let calculation = value.arithmetic.map { $0 + " = " + text(of: value.result) }
    return ([inputs.isEmpty ? nil : text(of: inputs)] + rows + [tally, calculation]).compactMap(\.self)
      .joined(separator: semicolon)
  }

  private func applies(_ row: RowStep) -> LocalizedText {
    if let members = row.members { return Words.rowApplies(word(summary(of: members))) }
    if let reference = row.reference, let test = row.test {
      return Words.figure(of: reference, for: short(test), at: name(of: row.place))
    }
    return row.test.map { Words.rowApplies(short($0)) } ?? Words.otherwiseApplies
  }

  /// Returns `the highest of 5 (`a` applies), 3 (`b` applies)`.
  private func text(of tally: TallyStep) -> String {
    let rows = tally.rows.map { row in
      text(of: row.value.result) + bracketed(word(applies(row.row)), derivation(of: row.value))
    }
    return word(Words.taken(tally.take)) + " " + list(rows)
  }

  // MARK: Conditions made of others

  func summary(of members: MembersStep) -> LocalizedText {
    Words.members(members.need, of: members.conditions.count, holding: members.holdingCount)
  }

  /// Returns a condition on one line: as written, or how many of its conditions hold.
  func short(_ condition: ValueStep) -> String {
    condition.members.map { word(summary(of: $0)) } ?? short(condition.text)
  }

  /// Adds a line for each condition that a condition, or the case that decided, is made of.
  func addMembers(of value: ValueStep, to lines: inout TextLines, depth: Int) {
    for members in [value.members] + value.rows.map(\.members) {
      if let members { add(members, to: &lines, depth: depth) }
    }
  }

  private func add(_ members: MembersStep, to lines: inout TextLines, depth: Int) {
    for condition in members.conditions {
      let verdict = word(condition.result == .boolean(true) ? Words.holds : Words.doesNotHold)
      let text = condition.members.map { word(summary(of: $0)) } ?? self.condition(condition)
      lines.add(verdict + colon + text, depth: depth)
      if let inner = condition.members { add(inner, to: &lines, depth: depth + 1) }
    }
  }

  /// Returns a condition as written, with what it reads.
  func condition(_ value: ValueStep, without known: [Figure] = []) -> String {
    if let members = value.members { return word(summary(of: members)) }
    let inputs = text(of: value.inputs.filter { !known.contains($0) })
    if value.text.isEmpty || (value.inputs.count == 1 && value.inputs[0].name == value.text) { return inputs }
    return quoted(short(value.text)) + (inputs.isEmpty ? "" : semicolon + inputs)
  }

  /// Returns the lines that say what a clause rests on.
  func citations(of clause: Citation) -> [String] {
    [
      clause.basis.map { pair(Words.basis, cited($0, of: clause)) },
      clause.assumption.map { pair(Words.assumed, $0) },
    ].compactMap(\.self)
  }

  /// Returns an article with the full name of its document, where it has a short one.
  private func cited(_ basis: String, of clause: Citation) -> String {
    guard let source = clause.source else { return basis }
    // The short name of the document is the policy's own; people know the document by its title.
    return [source, clause.article ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
  }

  func cited(_ clause: Citation) -> String { citations(of: clause).joined(separator: semicolon) }

  /// Returns a piece of the policy on one line, as readers know the things in it, cut where it is long.
  func short(_ text: String) -> String {
    let text = readings[text] ?? text
    // Nearly always it is one already, and so short.
    if let width = text.widthOfPlainLine, 1...Self.mostWidth ~= width { return text }
    let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return line.isEmpty ? "..." : line.truncated(toWidth: Self.mostWidth)
  }

  /// The most cells of a quotation: two lines, in which nearly every condition is whole.
  private static let mostWidth = 160

  func pair(_ name: LocalizedText, _ value: String) -> String { word(name) + colon + value }
  func list(_ names: [String]) -> String { names.joined(separator: language == .english ? ", " : "、") }
  func quoted(_ text: String) -> String { language == .english ? "`\(text)`" : "“\(text)”" }

  /// Returns the parts that are not empty in brackets, or nothing.
  func bracketed(_ parts: String..., at place: Place? = nil) -> String {
    var joined = ""
    for part in parts where !part.isEmpty { joined += (joined.isEmpty ? "" : semicolon) + part }
    if let place { joined += (joined.isEmpty ? "" : semicolon) + name(of: place) }
    if joined.isEmpty { return "" }
    return language == .english ? " (" + joined + ")" : "（" + joined + "）"
  }

  /// Returns `market-regulation.yaml:40`; a file in another folder of the package has that before it.
  func name(of place: Place) -> String { place.file + ":" + String(place.line) }

  var comma: String { language == .english ? ", " : "，" }
  var semicolon: String { language == .english ? "; " : "；" }
  var colon: String { language == .english ? ": " : "：" }
}
