package import PolicyDiagnostics
package import PolicyDigest
package import PolicyIR
package import PolicyTypes

/// What a run did, in numbers.
package struct RunSummary: Hashable, Sendable {
  /// Lines or rows that stand for a subject, whether or not they could be read.
  package var subjectsRead = 0
  package var subjectsGraded = 0
  package var subjectsSetAside = 0
  /// Subjects whose explanations were written.
  package var explained = 0

  /// How many faults there are of each kind.
  package var faults: [DiagnosticCode: Int] = [:]
  /// The first faults in the order of the input, a few.
  package internal(set) var firstFaults: [RowFault] = []

  /// How many faults there are in each field, the field of a record with its type in front.
  package var fieldFaults: [String: Int] = [:]

  /// How many invalid values count as absent, or make their record void, by field.
  package var invalidValues: [InvalidCount] = []

  /// For each field that holds an identifier and is read, how many rows have one, and how many of those are wrong.
  package var identifiers: [IdentifierCount] = []

  /// Records left out because they are dated after the as-of date.
  package var laterRecords = 0

  /// For each grade of the outline's scale, how many subjects have it; empty where the policy has no grades.
  package var grades: [GradeCount] = []

  /// Subjects without a grade, although the policy has grades.
  package var withoutGrade = 0

  /// How many results rest on a decision of people; nil where the policy knows of none.
  package var decided: Int?

  /// For each rule and each measure, in the order of the policy, how many subjects it holds for.
  package var rules: [NameCount] = []
  package var measures: [NameCount] = []

  /// Columns of CSV files that nothing reads, and those of optional fields that are not there.
  package var unknownColumns: [ColumnName] = []
  package var missingColumns: [ColumnName] = []
  package var bytesRead = 0

  /// What the files held that were read and written, where digests were asked for.
  package var stamps: RunStamps?

  package init() {}

  package var faultCount: Int { faults.values.reduce(0, +) }

  package struct IdentifierCount: Hashable, Sendable {
    /// The field, that of a record with its type in front.
    package let field: String
    package let kind: IdentifierKind
    /// Subjects or records that have a right one, or none.
    package var right = 0
    package var absent = 0
    /// Those with a wrong check digit, which are set aside.
    package var wrong = 0

    package var total: Int { right + absent + wrong }
  }

  package struct InvalidCount: Hashable, Sendable {
    /// The field, that of a record with its type in front.
    package let field: String
    package let treatment: InvalidValue
    package var count: Int
  }

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
    /// The declared name that may have been meant.
    package var nearest: String?
  }
}

/// What the files of a run held.
package struct RunStamps: Hashable, Sendable {
  /// The files of the data set, in the order in which they are read.
  package let input: [FileStamp]
  package let results: FileStamp
  /// Nil where no file of faults was written.
  package let faults: FileStamp?
}

/// How far a run is.
package struct RunProgress: Hashable, Sendable {
  package let bytesDone: Int
  /// Nil where the input does not say how long it is.
  package let bytesTotal: Int?
  package let subjectsDone: Int
}
