import PolicyIR
import PolicyTypes

/// The records that enter a list.
struct SpellEntryRows {
  let entered: Operand<Int32>
  let until: Operand<Int32>
  let term: Operand<Int64>
  let minimum: Operand<Int64>
  let mask: Operand<UInt8>
  let starts: [Int32]
}

/// The records of one selection that touch who is on a list.
struct SpellTouchRows {
  let event: SpellEvent
  let date: Operand<Int32>
  let mask: Operand<UInt8>
  let starts: [Int32]
}

/// Memory for what happens to one subject.
struct SpellScratch {
  fileprivate var moments: [SpellMoment] = []
}

extension Kernels {
  /// Makes the stays of each subject on a list: each row that begins one holds the first day after it.
  static func spells(
    _ entries: SpellEntryRows, _ touches: [SpellTouchRows], scratch: inout SpellScratch, into result: inout Column
  ) {
    let rows = entries.starts.last.map(Int.init) ?? 0
    result.dates.removeAll(keepingCapacity: true)
    result.dates.resize(to: rows, filler: 0)
    result.validity.removeAll(keepingCapacity: true)
    result.validity.resize(to: rows, filler: 0)
    for subject in entries.starts.indices.dropLast() {
      scratch.collect(entries, subject: subject)
      // Where nothing enters, nothing else matters.
      guard !scratch.moments.isEmpty else { continue }
      for (source, touch) in touches.enumerated() { scratch.collect(touch, source: source + 1, subject: subject) }
      if scratch.moments.count > 1 { scratch.moments.sort { $0.comesBefore($1) } }
      var sweep = SpellSweep()
      for moment in scratch.moments {
        if let spell = sweep.take(moment) { note(spell, &result) }
      }
      if let spell = sweep.finish() { note(spell, &result) }
    }
  }

  private static func note(_ spell: Spell, _ result: inout Column) {
    result.dates[spell.row] = spell.leaves.dayNumber
    result.validity[spell.row] = 1
  }
}

extension SpellScratch {
  fileprivate mutating func collect(_ entries: SpellEntryRows, subject: Int) {
    moments.removeAll(keepingCapacity: true)
    for row in Int(entries.starts[subject])..<Int(entries.starts[subject + 1])
    where entries.mask[row] != 0 && entries.entered.presence.contains(row) && entries.until.presence.contains(row) {
      moments.append(
        SpellMoment(
          day: CalendarDate(dayNumber: entries.entered[row]), event: .enter, source: 0, row: row,
          until: CalendarDate(dayNumber: entries.until[row]), term: duration(entries.term, row, else: .forever),
          minimum: duration(entries.minimum, row, else: .zero)))
    }
  }

  fileprivate mutating func collect(_ touch: SpellTouchRows, source: Int, subject: Int) {
    for row in Int(touch.starts[subject])..<Int(touch.starts[subject + 1])
    where touch.mask[row] != 0 && touch.date.presence.contains(row) {
      moments.append(
        SpellMoment(day: CalendarDate(dayNumber: touch.date[row]), event: touch.event, source: source, row: row))
    }
  }

  private func duration(_ operand: Operand<Int64>, _ row: Int, else absent: CalendarDuration) -> CalendarDuration {
    operand.presence.contains(row) ? PackedDuration.unpack(operand[row]) : absent
  }
}

extension Frame {
  mutating func spells(_ touches: [SpellTouch], _ step: Step, into result: inout Column) {
    let places = step.operands
    let entries = SpellEntryRows(
      entered: dates(places[0]), until: dates(places[1]), term: integers(places[2]), minimum: integers(places[3]),
      mask: bytes(places[4]), starts: segments(of: step))
    let touching = touches.enumerated().map { index, touch in
      SpellTouchRows(
        event: touch.event, date: dates(places[5 + 2 * index]), mask: bytes(places[6 + 2 * index]),
        starts: segments(of: step.paths[index].domain, step.paths[index].between))
    }
    Kernels.spells(entries, touching, scratch: &scratch.spells, into: &result)
  }
}
