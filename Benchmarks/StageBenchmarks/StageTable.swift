import CAllocationCount
import Glibc

/// The measured figures of all stages, as a table for people or as lines of JSON for programs.
struct StageTable {
  private var rows: [Row] = []

  /// What the names of the stages that are measured begin with.
  let wanted: String

  init(only wanted: String = "") {
    self.wanted = wanted
  }

  func isWanted(_ stage: String) -> Bool { stage.hasPrefix(wanted) }

  /// One figure.
  struct Row {
    let stage: String
    let value: Double
    let unit: String
    /// How many pieces of memory one run asks for; nil where nobody counted.
    var allocations: Int?
  }

  /// Adds a figure that was measured elsewhere.
  mutating func add(_ stage: String, _ value: Double, _ unit: String, allocations: Int? = nil) {
    rows.append(Row(stage: stage, value: value, unit: unit, allocations: allocations))
  }

  /// Measures one run of `body`, in milliseconds that this thread works: the median of so many.
  mutating func measure(_ stage: String, times: Int, _ body: () -> Void) {
    guard isWanted(stage) else { return }
    body()
    let before = allocationCount()
    body()
    let allocations = Int(allocationCount() - before)
    let samples = (0..<times).map { _ in threadTime(of: body) }
    add(stage, percentile(50, of: samples) / 1e6, "ms", allocations: allocations)
  }

  /// Measures many short runs, in microseconds that this thread works: the median and the 99th percentile.
  mutating func measureLatency(_ stage: String, times: Int, _ body: (_ number: Int) -> Void) {
    guard isWanted(stage) else { return }
    for number in 0..<min(times, 200) { body(number) }
    let before = allocationCount()
    for number in 0..<100 { body(number) }
    let allocations = Int(allocationCount() - before) / 100
    let samples = (0..<times).map { number in threadTime { body(number) } }
    add(stage + ", median", percentile(50, of: samples) / 1e3, "us", allocations: allocations)
    add(stage + ", 99th percentile", percentile(99, of: samples) / 1e3, "us")
  }

  /// Measures what is done once for so many subjects, in nanoseconds of processor time of all threads for each.
  mutating func measureSubjects(_ stage: String, _ count: Int, _ body: () async throws -> Void) async rethrows {
    guard isWanted(stage) else { return }
    let allocationsBefore = allocationCount()
    let before = time(of: CLOCK_PROCESS_CPUTIME_ID)
    try await body()
    let spent = Double(time(of: CLOCK_PROCESS_CPUTIME_ID) - before)
    add(stage, spent / Double(count), "ns/subject", allocations: Int(allocationCount() - allocationsBefore))
  }

  // MARK: Output

  var text: String {
    rows.map { row in
      let value = row.stage.padded(to: 46) + thousandths(of: row.value).padded(from: 12) + " " + row.unit.padded(to: 11)
      return value + (row.allocations.map { "\($0) allocations" } ?? "")
    }.joined(separator: "\n")
  }

  /// One object a line, with the keys `stage`, `value`, `unit` and `allocations`.
  var json: String {
    rows.map { row in
      let allocations = row.allocations.map(String.init) ?? "null"
      return
        "{\"stage\":\"\(row.stage)\",\"value\":\(thousandths(of: row.value)),\"unit\":\"\(row.unit)\","
        + "\"allocations\":\(allocations)}"
    }.joined(separator: "\n")
  }
}

/// The time that this thread works in `body`, in nanoseconds: what else the machine does is not in it.
func threadTime(of body: () -> Void) -> Double {
  let start = time(of: CLOCK_THREAD_CPUTIME_ID)
  body()
  return Double(time(of: CLOCK_THREAD_CPUTIME_ID) - start)
}

/// A clock's time in nanoseconds.
private func time(of clock: clockid_t) -> Int {
  var time = timespec()
  unsafe clock_gettime(clock, &time)
  return time.tv_sec * 1_000_000_000 + time.tv_nsec
}

/// The value that so many in a hundred samples do not exceed.
func percentile(_ share: Int, of samples: [Double]) -> Double {
  let sorted = samples.sorted()
  return sorted[min(sorted.count - 1, sorted.count * share / 100)]
}

private func thousandths(of number: Double) -> String {
  let digits = String(Int((number * 1000).rounded()))
  let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  return padded.dropLast(3) + "." + padded.suffix(3)
}

extension String {
  fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(1, width - count)) }

  fileprivate func padded(from width: Int) -> String { String(repeating: " ", count: max(0, width - count)) + self }
}
