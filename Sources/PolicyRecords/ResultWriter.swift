import PolicyExecution
import PolicyIR
import PolicyTypes

/// Writes the results of batches as rows of a file, without making strings.
///
/// Pieces of text are made a column at a time and put together a row at a time, in memory that is used again from batch
/// to batch. One writer serves one thread.
struct ResultWriter: ~Copyable {
  typealias Piece = ByteBuffer.Piece

  private let plan: ExecutionPlan
  private let format: ResultFormat
  /// The texts of which all but the first character is hidden; nil where nothing is.
  private let masked: Set<ValueID>?
  private let digests: RowDigests?
  private var columns: [ResultCells] = []
  private var lists: [NameLists] = []

  /// The measures as members of a JSON object, and all their numbers.
  private var objects: [MeasureObject] = []
  private var numbers: [ResultCells] = []
  private var measureList = 0

  /// What all pieces lie in: first what never changes, then the lists of names, then the values of the batch.
  private var text = ByteBuffer(capacity: 1 << 12)
  private var fixedCount = 0
  private var keptCount = 0
  private var rows = ByteBuffer(capacity: 1 << 12)

  /// More text of lists than this is forgotten and made again.
  private static let mostListText = 1 << 20

  /// A measure as a member: its name, and the place of each of its numbers.
  private struct MeasureObject {
    let name: Piece
    let numbers: Range<Int>
  }

  init(_ formatter: ResultFormatter, plan: ExecutionPlan) {
    self.plan = plan
    format = formatter.format
    masked = formatter.masked
    digests = formatter.digests
    for column in formatter.columns { add(column, of: formatter) }
    fixedCount = text.count
    keptCount = text.count
  }

  // MARK: Rows

  /// Appends the rows of a batch in its order, without the subjects that `isSetAside` marks; empty marks none.
  mutating func append(_ values: BatchValues, leavingOut isSetAside: [Bool], to bytes: inout [UInt8]) {
    text.truncate(to: keptCount)
    if keptCount - fixedCount > Self.mostListText { forgetLists() }
    for index in lists.indices { lists[index].find(in: values, text: &text) }
    keptCount = text.count
    for index in columns.indices { columns[index].fill(from: values, lists, format, text: &text) }
    for index in numbers.indices { numbers[index].fill(from: values, lists, format, text: &text) }
    rows.truncate(to: 0)
    for row in 0..<values.batch.subjectCount where isSetAside.isEmpty || !isSetAside[row] {
      write(row)
      if let digests { seal(with: digests, into: &bytes) }
    }
    rows.appendContents(to: &bytes)
  }

  /// Moves the row that was written to `bytes`, with its own digest at its end.
  private mutating func seal(with digests: RowDigests, into bytes: inout [UInt8]) {
    var row: [UInt8] = []
    rows.appendContents(to: &row)
    rows.truncate(to: 0)
    row.removeLast()
    digests.seal(&row, format)
    bytes += row
    bytes.append(UInt8(ascii: "\n"))
  }

  private mutating func write(_ row: Int) {
    if format == .jsonLines { rows.append(UInt8(ascii: "{")) }
    for index in columns.indices {
      rows.append(columns[index].prefix, of: text)
      if columns[index].isObjects { writeObjects(row) } else { rows.append(columns[index].cells[row], of: text) }
    }
    if format == .jsonLines { rows.append(UInt8(ascii: "}")) }
    rows.append(UInt8(ascii: "\n"))
  }

  /// Writes `{"name":{"number":1}}` of the measures that the row has.
  private mutating func writeObjects(_ row: Int) {
    var opening = UInt8(ascii: "{")
    for place in lists[measureList].range(of: row) {
      let measure = lists[measureList].name(at: place)
      rows.append(opening)
      opening = UInt8(ascii: ",")
      rows.append(objects[measure].name, of: text)
      rows.append(UInt8(ascii: "{"))
      for number in objects[measure].numbers {
        rows.append(numbers[number].prefix, of: text)
        rows.append(numbers[number].cells[row], of: text)
      }
      rows.append(UInt8(ascii: "}"))
    }
    if opening == UInt8(ascii: "{") { rows.append(opening) }
    rows.append(UInt8(ascii: "}"))
  }

  private mutating func forgetLists() {
    for index in lists.indices { lists[index].forget() }
    text.truncate(to: fixedCount)
  }

  // MARK: Columns

  private mutating func add(_ column: ResultColumn, of formatter: ResultFormatter) {
    let outline = plan.program.outline
    switch column {
    case .id: add(column, idSource)
    case .periodStart: add(column, source(outline.period?.start))
    case .gradedOn: add(column, .same(piece(of: plan.asOf.description)))
    case .disputed: add(column, source(outline.disputes?.isDisputed))
    case .remembered: for remembered in formatter.remembered { add(remembered.name, source(remembered.value)) }
    case .score: add(column, source(outline.score.map { outline[$0].result }))
    case .grade: add(column, source(outline.grade?.result))
    case .baseGrade: add(column, source(outline.grade?.base.result))
    case .shownGrade: add(column, source(outline.grade?.shown))
    case .decision: add(column, source(outline.grade?.decision?.reasonText))
    case .rules: add(column, .names(list: addList(formatter.rules)))
    case .alerts: add(column, .names(list: addList(formatter.alerts)))
    case .tags: add(column, .names(list: addList(formatter.tags)))
    case .measures: addMeasures(formatter.measures)
    case .ended: add(column, .names(list: addList(formatter.ended)))
    case .discretion: add(column, .names(list: addList(formatter.discretions)))
    case .output(let place): add(column, source(outline.outputs[place].value.result))
    case .records(let domain):
      add(column, .records(outline.outputs.filter { $0.domain == domain }, of: domain, masked: masked))
    case .reasons: if let reasons = formatter.reasons { add(column, .reasons(reasons)) }
    case .decidedBy: if let reasons = formatter.reasons { add(column, .decidingRule(reasons)) }
    case .inputDigest: if let digests = formatter.digests { add(column, .inputDigests(digests)) }
    // A row is sealed when it is whole.
    case .rowDigest: break
    }
  }

  private mutating func add(_ column: ResultColumn, _ source: ResultCells.Source) {
    add(OutputName(column.name(in: plan.program)), source)
  }

  private mutating func add(
    _ name: OutputName, _ source: ResultCells.Source, measure: ResultCells.ListedName? = nil
  ) {
    let prefix = prefix(name, isFirst: columns.isEmpty)
    columns.append(ResultCells(prefix: prefix, source, absent: absent(), measure: measure))
  }

  private mutating func addList(_ flags: [NamedFlags]) -> Int {
    lists.append(NameLists(flags, plan: plan, format: format))
    return lists.count - 1
  }

  /// A JSON object has all measures; in CSV their names share a column, and each number has its own.
  private mutating func addMeasures(_ measures: [MeasureColumns]) {
    measureList = addList(measures.map(\.given))
    add(.measures, format == .csv ? .names(list: measureList) : .objects)
    for (place, measure) in measures.enumerated() {
      let first = numbers.count
      let given = ResultCells.ListedName(list: measureList, name: place)
      let members =
        measure.records == nil
        ? measure.numbers.map { ($0.name, source($0.value)) }
        : [(MeasureColumns.recordsName, .recordsOf(measure, masked: masked))]
      for (index, (name, source)) in members.enumerated() {
        if format == .csv {
          add(name, source, measure: given)
        } else {
          let prefix = prefix(name, isFirst: index == 0)
          numbers.append(ResultCells(prefix: prefix, source, absent: absent(), measure: given))
        }
      }
      objects.append(MeasureObject(name: prefix(measure.given.name, isFirst: true), numbers: first..<numbers.count))
    }
  }

  // MARK: Sources

  private mutating func source(_ id: ValueID?) -> ResultCells.Source {
    guard let id else { return .same(absent()) }
    if masked?.contains(id) ?? false { return .maskedText(plan.place(of: id)) }
    return source(plan.place(of: id), plan.program.type(of: id).lane)
  }

  private var idSource: ResultCells.Source {
    mutating get {
      let subject = plan.program.schema[.subject]
      guard let key = subject.key else { return .same(absent()) }
      return source(ValuePlace(field: key, of: .subject), subject.fields[key].kind.lane)
    }
  }

  private mutating func source(_ place: ValuePlace, _ lane: Lane) -> ResultCells.Source {
    switch lane {
    case .code(let labels): .codes(place, labels.labels.map { piece(of: $0) })
    case .boolean: .codes(place, ["false", "true"].map { plainPiece($0) })
    case .text, .date, .duration, .integer, .decimal: .value(place, lane)
    }
  }

  // MARK: Pieces that never change

  private mutating func prefix(_ name: OutputName, isFirst: Bool) -> Piece {
    let start = text.count
    if !isFirst { text.append(UInt8(ascii: ",")) }
    if format == .jsonLines {
      text.append(copying: name.json.span)
      text.append(UInt8(ascii: ":"))
    }
    return text.piece(from: start)
  }

  private mutating func absent() -> Piece { plainPiece(format == .jsonLines ? "null" : "") }

  private mutating func piece(of word: String) -> Piece {
    let start = text.count
    text.append(word.utf8.span, as: format)
    return text.piece(from: start)
  }

  private mutating func plainPiece(_ word: String) -> Piece {
    let start = text.count
    text.append(copying: word.utf8.span)
    return text.piece(from: start)
  }
}
