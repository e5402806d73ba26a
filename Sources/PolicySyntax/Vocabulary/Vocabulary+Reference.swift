import PolicyDiagnostics

/// The keys of reference figures: what is looked up in a table that others publish.
extension Vocabulary {
  static let referenceForms = [
    FormDescription(
      .referenceFile, LocalizedText("a file of reference figures", "参照数据文件"),
      [
        KeyDescription(
          .reference, .named(.form(.reference)), required: true, "figures that are looked up by key and date",
          "按键和日期查取的参照数据")
      ]),
    FormDescription(
      .reference, LocalizedText("reference figures", "参照数据"),
      [
        title,
        KeyDescription(
          .key, .oneOrMore(.text), required: true, "what each of the first columns is, such as `[port, quarter]`",
          "前几列各是什么，例如 `[港口, 季度]`"),
        KeyDescription(
          .from, .text, "the column with the first day of each figure; of those that have come the latest counts",
          "哪一列是数据的起始日；在已到的日期中以最近的为准"),
        KeyDescription(.type, .text, "what a figure is: `text`, `date`, `yes or no` or `integer`", "数据的类型"),
        KeyDescription(.oneOf, .list(.text), "the labels that a figure may be", "可取的值"),
        KeyDescription(.scale, .list(.text), "the labels that a figure may be, best first", "可取的值，从好到差"),
        KeyDescription(.integer, .text, "a whole number in a range", "整数及范围"),
        KeyDescription(.number, .text, "a number in a range", "数及范围"),
        KeyDescription(.percent, .text, "a percentage in a range", "百分比及范围"),
        KeyDescription(.decimals, .text, "the most digits after the point", "最多小数位数"),
        KeyDescription(
          .rows, .listOr(.list(.text), .text), required: true,
          "the rows: the keys, then the figure; or a file `….csv` whose first line names the columns",
          "各行：先写键，再写数据；或写首行为列名的 `….csv` 文件"),
        KeyDescription(
          .value, .text, "the column of the file with the figure, where there are others beside it",
          "文件中数据所在的列；除键以外只有一列时可不写"),
        basis, allow,
      ]),
  ]
}
