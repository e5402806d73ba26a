import PolicyExecution
import PolicyIR
import PolicyTypes

// The cells are classes because they are looked at for every row: a reference costs less than a copy of what they hold.

/// One result column over one batch, with everything at hand to write any of its rows.
final class Cells {
  private let key: [UInt8]
  private let value: ValueCells?
  private let names: [FlaggedName]
  private let measures: [MeasureCells]
  private let kind: Kind

  private enum Kind {
    case value
    case names
    case measures
  }

  init(for column: ResultColumn, of formatter: ResultFormatter, in values: BatchValues) {
    key = OutputName(column.rawValue).json + [UInt8(ascii: ":")]
    let outline = formatter.program.outline
    var value: ValueCells?
    var names: [NamedFlags] = []
    switch column {
    case .id: value = ValueCells(idIn: values)
    case .score: value = outline.score.map { ValueCells(outline[$0].result, in: values) }
    case .grade: value = outline.grade.map { ValueCells($0.result, in: values) }
    case .baseGrade: value = outline.grade.map { ValueCells($0.base.result, in: values) }
    case .rules: names = formatter.rules
    case .alerts: names = formatter.alerts
    case .tags: names = formatter.tags
    case .measures: break
    }
    self.value = value
    self.names = names.map { FlaggedName($0, in: values) }
    measures = column == .measures ? formatter.measures.map { MeasureCells($0, in: values) } : []
    kind =
      switch column {
      case .id, .score, .grade, .baseGrade: .value
      case .rules, .alerts, .tags: .names
      case .measures: .measures
      }
  }

  // MARK: JSON

  func appendJSON(_ row: Int, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: key)
    switch kind {
    case .value: appendJSONValue(row, to: &bytes)
    case .names: appendJSONNames(row, to: &bytes)
    case .measures: appendJSONMeasures(row, to: &bytes)
    }
  }

  private func appendJSONValue(_ row: Int, to bytes: inout [UInt8]) {
    if let value { value.appendJSON(row, to: &bytes) } else { bytes.append("null") }
  }

  private func appendJSONNames(_ row: Int, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "["))
    var isFirst = true
    for name in names where name.holds(row) {
      if !isFirst { bytes.append(UInt8(ascii: ",")) }
      isFirst = false
      bytes.append(contentsOf: name.json)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  private func appendJSONMeasures(_ row: Int, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "{"))
    var isFirst = true
    for measure in measures where measure.flag.holds(row) {
      if !isFirst { bytes.append(UInt8(ascii: ",")) }
      isFirst = false
      measure.appendJSON(row, to: &bytes)
    }
    bytes.append(UInt8(ascii: "}"))
  }

  // MARK: CSV

  func appendCSV(_ row: Int, to bytes: inout [UInt8]) {
    switch kind {
    case .value: value?.appendCSV(row, to: &bytes)
    case .names: appendCSVNames(row, to: &bytes)
    case .measures: appendCSVMeasures(row, to: &bytes)
    }
  }

  private func appendCSVNames(_ row: Int, to bytes: inout [UInt8]) {
    var field = NameList()
    for name in names where name.holds(row) { field.add(name) }
    field.append(to: &bytes)
  }

  private func appendCSVMeasures(_ row: Int, to bytes: inout [UInt8]) {
    var field = NameList()
    for measure in measures where measure.flag.holds(row) { field.add(measure.flag) }
    field.append(to: &bytes)
    for measure in measures { measure.appendCSVNumbers(row, to: &bytes) }
  }
}

/// Names that share one CSV field.
private struct NameList {
  private var text: [UInt8] = []

  mutating func add(_ name: FlaggedName) {
    if !text.isEmpty { text.append(UInt8(ascii: "|")) }
    text.append(contentsOf: name.utf8)
  }

  func append(to bytes: inout [UInt8]) {
    if !text.isEmpty { bytes.appendCSVField(text.span) }
  }
}

/// A name and the columns that tell where it comes out.
private final class FlaggedName {
  let utf8: [UInt8]
  let json: [UInt8]
  private let flags: [UInt8]

  init(_ flags: NamedFlags, in values: BatchValues) {
    utf8 = flags.name.utf8
    json = flags.name.json
    var holds = values.column(of: flags.values[0]).bytes
    for other in flags.values.dropFirst() {
      let bytes = values.column(of: other).bytes
      for row in holds.indices { holds[row] |= bytes[row] }
    }
    self.flags = holds
  }

  @inline(__always)
  func holds(_ row: Int) -> Bool { flags[row] != 0 }
}

private final class MeasureCells {
  let flag: FlaggedName
  private let numbers: [(key: [UInt8], cells: ValueCells)]

  init(_ measure: MeasureColumns, in values: BatchValues) {
    flag = FlaggedName(measure.given, in: values)
    numbers = measure.numbers.map { name, value in
      (name.json + [UInt8(ascii: ":")], ValueCells(value, in: values))
    }
  }

  /// Appends `"name":{"number":1}`.
  func appendJSON(_ row: Int, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: flag.json)
    bytes.append(":{")
    for index in numbers.indices {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes.append(contentsOf: numbers[index].key)
      numbers[index].cells.appendJSON(row, to: &bytes)
    }
    bytes.append(UInt8(ascii: "}"))
  }

  /// Appends the fields of the numbers, which are empty where the measure is not given.
  func appendCSVNumbers(_ row: Int, to bytes: inout [UInt8]) {
    for index in numbers.indices {
      bytes.append(UInt8(ascii: ","))
      if flag.holds(row) { numbers[index].cells.appendCSV(row, to: &bytes) }
    }
  }
}

/// The values of one column, whatever its lane.
private final class ValueCells {
  private let lane: Lane
  private let column: Column
  /// The bytes that a text column points into, where it is the batch's own.
  private let text: [UInt8]
  private let values: BatchValues
  private let labels: [OutputName]

  convenience init(_ id: ValueID, in values: BatchValues) {
    self.init(values.plan.program[id].type.lane, values.column(of: id), in: values)
  }

  /// Makes the cells of the subjects' ids.
  convenience init?(idIn values: BatchValues) {
    let subject = values.plan.program.schema[.subject]
    guard let key = subject.key else { return nil }
    self.init(subject.fields[key].kind.lane, values.batch[.subject].columns[key], in: values)
  }

  private init(_ lane: Lane, _ column: Column, in values: BatchValues) {
    self.lane = lane
    self.column = column
    self.values = values
    text = values.batch.text
    labels = if case .code(let set) = lane { set.labels.map(OutputName.init) } else { [] }
  }

  func appendJSON(_ row: Int, to bytes: inout [UInt8]) {
    guard column.isPresent(row) else { return bytes.append("null") }
    switch lane {
    case .code:
      let code = Int(column.bytes[row])
      if code < labels.count { bytes.append(contentsOf: labels[code].json) } else { bytes.append("null") }
    case .text: appendText(row, asJSON: true, to: &bytes)
    case .date, .duration: bytes.appendJSONString(description(row))
    case .boolean, .integer, .decimal: appendPlain(row, to: &bytes)
    }
  }

  func appendCSV(_ row: Int, to bytes: inout [UInt8]) {
    guard column.isPresent(row) else { return }
    switch lane {
    case .code:
      let code = Int(column.bytes[row])
      guard code < labels.count else { return }
      let name = labels[code].utf8
      bytes.appendCSVField(name.span)
    case .text: appendText(row, asJSON: false, to: &bytes)
    case .date, .duration: bytes.append(description(row))
    case .boolean, .integer, .decimal: appendPlain(row, to: &bytes)
    }
  }

  private func appendPlain(_ row: Int, to bytes: inout [UInt8]) {
    switch lane {
    case .integer(let decimals): bytes.append(column.integers[row], decimals: decimals)
    case .decimal: column.decimals[row].normalized.appendText(to: &bytes)
    default: column.bytes[row] != 0 ? bytes.append("true") : bytes.append("false")
    }
  }

  private func appendText(_ row: Int, asJSON: Bool, to bytes: inout [UInt8]) {
    let range = column.texts[row]
    let end = Int(range.start) + Int(range.count)
    // Texts of the policy itself lie elsewhere and are short.
    let source = end <= text.count ? text : Array(values.string(range).utf8)
    let start = end <= text.count ? Int(range.start) : 0
    let piece = source.span.extracting(start..<start + Int(range.count))
    if asJSON { bytes.appendJSONString(piece) } else { bytes.appendCSVField(piece) }
  }

  private func description(_ row: Int) -> String {
    lane == .date
      ? CalendarDate(dayNumber: column.dates[row]).description : PackedDuration.unpack(column.integers[row]).description
  }
}
