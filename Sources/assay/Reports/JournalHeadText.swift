import PolicyDiagnostics
import PolicyRecords

/// Says what was appended to a journal, and by which hash its end is known.
struct JournalHeadText {
  let path: String
  let head: ResultJournal.Head

  var text: LocalizedText {
    let (first, last) = (head.numbers.lowerBound, head.numbers.upperBound)
    return LocalizedText(
      (first == last ? "journal: \(path), entry \(first)" : "journal: \(path), entries \(first) to \(last)")
        + ", head \(head.hash)",
      (first == last ? "台账：\(path)，第 \(first) 条" : "台账：\(path)，第 \(first) 至 \(last) 条") + "，末条哈希 \(head.hash)")
  }
}
