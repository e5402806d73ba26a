import ArgumentParser

/// The command `assay`.
@main
struct Assay: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assay",
    abstract: "Checks, runs and explains grading policies written as data.")
}
