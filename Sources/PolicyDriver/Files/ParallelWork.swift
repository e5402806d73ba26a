import Synchronization

/// Does `count` pieces of work on several threads, each of which begins with a state of its own.
///
/// Returns the outcomes in the order of the pieces, whichever thread did them and when, and what each thread leaves.
func inParallel<State, Outcome: Sendable, Rest: Sendable>(
  _ count: Int, threadCount: Int, from begin: @escaping @Sendable () -> State,
  work: @escaping @Sendable (Int, inout State) async -> Outcome, leaving end: @escaping @Sendable (State) -> Rest
) async -> (outcomes: [Outcome], rests: [Rest]) {
  let turns = Turns()
  return await withTaskGroup(of: ([(Int, Outcome)], Rest).self) { group in
    for _ in 0..<max(1, min(threadCount, count)) {
      group.addTask {
        var state = begin()
        var outcomes: [(Int, Outcome)] = []
        while true {
          let place = turns.next()
          guard place < count else { return (outcomes, end(state)) }
          outcomes.append((place, await work(place, &state)))
        }
      }
    }
    var outcomes: [Outcome?] = Array(repeating: nil, count: count)
    var rests: [Rest] = []
    for await (part, rest) in group {
      for (place, outcome) in part { outcomes[place] = outcome }
      rests.append(rest)
    }
    return (outcomes.compactMap(\.self), rests)
  }
}

/// Hands out the numbers from 0 on, each once.
private final class Turns: Sendable {
  private let count = Mutex(0)

  func next() -> Int {
    count.withLock { count in
      defer { count += 1 }
      return count
    }
  }
}
