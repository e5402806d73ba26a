import PolicyDiagnostics

/// The keys of `assay.yaml` at the root of a package.
extension Vocabulary {
  static let configurationForms = [
    FormDescription(
      .configuration, LocalizedText("the configuration of a package", "政策包配置"),
      [
        KeyDescription(
          .paths, .oneOrMore(.text), "the files and folders with policies; `policies` without it",
          "政策所在的文件和文件夹；默认 `policies`"),
        KeyDescription(.layout, .flag, "whether every file must have the canonical layout", "是否要求统一版式"),
        KeyDescription(
          .proofs, .flag, "whether it is proved that every row, condition, grade and measure matters",
          "是否证明每一行、条件、等级和措施都起作用"),
        KeyDescription(.maximumWarnings, .text, "the most warnings that the check may find", "检查最多允许的警告数"),
        KeyDescription(.maximumUncovered, .text, "the most outcomes that no test may show", "最多允许多少种结果没有测试"),
        KeyDescription(
          .requireSources, .flag, "whether every indicator, rule, repair and measure must say what it rests on",
          "是否要求每个指标、规则、修复和措施写明依据"),
        KeyDescription(
          .impact, .form(.impactConfiguration), "how a change is held against the version before it", "如何与修改前的版本比较"),
      ]),
    FormDescription(
      .impactConfiguration, LocalizedText("the comparison with the version before", "影响比较"),
      [
        KeyDescription(
          .base, .text, "the revision that is compared with, such as `origin/main`", "比较的版本，例如 `origin/main`"),
        KeyDescription(.data, .text, "the subjects that both are applied to", "用于比较的对象数据"),
        KeyDescription(.asOf, .text, "the as-of date of both", "两者的截止日"),
        KeyDescription(.by, .oneOrMore(.text), "fields of the subject by which figures are told apart", "按哪些字段分组统计"),
        KeyDescription(.failIf, .oneOrMore(.text), "conditions on the figures that hold a change back", "出现这些情况即不通过"),
      ]),
  ]
}
