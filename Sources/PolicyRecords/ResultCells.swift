import PolicyExecution
import PolicyIR
import PolicyTypes

/// One result column over one batch, with everything at hand to write any of its rows.
struct Cells {
  private let key: [UInt8]
  private let content: Content

  private enum Content {
    case value(ValueCells?)
    case names([FlaggedName])
    case measures([MeasureCells])
  }

  init(for column: ResultColumn, of formatter: ResultFormatter, in values: BatchValues) {
    key = OutputName(column.rawValue).json + [UInt8(ascii: ":")]
    let outline = formatter.program.outline
    content =
      switch column {
      case .id: .value(ValueCells(idIn: values))
      case .score: .value(outline.score.map { ValueCells(outline[$0].result, in: values) })
      case .grade: .value(outline.grade.map { ValueCells($0.result, in: values) })
      case .baseGrade: .value(outline.grade.map { ValueCells($0.base.result, in: values) })
      case .rules: .names(formatter.rules.map { FlaggedName($0.name, [$0.value], in: values) })
      case .alerts: .names(formatter.alerts.map { FlaggedName($0.name, $0.values, in: values) })
      case .tags: .names(formatter.tags.map { FlaggedName($0.name, $0.values, in: values) })
      case .measures: .measures(formatter.measures.map { MeasureCells($0, in: values) })
      }
  }

  // MARK: JSON

  func appendJSON(_ row: Int, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: key)
    switch content {
    case .value(nil): bytes.append("null")
    case .value(let cells?): cells.appendJSON(row, to: &bytes)
    case .names(let names):
      bytes.append(UInt8(ascii: "["))
      var isFirst = true
      for index in names.indices where names[index].holds(row) {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
        bytes.append(contentsOf: names[index].name.json)
      }
      bytes.append(UInt8(ascii: "]"))
    case .measures(let measures):
      bytes.append(UInt8(ascii: "{"))
      var isFirst = true
      for index in measures.indices where measures[index].flag.holds(row) {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
        measures[index].appendJSON(row, to: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }

  // MARK: CSV

  func appendCSV(_ row: Int, to bytes: inout [UInt8]) {
    switch content {
    case .value(let cells): cells?.appendCSV(row, to: &bytes)
    case .names(let names): FlaggedName.appendJoined(names, row, to: &bytes)
    case .measures(let measures):
      FlaggedName.appendJoined(measures.map(\.flag), row, to: &bytes)
      for measure in measures { measure.appendCSVNumbers(row, to: &bytes) }
    }
  }
}

/// A name and the columns that tell where it comes out.
private struct FlaggedName {
  let name: OutputName
  private let flags: [[UInt8]]

  init(_ name: OutputName, _ flags: [ValueID], in values: BatchValues) {
    self.name = name
    self.flags = flags.map { values.column(of: $0).bytes }
  }

  @inline(__always)
  func holds(_ row: Int) -> Bool {
    for index in flags.indices where flags[index][row] != 0 { return true }
    return false
  }

  /// Appends the names that come out in `row` as one field.
  static func appendJoined(_ names: [FlaggedName], _ row: Int, to bytes: inout [UInt8]) {
    var field: [UInt8] = []
    for index in names.indices where names[index].holds(row) {
      if !field.isEmpty { field.append(UInt8(ascii: "|")) }
      field.append(contentsOf: names[index].name.utf8)
    }
    if !field.isEmpty { bytes.appendCSVField(field.span) }
  }
}

private struct MeasureCells {
  let flag: FlaggedName
  private let numbers: [(name: OutputName, cells: ValueCells)]

  init(_ measure: MeasureColumns, in values: BatchValues) {
    flag = FlaggedName(measure.name, [measure.isGiven], in: values)
    numbers = measure.numbers.map { ($0.name, ValueCells($0.value, in: values)) }
  }

  /// Appends `"name":{"number":1}`.
  func appendJSON(_ row: Int, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: flag.name.json)
    bytes.append(":{")
    for index in numbers.indices {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes.append(contentsOf: numbers[index].name.json)
      bytes.append(UInt8(ascii: ":"))
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
private struct ValueCells {
  private let lane: Lane
  private let column: Column
  /// The bytes that a text column points into, where it is the batch's own.
  private let text: [UInt8]
  private let values: BatchValues
  private let labels: [OutputName]

  init(_ id: ValueID, in values: BatchValues) {
    self.init(values.plan.program[id].type.lane, values.column(of: id), in: values)
  }

  /// Makes the cells of the subjects' ids.
  init?(idIn values: BatchValues) {
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
    case .text: withText(row) { bytes.appendJSONString($0) }
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
    case .text: withText(row) { bytes.appendCSVField($0) }
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

  private func withText(_ row: Int, _ body: (Span<UInt8>) -> Void) {
    let range = column.texts[row]
    let end = Int(range.start) + Int(range.count)
    if end <= text.count {
      let piece = text.span.extracting(Int(range.start)..<end)
      body(piece)
    } else {
      let utf8 = Array(values.string(range).utf8)
      body(utf8.span)
    }
  }

  private func description(_ row: Int) -> String {
    lane == .date
      ? CalendarDate(dayNumber: column.dates[row]).description : PackedDuration.unpack(column.integers[row]).description
  }
}
