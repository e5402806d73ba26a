package import PolicyDiagnostics

/// What a run did, in numbers.
package struct RunSummary: Hashable, Sendable {
  /// Lines or rows that stand for a subject, whether or not they could be read.
  package var subjectsRead = 0
  package var subjectsGraded = 0
  package var subjectsSetAside = 0

  /// How many faults there are of each kind.
  package var faults: [DiagnosticCode: Int] = [:]

  /// Records left out because they are dated after the as-of date.
  package var laterRecords = 0

  /// For each grade of the outline's scale, how many subjects have it; empty where the policy has no grades.
  package var grades: [GradeCount] = []

  /// Subjects without a grade, although the policy has grades.
  package var withoutGrade = 0

  /// For each rule and each measure, in the order of the policy, how many subjects it holds for.
  package var rules: [NameCount] = []
  package var measures: [NameCount] = []

  /// Columns of CSV files that nothing reads, and those of optional fields that are not there.
  package var unknownColumns: [ColumnName] = []
  package var missingColumns: [ColumnName] = []
  package var bytesRead = 0

  package init() {}

  package var faultCount: Int { faults.values.reduce(0, +) }

  package struct GradeCount: Hashable, Sendable {
    package let grade: String
    package var count: Int
  }

  package struct NameCount: Hashable, Sendable {
    package let name: String
    package var count: Int
  }

  package struct ColumnName: Hashable, Sendable {
    package let file: String
    package let column: String
  }
}

/// How far a run is.
package struct RunProgress: Hashable, Sendable {
  package let bytesDone: Int
  /// Nil where the input does not say how long it is.
  package let bytesTotal: Int?
  package let subjectsDone: Int
}
