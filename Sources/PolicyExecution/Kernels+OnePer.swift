import PolicyTypes

/// A column whose rows are compared with one another, whatever its lane.
enum RowKey {
  case bytes(Operand<UInt8>)
  case dates(Operand<Int32>)
  case integers(Operand<Int64>)
  case decimals(Operand<Decimal128>)
  case texts(Operand<TextRange>, TextPool)

  /// Returns −1, 0 or 1 as row `a` is less than, equal to or greater than row `b`; absent rows are equal, and less than
  /// all others.
  func compare(_ a: Int, _ b: Int) -> Int {
    let (aIsPresent, bIsPresent) = (presence.contains(a), presence.contains(b))
    guard aIsPresent, bIsPresent else { return order(aIsPresent ? 1 : 0, bIsPresent ? 1 : 0) }
    return switch self {
    case .bytes(let operand): order(operand[a], operand[b])
    case .dates(let operand): order(operand[a], operand[b])
    case .integers(let operand): order(operand[a], operand[b])
    case .decimals(let operand): operand[a].compare(operand[b])
    case .texts(let operand, let text): text.compare(operand[a], operand[b])
    }
  }

  /// Compares row `a` with row `b` of another key of the same lane; both are present.
  func compare(_ a: Int, with other: RowKey, _ b: Int) -> Int {
    switch (self, other) {
    case (.bytes(let x), .bytes(let y)): order(x[a], y[b])
    case (.dates(let x), .dates(let y)): order(x[a], y[b])
    case (.integers(let x), .integers(let y)): order(x[a], y[b])
    case (.decimals(let x), .decimals(let y)): x[a].compare(y[b])
    case (.texts(let x, let text), .texts(let y, _)): text.compare(x[a], y[b])
    default: 0
    }
  }

  func isPresent(_ row: Int) -> Bool { presence.contains(row) }

  private var presence: Presence {
    switch self {
    case .bytes(let operand): operand.presence
    case .dates(let operand): operand.presence
    case .integers(let operand): operand.presence
    case .decimals(let operand): operand.presence
    case .texts(let operand, _): operand.presence
    }
  }
}

/// Which row is put in front of others: the one with the greater value, or with the lesser; absence comes last.
struct RowWish {
  let key: RowKey
  let isLeast: Bool

  /// Returns a positive number where row `a` is to be in front of row `b`, a negative one where it is behind it.
  func compare(_ a: Int, _ b: Int) -> Int {
    let order = key.compare(a, b)
    guard isLeast, key.isPresent(a), key.isPresent(b) else { return order }
    return -order
  }
}

extension Kernels {
  /// Leaves one row of the mask for each combination of keys in a segment: the one that the first wish puts in front,
  /// of equal ones the one that the next does, then the first. Absent keys are equal.
  static func onePer(
    _ keys: [RowKey], _ mask: Operand<UInt8>, wishes: [RowWish], starts: [Int32], scratch: inout [Int],
    into result: inout Column
  ) {
    let rows = starts.last.map(Int.init) ?? 0
    result.validity.removeAll(keepingCapacity: true)
    map(mask, rows: rows, into: &result.bytes) { $0 }
    for parent in starts.indices.dropLast() {
      let segment = Int(starts[parent])..<Int(starts[parent + 1])
      guard segment.count > 1 else { continue }
      scratch.removeAll(keepingCapacity: true)
      for row in segment where mask[row] != 0 { scratch.append(row) }
      guard scratch.count > 1 else { continue }
      scratch.sort { comesBefore($0, $1, keys: keys, wishes: wishes) }
      for index in scratch.indices.dropFirst() where compare(scratch[index - 1], scratch[index], keys: keys) == 0 {
        result.bytes[scratch[index]] = 0
      }
    }
  }

  /// Whether row `a` is tried before row `b`: rows of equal keys lie together, the preferred one first.
  private static func comesBefore(_ a: Int, _ b: Int, keys: [RowKey], wishes: [RowWish]) -> Bool {
    let byKeys = compare(a, b, keys: keys)
    if byKeys != 0 { return byKeys < 0 }
    for wish in wishes {
      let order = wish.compare(a, b)
      if order != 0 { return order > 0 }
    }
    return a < b
  }

  private static func compare(_ a: Int, _ b: Int, keys: [RowKey]) -> Int {
    for key in keys {
      let order = key.compare(a, b)
      if order != 0 { return order }
    }
    return 0
  }
}
