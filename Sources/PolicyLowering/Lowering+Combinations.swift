import PolicyIR
import PolicySemantics
import PolicyTypes

/// The numbers that several measures give and that results show once: outputs of which each measure is a row.
extension Lowering {
  func outline(of combination: TypedCombination, _ measures: [MeasureOutline]) -> OutputOutline {
    let outer = builder.span
    builder.span = combination.clause.span
    defer { builder.span = outer }
    let rows = combination.parts.map { part in
      let measure = measures[part.measure]
      let number = measure.numbers[part.number]
      let value = atSubject(number.value, of: measure, combination.take)
      return ValueRow(
        test: measure.clause.title ?? measure.clause.name, condition: measure.isGiven, value: value,
        span: number.value.span)
    }
    let lowered = rows.map { row in
      (condition: row.condition ?? builder.literal(true), value: row.value.result)
    }
    let taken = combined(lowered, combination.take, otherwise: builder.literal(.absent))
    let text = combination.parts.map { measures[$0.measure].clause.name + "." + combination.clause.name }
    return OutputOutline(
      clause: combination.clause, domain: .subject,
      value: ValueOutline(
        text: text.joined(separator: ", "), span: combination.clause.span, result: builder.aligned(taken, to: .subject),
        inputs: [], rows: rows, take: combination.take),
      unit: combination.unit)
  }

  /// A number of a measure; of one that is given for records what they make together.
  private func atSubject(_ value: ValueOutline, of measure: MeasureOutline, _ take: Take) -> ValueOutline {
    guard let records = measure.records else { return value }
    let mask = records.isGiven
    let result =
      switch take {
      case .sum: builder.sum(value.result, mask: mask, above: .subject)
      case .highest: builder.extreme(isLeast: false, value.result, mask: mask, above: .subject)
      case .lowest: builder.extreme(isLeast: true, value.result, mask: mask, above: .subject)
      case .first, .unique: builder.first(value.result, mask: mask, above: .subject)
      }
    return ValueOutline(text: value.text, span: value.span, result: result, inputs: [])
  }
}
