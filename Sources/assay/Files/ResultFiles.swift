/// The files that stand beside a file of results.
struct ResultFiles {
  /// The path of the results.
  let results: String

  /// `results.jsonl` has its faults in `results.faults.jsonl`.
  var faults: String { base + ".faults.jsonl" }

  /// `results.jsonl` has its receipt in `results.receipt.json`.
  var receipt: String { base + ".receipt.json" }

  /// The path without the ending of a results file.
  var base: String {
    let ending = [".jsonl", ".csv", ".json"].first { results.hasSuffix($0) } ?? ""
    return String(results.dropLast(ending.count))
  }
}
