import PolicyExecution
package import PolicyIR
import PolicyTypes

/// The grades that a policy gives, with those that stand beside its scale.
package struct GradeScale: Hashable, Sendable {
  package let labels: [String]
  /// How many of them, from the first on, have a rank; the first is the best.
  package let rankedCount: Int

  package init(labels: [String], rankedCount: Int) {
    self.labels = labels
    self.rankedCount = rankedCount
  }

  package init(of program: IRProgram) {
    guard let grade = program.outline.grade else {
      self.init(labels: [], rankedCount: 0)
      return
    }
    if case .code(let labels) = program.type(of: grade.result).lane {
      self.init(labels: labels.labels, rankedCount: labels.rankedCount)
    } else {
      self.init(labels: grade.scale.labels, rankedCount: grade.scale.rankedCount)
    }
  }

  /// The number of the cell for a code of the program: the last one is for those without a grade.
  func cell(of code: UInt8) -> Int {
    code == SubjectOutcomes.noGrade ? labels.count : min(Int(code), labels.count)
  }
}

/// What becomes of one who has a grade of the old policy and one of the new.
package enum GradeMovement: Hashable, Sendable {
  case same
  /// So many grades worse, or better where negative.
  case worse(Int)
  /// Another outcome, of which neither is better: the scale does not know one of them.
  case other

  /// The number of grades, positive for worse; 0 where there is none.
  package var steps: Int { if case .worse(let steps) = self { steps } else { 0 } }
}

/// All pairs of a grade of the old policy and one of the new.
package struct GradePairs: Hashable, Sendable {
  package let old: GradeScale
  package let new: GradeScale
  /// By the old grade's cell, then by the new one's.
  package let movements: [[GradeMovement]]

  package init(_ old: GradeScale, _ new: GradeScale) {
    self.old = old
    self.new = new
    movements = (0...old.labels.count).map { row in
      (0...new.labels.count).map { column in Self.movement(old, row, new, column) }
    }
  }

  package var columnCount: Int { new.labels.count + 1 }
  package var cellCount: Int { (old.labels.count + 1) * columnCount }

  func cell(_ oldCode: UInt8, _ newCode: UInt8) -> Int {
    old.cell(of: oldCode) * columnCount + new.cell(of: newCode)
  }

  package func movement(ofCell cell: Int) -> GradeMovement { movements[cell / columnCount][cell % columnCount] }

  /// The names of a cell's two grades; nil for none.
  package func labels(ofCell cell: Int) -> (old: String?, new: String?) {
    let (row, column) = (cell / columnCount, cell % columnCount)
    return (
      row < old.labels.count ? old.labels[row] : nil, column < new.labels.count ? new.labels[column] : nil
    )
  }

  /// A grade of the old scale has the rank that the new scale gives it.
  private static func movement(_ old: GradeScale, _ row: Int, _ new: GradeScale, _ column: Int) -> GradeMovement {
    let oldLabel = row < old.labels.count ? old.labels[row] : nil
    let newLabel = column < new.labels.count ? new.labels[column] : nil
    if oldLabel == newLabel { return .same }
    guard let oldLabel, row < old.rankedCount, column < new.rankedCount,
      let rank = new.labels.prefix(new.rankedCount).firstIndex(of: oldLabel)
    else { return .other }
    return .worse(column - rank)
  }
}
