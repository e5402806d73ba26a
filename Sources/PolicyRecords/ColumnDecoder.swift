import CSimdJSON
import PolicyExecution
import PolicyIR
import PolicyTypes

/// Decodes scanned rows into the columns of a batch, one column after the other: each in a loop of its own that knows
/// what kind of value it reads.
struct ColumnDecoder {
  private let decoder: RecordDecoder
  private var completion: BatchCompletion

  /// For each domain the numbers of the fields that are read, in the order of their cells.
  private let numbers: [[Int]]
  private(set) var batch: Batch

  /// Rows in which a value cannot be read.
  private var faulty: [BatchRow] = []

  init(decoder: RecordDecoder, asOf: CalendarDate) {
    self.decoder = decoder
    let selection = decoder.selection
    completion = BatchCompletion(schema: decoder.schema, selection: selection, asOf: asOf)
    numbers = decoder.schema.domains.enumerated().map { index, domain in
      domain.fields.indices.filter { selection.isRead[index][$0] && decoder.isInData($0, of: DomainID(index)) }
        .map { decoder.number(of: $0, in: DomainID(index)) }
    }
    batch = Batch(emptyFor: decoder.schema)
  }

  var laterRecordCount: Int { completion.laterRecordCount }

  /// Decodes `rows` into the batch, in which no other rows are left; `unwanted` are subjects to be taken out.
  ///
  /// Returns the subjects that are not in the batch because something is wrong in them, or because they are unwanted.
  mutating func decode(_ rows: ScannedRows, unwanted: [Int] = []) -> [Int] {
    decodeValues(of: rows)
    for subject in unwanted { faulty.append(BatchRow(domain: .subject, row: subject)) }
    return completion.complete(&batch, faulty: faulty)
  }

  /// Decodes `rows` into the batch, in which no other rows are left, and leaves it incomplete; returns the rows in
  /// which a value cannot be read.
  @discardableResult
  mutating func decodeValues(of rows: ScannedRows) -> [BatchRow] {
    faulty.removeAll(keepingCapacity: true)
    batch.removeAll()
    for (index, domain) in rows.domains.enumerated() {
      batch.domains[index].count = domain.rowCount
      unsafe batch.domains[index].starts.append(contentsOf: domain.starts)
      for (slot, number) in numbers[index].enumerated() { decode(number, CellColumn(domain, slot), rows) }
      prepareVoidMark(of: index)
    }
    return faulty
  }

  /// Makes no record void; subjects with invalid values are read by themselves.
  private mutating func prepareVoidMark(of index: Int) {
    guard let mark = decoder.schema.domains[index].voidMark, decoder.selection.isRead[index][mark] else { return }
    batch.domains[index].columns[mark].prepare(rows: batch.domains[index].count, in: .bytes)
  }

  // MARK: One column

  private mutating func decode(_ number: Int, _ cells: CellColumn, _ rows: ScannedRows) {
    let field = decoder.decoders[number]
    var column = Column()
    swap(&column, &batch.domains[field.domain.index].columns[field.field])
    column.prepare(rows: cells.rowCount, in: field.kind.storage)
    switch field.kind {
    case .date: fill(&column.dates, &column.validity, cells, rows, field.domain) { try? field.day($0, $1) }
    case .label:
      let words = decoder.words
      fill(&column.bytes, &column.validity, cells, rows, field.domain) { try? field.code($0, $1, words) }
    case .boolean:
      let words = decoder.words
      fill(&column.bytes, &column.validity, cells, rows, field.domain) { try? field.boolean($0, $1, words) }
    case .integer: fill(&column.integers, &column.validity, cells, rows, field.domain) { try? field.integer($0, $1) }
    case .decimal:
      let range = decoder.ranges[number]
      fill(&column.decimals, &column.validity, cells, rows, field.domain) { try? field.decimal($0, $1, range) }
    case .text, .unifiedCode, .citizenNumber, .registrationNumber: decodeText(field, &column, cells, rows)
    }
    swap(&column, &batch.domains[field.domain.index].columns[field.field])
  }

  private mutating func decodeText(
    _ field: FieldDecoder, _ column: inout Column, _ cells: CellColumn, _ rows: ScannedRows
  ) {
    var bytes: [UInt8] = []
    swap(&bytes, &batch.text)
    fill(&column.texts, &column.validity, cells, rows, field.domain) { text, form in
      guard (try? field.checkText(text, form)) != nil else { return nil }
      let range = TextRange(start: UInt32(bytes.count), count: UInt32(text.count))
      unsafe text.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
      return range
    }
    swap(&bytes, &batch.text)
  }

  /// Fills a column that holds absent values alone.
  @inline(__always)
  private mutating func fill<Element>(
    _ elements: inout [Element], _ validity: inout [UInt8], _ cells: CellColumn, _ rows: ScannedRows,
    _ domain: DomainID, _ value: (borrowing Span<UInt8>, WrittenForm) -> Element?
  ) {
    let text = unsafe rows.text.span
    var elements = elements.mutableSpan
    var validity = validity.mutableSpan
    for row in 0..<cells.rowCount {
      let cell = cells[row]
      if cell.isAbsent { continue }
      let decoded =
        cell.isUnescaped
        ? value(unsafe rows.unescaped.span.extracting(cell.range), cell.form)
        : value(text.extracting(cell.range), cell.form)
      guard let decoded else {
        faulty.append(BatchRow(domain: domain, row: row))
        continue
      }
      elements[row] = decoded
      validity[row] = 1
    }
  }
}

/// The cells of one field.
@safe
private struct CellColumn {
  private let cells: UnsafeBufferPointer<RecordCell>
  private let stride: Int
  private let slot: Int
  let rowCount: Int

  init(_ domain: DomainCells, _ slot: Int) {
    unsafe cells = domain.cells
    stride = domain.stride
    self.slot = slot
    rowCount = domain.rowCount
  }

  @inline(__always)
  subscript(row: Int) -> ScannedCell { unsafe ScannedCell(cells.span[row * stride + slot]) }
}

extension FieldDecoder.Kind {
  fileprivate var storage: ColumnStorage {
    switch self {
    case .boolean, .label: .bytes
    case .text, .unifiedCode, .citizenNumber, .registrationNumber: .texts
    case .date: .dates
    case .integer: .integers
    case .decimal: .decimals
    }
  }
}
