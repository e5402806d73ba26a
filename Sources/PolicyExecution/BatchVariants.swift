package import PolicyIR
import PolicyTypes

/// Makes a batch of many variants of one subject, so that a search runs thousands of them in one pass.
///
/// Columns are copied whole wherever a variant leaves the rows of a domain as they are; only what a variant changes is
/// done row by row.
package struct BatchVariants: Sendable {
  private let base: Batch
  private let schema: RecordSchema
  private let selection: InputSelection
  private let layouts: [DomainLayout]

  /// Prepares variants of the only subject of `batch`, which has every field of its record types; `selection` are the
  /// fields that the batches are read for.
  package init(of batch: Batch, schema: RecordSchema, selection: InputSelection) {
    self.base = batch
    self.schema = schema
    self.selection = selection
    self.layouts = schema.domains.indices.map { DomainLayout(of: DomainID($0), in: schema, selection: selection) }
  }

  /// How many rows one variant has, of all domains that are read.
  package var rowCount: Int {
    schema.domains.indices.reduce(0) { selection.readsRows(of: DomainID($1)) ? $0 + base.domains[$1].count : $0 }
  }

  /// Returns a batch with one subject for each list of changes, in their order.
  ///
  /// Rows are named as they are in the base, and changes of one variant do not build on each other.
  package func makeBatch(_ variants: [[DataChange]]) -> Batch {
    var batch = Batch(emptyFor: schema)
    batch.text = base.text
    var sources: [[[RowSource]?]] = variants.map { _ in schema.domains.map { _ in nil } }
    for index in schema.domains.indices {
      append(DomainID(index), of: variants, to: &batch, &sources)
    }
    batch.putRowsInOrder(layouts, from: schema.domains.map { _ in 0 })
    for index in schema.domains.indices {
      if index > 0 { batch.domains[index].starts.append(Int32(batch.domains[index].count)) }
      for field in layouts[index].readFields { batch.domains[index].columns[field].dropFullValidity() }
    }
    return batch
  }

  /// Where a row of a variant comes from.
  private enum RowSource {
    case base(Int)
    /// The place of the change that inserts it.
    case inserted(Int)
  }

  // MARK: Domains

  private func append(
    _ domain: DomainID, of variants: [[DataChange]], to batch: inout Batch, _ sources: inout [[[RowSource]?]]
  ) {
    let index = domain.index
    let parent = schema[domain].parent
    for place in variants.indices {
      let first = batch.domains[index].count
      let parentSources = parent.flatMap { sources[place][$0.index] }
      if parentSources != nil || variants[place].contains(where: { $0.movesRows(of: domain) }) {
        let rows = appendRows(of: domain, variants[place], below: parentSources, to: &batch)
        sources[place][index] = rows
      } else {
        appendAll(of: domain, to: &batch)
      }
      for change in variants[place] {
        guard case .set(let row, let field, let value) = change, row.domain == domain,
          let target = target(of: row.row, in: sources[place][index])
        else { continue }
        batch.set(value, field: field, of: domain, row: first + target, in: schema)
      }
    }
  }

  private func target(of row: Int, in sources: [RowSource]?) -> Int? {
    guard let sources else { return row }
    return sources.firstIndex { if case .base(row) = $0 { true } else { false } }
  }

  /// Appends all rows of the base.
  private func appendAll(of domain: DomainID, to batch: inout Batch) {
    let rows = base[domain]
    let first = batch.domains[domain.index].count
    if domain != .subject {
      for start in rows.starts.dropLast() { batch.domains[domain.index].starts.append(Int32(first) + start) }
    }
    batch.domains[domain.index].count += rows.count
    for field in layouts[domain.index].readFields {
      batch.domains[domain.index].columns[field].append(rows.columns[field], 0..<rows.count)
    }
  }

  /// Appends the rows below each row of the parent, as the changes leave them.
  private func appendRows(
    of domain: DomainID, _ changes: [DataChange], below parents: [RowSource]?, to batch: inout Batch
  ) -> [RowSource] {
    guard let parent = schema[domain].parent else { return [.base(0)] }
    var sources: [RowSource] = []
    let first = batch.domains[domain.index].count
    let moves = RowMoves(changes, of: domain)
    for above in parents ?? (0..<base[parent].count).map(RowSource.base) {
      batch.domains[domain.index].starts.append(Int32(first + sources.count))
      guard case .base(let above) = above else { continue }
      for row in Int(base[domain].starts[above])..<Int(base[domain].starts[above + 1])
      where !moves.removed.contains(row) {
        sources.append(.base(row))
      }
      sources += (moves.inserted[above] ?? []).map(RowSource.inserted)
    }
    batch.domains[domain.index].count += sources.count
    for field in layouts[domain.index].readFields {
      for source in sources {
        if case .base(let row) = source {
          batch.domains[domain.index].columns[field].append(base[domain].columns[field], row..<row + 1)
        } else {
          batch.domains[domain.index].columns[field].appendAbsent(in: layouts[domain.index].storages[field])
        }
      }
    }
    for (offset, source) in sources.enumerated() {
      guard case .inserted(let place) = source, case .insert(_, _, let fields) = changes[place] else { continue }
      for (field, value) in fields { batch.set(value, field: field, of: domain, row: first + offset, in: schema) }
    }
    return sources
  }
}

/// The rows of one domain that a variant takes out, and the places of the changes that put some in, by the row above.
private struct RowMoves {
  var removed: Set<Int> = []
  var inserted: [Int: [Int]] = [:]

  init(_ changes: [DataChange], of domain: DomainID) {
    for (place, change) in changes.enumerated() {
      switch change {
      case .remove(let row) where row.domain == domain: removed.insert(row.row)
      case .insert(domain, let above, _): inserted[above.row, default: []].append(place)
      default: break
      }
    }
  }
}

extension DataChange {
  fileprivate func movesRows(of domain: DomainID) -> Bool {
    switch self {
    case .set: false
    case .insert(let inserted, _, _): inserted == domain
    case .remove(let row): row.domain == domain
    }
  }
}

extension Batch {
  /// Sets a field of a row that is there; a field that is not read stays empty.
  fileprivate mutating func set(
    _ value: Value, field: Int, of domain: DomainID, row: Int, in schema: RecordSchema
  ) {
    guard !domains[domain.index].columns[field].validity.isEmpty else { return }
    let lane = schema[domain].fields[field].kind.lane
    domains[domain.index].columns[field].put(value, row: row, in: lane, text: &text)
  }
}

extension Column {
  /// Appends rows of another column; the validity is written out.
  fileprivate mutating func append(_ other: Column, _ rows: Range<Int>) {
    if !other.bytes.isEmpty { bytes += other.bytes[rows] }
    if !other.dates.isEmpty { dates += other.dates[rows] }
    if !other.integers.isEmpty { integers += other.integers[rows] }
    if !other.decimals.isEmpty { decimals += other.decimals[rows] }
    if !other.texts.isEmpty { texts += other.texts[rows] }
    if other.validity.isEmpty {
      validity += repeatElement(1, count: rows.count)
    } else {
      validity += other.validity[rows]
    }
  }

  fileprivate mutating func appendAbsent(in storage: ColumnStorage) { grow(to: validity.count + 1, in: storage) }

  /// Puts a value, or its absence, in the place of what a row has.
  fileprivate mutating func put(_ value: Value, row: Int, in lane: Lane, text: inout [UInt8]) {
    clear(row..<row + 1, in: lane.storage)
    switch (value, lane) {
    case (.boolean(let value), .boolean): set(byte: value ? 1 : 0, row: row)
    case (.label(let label), .code(let labels)):
      if let code = labels.code(of: label) { set(byte: code, row: row) }
    case (.date(let date), .date): set(dayNumber: date.dayNumber, row: row)
    case (.number(let number), .integer(let decimals)):
      if let scaled = number.scaled(to: decimals) { set(integer: scaled, row: row) }
    case (.number(let number), .decimal): set(decimal: number, row: row)
    case (.text(let string), .text):
      let start = UInt32(text.count)
      text.append(contentsOf: string.utf8)
      set(text: TextRange(start: start, count: UInt32(string.utf8.count)), row: row)
    default: break
    }
  }
}
