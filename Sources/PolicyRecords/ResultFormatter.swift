package import PolicyIR
import PolicyTypes

/// What the rows of a results file look like, for any number of writers.
///
/// Numbers are exact and have no trailing zeros. What is absent is `null` in JSON and nothing in CSV.
package struct ResultFormatter: Sendable {
  package let format: ResultFormat
  package let columns: [ResultColumn]
  let program: IRProgram
  let rules: [NamedFlags]
  let alerts: [NamedFlags]
  let tags: [NamedFlags]
  let measures: [MeasureColumns]
  /// The measures that records say have ended.
  let ended: [NamedFlags]
  let discretions: [NamedFlags]
  let reasons: ReasonCodes?
  let digests: RowDigests?
  let remembered: [(name: OutputName, value: ValueID)]
  /// The texts that masked results hide but for the first character; nil where nothing is masked.
  private(set) var masked: Set<ValueID>?

  /// Makes a formatter for the columns that the mapping asks for; fails for a column that there is not.
  ///
  /// With `reasons`, whose values the plan must keep, rows end with them; with `digests` with those, behind all else.
  package init(
    program: IRProgram, mapping: DataMapping, format: ResultFormat, reasons: ReasonCodes? = nil,
    digests: RowDigests? = nil
  ) throws(RecordsError) {
    self.format = format
    self.program = program
    self.reasons = reasons
    self.digests = digests
    let hasReasons = reasons != nil
    var columns = ResultColumn.all(of: program, withReasons: hasReasons)
    if let names = mapping.results {
      let choices = ResultColumn.choices(of: program, withReasons: hasReasons)
      columns = []
      for name in names {
        guard let column = choices.first(where: { $0.name(in: program) == name }) else {
          throw .unknownResultColumn(name, known: choices.map { $0.name(in: program) })
        }
        columns.append(column)
      }
      if hasReasons { columns += ResultColumn.reasonColumns.filter { !columns.contains($0) } }
    }
    if digests != nil { columns += [.inputDigest, .rowDigest] }
    self.columns = columns
    let outline = program.outline
    rules = outline.rules.map { NamedFlags(name: OutputName($0.clause.name), values: [$0.condition.result]) }
    alerts = NamedFlags.grouping(outline.rules.map { ($0.alert, $0.condition.result) })
    tags = NamedFlags.grouping(outline.rules.map { ($0.tag, $0.condition.result) })
    measures = outline.measures.map(MeasureColumns.init)
    ended = outline.measures.compactMap { measure in
      measure.followUp.map { NamedFlags(name: OutputName(measure.clause.name), values: [$0.isEnded]) }
    }
    discretions = outline.discretions.map { NamedFlags(name: OutputName($0.clause.name), values: [$0.rests]) }
    remembered = (outline.history?.remembered ?? []).map { (OutputName($0.name), $0.value) }
  }

  /// The same formatter, hiding what comes of texts that the policy declares so.
  func masking() -> ResultFormatter {
    var formatter = self
    let values = program.outline.outputs.map(\.value.result) + measures.flatMap { $0.numbers.map(\.value) }
    formatter.masked = Set(values.filter { program.type(of: $0).lane == .text && program.readsMasked($0) })
    return formatter
  }

  /// The first line of the file, if the format has one.
  package var header: [UInt8] {
    guard format == .csv else { return [] }
    var line: [UInt8] = []
    for column in columns {
      let own = column.name(in: program)
      let names =
        switch column {
        case .measures: [own] + measures.flatMap(\.numberColumnNames)
        case .remembered: remembered.map(\.name.text)
        default: [own]
        }
      for name in names {
        if !line.isEmpty { line.append(UInt8(ascii: ",")) }
        line.appendCSVField(name.utf8.span)
      }
    }
    line.append(UInt8(ascii: "\n"))
    return line
  }
}

/// A name that comes out again and again, ready for both formats.
struct OutputName: Hashable, Sendable {
  let text: String
  let utf8: [UInt8]
  let json: [UInt8]

  init(_ text: String) {
    self.text = text
    let utf8 = Array(text.utf8)
    var json: [UInt8] = []
    json.appendJSONString(utf8.span)
    self.utf8 = utf8
    self.json = json
  }
}

/// A name that comes out where any of some values holds, such as an alert of several rules.
struct NamedFlags: Sendable {
  let name: OutputName
  var values: [ValueID]

  /// Puts equal names together, in the order in which they first come.
  static func grouping(_ flags: [(name: String?, value: ValueID)]) -> [NamedFlags] {
    var groups: [NamedFlags] = []
    for (name, value) in flags {
      guard let name else { continue }
      if let index = groups.firstIndex(where: { $0.name.text == name }) {
        groups[index].values.append(value)
      } else {
        groups.append(NamedFlags(name: OutputName(name), values: [value]))
      }
    }
    return groups
  }
}

/// A measure and its numbers; of one that is given for records, those records with theirs.
struct MeasureColumns: Sendable {
  let given: NamedFlags
  let numbers: [(name: OutputName, value: ValueID)]
  let records: MeasureRecords?

  init(_ measure: MeasureOutline) {
    given = NamedFlags(name: OutputName(measure.clause.name), values: [measure.isGiven])
    numbers = measure.numbers.map { (OutputName($0.name), $0.value.result) }
    records = measure.records
  }

  var numberColumnNames: [String] {
    let names = records == nil ? numbers.map(\.name.text) : [Self.recordsName.text]
    return names.map { "\(given.name.text).\($0)" }
  }

  /// The column, or the member, that lists the records.
  static let recordsName = OutputName("records")
}
