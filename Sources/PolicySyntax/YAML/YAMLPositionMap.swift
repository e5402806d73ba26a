import PolicyDiagnostics

/// Tells for each UTF-8 offset of a scalar's text where it stands in the file.
///
/// libyaml gives the text and the ends of what was written, and nothing between. So the written form is read once more,
/// by the same rules, into segments: pieces of text that were copied byte by byte, and pieces that stand for something
/// else (an escape, a doubled quote, a line end that was folded).
struct YAMLPositionMap: Sendable {
  /// In order of both text and file; empty for an empty text.
  private let segments: [Segment]

  /// Where the content begins and ends in the file, within any quotes.
  private let content: Range<Int>

  /// A piece of text; copied if it is as long in the file as in the text, else one piece that stands for another.
  fileprivate struct Segment: Sendable {
    let text: Int32
    var textLength: Int32
    let source: Int32
    var sourceLength: Int32

    var isCopy: Bool { textLength == sourceLength }
  }

  init(of text: String, style: YAMLScalar.Style, span: SourceSpan) {
    let length = text.utf8.count
    if style == .plain, length == span.end - span.start {
      // Most scalars: each byte of the text stands in the file, at most a line end in place of a blank.
      let whole = Segment(
        text: 0, textLength: Int32(length), source: Int32(span.start), sourceLength: Int32(length))
      segments = length == 0 ? [] : [whole]
      content = span.start..<span.end
      return
    }
    var reading = YAMLScalarReading(span: span, textLength: length)
    switch style {
    case .plain: reading.readFlow(quote: nil)
    case .singleQuoted: reading.readFlow(quote: UInt8(ascii: "'"))
    case .doubleQuoted: reading.readFlow(quote: UInt8(ascii: "\""))
    case .literal: reading.readBlock(Array(text.utf8), folds: false)
    case .folded: reading.readBlock(Array(text.utf8), folds: true)
    }
    segments = reading.segments
    content = reading.content
  }

  /// Returns where the byte `offset` of the text begins in the file; at the end of the text, where the content ends.
  func start(of offset: Int) -> Int {
    guard let segment = segment(at: offset) else { return segments.isEmpty ? content.lowerBound : end(of: offset - 1) }
    let within = segment.isCopy ? offset - Int(segment.text) : 0
    return Int(segment.source) + within
  }

  /// Returns where the byte `offset` of the text ends in the file.
  func end(of offset: Int) -> Int {
    guard let segment = segment(at: offset) else { return content.upperBound }
    let within = segment.isCopy ? offset - Int(segment.text) + 1 : Int(segment.sourceLength)
    return Int(segment.source) + within
  }

  private func segment(at offset: Int) -> Segment? {
    var low = 0
    var high = segments.count
    while low < high {
      let middle = (low + high) / 2
      if Int(segments[middle].text + segments[middle].textLength) <= offset { low = middle + 1 } else { high = middle }
    }
    return low < segments.count ? segments[low] : nil
  }
}

/// The second reading of a scalar's written form.
private struct YAMLScalarReading {
  private(set) var segments: [YAMLPositionMap.Segment] = []
  private(set) var content: Range<Int>

  private let bytes: [UInt8]
  private let textLength: Int
  private var position: Int
  private var emitted = 0

  init(span: SourceSpan, textLength: Int) {
    self.bytes = span.file.bytes
    self.textLength = textLength
    self.content = span.start..<min(span.end, span.file.bytes.count)
    self.position = span.start
  }

  /// Notes that the next `length` bytes of the text come from `source`.
  private mutating func emit(_ length: Int, from source: Range<Int>) {
    let length = min(length, textLength - emitted)
    guard length > 0 else { return }
    defer { emitted += length }
    if length == source.count, let last = segments.last, last.isCopy,
      Int(last.source + last.sourceLength) == source.lowerBound
    {
      segments[segments.count - 1].textLength += Int32(length)
      segments[segments.count - 1].sourceLength += Int32(length)
      return
    }
    segments.append(
      .init(
        text: Int32(emitted), textLength: Int32(length),
        source: Int32(source.lowerBound), sourceLength: Int32(source.count)))
  }
}

// MARK: Plain and quoted

extension YAMLScalarReading {
  /// Reads a plain or quoted scalar.
  mutating func readFlow(quote: UInt8?) {
    if quote != nil, content.count >= 2 {
      content = content.lowerBound + 1..<content.upperBound - 1
    }
    position = content.lowerBound
    while position < content.upperBound {
      if isBlank(bytes[position]) || isBreak(bytes[position]) {
        readWhiteSpace(afterEscapedBreak: false)
      } else {
        readCharacter(quote: quote)
      }
    }
  }

  private mutating func readCharacter(quote: UInt8?) {
    let byte = bytes[position]
    if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") { return readEscape() }
    // Inside single quotes a quote can only be the first of a doubled one.
    let width = byte == UInt8(ascii: "'") && quote == byte ? 2 : 1
    emit(1, from: position..<position + width)
    position += width
  }

  /// Reads blanks, which stand for themselves, or a line end with the blanks around it, which is folded.
  private mutating func readWhiteSpace(afterEscapedBreak: Bool) {
    let start = position
    var breaks = 0
    while position < content.upperBound, isBlank(bytes[position]) || isBreak(bytes[position]) {
      if bytes[position] == UInt8(ascii: "\n") { breaks += 1 }
      position += 1
    }
    if afterEscapedBreak { return emitBreaks(breaks, from: start..<position) }
    switch breaks {
    case 0: emit(position - start, from: start..<position)
    case 1: emit(1, from: start..<position)
    default: emitBreaks(breaks - 1, from: start..<position)
    }
  }

  private mutating func emitBreaks(_ count: Int, from source: Range<Int>) {
    if count > 0 { emit(count, from: source) }
  }

  private mutating func readEscape() {
    let start = position
    let escaped = position + 1 < content.upperBound ? bytes[position + 1] : 0
    position += 2
    switch escaped {
    case UInt8(ascii: "\r"), UInt8(ascii: "\n"):
      position = afterLineEnd(start + 1)
      readWhiteSpace(afterEscapedBreak: true)
    case UInt8(ascii: "x"): readCodePoint(digits: 2, from: start)
    case UInt8(ascii: "u"): readCodePoint(digits: 4, from: start)
    case UInt8(ascii: "U"): readCodePoint(digits: 8, from: start)
    case UInt8(ascii: "N"), UInt8(ascii: "_"): emit(2, from: start..<position)
    case UInt8(ascii: "L"), UInt8(ascii: "P"): emit(3, from: start..<position)
    default: emit(1, from: start..<position)
    }
  }

  private mutating func readCodePoint(digits: Int, from start: Int) {
    let end = min(position + digits, content.upperBound)
    let digits = String(decoding: bytes[min(position, end)..<end], as: UTF8.self)
    position = end
    guard let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value) else { return }
    emit(UTF8.width(scalar), from: start..<end)
  }
}

// MARK: Literal and folded

extension YAMLScalarReading {
  /// Reads a block scalar.
  ///
  /// The first line of content fixes the indentation: in the text it has fewer leading spaces than in the file by just
  /// that much.
  mutating func readBlock(_ text: [UInt8], folds: Bool) {
    skipHeader()
    content = position..<max(position, content.upperBound)
    let leadingBreaks = text.prefix { $0 == UInt8(ascii: "\n") }.count
    for _ in 0..<leadingBreaks { readLineEnd() }
    guard leadingBreaks < text.count else { return }
    let spacesInText = text.dropFirst(leadingBreaks).prefix { $0 == UInt8(ascii: " ") }.count
    let indentation = max(0, spaces(from: position) - spacesInText)
    readLines(indentation: indentation, folds: folds)
  }

  private mutating func skipHeader() {
    position = afterLineEnd(lineEnd(from: position))
  }

  private mutating func readLines(indentation: Int, folds: Bool) {
    var lineEndBefore: Range<Int>?
    var wasBlank = false
    while position < bytes.count, emitted < textLength {
      let start = min(position + min(indentation, spaces(from: position)), bytes.count)
      let end = lineEnd(from: start)
      let isBlankLine = start < bytes.count && isBlank(bytes[start])
      if let breaks = lineEndBefore {
        let canFold = folds && !wasBlank && !isBlankLine
        emitLineEnds(breaks, canFold: canFold)
      }
      emit(end - start, from: start..<end)
      wasBlank = isBlankLine
      position = end
      lineEndBefore = skipLineEnds(indentation: indentation)
    }
    // What the chomping left of the last line ends.
    if let breaks = lineEndBefore { emitLineEnds(breaks, canFold: false) }
  }

  /// Emits the line ends in `source`: each for itself, or folded: a single one to a space, of several all but the
  /// first.
  private mutating func emitLineEnds(_ source: Range<Int>, canFold: Bool) {
    let breaks = source.filter { bytes[$0] == UInt8(ascii: "\n") }
    if canFold, breaks.count == 1 { return emit(1, from: source) }
    for place in canFold ? breaks.dropFirst() : breaks[...] {
      let hasReturn = place > source.lowerBound && bytes[place - 1] == UInt8(ascii: "\r")
      emit(1, from: (hasReturn ? place - 1 : place)..<place + 1)
    }
  }

  /// Skips the line end here and the lines after it that hold no more than indentation.
  private mutating func skipLineEnds(indentation: Int) -> Range<Int> {
    let start = position
    position = afterLineEnd(position)
    while position < bytes.count {
      let next = position + min(indentation, spaces(from: position))
      guard next < bytes.count, isBreak(bytes[next]) else { break }
      position = afterLineEnd(next)
    }
    return start..<position
  }

  private mutating func readLineEnd() {
    let start = lineEnd(from: position)
    position = afterLineEnd(start)
    emit(1, from: start..<position)
  }

  private func afterLineEnd(_ place: Int) -> Int {
    var end = place
    if end < bytes.count, bytes[end] == UInt8(ascii: "\r") { end += 1 }
    if end < bytes.count, bytes[end] == UInt8(ascii: "\n") { end += 1 }
    return end
  }

  private func lineEnd(from start: Int) -> Int {
    var end = start
    while end < bytes.count, !isBreak(bytes[end]) { end += 1 }
    return end
  }

  private func spaces(from start: Int) -> Int {
    var end = start
    while end < bytes.count, bytes[end] == UInt8(ascii: " ") { end += 1 }
    return end - start
  }
}
