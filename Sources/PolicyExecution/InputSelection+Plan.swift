import PolicyIR
import PolicyTypes

extension InputSelection {
  /// Selects what the live instructions of a folded program read.
  ///
  /// Beside their inputs that is the subject's key, for every domain with rows that matter its date, which decides
  /// whether a row exists, and where the order of rows matters its key; `keyed` are the
  /// record types whose records are known by their keys in the results.
  init(of folder: ProgramFolder, live isLive: [Bool], keyed: [DomainID]) {
    let domains = folder.schema.domains
    var isRead = domains.map { $0.fields.map { _ in false } }
    var rowsAreRead = domains.map { _ in false }
    var orderIsRead = rowsAreRead
    rowsAreRead[DomainID.subject.index] = true
    orderIsRead[DomainID.subject.index] = true

    for (instruction, isLive) in zip(folder.instructions, isLive) where isLive {
      let domain = instruction.domain.index
      var source = instruction.operation.operands.last.map { folder[$0].domain.index } ?? domain
      // Which of the records of one day begins a stay depends on their order; what touches stays has none.
      if case .spells = instruction.operation { source = domain }
      if case .input(let field) = instruction.operation { isRead[domain][field] = true }
      if case .literal = instruction.operation { continue }
      rowsAreRead[domain] = true
      rowsAreRead[source] = true
      if instruction.operation.readsOrder(of: instruction.type.lane) {
        orderIsRead[source] = true
        // Of equal rows in one segment the first counts, and the order of their parents comes before theirs.
        let above = instruction.operation.above ?? instruction.domain
        for between in folder.schema.domains(between: DomainID(source), and: above) {
          orderIsRead[between.index] = true
        }
      }
    }
    for domain in keyed {
      rowsAreRead[domain.index] = true
      for ordered in [domain] + folder.schema.domains(between: domain, and: .subject) {
        orderIsRead[ordered.index] = true
      }
    }
    // Rows below others need those, which may not be there yet.
    for domain in domains.indices.reversed() where rowsAreRead[domain] {
      if let parent = domains[domain].parent { rowsAreRead[parent.index] = true }
    }
    for domain in domains.indices where rowsAreRead[domain] {
      if let date = domains[domain].date { isRead[domain][date] = true }
      if let mark = domains[domain].voidMark, isRead[domain][mark] {
        // Whether a record is void must not depend on who reads it.
        for field in domains[domain].fields.indices where domains[domain].fields[field].onInvalid == .void {
          isRead[domain][field] = true
        }
      }
      if orderIsRead[domain], let key = domains[domain].key { isRead[domain][key] = true }
    }
    self.init(isRead: isRead, rowsAreRead: rowsAreRead)
  }
}
