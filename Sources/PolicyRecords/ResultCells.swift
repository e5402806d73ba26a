import PolicyDigest
import PolicyExecution
import PolicyIR
import PolicyReport
import PolicyTypes

/// The cells of one column of the results in one batch, as pieces of a text.
struct ResultCells {
  typealias Piece = ByteBuffer.Piece

  /// What cells are made of.
  enum Source {
    /// The same in every row.
    case same(Piece)
    /// Labels, or no and yes, by their codes.
    case codes(ValuePlace, [Piece])
    case value(ValuePlace, Lane)
    /// One of the writer's lists of names.
    case names(list: Int)
    /// The measures as one object, which is put together where the row is written.
    case objects
    /// A text of which all but the first character is hidden.
    case maskedText(ValuePlace)
    case records([OutputOutline], of: DomainID, masked: Set<ValueID>?)
    case recordsOf(MeasureColumns, masked: Set<ValueID>?)
    case reasons(ReasonCodes)
    case decidingRule(ReasonCodes)
    case inputDigests(RowDigests)
  }

  /// A name of one of the writer's lists.
  struct ListedName {
    let list: Int
    let name: Int
  }

  /// What comes before the value in every row: a comma, and in JSON the name.
  let prefix: Piece
  let source: Source
  /// What stands for an absent value.
  let absent: Piece
  /// The measure that a number belongs to, which is absent where the measure is not given.
  var measure: ListedName?
  /// Whether the writer puts the cells together.
  let isObjects: Bool
  private(set) var cells: [Piece] = []
  private var digits: [UInt8] = []

  init(prefix: Piece, _ source: Source, absent: Piece, measure: ListedName? = nil) {
    self.prefix = prefix
    self.source = source
    self.absent = absent
    self.measure = measure
    isObjects = if case .objects = source { true } else { false }
  }

  /// Makes the cells of a batch; their text is appended to `text`.
  mutating func fill(from values: BatchValues, _ lists: [NameLists], _ format: ResultFormat, text: inout ByteBuffer) {
    let count = values.batch.subjectCount
    if cells.count != count { cells = Array(repeating: absent, count: count) }
    switch source {
    case .same(let piece): for row in cells.indices { cells[row] = piece }
    case .codes(let place, let pieces): fillCodes(values.bytes(at: place), pieces, lists)
    case .value(let place, let lane): fill(lane, at: place, of: values, lists, format, &text)
    case .names(let list): for row in cells.indices { cells[row] = lists[list].piece(of: row) }
    case .objects: break
    case .maskedText(let place): fillMasked(values.texts(at: place), of: values, lists, format, &text)
    case .records(let outputs, let domain, let masked):
      fillRecords(RecordLists(values, outputs, of: domain, masked: masked), lists, format, &text)
    case .recordsOf(let measure, let masked):
      if let records = RecordLists(values, measure, masked: masked) { fillRecords(records, lists, format, &text) }
    case .reasons(let codes): fillReasons(codes, values, format, &text)
    case .decidingRule(let codes): fillDecidingRules(codes, values, format, &text)
    case .inputDigests(let digests): fillInputDigests(digests, values, format, &text)
    }
  }

  // MARK: Values

  private mutating func fill(
    _ lane: Lane, at place: ValuePlace, of values: BatchValues, _ lists: [NameLists], _ format: ResultFormat,
    _ text: inout ByteBuffer
  ) {
    switch lane {
    case .boolean, .code: break  // Each code has its piece already.
    case .text:
      let bytes = values.batch.text
      fill(values.texts(at: place), lists, &text) { range, text in
        let (start, end) = (Int(range.start), Int(range.start) + Int(range.count))
        // Texts of the policy itself lie elsewhere and are short.
        if end <= bytes.count {
          text.append(bytes.span.extracting(start..<end), as: format)
        } else {
          text.append(values.bytes(range).span, as: format)
        }
      }
    case .integer(let decimals):
      fill(values.integers(at: place), lists, &text) { $1.append($0, decimals: decimals) }
    case .decimal:
      var digits: [UInt8] = []
      swap(&digits, &self.digits)
      fill(values.decimals(at: place), lists, &text) { number, text in
        digits.removeAll(keepingCapacity: true)
        number.normalized.appendText(to: &digits)
        text.append(copying: digits.span)
      }
      swap(&digits, &self.digits)
    case .date:
      fill(values.dates(at: place), lists, &text) { day, text in
        text.append(CalendarDate(dayNumber: day), isQuoted: format == .jsonLines)
      }
    case .duration:
      fill(values.integers(at: place), lists, &text) { duration, text in
        text.append(PackedDuration.unpack(duration).description.utf8.span, as: format)
      }
    }
  }

  @inline(__always)  // The closure has to end up inside the loop.
  private mutating func fill<Element>(
    _ rows: ValueRows<Element>, _ lists: [NameLists], _ text: inout ByteBuffer,
    _ append: (Element, inout ByteBuffer) -> Void
  ) {
    for row in cells.indices {
      guard rows.isPresent(row), isGiven(in: row, lists) else {
        cells[row] = absent
        continue
      }
      let start = text.count
      append(rows[row], &text)
      cells[row] = text.piece(from: start)
    }
  }

  private mutating func fillMasked(
    _ rows: ValueRows<TextRange>, of values: BatchValues, _ lists: [NameLists], _ format: ResultFormat,
    _ text: inout ByteBuffer
  ) {
    fill(rows, lists, &text) { range, text in
      text.append(Masking.name(values.string(range)).utf8.span, as: format)
    }
  }

  private mutating func fillCodes(_ rows: ValueRows<UInt8>, _ pieces: [Piece], _ lists: [NameLists]) {
    for row in cells.indices {
      let code = Int(rows[row])
      let isThere = rows.isPresent(row) && code < pieces.count && isGiven(in: row, lists)
      cells[row] = isThere ? pieces[code] : absent
    }
  }

  @inline(__always)
  private func isGiven(in row: Int, _ lists: [NameLists]) -> Bool {
    measure.map { lists[$0.list].contains($0.name, in: row) } ?? true
  }

  // MARK: Outputs of records

  /// Makes `[{"key":"1","state":"open"},…]` of the records that each row has.
  private mutating func fillRecords(
    _ records: RecordLists, _ lists: [NameLists], _ format: ResultFormat, _ text: inout ByteBuffer
  ) {
    for row in cells.indices {
      guard isGiven(in: row, lists) else {
        cells[row] = absent
        continue
      }
      let list = records.json(of: row)
      let start = text.count
      switch format {
      case .jsonLines: text.append(copying: list.span)
      case .csv: text.appendCSVField(list.span)
      }
      cells[row] = text.piece(from: start)
    }
  }

  // MARK: Reasons

  private mutating func fillReasons(
    _ codes: ReasonCodes, _ values: BatchValues, _ format: ResultFormat, _ text: inout ByteBuffer
  ) {
    let reader = ReasonCodes.Reader(codes, values)
    for row in cells.indices {
      let start = text.count
      codes.append(reader.reasons(of: row), as: format, to: &text)
      cells[row] = text.piece(from: start)
    }
  }

  private mutating func fillInputDigests(
    _ digests: RowDigests, _ values: BatchValues, _ format: ResultFormat, _ text: inout ByteBuffer
  ) {
    for row in cells.indices {
      let start = text.count
      text.append(digests.input.digest(of: row, in: values.batch).ascii.span, as: format)
      cells[row] = text.piece(from: start)
    }
  }

  private mutating func fillDecidingRules(
    _ codes: ReasonCodes, _ values: BatchValues, _ format: ResultFormat, _ text: inout ByteBuffer
  ) {
    let reader = ReasonCodes.Reader(codes, values)
    for row in cells.indices {
      guard let rule = reader.decidingMove(of: row) else {
        cells[row] = absent
        continue
      }
      let start = text.count
      text.append(rule.name.utf8.span, as: format)
      cells[row] = text.piece(from: start)
    }
  }
}

extension ByteBuffer {
  /// Appends text as a value of a format.
  @inline(__always)
  mutating func append(_ utf8: borrowing Span<UInt8>, as format: ResultFormat) {
    switch format {
    case .jsonLines: appendJSONString(utf8)
    case .csv: appendCSVField(utf8)
    }
  }
}
