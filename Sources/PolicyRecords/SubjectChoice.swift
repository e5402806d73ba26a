import PolicyDigest
import PolicyExecution
import PolicyIR
import PolicyTypes

/// Which of the graded subjects of a run are explained.
///
/// A subject is chosen where it has one of the grades, is one of those named, or has another grade than it had; all are
/// where none of these is asked for. Of those that are chosen a sample may be taken.
package struct SubjectChoice: Sendable {
  private var grades: Set<String> = []
  private var ids: Set<SubjectKey> = []
  private var earlier: EarlierGrades?

  /// How many of the chosen ones are taken at most: those whose ids have the least SHA-256, so that the same
  /// subjects come out on any day and with any number of threads. Nil takes all.
  package let sampleSize: Int?

  package init(grades: [String], ids: [String], earlier: EarlierGrades?, sampleSize: Int?) {
    self.grades = Set(grades)
    self.ids = Set(ids.map { SubjectKey($0.utf8.span) })
    self.earlier = earlier
    self.sampleSize = sampleSize
  }

  /// Returns the rows of a batch that are chosen, without those that `isSetAside` marks; empty marks none.
  func rows(of values: BatchValues, leavingOut isSetAside: [Bool]) -> [Int] {
    let all = (0..<values.batch.subjectCount).filter { isSetAside.isEmpty || !isSetAside[$0] }
    if grades.isEmpty && ids.isEmpty && earlier == nil { return all }
    let reader = GradeReader(values)
    return all.filter { row in
      let grade = reader.grade(of: row)
      if let grade, grades.contains(grade) { return true }
      guard !ids.isEmpty || earlier != nil else { return false }
      let id = reader.id(of: row)
      return ids.contains(SubjectKey(id.utf8.span)) || earlier?.differs(grade, of: id) == true
    }
  }

  /// What a subject's place in a sample goes by.
  static func rank(of id: String) -> Digest { SHA256.digest(of: Array(id.utf8)) }
}

/// The grades that subjects had in an earlier file of results.
package struct EarlierGrades: Sendable {
  private var places = SubjectNumbers()
  private var grades: [String: Int] = [:]

  /// Reads a file of results, JSON Lines or CSV.
  package init(path: String, threadCount: Int) async throws {
    var (places, grades) = (SubjectNumbers(), [String: Int]())
    let columns = PlainColumns(path: path, id: "id", numbers: [], texts: ["grade"], threadCount: threadCount)
    _ = try await columns.read { results in
      for row in 0..<results.count {
        let grade = results.fields[0][row].isAbsent ? "" : results.fields[0][row].description
        let place = grades[grade] ?? grades.count
        grades[grade] = place
        places[results.ids[row]] = place
      }
    }
    (self.places, self.grades) = (places, grades)
  }

  /// Whether a subject had another grade, or none because it was not there.
  func differs(_ grade: String?, of id: String) -> Bool {
    guard let place = places[id] else { return true }
    return grades[grade ?? ""] != place
  }
}

/// The ids and the grades of a batch.
struct GradeReader {
  private let values: BatchValues
  private let column: Column?
  private let labels: [String]
  private let key: Int?

  init(_ values: BatchValues) {
    self.values = values
    let program = values.plan.program
    column = program.outline.grade.map { values.column(of: $0.result) }
    labels = gradeLabels(program).labels
    key = program.schema[.subject].key
  }

  func grade(of row: Int) -> String? {
    guard let column, column.isPresent(row), Int(column.bytes[row]) < labels.count else { return nil }
    return labels[Int(column.bytes[row])]
  }

  func id(of row: Int) -> String {
    guard let key else { return "" }
    let column = values.batch[.subject].columns[key]
    switch values.plan.program.schema[.subject].fields[key].kind.lane {
    case .text: return values.batch.text(column.texts[row])
    case .integer(let decimals): return scaledIntegerText(column.integers[row], scale: decimals)
    default: return ""
    }
  }
}
