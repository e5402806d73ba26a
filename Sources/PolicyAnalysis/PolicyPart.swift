package import PolicyDiagnostics
package import PolicyTypes

/// The part of a policy that a claim is about.
package struct PolicyPart: Hashable, Sendable {
  package let kind: Kind

  /// The declaration that it belongs to.
  package let clause: Clause?

  /// What it says, where that is more than stands at its place: a row with its value.
  package let text: LocalizedText?

  package enum Kind: String, CaseIterable, Sendable {
    case rule
    case condition
    /// A window of time, in which a record counts or no longer does.
    case window
    case row
    /// A row of the base grade.
    case band
    case repair
    /// A row of what a repair gives back.
    case repairTier = "repair tier"
    /// The time in which a repair does not count yet.
    case grace
    case cap
    case clamp
    /// One of the parts of which one counts.
    case part
    /// What stands for something that is missing.
    case missing
    case grade
    case measure
  }
}

extension PolicyPart.Kind {
  /// What people call the part.
  package var words: LocalizedText {
    switch self {
    case .rule: LocalizedText("rule", "规则")
    case .condition: LocalizedText("condition", "条件")
    case .window: LocalizedText("window", "有效期")
    case .row: LocalizedText("row", "行")
    case .band: LocalizedText("band", "等级界限")
    case .repair: LocalizedText("repair", "修复")
    case .repairTier: LocalizedText("repair tier", "修复档次")
    case .grace: LocalizedText("grace", "修复等待期")
    case .cap: LocalizedText("cap", "上限")
    case .part: LocalizedText("part", "部分")
    case .clamp: LocalizedText("clamp", "限定")
    case .missing: LocalizedText("missing", "缺失处理")
    case .grade: LocalizedText("grade", "等级")
    case .measure: LocalizedText("measure", "措施")
    }
  }
}
