import PolicyDiagnostics
import PolicyDigest
import PolicyRecords
import PolicyReport

// The chain of a journal.

extension VerifyRun {
  func journal(_ path: String, head: Digest?) throws -> Verification {
    let check = try JournalCheck(path: path, head: head)
    var outcome = Verification(.journal, path: path)
    outcome.findings = check.findings.prefix(limit).map { finding(of: $0, in: path) }
    outcome.leftOutCount = check.findings.count - outcome.findings.count
    outcome.checked = [
      LocalizedText(
        "entries: \(check.entryCount), runs: \(check.runCount), explanations: \(check.explanationCount)",
        "条目 \(check.entryCount) 个，含运行 \(check.runCount) 次、解释 \(check.explanationCount) 份")
    ]
    if let last = check.last {
      outcome.notes.append(
        LocalizedText("the head is entry \(last.number), \(last.hash)", "末条为第 \(last.number) 条，\(last.hash)"))
      if let number = check.headNumber, number < last.number {
        outcome.notes.append(
          LocalizedText(
            "the head that was given is entry \(number); \(last.number - number) were appended since",
            "所给末条为第 \(number) 条；其后又续写 \(last.number - number) 条"))
      }
    }
    if head == nil {
      outcome.notes.append(
        LocalizedText(
          "entries cut off at the end, and a journal made anew as a whole, show only with --head",
          "末尾被截去或整本重做，须用 --head 才能发现"))
    }
    return outcome
  }

  private func finding(of finding: JournalCheck.Finding, in path: String) -> Verification.Finding {
    func make(_ kind: String, _ english: String, _ chinese: String, _ line: Int?, _ number: Int? = nil)
      -> Verification.Finding
    {
      Verification.Finding(kind, LocalizedText(english, chinese), file: path, line: line, id: number.map(String.init))
    }
    switch finding {
    case .notAnEntry(let line):
      return make("not an entry", "line \(line) is no entry", "第 \(line) 行不是条目", line)
    case .altered(let number, let line):
      return make(
        "entry altered", "entry \(number) on line \(line) was altered: its hash is another",
        "第 \(number) 条（第 \(line) 行）被改动：哈希不符", line, number)
    case .notChained(let number, let line):
      return make(
        "not chained",
        "entry \(number) on line \(line) does not follow the one before it: that was altered, or put in its place",
        "第 \(number) 条（第 \(line) 行）与前一条不衔接：前一条被改动或替换", line, number)
    case .missing(let numbers, let line):
      let (first, last) = (numbers.lowerBound, numbers.upperBound)
      return first == last
        ? make(
          "entry missing", "entry \(first) is missing before line \(line)", "第 \(line) 行前缺少第 \(first) 条", line, first)
        : make(
          "entry missing", "entries \(first) to \(last) are missing before line \(line)",
          "第 \(line) 行前缺少第 \(first) 至 \(last) 条", line, first)
    case .outOfOrder(let number, let line):
      return make(
        "out of order", "entry \(number) on line \(line) was put in, or stands in another place than it was written",
        "第 \(number) 条（第 \(line) 行）系插入，或已被移位", line, number)
    case .rowsDiffer(let number, let line):
      return make(
        "rows differ", "the rows before the receipt in entry \(number) are not those of the receipt",
        "第 \(number) 条凭据之前的各行与凭据不符", line, number)
    case .receiptAltered(let number, let line):
      return make(
        "receipt altered", "the receipt in entry \(number) was altered", "第 \(number) 条中的凭据被改动", line, number)
    case .unfinished(let line, let byte):
      return make(
        "unfinished", "from line \(line) on, byte \(byte), stands what a run did not finish writing, or was cut off",
        "自第 \(line) 行（第 \(byte) 字节）起为未写完或被截断的内容", line)
    case .headNotFound(let hash):
      return make(
        "head missing", "no entry has the hash \(hash): entries were cut off, or the journal was made anew",
        "没有哈希为 \(hash) 的条目：条目被截去，或台账被重做", nil)
    case .empty: return make("empty", "there is no entry", "没有任何条目", nil)
    }
  }
}
