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

  func children(in domain: DomainID) -> [DraftRow] { children.filter { $0.domain == domain } }

  /// How many rows there are, this one included.
  var rowCount: Int { children.reduce(1) { $0 + $1.rowCount } }

  // MARK: Variants

  /// Returns a copy with everything below it.
  func copy(below parent: DraftRow? = nil) -> DraftRow {
    let copy = DraftRow(domain, below: parent)
    copy.values = values
    copy.closed = closed
    copy.children = children.map { $0.copy(below: copy) }
    return copy
  }

  /// Returns copies in each of which one record is left out.
  func withoutOneRecord() -> [DraftRow] {
    var variants: [DraftRow] = []
    for place in children.indices {
      let shorter = copy()
      shorter.children.remove(at: place)
      variants.append(shorter)
      for inner in children[place].withoutOneRecord() {
        let variant = copy()
        variant.children[place] = inner.copy(below: variant)
        variants.append(variant)
      }
    }
    return variants
  }
}
