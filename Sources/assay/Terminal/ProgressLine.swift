import PolicyDiagnostics
import PolicyRecords

/// A line on a terminal that says how far a long run is.
final class ProgressLine {
  private let language: Language
  private let start = ContinuousClock.now
  private var shownAt: ContinuousClock.Instant?
  private var isShown = false

  init(language: Language) {
    self.language = language
  }

  /// Shows `progress`, a few times a second and not for runs that are over at once.
  func show(_ progress: RunProgress) {
    let now = ContinuousClock.now
    guard now - (shownAt ?? start) > .milliseconds(200) else { return }
    shownAt = now
    isShown = true
    Console.writeError("\r\u{1B}[K" + text(of: progress, elapsed: now - start))
  }

  /// Takes the line off the terminal again.
  func clear() {
    guard isShown else { return }
    isShown = false
    Console.writeError("\r\u{1B}[K")
  }

  private func text(of progress: RunProgress, elapsed: Duration) -> String {
    let rate = progress.subjectsDone.perSecond(in: elapsed)
    var text = LocalizedText(
      "\(progress.subjectsDone) subjects, \(rate) a second", "已处理 \(progress.subjectsDone) 个对象，每秒 \(rate) 个"
    )
    .text(in: language)
    guard let total = progress.bytesTotal, total > 0, progress.bytesDone > 0 else { return text }
    let done = min(progress.bytesDone, total)
    let secondsLeft = elapsed.milliseconds * (total - done) / done / 1000
    text += LocalizedText(
      ", \(done * 100 / total)%, \(secondsLeft) s left", "，\(done * 100 / total)%，约剩 \(secondsLeft) 秒"
    ).text(in: language)
    return text
  }
}

extension Duration {
  var milliseconds: Int {
    Int(components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000)
  }
}

extension Int {
  /// How many of them there are a second, if so many took `elapsed`.
  func perSecond(in elapsed: Duration) -> Int { self * 1000 / Swift.max(1, elapsed.milliseconds) }
}
