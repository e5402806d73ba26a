import PolicyExecution

/// Which of some names hold in each row of a batch, and the text of each list of names.
///
/// Few combinations of names come again and again, in one batch and the next, so that the text of each is made once.
struct NameLists {
  /// A name, and where the values are of which any brings it about.
  struct Name {
    let output: OutputName
    let places: [ValuePlace]
  }

  private let names: [Name]
  private let format: ResultFormat
  /// What the rows are told apart by: 64 names after the other.
  private var levels: [Level]
  /// The list of each combination of the last level.
  private var pieces: [ByteBuffer.Piece] = []
  /// For each row the place of its combination among those of the last level.
  private var places: [Int32] = []

  init(_ flags: [NamedFlags], plan: ExecutionPlan, format: ResultFormat) {
    names = flags.map { flag in Name(output: flag.name, places: flag.values.map(plan.place)) }
    self.format = format
    levels = (0...max(0, names.count - 1) / 64).map { _ in Level() }
  }

  /// Finds the names of each row; the lists of combinations that are new are appended to `text`, where they must stay.
  mutating func find(in values: BatchValues, text: inout ByteBuffer) {
    let count = values.batch.subjectCount
    places.removeAll(keepingCapacity: true)
    places.append(contentsOf: repeatElement(0, count: count))
    for index in levels.indices {
      levels[index].clearWords(rowCount: count)
      for name in 64 * index..<min(64 * index + 64, names.count) {
        values.mark(1 << UInt64(name % 64), whereAnyOf: names[name].places, in: &levels[index].words)
      }
      // The names of a level come behind those of the levels before, which the rows' places stand for.
      if index == 0 {
        levels[index].refine(&places, from: nil, firstName: 0)
      } else {
        levels[index].refine(&places, from: levels[index - 1].members, firstName: Int32(64 * index))
      }
    }
    guard let members = levels.last?.members else { return }
    while pieces.count < members.count { appendList(members[pieces.count], to: &text) }
  }

  /// Forgets all lists, whose text goes.
  mutating func forget() {
    for index in levels.indices { levels[index].forget() }
    pieces = []
  }

  func piece(of row: Int) -> ByteBuffer.Piece { pieces[Int(places[row])] }

  /// Where the names that hold in a row are told, by `name(at:)`.
  func range(of row: Int) -> Range<Int> { levels[levels.count - 1].members.range(of: Int(places[row])) }

  func name(at place: Int) -> Int { Int(levels[levels.count - 1].members.names[place]) }

  @inline(__always)
  func contains(_ name: Int, in row: Int) -> Bool { levels[name / 64].words[row] >> UInt64(name % 64) & 1 != 0 }

  private mutating func appendList(_ members: ArraySlice<Int32>, to text: inout ByteBuffer) {
    let start = text.count
    switch format {
    case .jsonLines:
      text.append(UInt8(ascii: "["))
      for (index, name) in members.enumerated() {
        if index > 0 { text.append(UInt8(ascii: ",")) }
        let json = names[Int(name)].output.json
        text.append(copying: json.span)
      }
      text.append(UInt8(ascii: "]"))
    case .csv:
      // Names share one field.
      let list = Array(members.map { names[Int($0)].output.utf8 }.joined(separator: [UInt8(ascii: "|")]))
      if !list.isEmpty { text.appendCSVField(list.span) }
    }
    pieces.append(text.piece(from: start))
  }
}

extension NameLists {
  /// The combinations of names that have come so far, one list of names after the other.
  private struct Members {
    private(set) var names: [Int32] = []
    private var bounds: [Int32] = [0]

    var count: Int { bounds.count - 1 }

    func range(of place: Int) -> Range<Int> { Int(bounds[place])..<Int(bounds[place + 1]) }

    subscript(place: Int) -> ArraySlice<Int32> { names[range(of: place)] }

    /// Adds the names before, and those whose bits are set, from `firstName` on.
    mutating func append(_ before: ArraySlice<Int32>, _ word: UInt64, firstName: Int32) {
      names += before
      var rest = word
      while rest != 0 {
        names.append(firstName + Int32(rest.trailingZeroBitCount))
        rest &= rest - 1
      }
      bounds.append(Int32(names.count))
    }
  }

  /// Up to 64 names.
  private struct Level {
    /// For each row the names that hold, as bits.
    var words: [UInt64] = []
    private(set) var members = Members()
    private var known: [Combination: Int32] = [:]
    /// Those that came first, which are compared one after the other: faster than hashing while they are few.
    private var first: [Combination] = []

    struct Combination: Hashable {
      let place: Int32
      let word: UInt64
    }

    mutating func clearWords(rowCount: Int) {
      words.removeAll(keepingCapacity: true)
      words.append(contentsOf: repeatElement(0, count: rowCount))
    }

    mutating func forget() {
      members = Members()
      known = [:]
      first = []
    }

    /// Makes the place of each row that of its combination on this level.
    mutating func refine(_ places: inout [Int32], from before: Members?, firstName: Int32) {
      var last = (Combination(place: -1, word: 0), Int32(0))
      for row in places.indices {
        let combination = Combination(place: places[row], word: words[row])
        if combination != last.0 { last = (combination, place(of: combination, from: before, firstName)) }
        places[row] = last.1
      }
    }

    private mutating func place(of combination: Combination, from before: Members?, _ firstName: Int32) -> Int32 {
      if let place = first.firstIndex(of: combination) { return Int32(place) }
      if let place = known[combination] { return place }
      let place = Int32(members.count)
      if first.count < 16 { first.append(combination) } else { known[combination] = place }
      members.append(before?[Int(combination.place)] ?? [], combination.word, firstName: firstName)
      return place
    }
  }
}
