import PolicyDiagnostics
import PolicyDriver
import PolicyExecution
import PolicyIR
import PolicyRecords
import PolicyTypes

/// The subjects of the files of data on disk, as tests ask for them.
struct DataSubjects: SubjectProvider {
  func subject(
    _ id: String, inDataAt path: SourcePath, for policy: CompiledPolicy, asOf: CalendarDate, needed: InputSelection
  ) async -> FileSubject {
    let lookup = SubjectLookup(
      schema: policy.program.schema, mapping: policy.mapping, source: RecordSource(path: path.text), asOf: asOf,
      needed: needed)
    do {
      switch try await lookup.find(id) {
      case .found(let batch, _): return .found(batch)
      case .faulty(let faults): return .faulty(faults.map { FileFault($0, policy.mapping) })
      case .notFound: return .notFound
      }
    } catch let error as FileError {
      return .unreadable(error.message)
    } catch let error as RecordsError {
      return .unreadable(error.message)
    } catch {
      return .unreadable(LocalizedText(verbatim: "\(error)"))
    }
  }
}

extension FileFault {
  /// Takes a fault to the record type and the field of the policy that the outside names stand for.
  fileprivate init(_ fault: RowFault, _ mapping: DataMapping) {
    let domain = mapping.domains.indices.dropFirst().first { mapping.domains[$0].source == fault.record } ?? 0
    let field = fault.field.flatMap { name in mapping.domains[domain].fields.firstIndex { $0.source == name } }
    self.init(domain: DomainID(domain), field: field, code: fault.reason.code, text: fault.message)
  }
}
