package import PolicyDiagnostics
import PolicyTypes

extension ReportDocument {
  /// Makes the report of results as its readers see it.
  package init(_ report: ResultsReport, language: Language) {
    self = ResultsDocument(report: report, language: language).document()
  }
}

/// Lays a report of results out.
private struct ResultsDocument {
  let report: ResultsReport
  let language: Language

  func document() -> ReportDocument {
    var document = ReportDocument(
      language: language, title: word("Grades and data", "评价结果与数据质量"),
      subtitles: report.runs.map { run in
        let count = run.whole.subjects
        return word("\(run.label): \(count) subjects, \(run.path)", "\(run.label)：对象 \(count) 个，\(run.path)")
      })
    addDistribution(to: &document)
    for field in report.fields.indices { addGroups(field, to: &document) }
    addIndex(to: &document)
    for run in report.runs { addQuality(run, to: &document) }
    return document
  }

  private func word(_ english: String, _ chinese: String) -> String {
    LocalizedText(english, chinese).text(in: language)
  }

  private var last: ResultsReport.Run? { report.runs.last }

  private func shown(_ grade: String) -> String {
    if grade.isEmpty { return word("no grade", "无等级") }
    return grade == LabelSet.notRated ? word(LabelSet.notRated, "不予评定") : grade
  }

  // MARK: Grades

  private func addDistribution(to document: inout ReportDocument) {
    guard let last else { return }
    let grades = report.grades
    let total = last.whole.subjects
    document.add(.heading(word("Grades", "等级分布") + (report.runs.count > 1 ? " · \(last.label)" : "")))
    document.add(
      .bars(
        BarChart(
          title: word("Subjects by grade", "各等级对象数"),
          bars: grades.map { grade in
            let count = last.whole.grades[grade, default: 0]
            return BarChart.Bar(label: shown(grade), length: count, note: "\(count)  \(shareText(count, of: total))")
          })))
    if let index = last.whole.index { document.add(.paragraph(word("Mean score: \(index)", "平均分：\(index)"))) }
    guard report.runs.count > 1 else { return }
    let columns = [TextTable.Column(word("grade", "等级"))] + report.runs.map { .init($0.label, .right) }
    let rows = grades.map { grade in
      [shown(grade)]
        + report.runs.map { run in
          let count = run.whole.grades[grade, default: 0]
          return "\(count) (\(shareText(count, of: run.whole.subjects)))"
        }
    }
    document.add(.table(columns, rows))
  }

  private func addGroups(_ field: Int, to document: inout ReportDocument) {
    guard let last else { return }
    let grades = report.grades
    let name = report.fields[field]
    var columns: [TextTable.Column] = [.init(name), .init(word("subjects", "对象数"), .right)]
    for grade in grades { columns += [.init(shown(grade), .right), .init("%", .right)] }
    columns.append(.init(word("index", "指数"), .right))
    let rows = last.groups[field].sorted { $0.key < $1.key }.map { value, group in
      var row = [shownValue(value), String(group.subjects)]
      for grade in grades {
        let count = group.grades[grade, default: 0]
        row += [String(count), shareText(count, of: group.subjects)]
      }
      return row + [group.index?.description ?? "–"]
    }
    let label = report.runs.count > 1 ? " · \(last.label)" : ""
    document.add(.heading(word("By \(name)", "按 \(name)") + label))
    document.add(.table(columns, rows))
    document.add(
      .note(
        word(
          "The index is the mean score, rounded half up to two decimals.", "指数为平均分，四舍五入到两位小数。")))
  }

  private func shownValue(_ value: String) -> String { value.isEmpty ? word("(unknown)", "（未知）") : value }

  // MARK: Over time

  /// The index of each group from run to run.
  private func addIndex(to document: inout ReportDocument) {
    guard report.runs.count > 1 else { return }
    document.add(.heading(word("The index over time", "指数变化")))
    let points = report.runs.map(\.label)
    let whole = LineChart.Line(label: word("all", "全部"), values: report.runs.map { $0.whole.index.thousandths })
    if report.fields.isEmpty {
      document.add(.lines(LineChart(title: word("Mean score", "平均分"), points: points, lines: [whole])))
    }
    for (field, name) in report.fields.enumerated() {
      let values = Set(report.runs.flatMap { $0.groups[field].keys }).sorted()
      let lines = values.map { value in
        LineChart.Line(
          label: shownValue(value), values: report.runs.map { $0.groups[field][value]?.index.thousandths })
      }
      let title = word("Mean score by \(name)", "各\(name)平均分")
      document.add(.lines(LineChart(title: title, points: points, lines: [whole] + lines)))
    }
  }

  // MARK: Data

  private func addQuality(_ run: ResultsReport.Run, to document: inout ReportDocument) {
    let label = report.runs.count > 1 ? " · \(run.label)" : ""
    document.add(.heading(word("Data quality", "数据质量") + label))
    let setAside = run.quality?.subjects ?? 0
    let read = run.whole.subjects + setAside
    func figure(_ count: Int, _ name: String) -> (value: String, label: String) {
      (shareText(count, of: read), "\(name)\(word(" (\(count))", "（\(count)）"))")
    }
    var figures = [
      (value: String(read), label: word("subjects read", "读入对象")),
      figure(run.whole.unifiedCodes, word("have a valid unified code", "统一社会信用代码有效")),
    ]
    if run.quality != nil { figures.append(figure(setAside, word("set aside for data faults", "因数据问题剔出"))) }
    document.add(.figures(figures))
    guard let quality = run.quality else {
      let note = word("There is no file of faults beside the results.", "结果旁没有数据问题文件。")
      return document.add(.note(note))
    }
    guard quality.faults > 0 else { return document.add(.paragraph(word("No data faults.", "没有数据问题。"))) }
    addFaults(quality, read, to: &document)
  }

  private func addFaults(_ quality: ResultsReport.Quality, _ read: Int, to document: inout ReportDocument) {
    let codes = quality.codes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { code, count in
      [code, DiagnosticCode(rawValue: code)?.title.text(in: language) ?? "", String(count), perThousand(count, read)]
    }
    let rate = word("per 1,000 subjects", "每千个对象")
    document.add(
      .table(
        [.init(word("fault", "问题")), .init(""), .init(word("count", "数量"), .right), .init(rate, .right)], codes))
    // Of one file the counts are those of the whole.
    let sources = quality.sources.count > 1 ? quality.sources : [:]
    for (name, counts) in [(word("field", "字段"), quality.fields), (word("source", "来源"), sources)] {
      let rows = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { key, count in
        [key, String(count), perThousand(count, read)]
      }
      guard !rows.isEmpty else { continue }
      document.add(.table([.init(name), .init(word("count", "数量"), .right), .init(rate, .right)], rows))
    }
  }

  /// So many for a thousand, with two decimals, rounded half up.
  private func perThousand(_ count: Int, _ total: Int) -> String {
    guard total > 0 else { return "–" }
    let hundredths = (count * 200_000 + total) / (2 * total)
    return "\(hundredths / 100).\(String(100 + hundredths % 100).dropFirst())"
  }
}

extension Decimal128? {
  /// The number in thousandths, for a chart; nil for none.
  fileprivate var thousandths: Int? { self?.rounded(toScale: 3, .halfUp)?.scaled(to: 3).map(Int.init) }
}
