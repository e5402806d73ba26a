import PolicyDiagnostics
import PolicyExecution
import PolicyIR
import PolicyTypes

/// The decoders of all fields that are read, with the words they know: one place for JSON and for CSV.
///
/// A field is named by its number, which counts through the domains in their order.
struct RecordDecoder: Sendable {
  let schema: RecordSchema
  let mapping: DataMapping
  let selection: InputSelection
  let decoders: [FieldDecoder]
  let words: WordTable
  let ranges: [NumberType?]
  /// The number of the first field of each domain.
  private let firstField: [Int]

  /// The names that data may use in a row of `domain`: those of its fields and of the record types below it.
  func names(in domain: DomainID) -> [String] {
    let fields = schema[domain].fields.indices.filter { isInData($0, of: domain) }
    return fields.map { mapping.domains[domain.index].fields[$0].source }
      + schema.children(of: domain).map { mapping.domains[$0.index].source }
  }

  init(schema: RecordSchema, mapping: DataMapping, selection: InputSelection) {
    var words = WordTable()
    var decoders: [FieldDecoder] = []
    var firstField: [Int] = []
    for (index, domain) in schema.domains.enumerated() {
      firstField.append(decoders.count)
      for field in domain.fields.indices {
        decoders.append(
          FieldDecoder(
            kind: domain.fields[field].kind, domain: DomainID(index), field: field,
            mapping: mapping.domains[index].fields[field], words: &words))
      }
    }
    self.schema = schema
    self.mapping = mapping
    self.selection = selection
    self.decoders = decoders
    self.words = words
    self.firstField = firstField
    acceptsInvalidValues = schema.domains.indices.contains { index in
      schema.domains[index].fields.indices.contains { field in
        selection.isRead[index][field] && schema.domains[index].fields[field].onInvalid != .fault
      }
    }
    self.ranges = schema.domains.flatMap(\.fields).map { field in
      if case .number(let type) = field.kind { type } else { nil }
    }
  }

  /// The fields that hold identifiers with check digits and are read.
  var identifierFields: [(domain: DomainID, field: Int, kind: IdentifierKind)] {
    schema.domains.indices.flatMap { index in
      schema.domains[index].fields.indices.compactMap { field in
        guard case .identifier(let kind) = schema.domains[index].fields[field].kind, selection.isRead[index][field]
        else {
          return nil
        }
        return (DomainID(index), field, kind)
      }
    }
  }

  /// The fields that masked output hides, as faults name them.
  var maskedFields: Set<String> {
    Set(
      decoders.filter { schema[$0.domain].fields[$0.field].isMasked }.map { decoder in
        (sourceName(of: decoder.domain).map { $0 + "." } ?? "") + sourceName(of: decoder)
      })
  }

  func number(of field: Int, in domain: DomainID) -> Int { firstField[domain.index] + field }

  /// Whether some field that is read says what an invalid value means, so that it is no fault.
  let acceptsInvalidValues: Bool

  /// Whether data have the field, and not the reader alone.
  func isInData(_ field: Int, of domain: DomainID) -> Bool { schema[domain].voidMark != field }

  /// What a value means that field `number` cannot hold.
  func onInvalid(_ number: Int) -> InvalidValue {
    schema[decoders[number].domain].fields[decoders[number].field].onInvalid
  }

  /// The number of the field that holds the subject's id.
  var idNumber: Int? { schema[.subject].key.map { number(of: $0, in: .subject) } }

  func sourceName(of decoder: FieldDecoder) -> String {
    mapping.domains[decoder.domain.index].fields[decoder.field].source
  }

  /// The name of a record type in the file; nil for the subject itself.
  func sourceName(of domain: DomainID) -> String? {
    domain == .subject ? nil : mapping.domains[domain.index].source
  }

  /// Reads `text` as field `number` and puts it into the last row of its domain.
  func decode(
    _ text: borrowing Span<UInt8>, _ form: WrittenForm, number: Int, into builder: inout BatchBuilder
  ) throws(DecodingProblem) {
    let decoder = decoders[number]
    let (field, domain) = (decoder.field, decoder.domain)
    switch decoder.kind {
    case .date: builder.setDate(CalendarDate(dayNumber: try decoder.day(text, form)), field: field, of: domain)
    case .label: builder.setCode(try decoder.code(text, form, words), field: field, of: domain)
    case .integer: builder.setInteger(try decoder.integer(text, form), field: field, of: domain)
    case .boolean: builder.setBoolean(try decoder.boolean(text, form, words) != 0, field: field, of: domain)
    case .text, .unifiedCode, .citizenNumber, .registrationNumber:
      try decoder.checkText(text, form)
      // The text is copied at once; the buffer does not outlive the call.
      unsafe text.withUnsafeBufferPointer { unsafe builder.setText($0, field: field, of: domain) }
    case .decimal: builder.setDecimal(try decoder.decimal(text, form, ranges[number]), field: field, of: domain)
    }
  }
}

// MARK: What is said about a problem

extension RecordDecoder {
  func reason(for problem: DecodingProblem, text: String, number: Int) -> FaultReason {
    let decoder = decoders[number]
    let kind = schema[decoder.domain].fields[decoder.field].kind
    switch problem {
    case .wrongKind: return .wrongKind(expected: kind)
    case .notBoolean: return .notBoolean
    case .invalidDate: return .invalidDate(format: decoder.dateFormat)
    case .invalidNumber: return .invalidNumber
    case .numberTooLong: return .numberTooLong
    case .outOfRange: return .numberOutOfRange(ranges[number]?.range ?? .unbounded)
    case .tooManyDecimals: return .tooManyDecimals(limit: ranges[number]?.decimals ?? 0)
    case .wrongIdentifier:
      if case .identifier(let identifier) = kind { return .wrongIdentifier(identifier) }
      return .wrongKind(expected: kind)
    case .unknownLabel:
      let known = knownWords(of: decoder)
      return .unknownLabel(expected: known, nearest: nearestName(to: text, among: known))
    }
  }

  private func knownWords(of decoder: FieldDecoder) -> [String] {
    let codes = mapping.domains[decoder.domain.index].fields[decoder.field].codes
    if !codes.isEmpty { return codes.keys.sorted() }
    guard case .label(let labels) = schema[decoder.domain].fields[decoder.field].kind else { return [] }
    return labels.labels
  }
}

// MARK: Making decoders

extension FieldDecoder {
  fileprivate init(
    kind: FieldKind, domain: DomainID, field: Int, mapping: FieldMapping, words: inout WordTable
  ) {
    self.domain = domain
    self.field = field
    self.dateFormat = mapping.dateFormat
    self.hasCodes = !mapping.codes.isEmpty
    let known = Self.words(of: kind, codes: mapping.codes)
    self.words = words.add(known.json)
    self.csvWords = known.csv.count == known.json.count ? self.words : words.add(known.csv)

    var scale = 0
    var lower = Int64.min
    var upper = Int64.max
    switch kind {
    case .boolean: self.kind = .boolean
    case .label: self.kind = .label
    case .text: self.kind = .text
    case .identifier(.unifiedCode): self.kind = .unifiedCode
    case .identifier(.citizenNumber): self.kind = .citizenNumber
    case .identifier(.registrationNumber): self.kind = .registrationNumber
    case .date: self.kind = .date
    case .number(let type):
      guard case .integer(let decimals) = type.integerLane else {
        self.kind = .decimal
        break
      }
      self.kind = .integer
      scale = decimals
      // A bound between two values of the lane moves to the one inside.
      lower = type.range.lower?.rounded(toScale: decimals, .ceiling)?.scaled(to: decimals) ?? lower
      upper = type.range.upper?.rounded(toScale: decimals, .floor)?.scaled(to: decimals) ?? upper
    }
    self.scale = scale
    self.lower = lower
    self.upper = upper
  }

  /// The words of a field: where there are outside codes those alone, else what the policy itself would write.
  private static func words(
    of kind: FieldKind, codes: [String: String]
  ) -> (json: [(word: String, code: UInt8)], csv: [(word: String, code: UInt8)]) {
    switch kind {
    case .boolean:
      let plain: [(word: String, code: UInt8)] = [("true", 1), ("false", 0)]
      guard codes.isEmpty else {
        let mapped = codes.sorted { $0.key < $1.key }.compactMap { code, meaning in
          plain.first { $0.word == meaning }.map { (word: code, code: $0.code) }
        }
        // JSON has its own `true` and `false`, which no code can change.
        return (mapped + plain, mapped)
      }
      return (plain, plain + [("是", 1), ("否", 0), ("yes", 1), ("no", 0), ("1", 1), ("0", 0)])
    case .label(let labels):
      let own = labels.labels.enumerated().map { (word: $1, code: UInt8($0)) }
      guard !codes.isEmpty else { return (own, own) }
      let mapped = codes.sorted { $0.key < $1.key }.compactMap { code, label in
        labels.code(of: label).map { (word: code, code: $0) }
      }
      return (mapped, mapped)
    default: return ([], [])
    }
  }
}
