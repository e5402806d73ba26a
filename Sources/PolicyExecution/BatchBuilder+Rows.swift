package import PolicyIR
import PolicyTypes

/// What can be wrong with a whole row.
package enum RowProblem: Hashable, Sendable {
  /// A field that must be there is not.
  case missing(domain: DomainID, field: Int)
  /// A parent has more rows of the record type than its limit, or a record more text than a batch can hold.
  case tooMany(domain: DomainID, limit: Int)
}

extension BatchBuilder {
  func problemOfLastRow(in domain: DomainID) -> RowProblem? {
    let last = lastRow(of: domain)
    for field in layouts[domain.index].requiredFields
    where batch.domains[domain.index].columns[field].validity[last] == 0
      && !voidingFields.contains(VoidingField(domain: domain, row: last, field: field))
    {
      return .missing(domain: domain, field: field)
    }
    guard domain != .subject, let start = batch.domains[domain.index].starts.last else { return nil }
    let limit = layouts[domain.index].limit
    return last - Int(start) >= limit ? .tooMany(domain: domain, limit: limit) : nil
  }

  func isLater(_ domain: DomainID) -> Bool {
    guard let date = layouts[domain.index].date else { return false }
    let last = lastRow(of: domain)
    // An absent date holds zero, which may lie after an as-of date before 1970.
    return batch.domains[domain.index].columns[date].dates[last] > asOf.dayNumber
      && batch.domains[domain.index].columns[date].validity[last] != 0
  }

  /// Takes the last row out, with the records below it and their text.
  mutating func dropLastRow(of domain: DomainID) {
    dropRows(from: batch.domains[domain.index].count - 1, of: domain.index)
    batch.text.truncate(to: current.rowTextStarts[domain.index])
  }

  private mutating func dropRows(from row: Int, of index: Int) {
    guard row < batch.domains[index].count else { return }
    for child in layouts[index].children {
      dropRows(from: Int(batch.domains[child].starts[row]), of: child)
      batch.domains[child].starts.truncate(to: row)
    }
    truncateColumns(of: index, to: row)
  }

  /// Takes the rows from `count` on out of one domain; the parent's rows must be taken out, too.
  mutating func truncate(_ domain: DomainID, to count: Int) {
    truncateColumns(of: domain.index, to: count)
    if let parent = layouts[domain.index].parent {
      batch.domains[domain.index].starts.truncate(to: current.rowCounts[parent])
    }
  }

  private mutating func truncateColumns(of index: Int, to count: Int) {
    let rows = count..<batch.domains[index].count
    for field in layouts[index].readFields {
      batch.domains[index].columns[field].clear(rows, in: layouts[index].storages[field])
    }
    batch.domains[index].count = count
  }

  func lastRow(of domain: DomainID) -> Int { batch.domains[domain.index].count - 1 }

  /// Makes room for as many rows again.
  mutating func grow(_ index: Int) {
    roomOfDomains[index] = max(64, 2 * batch.domains[index].count)
    for field in layouts[index].readFields {
      batch.domains[index].columns[field].grow(to: roomOfDomains[index], in: layouts[index].storages[field])
    }
  }
}

/// A field of a record whose value is invalid and makes the record void.
struct VoidingField: Hashable, Sendable {
  let domain: DomainID
  let row: Int
  let field: Int
}

extension BatchBuilder {
  /// Marks the last record of `domain` as void because the value of `field` is invalid. The field stays absent,
  /// also where it must be there.
  package mutating func voidLastRow(of domain: DomainID, by field: Int) {
    guard let mark = schema[domain].voidMark else { return }
    setBoolean(true, field: mark, of: domain)
    voidingFields.append(VoidingField(domain: domain, row: lastRow(of: domain), field: field))
  }

  mutating func forgetVoidingFields(ofLastRowIn domain: DomainID) {
    let row = lastRow(of: domain)
    voidingFields.removeAll { $0.domain == domain && $0.row == row }
  }
}
