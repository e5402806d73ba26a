import PolicyDiagnostics

/// The keys of files of tests.
extension Vocabulary {
  static let testForms = [
    FormDescription(
      .testsFile, LocalizedText("tests of a policy", "政策测试"),
      [
        KeyDescription(.tests, .text, required: true, "the policy that is tested, by its id or its file", "被测政策的编号或文件"),
        KeyDescription(.asOf, .text, required: true, "the as-of date", "截止日"),
        KeyDescription(
          .given, .anything, "what every case gives that does not give it itself", "各用例都给定的内容；用例自己给定的优先"),
        KeyDescription(.cases, .list(.form(.testCase)), "the cases", "用例"),
        KeyDescription(
          .diagnostics, .list(.text), "the codes of what the check must find in the policy, and of nothing else",
          "检查应当在该政策中发现的全部问题的代码"),
      ]),
    FormDescription(
      .testCase, LocalizedText("a test case", "测试用例"),
      [
        KeyDescription(.name, .text, required: true, "what the case shows", "用例说明"),
        KeyDescription(
          .asOf, .oneOrMore(.text), "the as-of date of this case, or several, on each of which it must hold",
          "本用例的截止日；可写多个，每个都须成立"),
        KeyDescription(
          .given, .anything,
          "the subject's fields and records, or `file` and `subject`: which subject of a file of data",
          "对象的字段和记录；或写 `文件` 和 `对象`：取数据文件中的哪个对象"),
        KeyDescription(.expect, .form(.expectation), "what must come out", "应得的结果"),
        KeyDescription(
          .columns, .form(.testColumns), "what the rows of a table give and expect, column by column", "各行逐列给定和期望的内容"),
        KeyDescription(.rows, .anything, "one case a row: what it gives, then what it expects", "每行一个用例：先写给定，再写期望"),
      ]),
    FormDescription(
      .testColumns, LocalizedText("the columns of a table of cases", "用例表的列"),
      [
        KeyDescription(
          .given, .list(.text), required: true, "fields of the subject, lists of records, or `as of`", "对象的字段、记录或“截止日”"),
        KeyDescription(
          .expect, .list(.text), required: true,
          "the grade, the score, indicators, or `rules`, `alerts`, `tags`, `measures`",
          "等级、得分、指标，或“规则”“预警项”“标签项”“措施”"),
      ]),
    FormDescription(
      .expectation, LocalizedText("an expectation", "期望"), otherKeys: .scalarOr(.text, .named(.text)),
      [
        KeyDescription(.grade, .text, "the grade", "等级"),
        KeyDescription(.baseGrade, .text, "the grade before any rule moved it", "规则调整之前的等级"),
        KeyDescription(.shownGrade, .text, "the grade that is shown while an outcome lasts", "等级之外的情形期间显示的等级"),
        KeyDescription(.score, .text, "the score", "得分"),
        KeyDescription(
          .rules, .listOr(.text, .form(.namesExpectation)), "rules that hold: a list of some that are among them",
          "成立的规则：列出其中的若干项"),
        KeyDescription(
          .measures, .listOr(.text, .form(.namesExpectation)), "measures given: a list of some that are among them",
          "采取的措施：列出其中的若干项"),
        KeyDescription(
          .alerts, .listOr(.text, .form(.namesExpectation)), "alerts raised: a list of some that are among them",
          "预警：列出其中的若干项"),
        KeyDescription(
          .tags, .listOr(.text, .form(.namesExpectation)), "tags set: a list of some that are among them", "标签：列出其中的若干项"
        ),
        KeyDescription(
          .outputs, .named(.scalarOr(.text, .named(.text))),
          "outputs; those of records by the records' keys", "输出；记录的输出按记录的键写"),
        KeyDescription(.faults, .list(.text), "the fields in which data faults are found", "有数据问题的字段"),
      ]),
    FormDescription(
      .namesExpectation, LocalizedText("expected names", "期望的名称"),
      [
        KeyDescription(.includes, .list(.text), "these are among them", "包含"),
        KeyDescription(.excludes, .list(.text), "none of these is among them", "不含"),
      ]),
  ]
}
