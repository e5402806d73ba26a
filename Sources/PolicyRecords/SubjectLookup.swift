package import PolicyExecution
package import PolicyIR
package import PolicyTypes

/// Finds one subject in a data set and reads all of it, for an explanation.
package struct SubjectLookup {
  private let schema: RecordSchema
  private let mapping: DataMapping
  private let source: RecordSource
  private let asOf: CalendarDate
  private let needed: InputSelection

  /// What a look-up finds.
  package enum Outcome: Sendable {
    /// The subject alone in a batch, with every field that its record types have; where a fault lies in a field that is
    /// not needed, the fields that are not are absent. With it the invalid values that are no faults.
    case found(Batch, invalid: [RowFault])
    case faulty([RowFault])
    case notFound
  }

  /// Prepares a look-up; `needed` are the fields that a run reads, every one where it is left out.
  package init(
    schema: RecordSchema, mapping: DataMapping, source: RecordSource, asOf: CalendarDate, needed: InputSelection? = nil
  ) {
    self.needed = needed ?? InputSelection(allOf: schema)
    self.schema = schema
    self.mapping = mapping
    self.source = source
    self.asOf = asOf
  }

  /// Looks for the first subject with the id `id`.
  ///
  /// Throws `FileError` where a file cannot be read and `RecordsError` where the data set is wrong as a whole.
  package func find(_ id: String) async throws -> Outcome {
    let whole = try await find(id, reading: InputSelection(allOf: schema))
    guard case .faulty = whole else { return whole }
    // A fault in a field that no result depends on does not keep a subject from its grade, so it must not keep it from
    // the explanation of that grade.
    guard case .found(let batch, let invalid) = try await find(id, reading: needed) else { return whole }
    return .found(batch.withAbsentFields(of: schema), invalid: invalid)
  }

  private func find(_ id: String, reading selection: InputSelection) async throws -> Outcome {
    let decoder = RecordDecoder(schema: schema, mapping: mapping, selection: selection)
    return switch source {
    case .jsonLines(let path): try find(id, inLinesOf: path, decoder)
    case .csvFolder(let path): try await find(id, inFolder: path, decoder)
    }
  }

  // MARK: JSON Lines

  private func find(_ id: String, inLinesOf path: String, _ decoder: RecordDecoder) throws -> Outcome {
    var reader = LineSliceReader(try InputFile(path: path))
    var linesBefore = 0
    var spare: [UInt8] = []
    guard let scanner = JSONScanner(for: idDecoder) else { throw RecordsError.outOfMemory }
    while let slice = try reader.next(reusing: spare) {
      var lineNumber: Int?
      let lineCount = scanner.forEachLine(in: slice.bytes, 0..<slice.count) { line in
        if lineNumber == nil, line.id(decoder) == id { lineNumber = line.number }
      }
      guard let lineCount else { throw RecordsError.outOfMemory }
      if let lineNumber { return try read(lineNumber, of: slice, path, linesBefore, decoder, id) }
      linesBefore += slice.isOverlong ? 1 : lineCount
      spare = slice.bytes
    }
    return .notFound
  }

  /// A decoder that reads the subject's id alone.
  private var idDecoder: RecordDecoder {
    let isRead = schema.domains.enumerated().map { index, domain in
      domain.fields.indices.map { index == 0 && $0 == domain.key }
    }
    return RecordDecoder(schema: schema, mapping: mapping, selection: InputSelection(isRead: isRead))
  }

  private func read(
    _ lineNumber: Int, of slice: LineSlice, _ path: String, _ linesBefore: Int, _ decoder: RecordDecoder,
    _ id: String
  ) throws -> Outcome {
    guard let scanner = JSONScanner(for: decoder) else { throw RecordsError.outOfMemory }
    var assembler = SubjectAssembler(decoder: decoder, asOf: asOf, files: [path])
    var outcome = Outcome.notFound
    let lineCount = scanner.forEachLine(in: slice.bytes, 0..<slice.count) { line in
      guard line.number == lineNumber else { return }
      assembler.line = linesBefore + lineNumber + 1
      var faults = line.assemble(with: &assembler)
      for index in faults.indices { faults[index].line = linesBefore + lineNumber + 1 }
      let invalid = assembler.invalidValues.withSubject(id)
      outcome = faults.isEmpty ? .found(assembler.builder.finish(), invalid: invalid) : .faulty(faults)
    }
    if lineCount == nil { throw RecordsError.outOfMemory }
    return outcome
  }

  // MARK: CSV folders

  private func find(_ id: String, inFolder path: String, _ decoder: RecordDecoder) async throws -> Outcome {
    let folder = try await CSVFolderLoader(path: path, decoder: decoder, threadCount: 2).load()
    guard let file = folder.files[0],
      let ordinal = folder.subjects.indices.first(where: { file.id(of: folder.subjects[$0]) == id })
    else { return .notFound }
    var reader = CSVSubjectReader(folder, decoder: decoder, asOf: asOf)
    let faults = reader.read(ordinal)
    guard faults.isEmpty else { return .faulty(faults) }
    let invalid = reader.invalidValues(of: ordinal)
    return .found(reader.finishBatch(), invalid: invalid)
  }
}
