/// Works on pieces of an input in parallel and hands the outcomes over in the order of the pieces.
///
/// At most `limit` pieces are being worked on, and at most twice as many are in memory, however uneven they are. `next`
/// and `finish` are called here, one at a time, while the others are being worked on.
func runInOrder<Piece: Sendable, Outcome: Sendable>(
  limit: Int, next: () throws -> Piece?, work: @escaping @Sendable (Piece) throws -> Outcome,
  finish: (Outcome) throws -> Void
) async throws {
  try await withThrowingTaskGroup(of: (Int, Outcome).self) { group in
    var started = 0
    var finished = 0
    var running = 0
    var waiting: [Int: Outcome] = [:]
    var isAtEnd = false

    while true {
      while !isAtEnd, running < limit, started - finished < 2 * limit {
        guard let piece = try next() else {
          isAtEnd = true
          break
        }
        let number = started
        group.addTask { (number, try work(piece)) }
        started += 1
        running += 1
      }
      guard let (number, outcome) = try await group.next() else { return }
      running -= 1
      waiting[number] = outcome
      while let outcome = waiting.removeValue(forKey: finished) {
        finished += 1
        try finish(outcome)
      }
    }
  }
}
