package import PolicyIR
package import PolicyTypes

/// Completes batches whose columns were filled for all rows at once, exactly as `BatchBuilder` does row by row.
///
/// What comes in has the rows as they are written: in each column that is read a value and a validity for every row,
/// and for each row of a parent the first row below it. A date that has yet to happen becomes absent, a record that is
/// not there yet goes, and so does each subject in which something is wrong.
package struct BatchCompletion: Sendable {
  private let layouts: [DomainLayout]
  private let asOf: Int32

  /// How many records of the subjects that stayed were left out because they are dated after the as-of date.
  package private(set) var laterRecordCount = 0

  // Kept from batch to batch: for each domain which rows are dated after the as-of date, an empty list where none is;
  // and the first row of each domain, from which on rows are put in order.
  private var later: [[UInt8]]
  private let firstRows: [Int]

  package init(schema: RecordSchema, selection: InputSelection, asOf: CalendarDate) {
    layouts = schema.domains.indices.map { DomainLayout(of: DomainID($0), in: schema, selection: selection) }
    self.asOf = asOf.dayNumber
    later = Array(repeating: [], count: layouts.count)
    firstRows = Array(repeating: 0, count: layouts.count)
  }

  /// Completes `batch`; `faulty` are rows with a value that cannot be read. Returns the subjects that were taken out,
  /// by their rows before, in order.
  package mutating func complete(_ batch: inout Batch, faulty: [BatchRow]) -> [Int] {
    addMissingStarts(&batch)
    hideDatesToCome(&batch)
    var hasLater = false
    for index in layouts.indices {
      later[index] = laterRows(of: index, in: batch)
      hasLater = hasLater || !later[index].isEmpty
    }
    let removed = subjects(of: faulty + faultyRows(of: batch), in: batch)
    if hasLater { countLater(in: batch, without: removed) }
    if !removed.isEmpty || hasLater { batch.takeOut(removed, later, layouts) }
    batch.putRowsInOrder(layouts, from: firstRows)
    for (index, layout) in layouts.enumerated() {
      if layout.parent != nil { batch.domains[index].starts.append(Int32(batch.domains[index].count)) }
      for field in layout.readFields { batch.domains[index].columns[field].dropFullValidity() }
    }
    return removed
  }

  /// A record type that is not read has no row below any parent.
  private func addMissingStarts(_ batch: inout Batch) {
    for (index, layout) in layouts.enumerated() {
      if let parent = layout.parent { batch.domains[index].starts.resize(to: batch.domains[parent].count, filler: 0) }
    }
  }

  // MARK: The as-of date

  private func hideDatesToCome(_ batch: inout Batch) {
    for (index, layout) in layouts.enumerated() {
      for field in layout.readFields where layout.mustHaveHappened[field] {
        batch.domains[index].columns[field].hideDates(after: asOf)
      }
    }
  }

  /// Returns which rows are dated after the as-of date; an empty list where none is.
  private func laterRows(of index: Int, in batch: Batch) -> [UInt8] {
    guard index > 0, let date = layouts[index].date else { return [] }
    return batch.domains[index].columns[date].rows(after: asOf)
  }

  private mutating func countLater(in batch: Batch, without removed: [Int]) {
    for (index, flags) in later.enumerated() where !flags.isEmpty {
      laterRecordCount += flags.reduce(0) { $0 + Int($1) }
      for subject in removed {
        laterRecordCount -= flags[batch.rows(of: index, below: subject, layouts)].reduce(0) { $0 + Int($1) }
      }
    }
  }

  // MARK: Faults

  /// Returns rows that lack a field or are too many below their parent.
  private func faultyRows(of batch: Batch) -> [BatchRow] {
    var faulty: [BatchRow] = []
    for (index, layout) in layouts.enumerated() {
      let isLater = later[index]
      for field in layout.requiredFields {
        let validity = batch.domains[index].columns[field].validity
        guard validity.contains(0) else { continue }
        for row in validity.indices where validity[row] == 0 && (isLater.isEmpty || isLater[row] == 0) {
          faulty.append(BatchRow(domain: DomainID(index), row: row))
        }
      }
      guard layout.parent != nil, batch.domains[index].count > layout.limit else { continue }
      for parentRow in batch.domains[index].starts.indices {
        let segment = batch.segment(of: parentRow, in: index)
        guard segment.count > layout.limit else { continue }
        let count = isLater.isEmpty ? segment.count : isLater[segment].count { $0 == 0 }
        if count > layout.limit { faulty.append(BatchRow(domain: DomainID(index), row: segment.lowerBound)) }
      }
    }
    return faulty
  }

  /// Returns the subjects of rows, each once and in order.
  private func subjects(of rows: [BatchRow], in batch: Batch) -> [Int] {
    guard !rows.isEmpty else { return [] }
    return Set(rows.map { batch.subject(of: $0, layouts) }).sorted()
  }
}

/// A row of a batch.
package struct BatchRow: Hashable, Sendable {
  package let domain: DomainID
  package let row: Int

  package init(domain: DomainID, row: Int) {
    self.domain = domain
    self.row = row
  }
}

extension Batch {
  /// The rows below `parentRow`, also where the list of starts does not yet end with the count.
  func segment(of parentRow: Int, in index: Int) -> Range<Int> {
    let starts = domains[index].starts
    let end = parentRow + 1 < starts.count ? Int(starts[parentRow + 1]) : domains[index].count
    return Int(starts[parentRow])..<end
  }

  /// The rows of a domain that belong to a subject.
  fileprivate func rows(of index: Int, below subject: Int, _ layouts: [DomainLayout]) -> Range<Int> {
    guard let parent = layouts[index].parent else { return subject..<subject + 1 }
    let parents = rows(of: parent, below: subject, layouts)
    guard let first = parents.first, let last = parents.last else { return 0..<0 }
    return segment(of: first, in: index).lowerBound..<segment(of: last, in: index).upperBound
  }

  /// The subject that a row belongs to.
  fileprivate func subject(of row: BatchRow, _ layouts: [DomainLayout]) -> Int {
    var place = row.row
    var index = row.domain.index
    while let parent = layouts[index].parent {
      place = parentRow(of: place, in: index)
      index = parent
    }
    return place
  }

  /// The last row of the parent whose rows begin at or before `row`.
  private func parentRow(of row: Int, in index: Int) -> Int {
    let starts = domains[index].starts
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(starts[middle]) <= row { low = middle } else { high = middle }
    }
    return low
  }

  /// Takes out whole subjects, and the rows that `later` marks, each with what is below it.
  fileprivate mutating func takeOut(_ removed: [Int], _ later: [[UInt8]], _ layouts: [DomainLayout]) {
    // The rows of each domain that stay; nil where all do.
    var kept: [[Int32]?] = []
    for (index, layout) in layouts.enumerated() {
      guard let parent = layout.parent else {
        kept.append(removed.isEmpty ? nil : subjects(without: removed))
        continue
      }
      let isUntouched = kept[parent] == nil && later[index].isEmpty
      kept.append(isUntouched ? nil : rowsThatStay(in: index, below: kept[parent], later[index]))
    }
    for (index, rows) in kept.enumerated() {
      guard let rows else { continue }
      domains[index].count = rows.count
      for field in layouts[index].readFields { domains[index].columns[field].keep(rows) }
    }
  }

  private func subjects(without removed: [Int]) -> [Int32] {
    let removed = Set(removed)
    return (0..<subjectCount).filter { !removed.contains($0) }.map(Int32.init)
  }

  /// Returns the rows of a domain that stay below parents that stay, and gives those their new starts.
  private mutating func rowsThatStay(in index: Int, below parents: [Int32]?, _ later: [UInt8]) -> [Int32] {
    let parentCount = parents?.count ?? domains[index].starts.count
    var starts: [Int32] = []
    starts.reserveCapacity(parentCount + 1)
    var rows = [Int32](repeating: 0, count: domains[index].count)
    var count = 0
    for place in 0..<parentCount {
      starts.append(Int32(count))
      for row in segment(of: parents.map { Int($0[place]) } ?? place, in: index) {
        rows[count] = Int32(row)
        count += later.isEmpty || later[row] == 0 ? 1 : 0
      }
    }
    domains[index].starts = starts
    rows.truncate(to: count)
    return rows
  }
}

extension Column {
  /// Makes each date after `day` absent.
  fileprivate mutating func hideDates(after day: Int32) {
    Self.hide(&dates, &validity, after: day)
  }

  private static func hide(_ dates: inout [Int32], _ validity: inout [UInt8], after day: Int32) {
    var days = dates.mutableSpan
    var isPresent = validity.mutableSpan
    for row in days.indices {
      let isToCome = days[row] > day
      days[row] = isToCome ? 0 : days[row]
      isPresent[row] = isToCome ? 0 : isPresent[row]
    }
  }

  /// Returns which dates lie after `day`; an empty list where none does. An absent date holds zero, which may lie
  /// after.
  fileprivate func rows(after day: Int32) -> [UInt8] {
    let dates = dates.span
    let validity = validity.span
    var count = 0
    for row in dates.indices { count &+= dates[row] > day && validity[row] != 0 ? 1 : 0 }
    guard count > 0 else { return [] }
    var flags = [UInt8](repeating: 0, count: dates.count)
    for row in dates.indices { flags[row] = dates[row] > day ? validity[row] : 0 }
    return flags
  }

  /// Keeps `rows` alone, which ascend.
  fileprivate mutating func keep(_ rows: [Int32]) {
    bytes.keep(rows)
    dates.keep(rows)
    integers.keep(rows)
    decimals.keep(rows)
    texts.keep(rows)
    validity.keep(rows)
  }
}

extension Array {
  @inline(__always)
  fileprivate mutating func keep(_ rows: [Int32]) {
    guard !isEmpty else { return }
    for place in rows.indices { self[place] = self[Int(rows[place])] }
    truncate(to: rows.count)
  }
}
