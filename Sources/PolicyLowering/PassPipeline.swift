import PolicyIR

/// Turns a program into an equal one.
protocol ProgramPass: Sendable {
  func run(on program: IRProgram) -> IRProgram
}

/// Passes in their order, with the program verified before the first and after each.
struct PassPipeline: Sendable {
  let passes: [any ProgramPass]

  static let standard = PassPipeline(passes: [LabelTestMerging()])

  func run(on program: IRProgram) -> IRProgram {
    verify(program, after: "lowering")
    return passes.reduce(program) { program, pass in
      let result = pass.run(on: program)
      verify(result, after: "\(type(of: pass))")
      return result
    }
  }

  /// A program that is not sound is a mistake in the compiler: to go on would give grades that nobody can trust.
  private func verify(_ program: IRProgram, after stage: String) {
    let violations = IRVerifier.violations(in: program)
    precondition(violations.isEmpty, "after \(stage): \(violations.map(\.description).joined(separator: "; "))")
  }
}
