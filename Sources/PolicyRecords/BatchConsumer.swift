import PolicyExecution
import PolicyIR
import PolicyTypes

/// What is done with batches of subjects once they are decoded.
///
/// One consumer serves one thread.
protocol BatchConsumer {
  /// Takes a batch; `origins` has an entry for each of its subjects, and `line` finds the line of a place.
  func evaluate(
    _ batch: Batch, origins: [BatchOrigin], file: String, into outcome: inout SliceOutcome, line: (_ place: Int) -> Int)
}

/// Where a subject of a batch comes from.
struct BatchOrigin {
  /// The place of the subject in its piece of the input.
  let order: Int
  /// From which its line can be found.
  let place: Int
}
