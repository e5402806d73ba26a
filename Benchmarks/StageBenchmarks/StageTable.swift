/// The times of stages, as a table for people.
struct StageTable {
  let subjectCount: Int
  private var rows: [(stage: String, time: Duration, perSubject: Bool)] = []

  init(subjectCount: Int) {
    self.subjectCount = subjectCount
  }

  /// Measures one run of `body`: the least of so many.
  mutating func measure(_ stage: String, times: Int, _ body: () -> Void) {
    let clock = ContinuousClock()
    let least = (0..<times).map { _ in clock.measure(body) }.min() ?? .zero
    rows.append((stage, least, false))
  }

  /// Measures what is done once for all subjects.
  mutating func measureSubjects(_ stage: String, _ body: () async throws -> Void) async rethrows {
    rows.append((stage, try await ContinuousClock().measure(body), true))
  }

  var text: String {
    let lines = rows.map { row in
      let milliseconds = Self.thousandths(of: row.time / .milliseconds(1))
      let rate = row.perSubject ? "\(Int(Double(subjectCount) / (row.time / .seconds(1)))) subjects a second" : ""
      let name = row.stage + String(repeating: " ", count: max(1, 40 - row.stage.count))
      return name + String(repeating: " ", count: max(0, 12 - milliseconds.count)) + milliseconds + " ms   " + rate
    }
    return "\(subjectCount) subjects\n" + lines.joined(separator: "\n")
  }

  private static func thousandths(of number: Double) -> String {
    let digits = String(Int((number * 1000).rounded()))
    let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return padded.dropLast(3) + "." + padded.suffix(3)
  }
}
