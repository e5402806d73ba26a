/// How outside data are named: for each domain the file or key that holds it, and for each field its name, codes and
/// date format there.
///
/// Without a `data:` section every name is the policy's own.
package struct DataMapping: Hashable, Sendable {
  /// One entry for each domain of the schema.
  package let domains: [DomainMapping]

  /// The result columns that the policy's owner asked for, in order; nil for all.
  package let results: [String]?

  package init(domains: [DomainMapping], results: [String]?) {
    self.domains = domains
    self.results = results
  }

  /// Maps every name to itself.
  package init(identityFor schema: RecordSchema) {
    self.init(
      domains: schema.domains.enumerated().map { index, domain in
        DomainMapping(
          source: index == 0 ? "subjects" : domain.name, parentColumn: domain.isResults ? "id" : "subject",
          fields: domain.fields.map { FieldMapping(source: $0.name) })
      }, results: nil)
  }
}

/// How one domain is named outside.
package struct DomainMapping: Hashable, Sendable {
  /// The JSON key, or the CSV file's name without `.csv`.
  package let source: String

  /// The CSV column that holds the key of the parent's row (the subject's id, or the parent record's key).
  package let parentColumn: String
  package let fields: [FieldMapping]

  package init(source: String, parentColumn: String, fields: [FieldMapping]) {
    self.source = source
    self.parentColumn = parentColumn
    self.fields = fields
  }
}

/// How one field is named and written outside.
package struct FieldMapping: Hashable, Sendable {
  package let source: String

  /// Outside codes and the labels that they stand for; empty where the labels themselves are written. For a yes-or-no
  /// field the labels are `true` and `false`.
  package let codes: [String: String]
  package let dateFormat: DateFormat

  package init(source: String, codes: [String: String] = [:], dateFormat: DateFormat = .iso) {
    self.source = source
    self.codes = codes
    self.dateFormat = dateFormat
  }
}

/// The forms of dates in outside data.
package enum DateFormat: String, Hashable, Sendable, CaseIterable {
  case iso = "yyyy-MM-dd"
  case compact = "yyyyMMdd"
  case slashes = "yyyy/MM/dd"
  case dots = "yyyy.MM.dd"
  case chinese = "yyyy年MM月dd日"
}
