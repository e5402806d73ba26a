/// Bars that lie below each other, one for each label, as inline SVG.
package struct BarChart: Sendable {
  package struct Bar: Sendable {
    package let label: String
    /// How long the bar is, in any unit.
    package let length: Int
    /// What is written behind the bar, such as a count and a share.
    package let note: String
    /// The style variable of its colour.
    package let color: String

    package init(label: String, length: Int, note: String, color: String = "--accent") {
      self.label = label
      self.length = length
      self.note = note
      self.color = color
    }
  }

  package let title: String
  package let bars: [Bar]

  package init(title: String, bars: [Bar]) {
    self.title = title
    self.bars = bars
  }

  /// Writes the chart as a figure; a reader of the page's text gets every number from the notes.
  package func write(to writer: inout HTMLWriter) {
    let labelWidth = min(200, 12 + Self.cell * (bars.map(\.label.displayWidth).max() ?? 0))
    let noteWidth = 16 + Self.cell * (bars.map(\.note.displayWidth).max() ?? 0)
    let room = max(60, Self.width - labelWidth - noteWidth)
    let longest = max(1, bars.map(\.length).max() ?? 1)
    let height = Self.rowHeight * bars.count + 6
    writer.element("figure") { writer in
      let size = "0 0 \(Self.width) \(height)"
      writer.element("svg", ["class": "chart", "viewBox": size, "role": "img", "aria-label": title]) { writer in
        for (row, bar) in bars.enumerated() {
          let top = Self.rowHeight * row + 3
          // Rounded half up; what is there at all can be seen.
          let length = bar.length == 0 ? 0 : max(1, (bar.length * room + longest / 2) / longest)
          writer.text(bar.label, x: labelWidth - 8, y: top + 16, anchor: "end")
          writer.empty(
            "rect",
            [
              "x": "\(labelWidth)", "y": "\(top + 3)", "width": "\(length)", "height": "\(Self.rowHeight - 9)",
              "rx": "2", "style": "fill: var(\(bar.color))",
            ])
          writer.text(bar.note, x: labelWidth + length + 8, y: top + 16)
        }
      }
    }
  }

  private static let width = 520
  private static let rowHeight = 26
  /// The width of a terminal cell at the size of the text: half a Chinese character.
  private static let cell = 8
}

extension HTMLWriter {
  /// Writes a text of SVG at a point of its base line.
  mutating func text(
    _ content: String, x: Int, y: Int, anchor: String = "start", size: Int = 14, style: String = ""
  ) {
    element(
      "text", ["x": "\(x)", "y": "\(y)", "font-size": "\(size)", "text-anchor": anchor, "style": style], text: content)
  }
}
