import PolicyDiagnostics
import PolicySemantics
import PolicySyntax
import PolicyTypes

/// The reference of the language as a Markdown page: every key, word and function in both spellings.
package enum LanguageReference {
  /// The page; everything in it is printed from the tables that the decoder and the checker read.
  package static var text: String {
    let sections =
      [opening, files] + FormID.allCases.map(section) + [
        expressionKeywords, units, valueWords, functions, takes, roundings, typeWords, kinds, reservedWords,
      ]
    return sections.joined(separator: "\n")
  }

  private static let opening = """
    # Reference of the language · 语言参考

    This page is printed from the vocabulary; `ASSAY_RECORD=1 swift test` prints it anew.
    Either spelling of a key may be used, but not both in one mapping.
    本页由词汇表自动生成。键可用任一种写法，同一处不能两种并用。

    """

  // MARK: Files and forms

  private static var files: String {
    let rows = Vocabulary.documents.map { document in
      [
        document.first.map { "`\($0.english)`" }.joined(separator: ", "),
        document.first.map { "`\($0.chinese)`" }.joined(separator: "、"), link(to: document.form),
      ]
    }
    return heading("Files", "文件", "files") + "The first key tells the kind of a file. 文件的第一个键说明其种类。\n\n"
      + MarkdownTable(header: ["first key", "首键", "kind · 种类"], rows: rows).text
  }

  private static func section(_ id: FormID) -> String {
    let form = id.description
    let rows = form.keys.map { key in
      [
        "`\(key.keyword.english)`", "`\(key.keyword.chinese)`", words(for: key.shape),
        key.isRequired ? "required · 必填" : "",
        key.summary.english, key.summary.chinese,
      ]
    }
    let others = form.otherKeys.map { ["other keys", "其他键", words(for: $0), "", "", ""] }
    let header = ["key", "键", "what stands there", "", "meaning", "含义"]
    return heading(form.title.english, form.title.chinese, anchor(of: id))
      + MarkdownTable(header: header, rows: rows + (others.map { [$0] } ?? [])).text
  }

  /// What a shape is, in a few words, with links to the forms that it names.
  private static func words(for shape: Shape) -> String {
    switch shape {
    case .text: "text 文本"
    case .name: "name 名称"
    case .flag: "`true` / `false` 是/否"
    case .expression: "expression 表达式"
    case .value: "[value](#\(anchor(of: .lookup))) 值"
    case .valueOr(let id): "[value](#\(anchor(of: .lookup))) 值 / \(link(to: id))"
    case .condition: "condition 条件 / \(link(to: .combination))"
    case .rows: "list 列表：list of tests with a value at the end 判断列表，最后为值 / \(link(to: .orderedCase))"
    case .form(let id): link(to: id)
    case .named(let element): "names 名称 → \(words(for: element))"
    case .list(let element): "list 列表：\(words(for: element))"
    case .oneOrMore(let element): "one or a list 一个或列表：\(words(for: element))"
    case .listOr(let element, let other): "list 列表：\(words(for: element)) / \(words(for: other))"
    case .scalarOr(let scalar, let other): "\(words(for: scalar)) / \(words(for: other))"
    case .path: "path 路径"
    case .changes: "paths 路径 → new contents 新内容"
    case .anything: "test data 测试数据"
    }
  }

  private static func link(to id: FormID) -> String {
    "[\(id.description.title.english)](#\(anchor(of: id))) \(id.description.title.chinese)"
  }

  private static func anchor(of id: FormID) -> String {
    "form-" + String(id.rawValue.map { $0 == " " ? "-" : $0 })
  }

  private static func heading(_ english: String, _ chinese: String, _ anchor: String) -> String {
    "<a id=\"\(anchor)\"></a>\n\n## \(english) · \(chinese)\n\n"
  }

  // MARK: Words of expressions

  private static var expressionKeywords: String {
    let rows = ExpressionKeyword.spellings.map { ["`\($0.english)`", "`\($0.chinese)`"] }
    return heading("Words of expressions", "表达式中的词", "words")
      + MarkdownTable(header: ["English", "中文"], rows: rows).text
  }

  private static var units: String {
    let rows = DurationUnit.spellings.map { ["`3 \($0.english)`", "`1 \($0.singular)`", "`3 \($0.chinese)`"] }
    return heading("Lengths of time", "时长", "units")
      + MarkdownTable(header: ["several", "one", "中文"], rows: rows).text
  }

  private static var valueWords: String {
    let rows = BuiltinName.allCases.map {
      ["`\($0.english)`", "`\($0.chinese)`", $0.summary.english, $0.summary.chinese]
    }
    return heading("Words that stand for values", "表示值的词", "value-words")
      + MarkdownTable(header: ["English", "中文", "meaning", "含义"], rows: rows).text
  }

  private static var functions: String {
    let rows = Builtin.ofPolicies.map {
      ["`\($0.english)`", "`\($0.chinese)`", "`\($0.policyExample ?? "")`", $0.summary.english, $0.summary.chinese]
    }
    return heading("Functions", "函数", "functions")
      + "What `assay eval` knows besides is in [functions.md](functions.md). `assay eval` 另有的函数见 functions.md。\n\n"
      + MarkdownTable(header: ["English", "中文", "example", "gives", "结果"], rows: rows).text
  }

  private static var takes: String {
    let rows = Take.allCases.map { ["`\($0.rawValue)`", "`\($0.chinese)`", $0.summary.english, $0.summary.chinese] }
    return heading("Which rows count", "取哪些行", "takes")
      + MarkdownTable(header: ["`take`", "`取`", "meaning", "含义"], rows: rows).text
  }

  private static var roundings: String {
    let rows = RoundingMode.allCases.map { ["`2 \($0.rawValue)`", "`2 \($0.chinese)`"] }
    return heading("Roundings", "取整方式", "roundings")
      + MarkdownTable(header: ["`round`", "`取整`"], rows: rows).text
  }

  private static var typeWords: String {
    let rows = TypeWord.allCases.map { word in
      ["`\(word.words.english)`", "`\(word.words.chinese)`", TypeWord.identifying.contains(word) ? "yes · 可" : ""]
    }
    return heading("Types of fields", "字段的类型", "types")
      + MarkdownTable(header: ["English", "中文", "identifies a subject · 可作标识"], rows: rows).text
  }

  private static var kinds: String {
    let rows = MeasureKind.allCases.map { ["`\($0.words.english)`", "`\($0.words.chinese)`"] }
    return heading("Kinds of measures", "措施的类别", "kinds")
      + MarkdownTable(header: ["`kind`", "`类别`"], rows: rows).text
  }

  private static var reservedWords: String {
    let keywords = ExpressionKeyword.spellings.flatMap { [$0.english, $0.chinese] }
    let inside = keywords.map { "`\($0)`" }.joined(separator: ", ")
    let whole = BuiltinName.reserved.sorted().map { "`\($0)`" }.joined(separator: ", ")
    return heading("Words that names do without", "名称不能使用的词", "reserved") + """
      A name begins with a letter and holds letters, digits, blanks, `_` and `'`; it has no sign and no dot.
      名称以文字开头，由文字、数字、空格、`_` 和 `'` 组成，不含运算符和点号。

      No name has one of these as a word between blanks. 名称中不能有下列单独成词的词：

      \(inside)

      No name is one of these. 名称不能是下列词：

      \(whole)

      """
  }
}
