import ArgumentParser
import PolicyTypes

/// Which policy is applied to which data, as of which date.
struct DataOptions: ParsableArguments {
  @Argument(help: "The policy, by its file or its id.")
  var policy: String

  @Option(help: ArgumentHelp("A JSON Lines file, a folder of CSV files, or - for standard input.", valueName: "data"))
  var subjects: String

  @Option(help: ArgumentHelp("The date from which everything is measured.", valueName: "yyyy-mm-dd"))
  var asOf: CalendarDate

  @Option(help: ArgumentHelp("A file with a data section, in place of the policy's own.", valueName: "file"))
  var data: String?

  /// Returns the policy and how it names outside data; mistakes in either go to standard error.
  func load(_ console: Console) throws -> LoadedPolicy {
    try LoadedPolicy(policy, mapping: data, asOf: asOf, console)
  }
}

extension CalendarDate: ExpressibleByArgument {
  /// Reads `2023-01-01`, and `2023/1/1` or `2023年1月1日`, which can mean no other day.
  public init?(argument: String) {
    let parts = argument.split(omittingEmptySubsequences: false) { "-/.年月".contains($0) }
    let numbers = parts.compactMap { Int($0.hasSuffix("日") ? $0.dropLast() : $0) }
    guard parts.count == 3, numbers.count == 3, parts[0].count == 4 else { return nil }
    self.init(year: numbers[0], month: numbers[1], day: numbers[2])
  }
}
