import ArgumentParser
import Glibc
import PolicyDiagnostics
import PolicyDriver
import PolicyRecords
import PolicyTypes

/// `assay sample`: made-up subjects that fit a policy.
struct SampleCommand: AssayCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample",
    abstract: "Make up subjects with records that fit a policy.",
    discussion: """
      The same seed gives the same subjects on every machine, and the first of many are the same as of few. Among them are \
      the values at which the policy turns: the last day of a window, the numbers of its lookups, repairs in time and late.

        assay sample POLICY --count 1000 --seed 1 --as-of 2025-06-30 --output subjects.jsonl
        assay sample POLICY --count 1000 --seed 1 --as-of 2025-06-30 --format csv --output samples
        assay sample POLICY --count 1000 --seed 1 --as-of 2025-06-30 --faults 5 | head
      """)

  @Argument(help: "The policy, by its file or its id.")
  var policy: String

  @Option(help: ArgumentHelp("How many subjects.", valueName: "n"))
  var count: Int

  @Option(help: ArgumentHelp("The number from which everything follows.", valueName: "n"))
  var seed: UInt64

  @Option(help: ArgumentHelp("The date around which the records lie.", valueName: "yyyy-mm-dd"))
  var asOf: CalendarDate

  @Option(help: ArgumentHelp("How many of a thousand subjects have a data fault.", valueName: "permille"))
  var faults = 0

  @Option(help: ArgumentHelp("How subjects are written.", valueName: "jsonl|csv"))
  var format = ResultFormat.jsonLines

  @Option(help: ArgumentHelp("The file, or the folder for csv; standard output without it.", valueName: "path"))
  var output: String?

  @OptionGroup var messages: MessageOptions

  func validate() throws {
    if count < 0 { throw ValidationError("--count wants a number that is not negative") }
    if !(0...1000).contains(faults) { throw ValidationError("--faults wants a number from 0 to 1000") }
    if format == .csv && output == nil { throw ValidationError("--format csv writes a folder: name it with --output") }
  }

  func perform(_ console: Console) throws -> ExitStatus {
    let compiled = try PolicyFiles().compile(policy, asOf: asOf, console)
    let generator = SampleGenerator(policy: compiled.typed, seed: seed, asOf: asOf, faultsPermille: faults)
    switch format {
    case .jsonLines: try writeLines(generator, compiled)
    case .csv: try writeFolder(generator, compiled)
    }
    if let output {
      console.say(LocalizedText("\(count) subjects written to \(output)", "已将 \(count) 个对象写入 \(output)"))
    }
    return .clean
  }

  /// Bytes are written as soon as there are so many, so that memory does not grow with the count.
  private static let chunkSize = 1 << 18

  private func writeLines(_ generator: SampleGenerator, _ compiled: CompiledPolicy) throws {
    let writer = SampleJSONLines(generator, mapping: compiled.mapping)
    let file = try OutputFile(path: output ?? "-")
    var bytes: [UInt8] = []
    for index in 0..<count {
      writer.append(generator.subject(index), to: &bytes)
      if bytes.count >= Self.chunkSize { try flush(&bytes, to: file) }
    }
    try flush(&bytes, to: file)
    try file.commit()
  }

  private func writeFolder(_ generator: SampleGenerator, _ compiled: CompiledPolicy) throws {
    let folder = output ?? "."
    // A folder that is there already is just what is wanted; any other trouble shows with the first file.
    _ = unsafe mkdir(folder, 0o777)
    let writer = SampleCSV(generator, mapping: compiled.mapping)
    let files = try writer.fileNames.map { try OutputFile(path: folder + "/" + $0) }
    var bytes = writer.headers
    for index in 0..<count {
      writer.append(generator.subject(index), to: &bytes)
      for place in bytes.indices where bytes[place].count >= Self.chunkSize {
        try flush(&bytes[place], to: files[place])
      }
    }
    for place in bytes.indices { try flush(&bytes[place], to: files[place]) }
    for file in files { try file.commit() }
  }

  private func flush(_ bytes: inout [UInt8], to file: OutputFile) throws {
    try file.write(bytes)
    bytes.removeAll(keepingCapacity: true)
  }
}
