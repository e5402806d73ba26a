import ArgumentParser
import PolicyDiagnostics
import PolicyFEEL
import PolicyRecords
import PolicyReport

/// `assay eval`: what one FEEL expression gives.
struct EvalCommand: AssayCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval",
    abstract: "Calculate one FEEL expression, without any policy.",
    discussion: """
      A calculator for FEEL as DMN 1.5 has it, with static types: what FEEL would answer with null because types do \
      not fit is an error here. It grades nothing; policies have more of their own, such as records and selections.

        assay eval '1/3 * 3'
        assay eval 'date("2024-01-31") + duration("P1M")'
        assay eval 'for x in items return x.price * 2' --context '{"items": [{"price": 1.5}]}'
        assay eval 'sum(items.price)' --context data.json --format json
        assay eval 'if a > 1 then "yes" else "no"' --context '{"a": 2}' --tree

      With --jsonl, standard input holds one conformance case a line, and one answer a line is written.

      Exit status: 0 calculated; 1 the expression has errors; 4 a file could not be read.
      """)

  @Argument(help: "The expression.")
  var expression: String?

  @Option(help: ArgumentHelp("Values by name: a JSON object, or a file that holds one.", valueName: "json|file"))
  var context: String?

  @Flag(help: "Also show the typed tree.")
  var tree = false

  @Option(help: ArgumentHelp("How the answer is written.", valueName: "text|json"))
  var format = ReportFormat.text

  @Flag(help: "Answer conformance cases from standard input, one a line.")
  var jsonl = false

  @OptionGroup var messages: MessageOptions

  func validate() throws {
    if jsonl == (expression != nil) { throw ValidationError("Give an expression, or --jsonl.") }
  }

  func perform(_ console: Console) throws -> ExitStatus {
    guard let expression else { return try answerLines(console) }
    let source = FEELSource.text(ExpressionText(expression, name: "expression"))
    let (program, diagnostics) = FEELProgram.check(source, inputs: try inputs(), zones: .ofSystem)
    var found = diagnostics
    var value: FEELValue?
    if let program {
      do throws(FEELFailure) {
        value = try program.value()
      } catch {
        found.insert(error.diagnostic)
      }
    }
    EvalReport(program: program, value: value, diagnostics: found, showsTree: tree).write(format, console)
    return value == nil ? .findings : .clean
  }

  private func answerLines(_ console: Console) throws -> ExitStatus {
    let bytes = try InputFile(path: "-").readAll()
    let conformance = Conformance(language: console.language)
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      if let answer = conformance.answer(to: line) { Console.writeOutput(answer) }
    }
    return .clean
  }

  /// Reads the bindings: an object on the command line, or in the file that is named.
  private func inputs() throws -> [FEELInput] {
    guard let context else { return [] }
    let isText = context.first { !$0.isWhitespace } == "{"
    let bytes = isText ? Array(context.utf8) : try InputFile(path: context).readAll()
    let tree: JSONTree
    do throws(JSONTreeError) {
      tree = try JSONTree(bytes: bytes)
    } catch {
      throw CommandFailure.badContext(error)
    }
    guard let members = tree.members else { throw CommandFailure.contextNotAnObject }
    return try members.map { member in
      let value = FEELValue(plain: member.value)
      guard let value, let input = FEELInput(name: member.name, declared: .any, value: value) else {
        throw CommandFailure.untypedInput(member.name)
      }
      return input
    }
  }
}

extension CommandFailure {
  fileprivate static func badContext(_ error: JSONTreeError) -> CommandFailure {
    CommandFailure(
      LocalizedText(
        "the context is no JSON at byte \(error.offset + 1): \(error.reason.english)",
        "上下文的第 \(error.offset + 1) 个字节有误：\(error.reason.chinese)"), status: .inputOutput)
  }

  fileprivate static let contextNotAnObject = CommandFailure(
    LocalizedText("the context is no JSON object", "上下文不是 JSON 对象"),
    help: LocalizedText("write it as `{\"name\": value}`", "请写作 `{\"名称\": 值}`"), status: .inputOutput)

  fileprivate static func untypedInput(_ name: String) -> CommandFailure {
    CommandFailure(
      LocalizedText(
        "the elements of `\(name)` are of different types, or a number is out of range",
        "`\(name)` 的元素类型不一致，或者数值超出范围"), status: .inputOutput)
  }
}
