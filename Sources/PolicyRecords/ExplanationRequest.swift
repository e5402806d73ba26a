import PolicyDigest
package import PolicyExecution
import PolicyIR

/// What a run explains while it grades, and where it puts that.
package struct ExplanationRequest: Sendable {
  package let path: String
  let choice: SubjectChoice
  /// The fields that results depend on.
  let needed: InputSelection
  /// Explains the only subject of a batch, which has every field of its record types; returns a line with its end.
  let explain: @Sendable (Batch, _ invalid: [RowFault]) -> [UInt8]

  package init(
    path: String, choice: SubjectChoice, needed: InputSelection,
    explain: @escaping @Sendable (Batch, _ invalid: [RowFault]) -> [UInt8]
  ) {
    self.path = path
    self.choice = choice
    self.needed = needed
    self.explain = explain
  }
}

/// A graded subject that may be explained.
struct ChosenSubject: Sendable {
  /// Where it stands in its piece of the input, and what finds it there.
  let order: Int
  let place: Int
  /// What its place in a sample goes by; nil where all are explained.
  let rank: Digest?
  /// The subject alone with every field, once it has been read again.
  var details: SubjectDetails?
}

extension [ChosenSubject] {
  /// Keeps the `count` that a sample takes, in the order of the input.
  mutating func keepSample(of count: Int) {
    guard self.count > count else { return }
    let ranked = enumerated().sorted { a, b in
      let (left, right) = (a.element.rank?.bytes ?? [], b.element.rank?.bytes ?? [])
      return left == right ? a.offset < b.offset : left.lexicographicallyPrecedes(right)
    }
    self = ranked.prefix(count).sorted { $0.offset < $1.offset }.map(\.element)
  }
}

/// A subject alone in a batch, and its invalid values that are no faults.
struct SubjectDetails: Sendable {
  let batch: Batch
  let invalid: [RowFault]
}

/// Reads chosen subjects again with every field of their record types, in the way of `SubjectLookup`.
///
/// One reader serves one thread.
final class DetailReader {
  private let schema: RecordSchema
  private let read: (_ subject: Source, _ whole: Bool) -> SubjectDetails?

  /// Where a subject is found again.
  enum Source {
    case line([UInt8])
    case ordinal(Int)
  }

  /// Makes a reader of lines of JSON.
  init(linesFor setup: RunSetup, needed: InputSelection) throws(RecordsError) {
    let (schema, mapping) = (setup.decoder.schema, setup.decoder.mapping)
    let whole = try SubjectLineReader(schema: schema, mapping: mapping, asOf: setup.asOf)
    let part = try SubjectLineReader(schema: schema, mapping: mapping, asOf: setup.asOf, reading: needed)
    self.schema = schema
    read = { source, isWhole in
      guard case .line(let line) = source,
        case .found(let batch, let invalid)? = try? (isWhole ? whole : part).read(line)
      else { return nil }
      return SubjectDetails(batch: batch, invalid: invalid)
    }
  }

  /// Makes a reader of a CSV folder that was read with every field, and with those that are needed.
  init(whole: CSVFolder, part: CSVFolder, for setup: RunSetup, needed: InputSelection) {
    let (schema, mapping) = (setup.decoder.schema, setup.decoder.mapping)
    self.schema = schema
    let all = RecordDecoder(schema: schema, mapping: mapping, selection: InputSelection(allOf: schema))
    var wholeReader = CSVSubjectReader(whole, decoder: all, asOf: setup.asOf)
    var partReader = CSVSubjectReader(
      part, decoder: RecordDecoder(schema: schema, mapping: mapping, selection: needed), asOf: setup.asOf)
    read = { source, isWhole in
      guard case .ordinal(let ordinal) = source else { return nil }
      return isWhole ? wholeReader.details(of: ordinal) : partReader.details(of: ordinal)
    }
  }

  /// Returns a subject that has a grade; where a fault lies in a field that no result depends on, without those.
  func details(of source: Source) -> SubjectDetails? {
    read(source, true)
      ?? read(source, false).map { SubjectDetails(batch: $0.batch.withAbsentFields(of: schema), invalid: $0.invalid) }
  }
}

extension CSVSubjectReader {
  fileprivate mutating func details(of ordinal: Int) -> SubjectDetails? {
    guard read(ordinal).isEmpty else { return nil }
    let invalid = invalidValues(of: ordinal)
    return SubjectDetails(batch: finishBatch(), invalid: invalid)
  }
}

/// A CSV folder in memory with every field, and with those that results depend on.
struct DetailFolders: Sendable {
  private let whole: CSVFolder
  private let part: CSVFolder
  private let needed: InputSelection

  init(_ path: String, _ setup: RunSetup, needed: InputSelection, threadCount: Int) async throws {
    let (schema, mapping) = (setup.decoder.schema, setup.decoder.mapping)
    func load(_ selection: InputSelection) async throws -> CSVFolder {
      let decoder = RecordDecoder(schema: schema, mapping: mapping, selection: selection)
      return try await CSVFolderLoader(path: path, decoder: decoder, threadCount: threadCount).load()
    }
    whole = try await load(InputSelection(allOf: schema))
    part = try await load(needed)
    self.needed = needed
  }

  func reader(for setup: RunSetup) -> DetailReader {
    DetailReader(whole: whole, part: part, for: setup, needed: needed)
  }
}
