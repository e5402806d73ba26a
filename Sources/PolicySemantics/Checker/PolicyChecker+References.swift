import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// Figures that are looked up by key and date, as they are declared.
struct ReferenceTable {
  let name: YAMLScalar
  let title: String?
  let keys: [YAMLScalar]
  /// The place of the key that is the first day of each figure.
  let from: Int?
  /// In the order of the file; where figures have first days, the latest first.
  let rows: [Row]

  struct Row {
    let span: SourceSpan
    let keys: [YAMLScalar]
    let from: CalendarDate?
    let value: TypedValue
  }
}

/// Reference figures: tables that others publish, of a policy's own file or of one that it imports.
///
/// A lookup of reference figures is a table like any other, whose rows are those of the file.
extension PolicyChecker {

  func declareReferences() {
    for entry in ([policy] + imports).flatMap({ $0[.reference]?.named ?? [] }) {
      guard let form = entry.piece.form else { continue }
      if let earlier = referenceNames[entry.name.text] {
        report(.duplicateName(entry.name, earlier: earlier))
        continue
      }
      referenceNames[entry.name.text] = entry.name.span
      references[entry.name.text] = .some(referenceTable(entry.name, form))
    }
  }

  private func referenceTable(_ name: YAMLScalar, _ form: Form) -> ReferenceTable? {
    let keys = form[.key]?.elements.compactMap(\.scalar) ?? []
    guard let type = fieldType(Piece(.form(form), at: form.span), of: name)?.0, !keys.isEmpty else { return nil }
    var from: Int?
    if let scalar = form[.from]?.scalar {
      from = keys.firstIndex { $0.text == scalar.text }
      guard from != nil else {
        report(.unknownReferenceKey(scalar, known: keys.map(\.text)))
        return nil
      }
    }
    let rows = (form[.rows]?.elements ?? []).map { row($0, keyCount: keys.count, from: from, type, form) }
    guard !rows.contains(where: { $0 == nil }) else { return nil }
    let found = rows.compactMap(\.self)
    guard areDistinct(found) else { return nil }
    let inOrder =
      from == nil ? found : found.sorted { ($0.from ?? .earliest) > ($1.from ?? .earliest) }
    return ReferenceTable(name: name, title: form[.title]?.text, keys: keys, from: from, rows: inOrder)
  }

  private func row(
    _ piece: Piece, keyCount: Int, from: Int?, _ type: PolicyType, _ form: Form
  ) -> ReferenceTable.Row? {
    let cells = piece.elements.compactMap(\.scalar)
    guard cells.count == keyCount + 1, let last = cells.last else {
      report(.wrongReferenceRow(piece.span, count: cells.count, wanted: keyCount + 1))
      return nil
    }
    var day: CalendarDate?
    if let from {
      day = CalendarDate(text: cells[from].text)
      guard day != nil else {
        report(.referenceDayExpected(cells[from]))
        return nil
      }
    }
    guard let value = figure(last, type, form) else { return nil }
    return ReferenceTable.Row(span: piece.span, keys: Array(cells.dropLast()), from: day, value: value)
  }

  /// Reads a figure: a literal of the declared type, in its range.
  private func figure(_ scalar: YAMLScalar, _ type: PolicyType, _ form: Form) -> TypedValue? {
    let wanted = Wanted(type)
    guard let value = value(Piece(.scalar(scalar), at: scalar.span), wanted, Scope()),
      case .expression(let typed) = value.kind
    else { return nil }
    guard case .literal = typed.kind else {
      report(.figureIsComputed(scalar))
      return nil
    }
    if let number = type.number, let given = typed.type.number,
      !checkFits(given, number, scalar.span, declaredAt: form.numberDeclaration?.span ?? form.span)
    {
      return nil
    }
    // What a policy may rest on is the declared range, not what the figures happen to be today.
    let literal = TypedExpression(typed.kind, type, at: typed.span)
    return TypedValue(text: value.text, span: value.span, type: type, kind: .expression(literal))
  }

  /// Whether no two rows have the same keys.
  private func areDistinct(_ rows: [ReferenceTable.Row]) -> Bool {
    var known: [[String]: YAMLScalar] = [:]
    for row in rows {
      let key = row.keys.map(\.text)
      guard let first = row.keys.first else { continue }
      if let earlier = known[key] {
        report(.duplicateReferenceRow(row.span, earlier: earlier.span, keys: key))
        return false
      }
      known[key] = first
    }
    return true
  }

  // MARK: Lookups

  func referenceLookup(_ form: Form, _ name: YAMLScalar, _ wanted: Wanted, _ scope: Scope) -> TypedValue? {
    guard let declared = references[name.text] else {
      report(.unknownReference(name, known: references.keys.sorted()))
      return nil
    }
    for keyword in [Keyword.rows, .take] where form[keyword] != nil {
      report(.keysExclude(form.keySpan(keyword), keyword, .reference, form.keySpan(.reference)))
      return nil
    }
    if let other = form.others.first {
      report(.rowBesideRows(other.name, rows: form.keySpan(.reference)))
      return nil
    }
    let inputs = (form[.by]?.elements.compactMap(\.scalar) ?? []).map { lookedUp($0, scope) }
    let otherwise = form[.otherwise].map { value($0, wanted, scope) }
    if case .some(.none) = otherwise { return nil }
    guard let table = declared, !inputs.contains(where: { $0 == nil }) else { return nil }
    let known = inputs.compactMap(\.self)
    guard known.count == table.keys.count else {
      report(.wrongReferenceKeys(form[.by]?.span ?? form.span, keys: table.keys.map(\.text), declared: table.name.span))
      return nil
    }
    guard let other = otherwise ?? nil else {
      report(.referenceNeedsOtherwise(form.keySpan(.reference)))
      return nil
    }
    let rows = table.rows.map { typedRow($0, of: table, known, scope) }
    guard !rows.contains(where: { $0 == nil }) else { return nil }
    if let first = table.rows.first, !wanted.accepts(first.value.type.form) {
      report(.typeMismatch(name.span, first.value.type.form, wanted: wanted))
      return nil
    }
    let typed = TypedTable(
      inputs: known.map(\.expression), rows: rows.compactMap(\.self), otherwise: other, take: .first,
      reference: table.title ?? table.name.text)
    return tableValue(typed, at: form.span, text: "\(name.text) by \(known.map(\.text).joined(separator: ", "))")
  }

  private func typedRow(
    _ row: ReferenceTable.Row, of table: ReferenceTable, _ inputs: [LookedUp], _ scope: Scope
  ) -> TypedRow? {
    let tests = zip(row.keys, inputs).enumerated().map { place, pair -> TypedExpression? in
      let (cell, looked) = pair
      guard place == table.from, let day = row.from else { return test(cell, of: looked.present, scope) }
      guard looked.present.type.form == .date else {
        report(.typeMismatch(looked.present.span, looked.present.type.form, wanted: .date))
        return nil
      }
      let literal = TypedExpression(.literal(.date(day)), .date, at: cell.span)
      return TypedExpression(.comparison(.greaterOrEqual, looked.present, literal), .boolean, at: cell.span)
    }
    guard !tests.contains(where: { $0 == nil }) else { return nil }
    return TypedRow(
      text: row.keys.map(\.text).joined(separator: ", "), span: row.span,
      condition: conjunction(of: tests.compactMap(\.self), at: row.span), value: row.value)
  }
}
