import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// Something that a lookup looks up.
struct LookedUp {
  /// As the policy writes it; it may be absent.
  let expression: TypedExpression

  /// The same, as the tests read it.
  let present: TypedExpression
  let text: String
}

/// Lookups: tests of one thing, or of several.
extension PolicyChecker {

  func lookup(_ form: Form, _ wanted: Wanted, _ scope: Scope) -> TypedValue? {
    let isTable = form[.rows] != nil
    if let name = form[.reference]?.scalar { return referenceLookup(form, name, wanted, scope) }
    guard let by = form[.by] else {
      if isTable { return takenCases(form, wanted, scope) }
      if form.isWhole { report(.lookupNeedsBy(form.span)) }
      checkRowValues(form, wanted, scope)
      return nil
    }
    let inputs = by.elements.compactMap(\.scalar).map { lookedUp($0, scope) }
    guard !inputs.isEmpty, !inputs.contains(where: { $0 == nil }) else {
      checkRowValues(form, wanted, scope)
      return nil
    }
    let known = inputs.compactMap(\.self)
    return isTable ? table(form, by: known, wanted, scope) : keyed(form, by: known[...], wanted, scope)
  }

  func lookedUp(_ scalar: YAMLScalar, _ scope: Scope) -> LookedUp? {
    guard let expression = parsed(scalar), let looked = check(expression, scope) else { return nil }
    // A time between two dates exists only as the comparisons of its rows, so it cannot be absent as a whole.
    guard looked.type.form != .elapsed || isPresentForComparison(looked) else { return nil }
    let present =
      looked.type.isOptional
      ? TypedExpression(.assumePresent(looked), looked.type.optional(false), at: looked.span) : looked
    return LookedUp(expression: looked, present: present, text: scalar.text)
  }

  /// Checks the values of a lookup whose `by` is wrong, so that their own mistakes are reported too.
  private func checkRowValues(_ form: Form, _ wanted: Wanted, _ scope: Scope) {
    let isNested = (form[.by]?.elements.count ?? 0) > 1
    for row in form.others where !(isNested && row.piece.form != nil) { _ = value(row.piece, wanted, scope) }
    if let otherwise = form[.otherwise] { _ = value(otherwise, wanted, scope) }
  }

  /// Reads which rows count; nil, once it is reported, where the word for it is wrong.
  private func take(_ form: Form) -> Take? {
    guard let scalar = form[.take]?.scalar else { return .first }
    if let take = Take(word: scalar.text) { return take }
    report(.badWord(scalar, allowed: Take.allCases.flatMap { [$0.rawValue, $0.chinese] }))
    return nil
  }

  // MARK: Tests as keys

  /// Checks a lookup whose tests are keys. With several things looked up, the rows of the first may hold rows of the
  /// next.
  private func keyed(
    _ form: Form, by inputs: ArraySlice<LookedUp>, _ wanted: Wanted, _ scope: Scope
  ) -> TypedValue? {
    guard let first = inputs.first else { return nil }
    if inputs.count > 1, form[.take] != nil {
      report(.takeNeedsRows(form.keySpan(.take)))
      return nil
    }
    let take = take(form)
    let rows = form.others.map { keyedRow($0, by: first, inputs.dropFirst(), wanted, scope) }
    let otherwise = form[.otherwise].map { value($0, wanted, scope) }
    if case .some(.none) = otherwise { return nil }
    guard let take, form.isWhole, !rows.contains(where: { $0 == nil }) else { return nil }
    return finished(
      rows.compactMap(\.self), by: [first], otherwise: otherwise ?? nil, take, form, scope,
      text: "by \(first.text)")
  }

  private func keyedRow(
    _ row: NamedPiece, by looked: LookedUp, _ rest: ArraySlice<LookedUp>, _ wanted: Wanted, _ scope: Scope
  ) -> TestedRow? {
    let value =
      if !rest.isEmpty, let form = row.piece.form, isInner(form) {
        keyed(form, by: rest, wanted, scope)
      } else {
        self.value(row.piece, wanted, scope)
      }
    guard let test = test(row.name, of: looked.present, scope), let value else { return nil }
    let typed = TypedRow(text: row.name.text, span: row.name.span, condition: test, value: value)
    return TestedRow(row: typed, tests: [test])
  }

  /// Whether a mapping holds the rows of the next thing that is looked up.
  private func isInner(_ form: Form) -> Bool { form.id == .lookup && form[.by] == nil && form[.rows] == nil }

  // MARK: Tests in rows

  private func table(_ form: Form, by inputs: [LookedUp], _ wanted: Wanted, _ scope: Scope) -> TypedValue? {
    guard let pieces = rowPieces(form), let take = take(form) else { return nil }
    let rows = pieces.map { row($0, of: inputs, wanted, scope) }
    let otherwise = form[.otherwise].map { value($0, wanted, scope) }
    if case .some(.none) = otherwise { return nil }
    guard form.isWhole, !rows.contains(where: { $0 == nil }) else { return nil }
    let text = "by \(inputs.map(\.text).joined(separator: ", "))"
    return finished(rows.compactMap(\.self), by: inputs, otherwise: otherwise ?? nil, take, form, scope, text: text)
  }

  /// The rows under `rows`, beside which no test is a key.
  private func rowPieces(_ form: Form) -> [Piece]? {
    if let other = form.others.first {
      report(.rowBesideRows(other.name, rows: form.keySpan(.rows)))
      return nil
    }
    return form[.rows]?.elements
  }

  private func row(
    _ piece: Piece, of inputs: [LookedUp], _ wanted: Wanted, _ scope: Scope
  ) -> TestedRow? {
    guard case .list(let cells) = piece.content, cells.count == inputs.count + 1, let last = cells.last else {
      report(.wrongRow(piece, inputs: inputs.map(\.text)))
      return nil
    }
    let value = value(last, wanted, scope)
    let tests = zip(cells, inputs).map { test($0, of: $1.present, scope) }
    guard let value, !tests.contains(where: { $0 == nil }) else { return nil }
    let text = cells.dropLast().map(\.span.text).joined(separator: ", ")
    let condition = conjunction(of: tests.compactMap(\.self), at: piece.span)
    let typed = TypedRow(text: text, span: piece.span, condition: condition, value: value)
    return TestedRow(row: typed, tests: tests.compactMap(\.self))
  }

  /// Joins all tests of a row; without any that says something the row always holds.
  func conjunction(of tests: [TypedExpression], at span: SourceSpan) -> TypedExpression {
    tests.reduce(nil) { conjunction($0, $1, at: span) } ?? TypedExpression(.literal(.boolean(true)), .boolean, at: span)
  }

  /// Joins the tests of a row; a test that whatever is looked up passes adds nothing.
  func conjunction(
    _ first: TypedExpression?, _ second: TypedExpression, at span: SourceSpan
  ) -> TypedExpression? {
    guard second.kind != .literal(.boolean(true)) else { return first }
    return first.map { TypedExpression(.and($0, second), .boolean, at: span) } ?? second
  }

  private func test(_ cell: Piece, of looked: TypedExpression, _ scope: Scope) -> TypedExpression? {
    let tests = cell.elements.compactMap(\.scalar).map { test($0, of: looked, scope) }
    guard let first = tests.first, !tests.contains(where: { $0 == nil }) else { return nil }
    return tests.compactMap(\.self).dropFirst().reduce(first) { any, test in
      any.map { TypedExpression(.or($0, test), .boolean, at: cell.span) }
    }
  }

  /// Checks one test: a bare label or text that is looked up is itself; anything else is an expression.
  func test(_ key: YAMLScalar, of looked: TypedExpression, _ scope: Scope) -> TypedExpression? {
    if let labels = looked.type.labels, let text = label(key.text, in: labels) {
      let label = TypedExpression(.literal(.label(text)), .oneOf(labels), at: key.span)
      return TypedExpression(.comparison(.equal, looked, label), .boolean, at: key.span)
    }
    if looked.type.form == .text, key.text != "-", !key.isComparison {
      let text = TypedExpression(.literal(.text(key.text)), .text, at: key.span)
      return TypedExpression(.comparison(.equal, looked, text), .boolean, at: key.span)
    }
    if key.style == .plain, Keyword.meant(by: key.text).contains(.otherwise), !isDeclared(key.text, in: scope) {
      report(.otherwiseInOtherWords(key))
      return nil
    }
    guard let tests = parsedTests(key) else { return nil }
    return membership(of: looked, in: tests, scope, at: key.span)
  }

  /// Reads a test; that of a row of reference figures once, however many lookups there are of them.
  private func parsedTests(_ key: YAMLScalar) -> [UnaryTest]? {
    if let tests = knownTests[key.span] { return tests }
    let tests = parseUnaryTests(key.expressionSource, into: &diagnostics)
    knownTests[key.span] = tests
    return tests
  }

  // MARK: Cases as rows

  /// Checks cases under `rows`, which may be taken in another way than the first.
  private func takenCases(_ form: Form, _ wanted: Wanted, _ scope: Scope) -> TypedValue? {
    guard let pieces = rowPieces(form), let take = take(form) else { return nil }
    if let row = pieces.first(where: { $0.form == nil }) {
      report(.testsNeedBy(row.span))
      return nil
    }
    let cases = pieces.compactMap(\.form)
    guard let table = table(ofCases: cases, otherwise: form[.otherwise], take, wanted, scope), form.isWhole else {
      return nil
    }
    guard table.otherwise != nil else {
      report(.casesNeedOtherwise(in: form.keySpan(.rows)))
      return nil
    }
    if take == .unique { report(.disjointnessNotProved(form.keySpan(.take))) }
    return tableValue(table, at: form.span, text: "")
  }

  // MARK: The whole

  private func finished(
    _ rows: [TestedRow], by inputs: [LookedUp], otherwise: TypedValue?, _ take: Take, _ form: Form, _ scope: Scope,
    text: String
  ) -> TypedValue? {
    guard !rows.isEmpty || otherwise != nil else {
      report(.noRows(at: form.span))
      return nil
    }
    checkCoverage(of: rows, by: inputs.map(\.expression), take, hasOtherwise: otherwise != nil, form, scope)
    let table = TypedTable(
      inputs: inputs.map(\.expression), rows: rows.map(\.row), otherwise: otherwise, take: take)
    return tableValue(table, at: form.span, text: text)
  }
}

/// A row with the test of each thing that is looked up.
struct TestedRow {
  let row: TypedRow
  let tests: [TypedExpression]
}

extension YAMLScalar {
  /// Whether a test begins with a sign of comparison and no quotes make it a text.
  fileprivate var isComparison: Bool {
    guard style == .plain, let first = text.unicodeScalars.first else { return false }
    return "<>=≤≥≠＜＞＝".unicodeScalars.contains(first)
  }
}
