import PolicyIR

/// A value that follows from a few codes and yes-or-no values, worked out for all their combinations beforehand.
struct Lookup: Sendable {
  /// The values that decide, none of them ever absent; each has its byte column.
  let keys: [ValueID]
  /// What each key counts for in the place of a combination.
  let factors: [UInt8]
  /// One row for every byte: the combinations, then the filler.
  let table: Column

  static let tableSize = 256
}
