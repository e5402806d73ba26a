import PolicyDiagnostics
import PolicyDigest
import PolicyDriver
import PolicyRecords
import PolicyReport

// Results, against their receipt and against themselves made again.

extension VerifyRun {
  func results(_ path: String) async throws -> Verification {
    let receiptPath = command.receipt ?? ResultFiles(results: path).receipt
    guard command.receipt != nil || FileSystem.exists(receiptPath) else {
      throw CommandFailure.noReceipt(path, receiptPath)
    }
    guard let file = ReceiptFile(try InputFile(path: receiptPath).readAll()) else {
      throw CommandFailure.notAReceipt(receiptPath)
    }
    let receipt = file.receipt
    var outcome = Verification(.results, path: path)
    outcome.notes = engineNotes(receipt.engine)
    if !file.isIntact {
      outcome.findings.append(
        Verification.Finding(
          "receipt altered",
          LocalizedText(
            "the receipt `\(receiptPath)` was altered: its digest is another", "凭据 `\(receiptPath)` 被改动：摘要不符"),
          file: receiptPath))
    }
    outcome.findings += compareDate(receipt.asOf)
    let results = try FileStamp(readingFrom: path, named: receipt.output.name)
    let isOfAnother = receipt.output.name != SourcePath(path).name && results.digest != receipt.output.digest
    if command.receipt == nil, isOfAnother { throw CommandFailure.receiptOfAnother(receiptPath, receipt.output.name) }
    if results.digest != receipt.output.digest {
      outcome.findings.append(
        .changed("results altered", receipt.output, results, LocalizedText("the results were", "结果")))
    }
    outcome.checked = [LocalizedText("the receipt", "凭据"), LocalizedText("the results", "结果文件")]
    try compareFaults(receipt, beside: path, &outcome)
    let policy = try loadPolicy(receipt.policy.id, receipt.policy.sources, asOf: receipt.asOf)
    outcome.findings += compare(receipt.policy.sources, policy.stamp.sources)
    let count = receipt.policy.sources.count
    outcome.checked.append(
      LocalizedText("\(count) file\(count == 1 ? "" : "s") of the policy", "政策文件 \(count) 个"))
    guard let subjects = command.subjects else {
      outcome.notes.append(Self.notRepeated)
      return outcome
    }
    try await makeAgain(receipt, policy, subjects, path, isSameFile: results.digest == receipt.output.digest, &outcome)
    return outcome
  }

  private func compareFaults(_ receipt: Receipt, beside path: String, _ outcome: inout Verification) throws {
    guard let faults = receipt.faults else { return }
    let beside = SourcePath(path).folder.appending(faults.name)
    guard FileSystem.exists(beside.text) else {
      outcome.notes.append(
        LocalizedText("the file of faults `\(faults.name)` is not there", "没有数据问题文件 `\(faults.name)`"))
      return
    }
    let now = try FileStamp(readingFrom: beside.text, named: faults.name)
    if now.digest != faults.digest {
      outcome.findings.append(.changed("faults altered", faults, now, LocalizedText("the faults were", "数据问题文件")))
    }
    outcome.checked.append(LocalizedText("the faults", "数据问题文件"))
  }

  // MARK: Made again

  private func makeAgain(
    _ receipt: Receipt, _ policy: LoadedPolicy, _ subjects: String, _ path: String, isSameFile: Bool,
    _ outcome: inout Verification
  ) async throws {
    guard let settings = RunSettings(receipt) else { throw CommandFailure.notAReceipt(path) }
    let again = try ScratchFile()
    var run = try settings.run(policy, over: RecordSource(path: subjects))
    run.threadCount = command.threads ?? Environment.processorCount
    run.isStamping = true
    let summary = try await run.run(results: again.path, faults: nil)
    guard let stamps = summary.stamps else { return }
    outcome.findings += compareInput(receipt.input.files, stamps.input)
    if stamps.results.digest != receipt.output.digest || !isSameFile {
      let comparison = try ResultComparison(
        ResultRows(path: path, format: settings.format), ResultRows(path: again.path, format: settings.format),
        limit: limit)
      outcome.findings += comparison.differences.flatMap { findings(of: $0) }
      outcome.leftOutCount = comparison.differenceCount - comparison.differences.count
      let isUnexplained = comparison.differenceCount == 0 && outcome.findings.isEmpty
      if isUnexplained { outcome.findings.append(.otherBytes(receipt.output, stamps.results)) }
    }
    if let made = settings.receipt(of: summary, by: policy, run.source), made.counts != receipt.counts {
      outcome.findings.append(.otherCounts(receipt.counts, made.counts))
    }
    let files = stamps.input.count
    outcome.checked += [
      LocalizedText("\(files) file\(files == 1 ? "" : "s") of data", "数据文件 \(files) 个"),
      LocalizedText(
        "\(summary.subjectsGraded) row\(summary.subjectsGraded == 1 ? "" : "s") made again",
        "重新计算 \(summary.subjectsGraded) 行"),
    ]
  }

  /// Data are compared by what the files held; a JSON Lines file may have another name.
  private func compareInput(_ was: [FileStamp], _ now: [FileStamp]) -> [Verification.Finding] {
    let data = LocalizedText("the data", "数据")
    if was.count == 1, now.count == 1 {
      return was[0].digest == now[0].digest ? [] : [.changed("input changed", was[0], now[0], data)]
    }
    return was.compactMap { file in
      guard let other = now.first(where: { $0.name == file.name }) else {
        return Verification.Finding(
          "input missing", LocalizedText("the data have no `\(file.name)`", "数据中没有 `\(file.name)`"), file: file.name)
      }
      return other.digest == file.digest ? nil : .changed("input changed", file, other, data)
    }
  }

  private func findings(of difference: ResultComparison.Difference) -> [Verification.Finding] {
    switch difference {
    case .changed(let id, let columns):
      columns.map { column in
        let (was, now) = (column.first ?? "", column.second ?? "")
        return Verification.Finding(
          "row changed",
          LocalizedText(
            "\(id): `\(column.name)` is `\(was)` in the file, and `\(now)` made again",
            "\(id)：`\(column.name)` 在文件中为 `\(was)`，重新计算为 `\(now)`"),
          id: id, column: column.name, was: column.first, now: column.second)
      }
    case .missing(let id):
      [
        Verification.Finding(
          "row missing", LocalizedText("\(id): the file has no row of this subject", "\(id)：文件中缺少该对象"), id: id)
      ]
    case .extra(let id):
      [
        Verification.Finding(
          "row extra",
          LocalizedText("\(id): the file has a row that a run does not make", "\(id)：文件中多出一行，重新计算没有"), id: id)
      ]
    case .unreadable(let row):
      [
        Verification.Finding(
          "row unreadable", LocalizedText("row \(row) of the file cannot be read", "文件第 \(row) 行无法读取"), line: row)
      ]
    }
  }
}

extension Verification.Finding {
  fileprivate static func otherBytes(_ was: FileStamp, _ now: FileStamp) -> Self {
    Self(
      "bytes differ",
      LocalizedText(
        "the rows made again are the same, their bytes are not: SHA-256 \(was.digest), and now \(now.digest)",
        "重新计算的各行内容相同，字节不同：SHA-256 原为 \(was.digest)，现为 \(now.digest)"),
      was: was.digest.description, now: now.digest.description)
  }

  fileprivate static func otherCounts(_ was: ReceiptCounts, _ now: ReceiptCounts) -> Self {
    let texts = [was, now].map { counts in
      LocalizedText(
        "\(counts.subjects) read, \(counts.graded) graded, \(counts.setAside) set aside",
        "读入 \(counts.subjects)，评价 \(counts.graded)，剔出 \(counts.setAside)")
    }
    return Self(
      "counts differ",
      LocalizedText(
        "the receipt counts \(texts[0].english); made again \(texts[1].english)",
        "凭据记有\(texts[0].chinese)；重新计算为\(texts[1].chinese)"),
      was: texts[0].english, now: texts[1].english)
  }
}

extension RunSettings {
  /// The settings of the run of a receipt; nil for options that this program does not know.
  init?(_ receipt: Receipt) {
    guard let format = ResultFormat(rawValue: receipt.options.format) else { return nil }
    self.init(
      asOf: receipt.asOf, format: format, reasons: receipt.options.reasons,
      hasRowDigests: receipt.options.hasRowDigests, isMasking: receipt.options.isMasked)
  }
}

extension CommandFailure {
  fileprivate static func noReceipt(_ path: String, _ receipt: String) -> CommandFailure {
    CommandFailure(
      LocalizedText("`\(path)` has no receipt `\(receipt)`", "`\(path)` 旁没有凭据 `\(receipt)`"),
      help: LocalizedText("name the receipt with --receipt", "请用 --receipt 指明凭据"), status: .usage)
  }

  /// Results of two formats beside each other have one receipt, that of the later run.
  fileprivate static func receiptOfAnother(_ receipt: String, _ name: String) -> CommandFailure {
    CommandFailure(
      LocalizedText("the receipt `\(receipt)` is that of `\(name)`", "凭据 `\(receipt)` 属于 `\(name)`"),
      help: LocalizedText("name the receipt with --receipt", "请用 --receipt 指明凭据"), status: .usage)
  }

  fileprivate static func notAReceipt(_ path: String) -> CommandFailure {
    CommandFailure(
      LocalizedText("`\(path)` is no receipt that this version reads", "`\(path)` 不是本版本可读的凭据"), status: .findings)
  }
}
