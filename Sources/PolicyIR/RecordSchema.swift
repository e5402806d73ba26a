package import PolicyTypes

/// What the subjects of a policy and their records look like: one domain for the subject, one for each record type.
///
/// A domain is a set of rows. The first is the subject's; every other hangs below an earlier one, so that each of its
/// rows belongs to exactly one row of its parent.
package struct RecordSchema: Hashable, Sendable {
  package let domains: [Domain]

  package init(domains: [Domain]) {
    self.domains = domains
  }

  @inlinable @inline(__always)  // Nearly always one part of the domain is read, and the rest need not be copied.
  package subscript(id: DomainID) -> Domain { domains[id.index] }

  /// The domains that lie between `domain` and `above`, from below; all up to the subject where `above` is not over it.
  package func domains(between domain: DomainID, and above: DomainID) -> [DomainID] {
    var between: [DomainID] = []
    var parent = self[domain].parent
    while let found = parent, found != above {
      between.append(found)
      parent = self[found].parent
    }
    return between
  }

  /// The domains that hang directly below `parent`, in the order of declaration.
  package func children(of parent: DomainID) -> [DomainID] {
    domains.indices.lazy.map(DomainID.init).filter { domains[$0.index].parent == parent }
  }
}

/// The place of a domain in its schema; the subject's is 0.
package struct DomainID: Hashable, Sendable, Comparable {
  package let index: Int

  package init(_ index: Int) {
    self.index = index
  }

  package static let subject = DomainID(0)
  package static func < (a: DomainID, b: DomainID) -> Bool { a.index < b.index }
}

/// One record type, or the subject itself.
package struct Domain: Hashable, Sendable {
  /// The name that data use: a JSON key, a CSV file.
  package let name: String
  package let title: String?
  package let parent: DomainID?
  package let fields: [InputField]

  /// The field that identifies a row to people; the subject always has one.
  package let key: Int?

  /// The date from which a record exists; records from after the as-of date are not there yet.
  package let date: Int?

  /// The most rows that one row of the parent may have; more is a fault of the data.
  package let limit: Int

  /// The field that tells whether a record is in force, disputed or withdrawn.
  package let status: Int?

  /// The field that tells whether an invalid value makes a record void. No data have it: readers set it.
  package let voidMark: Int?

  package init(
    name: String, title: String?, parent: DomainID?, fields: [InputField], key: Int?, date: Int?, limit: Int,
    status: Int? = nil, voidMark: Int? = nil, isPublished: Bool = false
  ) {
    // No other record type may have the name of a policy's own results.
    isResults = isPublished || name == "results"
    self.name = name
    self.title = title
    self.parent = parent
    self.fields = fields
    self.key = key
    self.date = date
    self.limit = limit
    self.status = status
    self.voidMark = voidMark
  }

  /// Whether the records are earlier results, or those of another policy, which are read as a run writes them.
  package let isResults: Bool

  /// The most rows of a record type below one parent where the policy does not say.
  package static let defaultLimit = 100_000
}

/// One field of a record.
package struct InputField: Hashable, Sendable {
  package let name: String
  package let title: String?
  package let kind: FieldKind

  /// Whether the field may be absent.
  package let isOptional: Bool

  /// Whether masked output hides its text, but for the first character.
  package let isMasked: Bool

  /// What a value means that the field cannot hold.
  package let onInvalid: InvalidValue

  package init(
    name: String, title: String?, kind: FieldKind, isOptional: Bool, isMasked: Bool = false,
    onInvalid: InvalidValue = .fault
  ) {
    self.isMasked = isMasked
    self.onInvalid = onInvalid
    self.name = name
    self.title = title
    self.kind = kind
    self.isOptional = isOptional
  }
}

/// What a field holds, and so what is a fault in it.
package enum FieldKind: Hashable, Sendable {
  case boolean
  case label(LabelSet)
  case text
  case identifier(IdentifierKind)
  /// A day; one that has happened reads as absent while it lies after the as-of date, a planned one does not.
  case date(isPlanned: Bool)
  /// A number in a range with at most so many decimals; without such a bound it is kept as a decimal.
  case number(NumberType)
}

/// An identifier whose check digit is verified.
package enum IdentifierKind: String, Hashable, Sendable, CaseIterable {
  /// The unified social credit code of GB 32100-2015, 18 characters.
  case unifiedCode = "uscc"
  /// The citizen identity number of GB 11643-1999, 18 characters.
  case citizenNumber = "citizen id"
  /// The registration number of a business before unified codes, 15 digits, GS 15-2006.
  case registrationNumber = "registration number"
}
