import PolicyExecution
import PolicyIR
import PolicyTypes

/// The outputs of the records of one type, or the records that give a measure with its numbers, as a list of JSON
/// objects for each subject.
///
/// A record is known by its key; without one by its number among the subject's records, as `#1`.
struct RecordLists {
  private let values: BatchValues
  private let domain: DomainID
  private let outputs: [(name: [UInt8], lane: Lane, column: Column, isMasked: Bool)]
  private let key: (lane: Lane, column: Column)?
  /// Whether the key is a text of which all but the first character is hidden.
  private let hidesKey: Bool
  /// Which records are listed; nil for all.
  private let mask: Column?

  init(_ values: BatchValues, _ outputs: [OutputOutline], of domain: DomainID, masked: Set<ValueID>?) {
    self.init(values, outputs.map { (OutputName($0.clause.name), $0.value.result) }, of: domain, where: nil, masked)
  }

  /// Fails for a measure that is not given for records.
  init?(_ values: BatchValues, _ measure: MeasureColumns, masked: Set<ValueID>?) {
    guard let records = measure.records else { return nil }
    self.init(values, measure.numbers, of: records.selection.domain, where: records.isGiven, masked)
  }

  private init(
    _ values: BatchValues, _ members: [(name: OutputName, value: ValueID)], of domain: DomainID, where mask: ValueID?,
    _ masked: Set<ValueID>?
  ) {
    let program = values.plan.program
    self.values = values
    self.domain = domain
    self.mask = mask.map { values.column(of: $0) }
    self.outputs = members.map { member in
      (
        member.name.json, program.type(of: member.value).lane, values.column(of: member.value),
        masked?.contains(member.value) ?? false
      )
    }
    let declared = program.schema[domain]
    hidesKey = masked != nil && (declared.key.map { declared.fields[$0].isMasked } ?? false)
    key = declared.key.map { (declared.fields[$0].kind.lane, values.batch[domain].columns[$0]) }
  }

  /// Returns the list of one subject's records.
  func json(of subject: Int) -> [UInt8] {
    var out: [UInt8] = [UInt8(ascii: "[")]
    let rows = rows(of: domain, below: subject)
    for row in rows where mask.map({ $0.bytes[row] != 0 }) ?? true {
      if out.count > 1 { out.append(UInt8(ascii: ",")) }
      out.append("{\"key\":" as StaticString)
      appendKey(row, number: row - rows.lowerBound + 1, to: &out)
      for output in outputs {
        out.append(UInt8(ascii: ","))
        out += output.name
        out.append(UInt8(ascii: ":"))
        if output.isMasked, output.column.isPresent(row) {
          out.appendJSONString(Masking.name(values.string(output.column.texts[row])))
        } else {
          append(output.column, output.lane, row, to: &out)
        }
      }
      out.append(UInt8(ascii: "}"))
    }
    out.append(UInt8(ascii: "]"))
    return out
  }

  private func rows(of domain: DomainID, below subject: Int) -> Range<Int> {
    guard let parent = values.plan.program.schema[domain].parent else { return subject..<subject + 1 }
    let above = rows(of: parent, below: subject)
    let starts = values.batch[domain].starts
    return Int(starts[above.lowerBound])..<Int(starts[above.upperBound])
  }

  private func appendKey(_ row: Int, number: Int, to out: inout [UInt8]) {
    if let key, hidesKey, key.column.isPresent(row) {
      out.appendJSONString(Masking.name(values.string(key.column.texts[row])))
    } else if let key, key.column.isPresent(row) {
      append(key.column, key.lane, row, to: &out)
    } else {
      out.appendJSONString("#\(number)")
    }
  }

  private func append(_ column: Column, _ lane: Lane, _ row: Int, to out: inout [UInt8]) {
    guard column.isPresent(row) else { return out.append("null" as StaticString) }
    switch lane {
    case .code(let labels): out.appendJSONString(labels.labels[Int(column.bytes[row])])
    case .boolean: column.bytes[row] == 0 ? out.append("false" as StaticString) : out.append("true" as StaticString)
    case .text: out.appendJSONString(values.string(column.texts[row]))
    case .integer(let decimals): out.append(column.integers[row], decimals: decimals)
    case .decimal: column.decimals[row].normalized.appendText(to: &out)
    case .date: out.appendJSONString(CalendarDate(dayNumber: column.dates[row]).description)
    case .duration: out.appendJSONString(PackedDuration.unpack(column.integers[row]).description)
    }
  }
}
