package import PolicyExecution
package import PolicyIR

/// Reads all subjects of a JSON Lines file into batches that stay in memory, to measure evaluation by itself.
///
/// Subjects with faults are left out. Throws `FileError` where the file cannot be read.
package func readBatches(
  ofLinesAt path: String, for plan: ExecutionPlan, mapping: DataMapping, batchSize: Int
) throws -> [Batch] {
  let decoder = RecordDecoder(schema: plan.program.schema, mapping: mapping, selection: plan.selection)
  guard let scanner = JSONScanner(for: decoder) else { throw RecordsError.outOfMemory }
  var assembler = SubjectAssembler(decoder: decoder, asOf: plan.asOf, files: [path])
  var reader = LineSliceReader(try InputFile(path: path))
  var batches: [Batch] = []
  while let slice = try reader.next(reusing: []) {
    _ = scanner.forEachLine(in: slice.bytes, 0..<slice.count) { line in
      guard line.assemble(with: &assembler).isEmpty else { return }
      if assembler.builder.subjectCount == batchSize { batches.append(assembler.builder.finish()) }
    }
  }
  if assembler.builder.subjectCount > 0 { batches.append(assembler.builder.finish()) }
  return batches
}
