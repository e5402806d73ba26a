package import PolicyIR
package import PolicyTypes

/// A program made ready to run as of a date: folded, without what nobody reads, and with a register for each value.
///
/// A plan is made once and run on any number of batches, by any number of interpreters at once. A class, because every
/// run hands it on, and a copy of a structure with so many lists owns each of them once more.
package final class ExecutionPlan: Sendable {
  /// Which values can be read after a run.
  package enum Kept: Hashable, Sendable {
    /// Those that results are made of.
    case results
    /// All, as an explanation needs them.
    case everything
    /// These alone, as a search needs them.
    case only([ValueID])
  }

  package let program: IRProgram
  package let asOf: CalendarDate

  /// The fields that a reader has to read for this plan.
  package let selection: InputSelection

  let steps: [Step]
  let constants: [Column]
  /// The bytes of the constants that are texts.
  let constantText: [UInt8]
  let registerCount: Int
  /// How many code columns rows are sorted by.
  let partitionCount: Int
  /// Where each value of the program is found after a run; nil where it is not kept.
  let places: [ValuePlace?]

  /// Plans a program that `IRVerifier` has accepted; `extra` values are kept beside those of the results.
  package convenience init(program: IRProgram, asOf: CalendarDate, keeping kept: Kept, extra: [ValueID] = []) {
    self.init(program: program, asOf: asOf, keeping: kept, extra: extra, isFolding: true)
  }

  /// Plans with folding on or off, so that tests can compare the two.
  init(program: IRProgram, asOf: CalendarDate, keeping kept: Kept, extra: [ValueID] = [], isFolding: Bool) {
    let folder = ProgramFolder(program, asOf: asOf, isFolding: isFolding)
    let keptValues =
      switch kept {
      case .results: program.outline.resultValues + extra
      case .everything: program.instructions.indices.map(ValueID.init)
      case .only(let values): values + extra
      }
    let foldedKept = keptValues.map { folder.places[$0.index] }
    // Where everything is kept, every value is computed anyway.
    let planner = StepPlanner(folder, kept: foldedKept, isCombining: isFolding && kept != .everything)
    var builder = StepBuilder(folder, planner.operations, kept: foldedKept)
    builder.addSteps()

    self.program = program
    self.asOf = asOf
    self.steps = builder.steps
    self.constants = builder.constants
    self.constantText = builder.constantText
    self.registerCount = builder.registerCount
    self.partitionCount = planner.partitionCount
    var places = [ValuePlace?](repeating: nil, count: program.instructions.count)
    for value in keptValues { places[value.index] = builder.places[folder.places[value.index].index] }
    self.places = places
    self.selection =
      switch kept {
      case .results, .only:
        InputSelection(of: folder, live: planner.operations.map { $0 != nil }, keyed: program.outline.keyedDomains)
      case .everything: InputSelection(allOf: program.schema)
      }
  }

  /// Returns where a value that is kept is found after a run.
  package func place(of id: ValueID) -> ValuePlace {
    guard let place = places[id.index] else { preconditionFailure("the plan does not keep %\(id.index)") }
    return place
  }
}
