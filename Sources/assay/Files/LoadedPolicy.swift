import PolicyDiagnostics
import PolicyDigest
import PolicyDriver
import PolicyIR
import PolicyReport
import PolicyTypes

/// A policy that is ready to run on data.
struct LoadedPolicy {
  let policy: CompiledPolicy
  let mapping: DataMapping
  let stamp: PolicyStamp

  var program: IRProgram { policy.program }

  /// Loads the policy that `name` names, with the data mapping in the file `data` or else its own.
  init(_ name: String, mapping data: String?, asOf: CalendarDate, _ console: Console) throws {
    let policies = PolicyFiles()
    policy = try policies.compile(name, asOf: asOf, console)
    guard let data else {
      mapping = policy.mapping
      stamp = PolicyStamp(policy, with: [])
      return
    }
    _ = try policies.files.read(data)
    var diagnostics = DiagnosticSet()
    let found = policies.library.mapping(at: SourcePath(data), for: policy, into: &diagnostics)
    guard let found, let file = policies.library.document(at: SourcePath(data))?.file else {
      Console.writeError(console.diagnosticText(for: .error).text(of: diagnostics))
      throw CommandFailure(LocalizedText("the data mapping has errors", "数据映射有错误"), status: .findings)
    }
    mapping = found
    PackageRoot(of: policy, in: policies.library).cite([file])
    stamp = PolicyStamp(policy, with: [(.data, file)])
  }
}

extension PolicyStamp {
  /// Makes the stamp of a policy and of further files that its results depend on.
  init(_ policy: CompiledPolicy, with others: [(role: SourceStamp.Role, file: SourceFile)]) {
    self.init(
      id: policy.program.name, version: policy.program.version,
      sources: (policy.files + others).map {
        SourceStamp(role: $0.role, file: FileStamp(name: $0.file.citedPath, bytes: $0.file.bytes))
      })
  }
}
