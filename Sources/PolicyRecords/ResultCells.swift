import PolicyExecution
import PolicyIR
import PolicyTypes

/// The results of one batch as pieces of text, made a column at a time and put together a row at a time.
struct ResultCells: ~Copyable {
  private let values: BatchValues
  private let format: ResultFormat
  private let rowCount: Int

  /// What all pieces lie in.
  private var text = ByteBuffer(capacity: 1 << 16)
  private var columns: [Column] = []

  /// One column of the file.
  private struct Column {
    /// What comes before the value in every row: a comma, and in JSON the name.
    let prefix: ByteBuffer.Piece
    let cells: [ByteBuffer.Piece]
  }

  init(_ values: BatchValues, format: ResultFormat) {
    self.values = values
    self.format = format
    rowCount = values.batch.subjectCount
  }

  // MARK: Rows

  /// Appends the rows, without those that `isSetAside` marks; empty marks none.
  func appendRows(leavingOut isSetAside: [Bool], to bytes: inout [UInt8]) {
    var rows = ByteBuffer(capacity: text.count * 2 + rowCount * 16)
    for row in 0..<rowCount where isSetAside.isEmpty || !isSetAside[row] {
      if format == .jsonLines { rows.append(UInt8(ascii: "{")) }
      for index in columns.indices {
        rows.append(columns[index].prefix, of: text)
        rows.append(columns[index].cells[row], of: text)
      }
      if format == .jsonLines { rows.append(UInt8(ascii: "}")) }
      rows.append(UInt8(ascii: "\n"))
    }
    rows.appendContents(to: &bytes)
  }

  // MARK: Columns

  /// Adds a column; without a value all of it is absent.
  mutating func add(_ column: ResultColumn, of formatter: ResultFormatter) {
    let outline = formatter.program.outline
    switch column {
    case .id: add(column, idCells())
    case .periodStart: add(column, cells(outline.period?.start))
    case .gradedOn: add(column, dayCells(values.plan.asOf))
    case .disputed: add(column, cells(outline.disputes?.isDisputed))
    case .remembered:
      for remembered in formatter.remembered { add(remembered.name, cells(remembered.value)) }
    case .score: add(column, cells(outline.score.map { outline[$0].result }))
    case .grade: add(column, cells(outline.grade?.result))
    case .baseGrade: add(column, cells(outline.grade?.base.result))
    case .rules: add(column, nameCells(formatter.rules))
    case .alerts: add(column, nameCells(formatter.alerts))
    case .tags: add(column, nameCells(formatter.tags))
    case .measures: addMeasures(formatter.measures)
    case .output(let place): add(column, cells(outline.outputs[place].value.result))
    case .records(let domain): add(column, recordCells(outline.outputs.filter { $0.domain == domain }, of: domain))
    case .reasons: if let reasons = formatter.reasons { add(column, reasonCells(reasons)) }
    case .decidedBy: if let reasons = formatter.reasons { add(column, decidingCells(reasons)) }
    }
  }

  private mutating func add(_ column: ResultColumn, _ cells: [ByteBuffer.Piece]) {
    add(OutputName(column.name(in: values.plan.program)), cells)
  }

  private mutating func add(_ name: OutputName, _ cells: [ByteBuffer.Piece]) {
    let start = text.count
    if !columns.isEmpty { text.append(UInt8(ascii: ",")) }
    if format == .jsonLines {
      text.append(copying: name.json.span)
      text.append(UInt8(ascii: ":"))
    }
    columns.append(Column(prefix: text.piece(from: start), cells: cells))
  }

  private mutating func cells(_ id: ValueID?) -> [ByteBuffer.Piece] {
    guard let id else { return Array(repeating: absent(), count: rowCount) }
    return cells(values.plan.program[id].type.lane, values.column(of: id))
  }

  /// The same day in every row.
  private mutating func dayCells(_ day: CalendarDate) -> [ByteBuffer.Piece] {
    let start = text.count
    append(day.description.utf8.span)
    return Array(repeating: text.piece(from: start), count: rowCount)
  }

  private mutating func idCells() -> [ByteBuffer.Piece] {
    let subject = values.plan.program.schema[.subject]
    guard let key = subject.key else { return Array(repeating: absent(), count: rowCount) }
    return cells(subject.fields[key].kind.lane, values.batch[.subject].columns[key])
  }

  // MARK: Values

  /// What stands for an absent value.
  private mutating func absent() -> ByteBuffer.Piece {
    let start = text.count
    if format == .jsonLines { text.append("null") }
    return text.piece(from: start)
  }

  private mutating func cells(_ lane: Lane, _ column: PolicyExecution.Column) -> [ByteBuffer.Piece] {
    switch lane {
    case .code(let labels): return codeCells(labels.labels.map { piece(of: $0) }, column)
    case .boolean: return codeCells([plainPiece("false"), plainPiece("true")], column)
    case .text: return textCells(column)
    case .integer(let decimals):
      return cells(column) { row, text in text.append(column.integers[row], decimals: decimals) }
    case .decimal:
      return cells(column) { row, text in
        var digits: [UInt8] = []
        column.decimals[row].normalized.appendText(to: &digits)
        text.append(copying: digits.span)
      }
    case .date: return describedCells(column) { CalendarDate(dayNumber: column.dates[$0]).description }
    case .duration: return describedCells(column) { PackedDuration.unpack(column.integers[$0]).description }
    }
  }

  private mutating func piece(of name: String) -> ByteBuffer.Piece {
    let start = text.count
    append(name.utf8.span)
    return text.piece(from: start)
  }

  private mutating func plainPiece(_ word: StaticString) -> ByteBuffer.Piece {
    let start = text.count
    text.append(word)
    return text.piece(from: start)
  }

  /// Appends text as a value of the format.
  @inline(__always)
  private mutating func append(_ utf8: borrowing Span<UInt8>) {
    switch format {
    case .jsonLines: text.appendJSONString(utf8)
    case .csv: text.appendCSVField(utf8)
    }
  }

  private mutating func codeCells(
    _ pieces: [ByteBuffer.Piece], _ column: PolicyExecution.Column
  ) -> [ByteBuffer.Piece] {
    let absent = absent()
    return (0..<rowCount).map { row in
      let code = Int(column.bytes[row])
      return column.isPresent(row) && code < pieces.count ? pieces[code] : absent
    }
  }

  private mutating func textCells(_ column: PolicyExecution.Column) -> [ByteBuffer.Piece] {
    let absent = absent()
    let bytes = values.batch.text
    var cells = Array(repeating: absent, count: rowCount)
    for row in 0..<rowCount where column.isPresent(row) {
      let start = text.count
      let range = column.texts[row]
      let first = Int(range.start)
      // Texts of the policy itself lie elsewhere and are short.
      if first + Int(range.count) <= bytes.count {
        append(bytes.span.extracting(first..<first + Int(range.count)))
      } else {
        append(values.string(range).utf8.span)
      }
      cells[row] = text.piece(from: start)
    }
    return cells
  }

  private mutating func describedCells(
    _ column: PolicyExecution.Column, _ description: (_ row: Int) -> String
  ) -> [ByteBuffer.Piece] {
    let isQuoted = format == .jsonLines
    return cells(column) { row, text in
      if isQuoted { text.appendJSONString(description(row)) } else { text.append(description(row)) }
    }
  }

  @inline(__always)
  private mutating func cells(
    _ column: PolicyExecution.Column, _ append: (_ row: Int, inout ByteBuffer) -> Void
  ) -> [ByteBuffer.Piece] {
    let absent = absent()
    var cells = Array(repeating: absent, count: rowCount)
    for row in 0..<rowCount where column.isPresent(row) {
      let start = text.count
      append(row, &text)
      cells[row] = text.piece(from: start)
    }
    return cells
  }

  // MARK: Lists of names

  /// Makes the lists of those names that hold in each row; rows in which the same ones hold share a piece.
  private mutating func nameCells(_ names: [NamedFlags]) -> [ByteBuffer.Piece] {
    let sets = NameSets(names, in: values, rowCount: rowCount)
    let pieces = sets.distinct.map { set in
      let start = text.count
      switch format {
      case .jsonLines: appendJSONList(sets.names(in: set).map { names[$0].name })
      case .csv: appendCSVList(sets.names(in: set).map { names[$0].name })
      }
      return text.piece(from: start)
    }
    return sets.places.map { pieces[Int($0)] }
  }

  private mutating func appendJSONList(_ names: [OutputName]) {
    text.append(UInt8(ascii: "["))
    for (index, name) in names.enumerated() {
      if index > 0 { text.append(UInt8(ascii: ",")) }
      text.append(copying: name.json.span)
    }
    text.append(UInt8(ascii: "]"))
  }

  /// Appends names that share one CSV field.
  private mutating func appendCSVList(_ names: [OutputName]) {
    let list = Array(names.map(\.utf8).joined(separator: [UInt8(ascii: "|")]))
    if !list.isEmpty { text.appendCSVField(list.span) }
  }

  // MARK: Outputs of records

  /// Makes `[{"key":"1","state":"open"},…]` of the records that each row has.
  private mutating func recordCells(_ outputs: [OutputOutline], of domain: DomainID) -> [ByteBuffer.Piece] {
    let lists = RecordLists(values, outputs, of: domain)
    return (0..<rowCount).map { row in
      let list = lists.json(of: row)
      let start = text.count
      switch format {
      case .jsonLines: text.append(copying: list.span)
      case .csv: text.appendCSVField(list.span)
      }
      return text.piece(from: start)
    }
  }

  // MARK: Reasons

  private mutating func reasonCells(_ reasons: ReasonCodes) -> [ByteBuffer.Piece] {
    let reader = ReasonCodes.Reader(reasons, values)
    return (0..<rowCount).map { row in
      let start = text.count
      reasons.append(reader.reasons(of: row), as: format, to: &text)
      return text.piece(from: start)
    }
  }

  private mutating func decidingCells(_ reasons: ReasonCodes) -> [ByteBuffer.Piece] {
    let reader = ReasonCodes.Reader(reasons, values)
    let absent = absent()
    return (0..<rowCount).map { row in reader.decidingMove(of: row).map { piece(of: $0.name.text) } ?? absent }
  }

  // MARK: Measures

  private mutating func addMeasures(_ measures: [MeasureColumns]) {
    switch format {
    case .jsonLines: add(.measures, measureObjects(measures))
    case .csv:
      add(.measures, nameCells(measures.map(\.given)))
      for measure in measures {
        let flags = measure.given.flags(in: values)
        let none = absent()
        for (_, value) in measure.numbers {
          let cells = cells(value)
          add(.measures, cells.indices.map { flags[$0] != 0 ? cells[$0] : none })
        }
      }
    }
  }

  /// Makes `{"name":{"number":1}}` of the measures that each row has.
  private mutating func measureObjects(_ measures: [MeasureColumns]) -> [ByteBuffer.Piece] {
    let sets = NameSets(measures.map(\.given), in: values, rowCount: rowCount)
    let members = sets.distinct.map { sets.names(in: $0) }
    let objects = measures.map { MeasureObjects($0, &self) }
    var out = ByteBuffer(capacity: text.count * 2)
    var places: [ByteBuffer.Piece] = []
    places.reserveCapacity(rowCount)
    for row in 0..<rowCount {
      let start = out.count
      out.append(UInt8(ascii: "{"))
      for (index, measure) in members[Int(sets.places[row])].enumerated() {
        if index > 0 { out.append(UInt8(ascii: ",")) }
        objects[measure].append(row, of: text, to: &out)
      }
      out.append(UInt8(ascii: "}"))
      places.append(out.piece(from: start))
    }
    let shift = Int32(text.count)
    text.append(ByteBuffer.Piece(start: 0, count: Int32(out.count)), of: out)
    return places.map { ByteBuffer.Piece(start: $0.start + shift, count: $0.count) }
  }

  /// One measure as a member of an object.
  private struct MeasureObjects {
    private let name: ByteBuffer.Piece
    private let numbers: [(key: ByteBuffer.Piece, cells: [ByteBuffer.Piece])]

    init(_ measure: MeasureColumns, _ cells: inout ResultCells) {
      let start = cells.text.count
      cells.text.append(copying: measure.given.name.json.span)
      cells.text.append(UInt8(ascii: ":"))
      name = cells.text.piece(from: start)
      var numbers: [(key: ByteBuffer.Piece, cells: [ByteBuffer.Piece])] = []
      for (index, number) in measure.numbers.enumerated() {
        let start = cells.text.count
        if index > 0 { cells.text.append(UInt8(ascii: ",")) }
        cells.text.append(copying: number.name.json.span)
        cells.text.append(UInt8(ascii: ":"))
        let key = cells.text.piece(from: start)
        numbers.append((key, cells.cells(number.value)))
      }
      self.numbers = numbers
    }

    func append(_ row: Int, of text: borrowing ByteBuffer, to out: inout ByteBuffer) {
      out.append(name, of: text)
      out.append(UInt8(ascii: "{"))
      for number in numbers {
        out.append(number.key, of: text)
        out.append(number.cells[row], of: text)
      }
      out.append(UInt8(ascii: "}"))
    }
  }
}
