import PolicyExecution
import PolicyIR

/// The rows of `subjects.csv` as typed columns, chunk after chunk.
struct CSVSubjectColumns: Sendable {
  private struct Piece: Sendable {
    let first: Int
    let columns: [Column]
    let text: [UInt8]
  }

  private var pieces: [Piece] = []
  private var count = 0

  /// Adds the rows of the next chunk.
  mutating func append(_ read: CSVChunkColumns) {
    let columns = read.columns.map { column in
      var column = column
      column.forgetFullValidity()
      return column
    }
    pieces.append(Piece(first: count, columns: columns, text: read.text))
    count += read.offsets.count
  }

  /// Puts the subjects at the places `subjects` into a batch without any.
  func put(_ subjects: Range<Int>, into batch: inout Batch, fields: [Int]) {
    var index = pieces.lastIndex { $0.first <= subjects.lowerBound } ?? 0
    var subject = subjects.lowerBound
    while subject < subjects.upperBound {
      let piece = pieces[index]
      let end = index + 1 < pieces.count ? pieces[index + 1].first : count
      let rows = subject - piece.first..<min(end, subjects.upperBound) - piece.first
      for (place, field) in fields.enumerated() { append(rows, of: piece, place, to: &batch, field) }
      subject = piece.first + rows.upperBound
      index += 1
    }
    batch.domains[0].count = subjects.count
  }

  private func append(_ rows: Range<Int>, of piece: Piece, _ place: Int, to batch: inout Batch, _ field: Int) {
    if piece.columns[place].texts.isEmpty {
      batch.domains[0].columns[field].append(rows, of: piece.columns[place])
    } else {
      batch.domains[0].columns[field].appendTexts(rows, of: piece.columns[place], in: piece.text, to: &batch.text)
    }
  }
}
