import PolicySyntax

/// What kind of thing is changed; the raw value is its name in JSON.
package enum ChangeKind: String, Hashable, Sendable, CaseIterable {
  case constant
  case weight
  case points
  case deduction
  case row
  case threshold
  case cap
  case clamp
  case rounding
  case missing
  case window
  case condition
  case selection
  case fact
  case indicator
  case repairTier = "repair tier"
  case repair
  case rule
  case move
  case alert
  case tag
  case scale
  case grade
  case moves = "order of moves"
  case measure
  case measureGrades = "grades of a measure"
  case measureNumber = "measure number"
  case list
  case decisions
  case output
  case calendar
  case records
  case field
  case period
  case effective
  case data
  case title
  case basis
  case wording
  case allowance

  /// Whether things of this kind are words for people, on which no result rests.
  package var isWordsOnly: Bool {
    switch self {
    case .title, .basis, .wording, .allowance: true
    default: false
    }
  }
}

extension ChangePath {
  /// The kind of what lies at the path.
  var kind: ChangeKind {
    let keywords = keywords
    for keyword in keywords { if let kind = Self.wordKinds[keyword] { return kind } }
    switch section {
    case .policy: break
    case .catalogue: return .measure
    case .calendar: return .calendar
    }
    switch keywords.first {
    case .constants: return .constant
    case .facts: return part.isEmpty ? .fact : kindOfPart ?? (hasRow ? .row : .fact)
    case .lists: return part.isEmpty ? .list : keywords.last == .where ? .condition : .list
    case .score: return part.isEmpty ? .indicator : kindOfPart ?? .indicator
    case .grade: return hasRow ? .threshold : .grade
    case .rules: return part.isEmpty ? .rule : keywords.last == .grade ? .move : kindOfPart ?? .rule
    case .repairs: return keywords.last == .restore ? .repairTier : .repair
    case .measures: return kindOfMeasure
    case .outputs: return .output
    case .grades, .beside: return .scale
    case .outcomes: return keywords.contains(.reason) ? .wording : .grade
    case .decisions: return .decisions
    case .moves: return .moves
    case .period: return .period
    case .effective: return .effective
    case .calendar: return .calendar
    case .reference: return .row
    case .subjects, .records: return keywords.contains(.fields) ? .field : .records
    case .data: return .data
    default: return .wording
    }
  }

  private var hasRow: Bool { part.contains(where: \.isRow) }

  /// The kind by the key that the change lies under.
  private var kindOfPart: ChangeKind? {
    let inside = part.compactMap { step in if case .keyword(let keyword) = step { keyword } else { nil } }
    guard let keyword = inside.first else { return nil }
    let kind = Self.partKinds[keyword]
    return hasRow && [.points, .deduction, .fact].contains(kind) ? .row : kind
  }

  private var kindOfMeasure: ChangeKind {
    guard let first = part.first else { return .measure }
    if case .name = first { return .measureNumber }
    return switch keywords.last {
    case .for: .measureGrades
    case .when: .condition
    default: .measure
    }
  }

  private static let wordKinds: [Keyword: ChangeKind] = [
    .title: .title, .basis: .basis, .sources: .basis, .allow: .allowance, .discretion: .wording, .except: .wording,
    .department: .wording, .target: .wording, .kind: .wording, .notEncoded: .wording, .version: .wording,
  ]

  private static let partKinds: [Keyword: ChangeKind] = [
    .weight: .weight, .points: .points, .start: .points, .take: .points, .deduct: .deduction, .cap: .cap, .capPer: .cap,
    .clamp: .clamp,
    .round: .rounding, .missing: .missing, .within: .window, .where: .condition, .when: .condition,
    .each: .selection, .oncePer: .selection, .keep: .selection, .per: .selection, .value: .fact,
    .repair: .repair, .alert: .alert, .tag: .tag,
  ]
}
