import PolicyDiagnostics
import PolicyFEEL
import PolicySyntax

/// The page of functions: who knows each, how it is called, what it takes and gives, and an example with its value.
package enum FunctionReference {
  /// The Markdown page, printed from the table of functions; the values are what `assay eval` gives.
  package static var text: String {
    ([opening + overview] + Builtin.allCases.map(section)).joined(separator: "\n")
  }

  private static let opening = """
    # Functions · 函数

    This page is printed from the table of functions (`Sources/PolicySyntax/Functions`), which the check of policies and that of
    `assay eval` read; `ASSAY_RECORD=1 swift test --filter CorpusTests` prints it anew. The values of the examples are calculated.
    Types with `?` may be null, `=` marks an argument that may be left out, `...` one that may stand any number of times, `T` any
    type, `C` one whose values have an order. Null where none is allowed makes the result null; the word `null` itself there is an error.
    本页由函数表自动生成，示例的值由程序算出。类型后的 `?` 表示可为空，`=` 表示可省略，`...` 表示可有多个；`T` 为任意类型，`C` 为有大小之分的类型。

    Strict FEEL has the English names alone; policies have both. 政策中两种名称均可用，`assay eval` 只用英文名称。

    """ + "\n"

  private static var overview: String {
    let rows = Builtin.allCases.map { builtin in
      [
        "[`\(builtin.english)`](#\(anchor(of: builtin)))", "`\(builtin.chinese)`",
        builtin.policyExample == nil ? "" : "✓", builtin.signatures.isEmpty ? "" : "✓", builtin.summary.english,
        builtin.summary.chinese,
      ]
    }
    let header = ["name", "名称", "policies 政策", "eval", "gives", "结果"]
    return MarkdownTable(header: header, rows: rows).text
  }

  private static func section(_ builtin: Builtin) -> String {
    var lines = [
      "<a id=\"\(anchor(of: builtin))\"></a>", "", "## \(builtin.english) · \(builtin.chinese)", "",
      "\(sentence(builtin.summary.english)). \(builtin.summary.chinese)。",
    ]
    if let rule = builtin.rule { lines += ["", "\(sentence(rule.english)). \(rule.chinese)。"] }
    let calls = builtin.signatures + [builtin.policyExample.map { "\($0)   (policy)" }].compactMap(\.self)
    lines += ["", "```text"] + calls + example(builtin) + ["```", ""]
    return lines.joined(separator: "\n")
  }

  private static func example(_ builtin: Builtin) -> [String] {
    guard let example = builtin.example else { return [] }
    let program = FEELProgram.check(.text(ExpressionText(example, name: builtin.english))).program
    let value = try? program?.value()
    return ["", "\(example)  =  \(value?.literal ?? "?")"]
  }

  private static func sentence(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

  private static func anchor(of builtin: Builtin) -> String {
    String(builtin.english.map { $0 == " " ? "-" : $0 })
  }
}
