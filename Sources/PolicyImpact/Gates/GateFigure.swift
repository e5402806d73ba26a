package import PolicyDiagnostics
import PolicyTypes

/// What gates may read, with one spelling in English and one in Chinese; the raw value is the English one.
package enum GateFigure: String, CaseIterable, Sendable {
  // Of the whole report.
  case subjects
  case setAside = "set aside"
  case changes
  case scoreChange = "score change"

  // Functions of a condition on a pair of grades.
  case count
  case share

  // Functions of a measure, or of a number of one.
  case gained
  case lost
  case oldTotal = "old total"
  case newTotal = "new total"

  // Of a pair of grades.
  case down
  case up
  case moved
  case oldGrade = "old grade"
  case newGrade = "new grade"

  package var chinese: String {
    switch self {
    case .subjects: "对象数"
    case .setAside: "剔出数"
    case .changes: "修改数"
    case .scoreChange: "得分变动"
    case .count: "数量"
    case .share: "占比"
    case .gained: "新增"
    case .lost: "减少"
    case .oldTotal: "原合计"
    case .newTotal: "新合计"
    case .down: "降级"
    case .up: "升级"
    case .moved: "变动"
    case .oldGrade: "原等级"
    case .newGrade: "新等级"
    }
  }

  /// One sentence on what it is.
  package var meaning: LocalizedText {
    switch self {
    case .subjects: LocalizedText("the subjects that both policies grade", "两版政策都评价的对象数")
    case .setAside: LocalizedText("the subjects that only one of the two grades", "只有一版政策能评价的对象数")
    case .changes: LocalizedText("the changes of meaning", "含义有变的修改数")
    case .scoreChange: LocalizedText("the sum of all changes of scores", "得分变动合计")
    case .count: LocalizedText("how many subjects meet the condition", "满足条件的对象数")
    case .share: LocalizedText("the share of subjects that meet the condition", "满足条件的对象占比")
    case .gained: LocalizedText("the subjects that get a measure and did not", "新增某项措施的对象数")
    case .lost: LocalizedText("the subjects that got a measure and do not", "不再有某项措施的对象数")
    case .oldTotal: LocalizedText("a measure's number, added up under the old policy", "某项措施参数按原政策的合计")
    case .newTotal: LocalizedText("a measure's number, added up under the new policy", "某项措施参数按新政策的合计")
    case .down: LocalizedText("by how many grades a subject falls; 0 where it does not", "下降的级数，未下降为 0")
    case .up: LocalizedText("by how many grades a subject rises; 0 where it does not", "上升的级数，未上升为 0")
    case .moved: LocalizedText("whether the grade is another", "等级是否变动")
    case .oldGrade: LocalizedText("the grade under the old policy", "原政策的等级")
    case .newGrade: LocalizedText("the grade under the new policy", "新政策的等级")
    }
  }

  /// Where the figure stands: in the whole gate, or in the condition of `count` and `share`.
  package var isOfPair: Bool { [.down, .up, .moved, .oldGrade, .newGrade].contains(self) }

  init?(spelling text: String) {
    guard let figure = Self.allCases.first(where: { $0.rawValue == text || $0.chinese == text }) else { return nil }
    self = figure
  }
}

/// The names of one report that gates may use.
package struct GateNames: Sendable {
  let labels: Set<String>
  let fields: [String]
  let measures: [String]
  let numbers: [String]

  package init(_ subject: ImpactSubject) {
    labels = Set(subject.grades.old.labels + subject.grades.new.labels)
    fields = subject.fields.map(\.name)
    measures = subject.measures.map(\.name)
    numbers = subject.numbers.map(\.name)
  }
}

/// The figures of one report.
struct GateFigures {
  let population: ImpactReport.Population
  let changeCount: Int

  var tally: ImpactTally { population.tally }

  /// Calls `body` with each pair of grades, the value of the field by which subjects are told apart, and their count.
  func forEachPair(field: Int?, _ body: (_ pair: GatePair, _ count: Int) throws(GateFailure) -> Void)
    throws(GateFailure)
  {
    let grades = population.subject.grades
    guard let field else {
      for cell in tally.cells.indices where tally.cells[cell] > 0 {
        try body(GatePair(grades, cell, nil), tally.cells[cell])
      }
      return
    }
    for (value, cells) in tally.groups[field] {
      for cell in cells.indices where cells[cell] > 0 { try body(GatePair(grades, cell, value), cells[cell]) }
    }
  }
}

/// A pair of grades, for those of one group.
struct GatePair {
  let movement: GradeMovement
  let old: String?
  let new: String?
  let group: Value?

  init(_ grades: GradePairs, _ cell: Int, _ group: Value?) {
    movement = grades.movement(ofCell: cell)
    (old, new) = grades.labels(ofCell: cell)
    self.group = group
  }

  private init() {
    movement = .same
    (old, new) = (nil, nil)
    group = nil
  }

  /// A pair that stands for any while a gate is tried.
  static let any = GatePair()
}
