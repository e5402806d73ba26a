import PolicyDiagnostics

/// Writes a report as a page that stands by itself.
package struct ReportHTML: Sendable {
  package init() {}

  package func text(of report: ReportDocument) -> String {
    HTMLPage(title: report.title, language: report.language).text { writer in
      writer.element("header") { writer in
        writer.element("h1", text: report.title)
        for subtitle in report.subtitles {
          writer.element("p", ["class": "faint"]) { $0.writeWithCode(subtitle) }
        }
      }
      for section in sections(of: report.blocks) {
        writer.element("section") { writer in
          for block in section { write(block, in: report.language, to: &writer) }
        }
      }
    }
  }

  /// A section begins at each heading.
  private func sections(of blocks: [ReportDocument.Block]) -> [[ReportDocument.Block]] {
    var sections: [[ReportDocument.Block]] = []
    for block in blocks {
      if case .heading = block { sections.append([]) }
      if sections.isEmpty { sections.append([]) }
      sections[sections.count - 1].append(block)
    }
    return sections
  }

  private func write(_ block: ReportDocument.Block, in language: Language, to writer: inout HTMLWriter) {
    switch block {
    case .heading(let heading): writer.element("h2", text: heading)
    case .paragraph(let paragraph): writer.element("p") { $0.writeWithCode(paragraph) }
    case .note(let note): writer.element("p", ["class": "faint"]) { $0.writeWithCode(note) }
    case .list(let items): writer.element("ul") { writer in for item in items { write(item, to: &writer) } }
    case .figures(let figures): writer.figures(figures)
    case .table(let columns, let rows): writer.table(columns, rows)
    case .bars(let chart): chart.write(to: &writer)
    case .matrix(let chart): chart.write(to: &writer)
    case .lines(let chart):
      chart.write(to: &writer)
      writer.element("details") { writer in
        writer.element("summary", text: LocalizedText("The numbers", "数据").text(in: language))
        writer.table(chart.table.columns, chart.table.rows)
      }
    case .verdict(let verdict, let isPassed):
      writer.element("p", ["class": isPassed ? "passed" : "failed"]) { writer in
        writer.write(isPassed ? "✓ " : "✗ ")
        writer.writeWithCode(verdict)
      }
    }
  }

  private func write(_ item: ReportDocument.Item, to writer: inout HTMLWriter) {
    writer.element("li") { writer in
      writer.writeWithCode(item.text)
      guard let place = item.place else { return }
      writer.empty("br")
      writer.element("small", text: place)
    }
  }
}
