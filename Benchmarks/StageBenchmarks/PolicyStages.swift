import PolicyDriver

/// How long policies of some size take to check and to compile.
struct PolicyStages {
  func measure(into table: inout StageTable) {
    let long = MadeUpSources([MadeUpPolicy("long", lineCount: 1000)])
    guard let compilation = PolicyLibrary(long).compilation(at: SourcePath("long.yaml")), compilation.policy != nil
    else {
      return table.add("check and compile 1,000 lines: the policy has errors", 0, "ms")
    }
    table.measure("check and compile, 1,000 lines", times: 5) {
      _ = PolicyLibrary(long).compilation(at: SourcePath("long.yaml"))
    }

    let policies = (0..<1000).map { MadeUpPolicy("policy\($0)", lineCount: 60 + $0 % 40) }
    let many = MadeUpSources(policies)
    table.measure("check, 1,000 policies of 80 lines", times: 1) {
      let library = PolicyLibrary(many)
      for path in library.files(below: SourcePath("")) { _ = library.check(fileAt: path) }
    }
  }
}
