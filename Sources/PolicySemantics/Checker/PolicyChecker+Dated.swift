import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// Values by date: of those whose date has come on the as-of date, the latest holds.
extension PolicyChecker {

  func datedValue(
    _ entries: [NamedPiece], at span: SourceSpan, _ wanted: Wanted, _ scope: Scope
  ) -> TypedValue? {
    let values = entries.map { dated($0, wanted, scope) }
    guard !values.contains(where: { $0 == nil }) else { return nil }
    let latestFirst = values.compactMap(\.self).sorted { $0.from > $1.from }
    guard let earliest = latestFirst.last else { return nil }
    guard earliest.from <= effective.from ?? .earliest else {
      report(.valueNotInForce(earliest.name, first: earliest.from, effective: effective.from))
      return nil
    }
    if let constant = constant(of: latestFirst, at: span) { return constant }
    let rows = latestFirst.dropLast().map { entry in
      TypedRow(
        text: entry.name.text, span: entry.name.span, condition: hasCome(entry.from, at: entry.name.span),
        value: entry.value)
    }
    // A single value has no rows before it.
    guard !rows.isEmpty else { return earliest.value }
    let table = TypedTable(inputs: [], rows: Array(rows), otherwise: earliest.value)
    return tableValue(table, at: span, text: "")
  }

  /// Returns literal values by date as a constant without a name of the author's.
  private func constant(of latestFirst: [Dated], at span: SourceSpan) -> TypedValue? {
    var entries: [DatedValue] = []
    var type = latestFirst[0].value.type
    for entry in latestFirst.reversed() {
      guard case .expression(let typed) = entry.value.kind, case .literal(let literal) = typed.kind,
        let joined = join(type, typed.type)
      else { return nil }
      type = joined
      entries.append(DatedValue(from: entry.from, value: literal))
    }
    let text = latestFirst.reversed().map { "\($0.name.text): \($0.value.text)" }.joined(separator: ", ")
    var draft = Draft<TypedConstant>(name: latestFirst[0].name, piece: Piece(.named([]), at: span))
    let name = Clause(name: "by date \(constants.count + 1)", title: nil, span: span, basis: nil, assumption: nil)
    draft.state = .checked(TypedConstant(clause: name, type: type, entries: entries))
    constants.append(draft)
    usedConstants.insert(constants.count - 1)
    let expression = TypedExpression(.constant(ConstantID(constants.count - 1)), type, at: span)
    return TypedValue(text: text, span: span, type: type, kind: .expression(expression))
  }

  private struct Dated {
    let name: YAMLScalar
    let from: CalendarDate
    let value: TypedValue
  }

  private func dated(_ entry: NamedPiece, _ wanted: Wanted, _ scope: Scope) -> Dated? {
    let value = value(entry.piece, wanted, scope)
    guard let from = CalendarDate(text: entry.name.text) else {
      report(.notADate(entry.name.span, text: entry.name.text))
      return nil
    }
    return value.map { Dated(name: entry.name, from: from, value: $0) }
  }

  private func hasCome(_ date: CalendarDate, at span: SourceSpan) -> TypedExpression {
    let asOf = TypedExpression(.asOf, .date, at: span)
    let literal = TypedExpression(.literal(.date(date)), .date, at: span)
    return TypedExpression(.comparison(.greaterOrEqual, asOf, literal), .boolean, at: span)
  }
}
