/// Lines over a row of points in time, as inline SVG: how a figure went from one date to the next.
package struct LineChart: Sendable {
  package struct Line: Sendable {
    package let label: String
    /// One value for each point, in thousandths; nil where there is none.
    package let values: [Int?]

    package init(label: String, values: [Int?]) {
      self.label = label
      self.values = values
    }
  }

  package let title: String
  package let points: [String]
  package let lines: [Line]

  package init(title: String, points: [String], lines: [Line]) {
    self.title = title
    self.points = points
    self.lines = lines
  }

  /// Writes the chart as a figure; each line is named at its end, and told apart by its dashes as well as its colour.
  package func write(to writer: inout HTMLWriter) {
    let known = lines.flatMap(\.values).compactMap(\.self)
    guard let low = known.min(), let high = known.max() else { return }
    writer.element("figure") { writer in
      let size = "0 0 \(Self.width) \(Self.height)"
      writer.element("svg", ["class": "chart", "viewBox": size, "role": "img", "aria-label": title]) { writer in
        writeAxes(low, high, to: &writer)
        for (place, line) in lines.enumerated() { write(line, place, low, high, to: &writer) }
        writeLabels(low, high, to: &writer)
      }
    }
  }

  private func writeAxes(_ low: Int, _ high: Int, to writer: inout HTMLWriter) {
    for value in low == high ? [low] : [low, high] {
      let y = height(of: value, low, high)
      writer.empty(
        "line",
        [
          "x1": "\(Self.left)", "x2": "\(Self.right)", "y1": "\(y)", "y2": "\(y)",
          "style": "stroke: var(--line); stroke-width: 1",
        ])
      writer.text(thousandths(value), x: Self.left - 8, y: y + 5, anchor: "end", size: 13)
    }
    // Labels that would run into each other are left out, every second of them or more; the table has them all.
    let room = (Self.right - Self.left - 40) / max(1, points.count - 1)
    let longest = points.map(\.displayWidth).max() ?? 0
    let step = max(1, (longest * 8 + 8 + room - 1) / max(1, room))
    for (index, point) in points.enumerated() where index % step == 0 {
      writer.text(point, x: column(of: index), y: Self.height - 6, anchor: "middle", size: 13)
    }
  }

  private func write(_ line: Line, _ place: Int, _ low: Int, _ high: Int, to writer: inout HTMLWriter) {
    let marks = line.values.enumerated().compactMap { index, value in
      value.map { (x: column(of: index), y: height(of: $0, low, high)) }
    }
    let color = "var(\(Self.colors[place % Self.colors.count]))"
    let dashes = Self.dashes[place / Self.colors.count % Self.dashes.count]
    writer.empty(
      "polyline",
      [
        "points": marks.map { "\($0.x),\($0.y)" }.joined(separator: " "),
        "style": "fill: none; stroke: \(color); stroke-width: 2; stroke-dasharray: \(dashes)",
      ])
    for mark in marks {
      writer.empty("circle", ["cx": "\(mark.x)", "cy": "\(mark.y)", "r": "3", "style": "fill: \(color)"])
    }
  }

  /// Names each line at its end; names of lines that end close together move down from one another.
  private func writeLabels(_ low: Int, _ high: Int, to writer: inout HTMLWriter) {
    let ends = lines.compactMap { line in
      line.values.lastIndex { $0 != nil }.flatMap { index in
        line.values[index].map { (label: line.label, x: column(of: index), y: height(of: $0, low, high)) }
      }
    }
    var bottom = Int.min
    for end in ends.sorted(by: { ($0.y, $0.label) < ($1.y, $1.label) }) {
      let y = max(end.y, bottom)
      writer.text(end.label, x: end.x + 8, y: y + 4, size: 13)
      bottom = y + 14
    }
  }

  private func column(of index: Int) -> Int {
    points.count < 2
      ? (Self.left + Self.right) / 2 : Self.left + 20 + index * (Self.right - Self.left - 40) / (points.count - 1)
  }

  private func height(of value: Int, _ low: Int, _ high: Int) -> Int {
    low == high ? Self.height / 2 : Self.bottom - (value - low) * (Self.bottom - Self.top) / (high - low)
  }

  private static let (width, height) = (520, 240)
  private static let (left, right, top, bottom) = (56, 430, 16, 200)
  private static let colors = ["--accent", "--worse", "--same", "--ink"]
  private static let dashes = ["none", "6 3", "2 3"]
}

/// Returns thousandths as a number with a point, without zeros at its end: 1250 is `1.25`.
package func thousandths(_ value: Int) -> String {
  let magnitude = value.magnitude
  var fraction = String(String(1000 + magnitude % 1000).dropFirst())
  while fraction.hasSuffix("0") { fraction.removeLast() }
  return (value < 0 ? "-" : "") + String(magnitude / 1000) + (fraction.isEmpty ? "" : "." + fraction)
}
