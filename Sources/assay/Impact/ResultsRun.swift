import Glibc
import PolicyDiagnostics
import PolicyExecution
import PolicyRecords
import PolicyReport
import PolicyTypes

/// Reads the files of a report of results.
struct ResultsRun {
  let command: ReportCommand
  private let threadCount: Int

  init(command: ReportCommand) {
    self.command = command
    threadCount = command.threads ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
  }

  /// The fields that are looked for where none are named.
  private static let usualFields = ["industry", "行业", "region", "地区", "区域"]

  func report() async throws -> ResultsReport {
    let groups = try await subjectGroups()
    var runs: [ResultsReport.Run] = []
    for (index, argument) in command.results.enumerated() {
      let isLast = index == command.results.count - 1
      runs.append(try await run(argument, faults: isLast ? command.faults : nil, groups))
    }
    return ResultsReport(runs: runs, fields: groups.fields)
  }

  // MARK: Subjects

  /// The values of the fields by which subjects are told apart.
  private struct SubjectGroups {
    var fields: [String] = []
    /// Every combination of values that some subject has.
    var combinations: [[String]] = []
    /// The place of its combination for each subject.
    var places = SubjectNumbers()
  }

  private func subjectGroups() async throws -> SubjectGroups {
    var groups = SubjectGroups()
    guard let path = command.subjects else { return groups }
    let wanted = command.by.isEmpty ? Self.usualFields : command.by
    let columns = PlainColumns(path: path, id: "id", numbers: [], texts: wanted, threadCount: threadCount)
    var known: [[String]: Int] = [:]
    _ = try await columns.read { subjects in
      for row in 0..<subjects.count {
        let values = subjects.fields.map { $0[row].isAbsent ? "" : $0[row].description }
        let place = known[values] ?? groups.combinations.count
        if place == groups.combinations.count {
          known[values] = place
          groups.combinations.append(values)
        }
        groups.places[subjects.ids[row]] = place
      }
    }
    // Fields that nobody has are those that were only looked for, or misspelt.
    let found = wanted.indices.filter { field in groups.combinations.contains { !$0[field].isEmpty } }
    if let missing = command.by.indices.first(where: { !found.contains($0) }) {
      throw CommandFailure.noValues(command.by[missing], in: path)
    }
    groups.fields = found.map { wanted[$0] }
    groups.combinations = groups.combinations.map { values in found.map { values[$0] } }
    return groups
  }

  // MARK: Results

  private func run(_ argument: String, faults: String?, _ groups: SubjectGroups) async throws -> ResultsReport.Run {
    let (label, path) = Self.labelled(argument)
    let columns = PlainColumns(
      path: path, id: "id", numbers: ["score"], texts: ["grade"], threadCount: threadCount)
    var whole = ResultsReport.Group()
    var parts = groups.fields.map { _ in [String: ResultsReport.Group]() }
    var gradeScores: [String: (count: Int, sum: Decimal128)] = [:]
    _ = try await columns.read { results in
      for row in 0..<results.count {
        let score = results.fields[0][row].number
        let grade = results.fields[1][row].isAbsent ? "" : results.fields[1][row].description
        let isCode = isUnifiedSocialCreditCode(results.ids[row])
        whole.add(grade: grade, score: score, hasUnifiedCode: isCode)
        if let score {
          let known = gradeScores[grade] ?? (0, .zero)
          gradeScores[grade] = (known.count + 1, known.sum.adding(score) ?? known.sum)
        }
        let values = groups.places[results.ids[row]].map { groups.combinations[$0] }
        for field in parts.indices {
          parts[field][values?[field] ?? "", default: ResultsReport.Group()]
            .add(grade: grade, score: score, hasUnifiedCode: isCode)
        }
      }
    }
    guard whole.subjects == 0 || whole.grades.keys.contains(where: { !$0.isEmpty }) || whole.scored > 0 else {
      throw CommandFailure.noResults(path)
    }
    let quality = try await quality(faults ?? ResultFiles(results: path).faults, isNeeded: faults != nil)
    return ResultsReport.Run(
      label: label, path: path, whole: whole, groups: parts, quality: quality, gradeScores: gradeScores)
  }

  /// `2024=results.csv` is called 2024; else a file is called by its name without its ending.
  private static func labelled(_ argument: String) -> (label: String, path: String) {
    if let sign = argument.firstIndex(of: "="), !FileSystem.exists(argument) {
      return (String(argument[..<sign]), String(argument[argument.index(after: sign)...]))
    }
    let name = String(argument.split(separator: "/").last ?? Substring(argument))
    return (ResultFiles(results: name).base, argument)
  }

  // MARK: Faults

  private func quality(_ path: String, isNeeded: Bool) async throws -> ResultsReport.Quality? {
    guard isNeeded || FileSystem.exists(path) else { return nil }
    let columns = PlainColumns(
      path: path, id: nil, numbers: ["line"], texts: ["code", "record", "field", "subject", "file"],
      threadCount: threadCount)
    var quality = ResultsReport.Quality(path: path)
    var subjects = SubjectNumbers()
    _ = try await columns.read { faults in
      for row in 0..<faults.count {
        let values = faults.fields.map { $0[row].isAbsent ? "" : $0[row].description }
        // A subject is known by its id, or else by its line: one that repeats an id is another than the first.
        let isRepeated = values[1] == DiagnosticCode.repeatedSubject.rawValue
        let subject = values[4].isEmpty || isRepeated ? "\(values[5]):\(values[0])" : values[4]
        let isNew = subjects[subject] == nil
        subjects[subject] = 1
        let field = [values[2], values[3]].filter { !$0.isEmpty }.joined(separator: ".")
        quality.add(code: values[1], field: field, source: values[5], isNewSubject: isNew)
      }
    }
    return quality
  }
}

extension CommandFailure {
  fileprivate static func noResults(_ path: String) -> CommandFailure {
    CommandFailure(
      LocalizedText("nothing in `\(path)` has a grade or a score", "`\(path)` 中没有等级或得分"),
      help: LocalizedText("name a file that `assay run` wrote", "请指明 `assay run` 写出的结果文件"), status: .usage)
  }

  fileprivate static func noValues(_ field: String, in path: String) -> CommandFailure {
    CommandFailure(
      LocalizedText("no subject in `\(path)` has a field `\(field)`", "`\(path)` 中没有对象具有字段 `\(field)`"),
      help: LocalizedText("--by names a field as the data name it", "--by 应使用数据中的字段名"), status: .usage)
  }
}
