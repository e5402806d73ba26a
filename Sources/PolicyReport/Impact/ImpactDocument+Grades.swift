import PolicyDiagnostics
import PolicyImpact
import PolicyTypes

// Grades before and after, for all and by groups.

extension ImpactDocument {
  func addMatrix(_ population: ImpactReport.Population, to document: inout ReportDocument) {
    document.add(.heading(word("From grade to grade", "等级变动矩阵")))
    document.add(.matrix(matrix(population)))
    document.add(
      .note(
        word(
          "Rows are the old grades, columns the new ones: right of the diagonal who falls, left of it who rises.",
          "行为原等级，列为新等级；对角线右侧为降级，左侧为升级。")))
  }

  private func matrix(_ population: ImpactReport.Population) -> MatrixChart {
    let grades = population.subject.grades
    var counts = (0...grades.old.labels.count).map { row in
      Array(population.tally.cells[row * grades.columnCount..<(row + 1) * grades.columnCount])
    }
    var (rows, columns) = (labels(of: grades.old), labels(of: grades.new))
    // The row and the column of those without a grade are shown where there are any.
    if counts.allSatisfy({ $0.last == 0 }) {
      columns.removeLast()
      for row in counts.indices { counts[row].removeLast() }
    }
    if counts.last?.allSatisfy({ $0 == 0 }) == true {
      rows.removeLast()
      counts.removeLast()
    }
    return MatrixChart(
      title: word("Grades before and after", "修改前后的等级"), rowTitle: word("old", "原"), columnTitle: word("new", "新"),
      rows: rows, columns: columns, counts: counts
    ) { row, column in
      switch grades.movements[row][column] {
      case .same: .same
      case .other: .other
      case .worse(let steps): steps > 0 ? .worse : .better
      }
    }
  }

  func labels(of scale: GradeScale) -> [String] { scale.labels.map(shownGrade) + [shownGrade(nil)] }

  /// The outcome that the language names has a name in each language; grades are the author's.
  func shownGrade(_ grade: String?) -> String {
    guard let grade else { return word("no grade", "无等级") }
    return grade == LabelSet.notRated ? word(LabelSet.notRated, "不予评定") : grade
  }

  func addDistribution(_ population: ImpactReport.Population, to document: inout ReportDocument) {
    let (grades, tally) = (population.subject.grades, population.tally)
    var old: [String: Int] = [:]
    var new: [String: Int] = [:]
    for cell in tally.cells.indices {
      let labels = grades.labels(ofCell: cell)
      old[shownGrade(labels.old), default: 0] += tally.cells[cell]
      new[shownGrade(labels.new), default: 0] += tally.cells[cell]
    }
    var names = labels(of: grades.new)
    names += labels(of: grades.old).filter { !names.contains($0) }
    let rows = names.filter { old[$0, default: 0] + new[$0, default: 0] > 0 || $0 != shownGrade(nil) }.map { name in
      let (before, after) = (old[name, default: 0], new[name, default: 0])
      return [
        name, String(before), shareText(before, of: tally.compared), String(after),
        shareText(after, of: tally.compared),
        signedText(after - before),
      ]
    }
    document.add(.heading(word("Distribution", "等级分布")))
    document.add(
      .table(
        [
          .init(word("grade", "等级")), .init(word("old", "原"), .right), .init(word("share", "占比"), .right),
          .init(word("new", "新"), .right), .init(word("share", "占比"), .right), .init(word("difference", "增减"), .right),
        ], rows))
  }

  func addGroups(_ population: ImpactReport.Population, to document: inout ReportDocument) {
    let grades = population.subject.grades
    for (field, groups) in zip(population.subject.fields, population.tally.groups) {
      document.add(.heading(word("By \(field.name)", "按\(field.title ?? field.name)")))
      let sorted = groups.sorted { $0.key.description < $1.key.description }
      let rows = sorted.map { value, cells in
        let total = cells.reduce(0, +)
        func count(_ condition: (GradeMovement) -> Bool) -> Int {
          cells.indices.reduce(0) { condition(grades.movement(ofCell: $1)) ? $0 + cells[$1] : $0 }
        }
        let moved = count { $0 != .same }
        return [
          shown(value), String(total), String(moved), shareText(moved, of: total), String(count { $0.steps > 0 }),
          String(count { $0.steps < 0 }),
        ]
      }
      document.add(
        .table(
          [
            .init(field.title ?? field.name), .init(word("subjects", "对象数"), .right), .init(word("move", "变动"), .right),
            .init(word("share", "占比"), .right), .init(word("fall", "降级"), .right), .init(word("rise", "升级"), .right),
          ], rows))
      addGroupMatrices(population, field, sorted, to: &document)
    }
  }

  /// From which grade to which, group by group: a column for each pair in which somebody moves.
  private func addGroupMatrices(
    _ population: ImpactReport.Population, _ field: ImpactSubject.Field, _ groups: [(key: Value, value: [Int])],
    to document: inout ReportDocument
  ) {
    let grades = population.subject.grades
    let pairs = population.tally.cells.indices.filter { cell in
      population.tally.cells[cell] > 0 && grades.movement(ofCell: cell) != .same
    }
    guard !pairs.isEmpty else { return }
    let columns = pairs.map { cell in
      let labels = grades.labels(ofCell: cell)
      return TextTable.Column("\(shownGrade(labels.old))→\(shownGrade(labels.new))", .right)
    }
    let rows = groups.map { value, cells in [shown(value)] + pairs.map { String(cells[$0]) } }
    document.add(.table([.init(field.title ?? field.name)] + columns, rows))
  }

  func shown(_ value: Value) -> String {
    value.isAbsent ? word("(none, and others)", "（空及其他）") : value.description
  }
}
