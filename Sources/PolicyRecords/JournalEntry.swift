package import PolicyDigest

/// One entry of a journal: a line of JSON that carries its number, the hash of the entry before it, what it is about
/// and its own hash.
///
/// ```
/// {"journal":1,"number":7,"previous":"…","rows":[…],"hash":"…"}
/// ```
///
/// The hash is the SHA-256 of the line without its last member and without the line end.
package struct JournalEntry: Hashable, Sendable {
  package static let format = 1

  /// What an entry is about, and so the name of its member.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Some rows of the results of a run, whose receipt follows.
    case rows
    /// The receipt of a run, which closes it.
    case receipt
    /// The explanation of one subject.
    case explanation
  }

  package let number: Int
  package let previous: Digest
  package let kind: Kind
  package let hash: Digest
  /// The hash that the entry should have.
  package let computedHash: Digest
  /// Where its content lies in the line.
  let content: Range<Int>

  package var isIntact: Bool { hash == computedHash }

  /// Reads a line, without its line end; nil where it is no entry.
  package init?(_ line: [UInt8]) {
    var place = 0
    func skip(_ text: String) -> Bool {
      guard line[place...].starts(with: text.utf8) else { return false }
      place += text.utf8.count
      return true
    }
    guard skip("{\"journal\":\(Self.format),\"number\":") else { return nil }
    let digits = line[place...].prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    place += digits.count
    guard let number = Int(String(decoding: digits, as: UTF8.self)), skip(",\"previous\":\""),
      let previous = Self.digest(in: line, at: place)
    else { return nil }
    place += 64
    guard skip("\",") else { return nil }
    guard let kind = Kind.allCases.first(where: { skip("\"\($0.rawValue)\":") }) else { return nil }
    let tail = line.count - Self.tailCount
    guard tail > place, line[tail...].starts(with: Self.beforeHash), line.suffix(2) == Self.end[...],
      let hash = Self.digest(in: line, at: tail + Self.beforeHash.count)
    else { return nil }
    self.number = number
    self.previous = previous
    self.kind = kind
    self.hash = hash
    content = place..<tail
    var computed = SHA256()
    computed.update(line[..<tail])
    computed.update([UInt8(ascii: "}")])
    computedHash = computed.digest
  }

  /// Returns the line of an entry, with its line end, and its hash.
  static func line(
    number: Int, previous: Digest, _ kind: Kind, _ content: [UInt8]
  ) -> (bytes: [UInt8], hash: Digest) {
    var line: [UInt8] = []
    line.append("{\"journal\":\(format),\"number\":\(number),\"previous\":\"\(previous)\",\"\(kind.rawValue)\":")
    line += content
    let hash = SHA256.digest(of: line + [UInt8(ascii: "}")])
    line += beforeHash
    line += hash.ascii
    line += end
    line.append(UInt8(ascii: "\n"))
    return (line, hash)
  }

  private static let beforeHash = Array(",\"hash\":\"".utf8)
  private static let end = Array("\"}".utf8)
  private static let tailCount = beforeHash.count + 64 + end.count

  private static func digest(in line: [UInt8], at start: Int) -> Digest? {
    guard start + 64 <= line.count else { return nil }
    return Digest(String(decoding: line[start..<start + 64], as: UTF8.self))
  }
}

// MARK: Rows

extension JournalEntry {
  /// Returns rows as they are written, with their line ends, as an array of JSON: of objects, or of one text for each
  /// row of CSV.
  static func array(of rows: [UInt8], _ format: ResultFormat) -> [UInt8] {
    var array: [UInt8] = [UInt8(ascii: "[")]
    var place = 0
    while place < rows.count {
      let end = format == .csv ? endOfCSVRow(rows.span, from: place) : endOfLine(rows.span, from: place)
      if place > 0 { array.append(UInt8(ascii: ",")) }
      let row = rows[place..<max(place, end - 1)]
      switch format {
      case .jsonLines: array += row
      case .csv: array.appendJSONString(row.span)
      }
      place = end
    }
    array.append(UInt8(ascii: "]"))
    return array
  }

  /// Returns the rows of an entry as they were written; nil where the content is no such array.
  func rows(in line: [UInt8]) -> [UInt8]? {
    guard kind == .rows, let elements = (try? JSONTree(bytes: Array(line[content])))?.array else { return nil }
    var rows: [UInt8] = []
    var place = content.lowerBound + 1
    for element in elements {
      switch element {
      case .string(let text): rows += text.utf8
      default:
        // The bytes as they stand there: a tree would not know how a text was escaped.
        let end = Self.endOfValue(in: line, from: place)
        rows += line[place..<end]
        place = end + 1
      }
      rows.append(UInt8(ascii: "\n"))
    }
    return rows
  }

  /// The end of a value that is well formed and has no blanks around it.
  private static func endOfValue(in line: [UInt8], from start: Int) -> Int {
    var (place, depth, isText) = (start, 0, false)
    while place < line.count {
      switch line[place] {
      case UInt8(ascii: "\\") where isText: place += 1
      case UInt8(ascii: "\""): isText.toggle()
      case UInt8(ascii: "{") where !isText, UInt8(ascii: "[") where !isText: depth += 1
      case UInt8(ascii: "}") where !isText, UInt8(ascii: "]") where !isText:
        if depth == 0 { return place }
        depth -= 1
      case UInt8(ascii: ",") where !isText && depth == 0: return place
      default: break
      }
      place += 1
    }
    return place
  }
}
