/// What the program tells the one that started it.
enum ExitStatus: Int32 {
  case clean = 0
  /// The policy or the tests have errors.
  case findings = 1
  case usage = 2
  /// Done, with data faults.
  case dataFaults = 3
  case inputOutput = 4
}
