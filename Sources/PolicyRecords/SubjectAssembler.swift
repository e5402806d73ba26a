import PolicyDiagnostics
import PolicyExecution
import PolicyIR
import PolicyTypes

/// Puts the values of one subject after the other into a batch and collects what is wrong with them.
///
/// A subject with any fault is set aside whole; its further faults are still looked for, up to a limit.
struct SubjectAssembler {
  let decoder: RecordDecoder
  var builder: BatchBuilder

  /// The faults of the current subject.
  private(set) var faults: [RowFault] = []

  /// The invalid values of the current subject that are no faults.
  private(set) var invalidValues: [RowFault] = []

  /// The fields that had a fault, which are not said to be missing as well.
  private var faultyFields: Set<Int> = []

  /// Whether a row could not be read to its end, so that nothing can be said about what is missing.
  private var isDamaged = false

  /// Where the row at hand stands; set before its values. What a line is, is up to the reader.
  let files: [String]
  var fileIndex = 0
  var line = 0

  static let faultLimit = 100

  init(decoder: RecordDecoder, asOf: CalendarDate, files: [String]) {
    self.decoder = decoder
    self.files = files
    builder = BatchBuilder(schema: decoder.schema, selection: decoder.selection, asOf: asOf)
  }

  mutating func beginSubject() {
    if !faults.isEmpty {
      faults.removeAll()
      faultyFields.removeAll()
      isDamaged = false
    }
    if !invalidValues.isEmpty { invalidValues.removeAll() }
    builder.beginSubject()
  }

  mutating func set(_ text: borrowing Span<UInt8>, _ form: WrittenForm, number: Int) {
    do throws(DecodingProblem) {
      try decoder.decode(text, form, number: number, into: &builder)
    } catch {
      add(error, text: text, number: number)
    }
  }

  mutating func endRow(of domain: DomainID) {
    if let problem = builder.endRow(of: domain) { add(problem) }
  }

  /// Ends the subject; returns its faults, and takes it out again where there are any.
  mutating func endSubject() -> [RowFault] {
    if let problem = builder.endSubject() { add(problem) }
    if !faults.isEmpty {
      builder.abandonSubject()
      invalidValues.removeAll()
    }
    return faults
  }

  // MARK: Faults

  /// Adds an invalid value: a fault, unless the policy says what else it means.
  mutating func addInvalid(_ reason: FaultReason, number: Int, value: String) {
    let meaning = decoder.onInvalid(number)
    let field = decoder.decoders[number]
    if meaning == .fault { return add(reason, number: number, value: value) }
    if meaning == .void { builder.voidLastRow(of: field.domain, by: field.field) }
    guard invalidValues.count < Self.faultLimit else { return }
    invalidValues.append(
      RowFault(
        file: files[fileIndex], line: line, record: decoder.sourceName(of: field.domain),
        field: decoder.sourceName(of: field), value: value, reason: reason, treatment: meaning))
  }

  mutating func add(_ reason: FaultReason, number: Int, value: String? = nil) {
    faultyFields.insert(number)
    let field = decoder.decoders[number]
    add(reason, domain: field.domain, field: decoder.sourceName(of: field), value: value)
  }

  /// Adds the fault of a row that cannot be read to its end.
  mutating func addDamage(_ reason: FaultReason, domain: DomainID) {
    isDamaged = true
    add(reason, domain: domain)
  }

  mutating func add(_ reason: FaultReason, domain: DomainID, field: String? = nil, value: String? = nil) {
    guard faults.count < Self.faultLimit else { return }
    faults.append(
      RowFault(
        file: files[fileIndex], line: line, record: decoder.sourceName(of: domain), field: field, value: value,
        reason: reason))
  }

  @inline(never)
  private mutating func add(_ problem: DecodingProblem, text: borrowing Span<UInt8>, number: Int) {
    guard faults.count < Self.faultLimit else { return }
    let value = shortened(text)
    addInvalid(decoder.reason(for: problem, text: value, number: number), number: number, value: value)
  }

  @inline(never)
  private mutating func add(_ problem: RowProblem) {
    switch problem {
    case .missing(let domain, let field):
      let number = decoder.number(of: field, in: domain)
      if !isDamaged, !faultyFields.contains(number) { add(.missingField, number: number) }
    case .tooMany(let domain, let limit):
      let isText = limit != decoder.schema[domain].limit
      add(isText ? .tooMuchText : .tooManyRecords(limit: limit), domain: domain)
    }
  }
}

/// Returns at most 80 bytes of a text from outside, cut between characters.
func shortened(_ text: borrowing Span<UInt8>) -> String {
  let limit = 80
  guard text.count > limit else { return String(copying: text) }
  var end = limit
  while end > 0, text[end] & 0xC0 == 0x80 { end -= 1 }
  return String(copying: text.extracting(0..<end)) + "…"
}

extension String {
  /// Makes a string of bytes that should be UTF-8; what is not shows as U+FFFD.
  init(copying utf8: borrowing Span<UInt8>) {
    self = unsafe utf8.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
  }
}
