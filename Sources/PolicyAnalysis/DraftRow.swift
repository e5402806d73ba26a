import PolicyIR
import PolicyTypes

/// A subject, or one of its records, while a search makes it up.
final class DraftRow {
  let domain: DomainID
  private(set) unowned var parent: DraftRow?

  /// What is settled: a value, or `absent`.
  var values: [Int: Value] = [:]
  private(set) var children: [DraftRow] = []

  /// The record types of which the row must have no more than it has.
  var closed: Set<DomainID> = []

  /// What the row is in the other one of a pair of subjects; nil where it is the same in both.
  var alternative: Alternative?

  enum Alternative {
    case leftOut
    /// Fields have other values.
    case values([Int: Value])
    /// The row has no records of the type.
    case without(DomainID)
  }

  init(_ domain: DomainID, below parent: DraftRow? = nil) {
    self.domain = domain
    self.parent = parent
  }

  /// The row itself, or the one above it that is of `domain`.
  func ancestor(in domain: DomainID) -> DraftRow? {
    var row: DraftRow? = self
    while let current = row, current.domain != domain { row = current.parent }
    return row
  }

  func addChild(_ domain: DomainID) -> DraftRow {
    let child = DraftRow(domain, below: self)
    children.append(child)
    return child
  }

  func remove(_ child: DraftRow) { children.removeAll { $0 === child } }

  func children(in domain: DomainID) -> [DraftRow] { children.filter { $0.domain == domain } }

  /// How many rows there are, this one included.
  var rowCount: Int { children.reduce(1) { $0 + $1.rowCount } }

  // MARK: Variants

  /// Returns a copy with everything below it.
  func copy(below parent: DraftRow? = nil) -> DraftRow {
    let copy = DraftRow(domain, below: parent)
    copy.values = values
    copy.closed = closed
    copy.alternative = alternative
    copy.children = children.map { $0.copy(below: copy) }
    return copy
  }

  /// Returns the other one of the pair: what differs is as the alternatives say.
  func other(below parent: DraftRow? = nil) -> DraftRow {
    let other = DraftRow(domain, below: parent)
    other.values = values
    other.closed = closed
    var dropped: DomainID?
    switch alternative {
    case .values(let values): other.values.merge(values) { $1 }
    case .without(let domain): dropped = domain
    case .leftOut, nil: break
    }
    for child in children {
      if case .leftOut = child.alternative { continue }
      if child.domain != dropped { other.children.append(child.other(below: other)) }
    }
    return other
  }

  /// Whether the row, or one below it, is another in the other one of the pair.
  var hasAlternative: Bool { alternative != nil || children.contains(where: \.hasAlternative) }

  /// The rows of a domain among the row and those below it.
  func rows(in domain: DomainID) -> [DraftRow] {
    (self.domain == domain ? [self] : []) + children.flatMap { $0.rows(in: domain) }
  }

  /// Returns copies in each of which some records are left out that follow one another: the first `count`, the next
  /// ones, and so on. With a record goes what is below it.
  func withoutRecords(_ count: Int) -> [DraftRow] {
    stride(from: 0, to: rowCount - 1, by: count).map { first in
      let shorter = copy()
      var place = 0
      shorter.leaveOut(first..<first + count, &place)
      return shorter
    }
  }

  private func leaveOut(_ places: Range<Int>, _ place: inout Int) {
    var kept: [DraftRow] = []
    for child in children {
      let isKept = !places.contains(place)
      place += 1
      if isKept {
        child.leaveOut(places, &place)
        kept.append(child)
      } else {
        place += child.rowCount - 1
      }
    }
    children = kept
  }

  private static let mostRounds = 64

  /// Leaves out as many records as can be spared: halves at first, then ever fewer, at last one by one.
  ///
  /// - Parameter pick: Returns one of some drafts that still is what it has to be; nil where none is.
  func shortened(_ pick: ([DraftRow]) -> DraftRow?) -> DraftRow {
    var draft = self
    var count = max(1, (rowCount - 1) / 2)
    for _ in 0..<Self.mostRounds where draft.rowCount > 1 {
      if let shorter = pick(draft.withoutRecords(count)) {
        draft = shorter
      } else if count == 1 {
        break
      } else {
        count /= 2
      }
    }
    return draft
  }
}
