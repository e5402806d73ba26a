import PolicyDiagnostics

/// The keys of lists: what puts a subject on one, and what ends its stay.
extension Vocabulary {
  private static let records = Shape.scalarOr(.name, .form(.selection))

  static let listForms = [
    FormDescription(
      .list, LocalizedText("a list", "名单"),
      [
        title,
        KeyDescription(
          .enter, records, required: true,
          "the records each of which puts the subject on the list: a selection, or another list",
          "列入名单的记录：记录范围或另一名单"),
        KeyDescription(
          .after, .value, "how long after the record it enters; of another list, how long it must have been on that",
          "记录之后经过多久列入；列入依据为另一名单时，须已在该名单多久"),
        KeyDescription(.term, .value, "how long each record keeps it there, up to `forever`", "每条记录列入的期限，可为 `永久`"),
        KeyDescription(.until, .value, "the last day on which the record keeps it there", "该记录列入的最后一天"),
        KeyDescription(
          .restart, .oneOrMore(records), "records each of which begins the term again while it is on the list",
          "在列期间使期限重新起算的记录"),
        KeyDescription(.leave, .oneOrMore(records), "records each of which ends its stay on their day", "当日移出名单的记录"),
        KeyDescription(
          .early, .oneOrMore(records), "records each of which ends its stay as soon as `not before` lets it",
          "提前移出名单的记录，须已满 `不早于` 的时长"),
        KeyDescription(
          .notBefore, .value, "how long it stays before `early` may end it, counted anew from each restart",
          "提前移出前须在列多久，重新起算后另计"),
        KeyDescription(
          .repair, .name, "a repair: a record that is repaired keeps nobody on the list", "修复办法：已修复的记录不再列入"),
        basis, allow,
      ]),
    FormDescription(
      .selection, LocalizedText("records of a list", "名单的记录"),
      [
        KeyDescription(.each, .name, required: true, "the records that it selects from", "从哪些记录中选取"),
        KeyDescription(.where, .condition, "which records count", "哪些记录计入"),
      ]),
  ]
}
