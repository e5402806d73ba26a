package import PolicyTypes

/// How a number came about step by step, as inline SVG: each bar begins where the one above it ended.
package struct WaterfallChart: Sendable {
  package struct Bar: Sendable {
    package let label: String
    /// What the step adds; negative where it takes away.
    package let change: Decimal128
    package let note: String
    /// Whether the step makes matters worse.
    package let isAgainst: Bool

    package init(label: String, change: Decimal128, note: String, isAgainst: Bool = false) {
      self.label = label
      self.change = change
      self.note = note
      self.isAgainst = isAgainst
    }
  }

  package let title: String
  package let bars: [Bar]
  /// What it comes to in the end.
  package let total: Bar

  package init(title: String, bars: [Bar], total: Bar) {
    self.title = title
    self.bars = bars
    self.total = total
  }

  private static let width = 520
  private static let rowHeight = 26
  /// The width of a terminal cell at the size of the text: half a Chinese character.
  private static let cell = 8

  /// Writes the chart as a figure; a reader of the page's text gets every number from the notes.
  package func write(to writer: inout HTMLWriter) {
    let all = bars + [total]
    let labelWidth = min(188, 12 + Self.cell * (all.map(\.label.displayWidth).max() ?? 0))
    let noteWidth = 16 + Self.cell * (all.map(\.note.displayWidth).max() ?? 0)
    let room = max(60, Self.width - labelWidth - noteWidth)
    let scale = Scale(levels: levels, room: room)
    let height = Self.rowHeight * all.count + 6
    writer.element("figure", ["class": "waterfall"]) { writer in
      writer.element(
        "svg", ["viewBox": "0 0 \(Self.width) \(height)", "role": "img", "aria-label": spoken]
      ) { writer in
        var start = Decimal128.zero
        for (row, bar) in all.enumerated() {
          let isTotal = row == bars.count
          let end = isTotal ? total.change : start.adding(bar.change) ?? start
          let from = isTotal ? Decimal128.zero : start
          draw(bar, row, labelWidth, scale.place(from), scale.place(end), isTotal: isTotal, to: &writer)
          start = end
        }
      }
    }
  }

  /// The chart for those who hear it: every step with its number.
  private var spoken: String {
    title + ": " + (bars + [total]).map { "\($0.label) \($0.note)" }.joined(separator: "; ")
  }

  /// The sums after each step, and nothing.
  private var levels: [Decimal128] {
    var levels: [Decimal128] = [.zero, total.change]
    var sum = Decimal128.zero
    for bar in bars {
      sum = sum.adding(bar.change) ?? sum
      levels.append(sum)
    }
    return levels
  }

  private func draw(
    _ bar: Bar, _ row: Int, _ left: Int, _ from: Int, _ to: Int, isTotal: Bool, to writer: inout HTMLWriter
  ) {
    let top = Self.rowHeight * row + 3
    let (start, end) = (left + min(from, to), left + max(from, to))
    let color = isTotal ? "--accent" : bar.isAgainst ? "--worse" : "--same"
    let shown = bar.label.truncated(toWidth: 22)
    writer.text(shown, x: left - 8, y: top + 16, anchor: "end", style: isTotal ? "font-weight: 700" : "")
    writer.empty(
      "rect",
      [
        "x": "\(start)", "y": "\(top + 3)", "width": "\(max(1, end - start))", "height": "\(Self.rowHeight - 9)",
        "rx": "2", "style": "fill: var(\(color))",
      ])
    if !isTotal {
      writer.empty(
        "line",
        [
          "x1": "\(left + to)", "x2": "\(left + to)", "y1": "\(top + 3)", "y2": "\(top + Self.rowHeight + 3)",
          "style": "stroke: var(--faint); stroke-dasharray: 2 2",
        ])
    }
    writer.text(bar.note, x: end + 8, y: top + 16, style: isTotal ? "font-weight: 700" : "")
  }

  /// Where a number lies, in points of the picture.
  private struct Scale {
    let least: Decimal128
    let span: Decimal128
    let room: Int

    init(levels: [Decimal128], room: Int) {
      least = levels.reduce(.zero) { min($0, $1) }
      let most = levels.reduce(.zero) { max($0, $1) }
      let span = most.subtracting(least) ?? .one
      self.span = span.isZero ? .one : span
      self.room = room
    }

    func place(_ number: Decimal128) -> Int {
      let share = number.subtracting(least)?.multiplied(by: Decimal128(room))?.divided(by: span)
      return share?.rounded(toScale: 0, .halfUp)?.scaled(to: 0).map(Int.init) ?? 0
    }
  }
}
