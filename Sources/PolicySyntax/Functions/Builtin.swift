package import PolicyDiagnostics

/// A function that expressions may call; the raw value is its English name.
///
/// One table (`BuiltinEntry`) says of each what it is called, who knows it, how it is written and what it gives. The
/// checker of policies and that of strict FEEL, the reference and the page of functions all read it.
package enum Builtin: String, CaseIterable, Hashable, Sendable {
  // Truth.
  case not, all, any, `is`

  // Numbers.
  case abs, floor, ceiling, decimal
  case roundHalfUp = "round half up"
  case roundHalfDown = "round half down"
  case roundHalfEven = "round half even"
  case roundUp = "round up"
  case roundDown = "round down"
  case modulo, sqrt, log, exp, even, odd

  // Texts.
  case stringLength = "string length"
  case substring
  case substringBefore = "substring before"
  case substringAfter = "substring after"
  case upperCase = "upper case"
  case lowerCase = "lower case"
  case contains
  case startsWith = "starts with"
  case endsWith = "ends with"
  case matches, replace, split
  case stringJoin = "string join"

  // From one kind of value to another.
  case number, string, date, time, duration
  case dateAndTime = "date and time"
  case yearsAndMonthsDuration = "years and months duration"

  // The calendar.
  case dayOfYear = "day of year"
  case dayOfWeek = "day of week"
  case monthOfYear = "month of year"
  case weekOfYear = "week of year"

  // Lists.
  case count, sum, min, max, mean, median, stddev, mode, product
  case listContains = "list contains"
  case indexOf = "index of"
  case sublist, append, concatenate, union, flatten, reverse, remove, sort
  case insertBefore = "insert before"
  case listReplace = "list replace"
  case distinctValues = "distinct values"

  // Contexts.
  case getValue = "get value"
  case getEntries = "get entries"
  case contextPut = "context put"
  case contextMerge = "context merge"

  // Ranges.
  case before, after, meets, overlaps, finishes, includes, during, starts, coincides
  case metBy = "met by"
  case overlapsBefore = "overlaps before"
  case overlapsAfter = "overlaps after"
  case finishedBy = "finished by"
  case startedBy = "started by"

  // Of policies alone.
  case exists
  case longestRun = "longest run"
  case lowestPart = "lowest part"
  case parts, streak, better, worse
  case `default`
  case elapsed
  case daysBetween = "days between"
  case fullMonths = "full months"
  case fullYears = "full years"
  case calendarYears = "calendar years"
  case workingDayFrom = "working day from"
  case lastDayOfMonth = "last day of month"
  case lastDayOfQuarter = "last day of quarter"
  case lastDayOfYear = "last day of year"
  case lastDayOfPeriod = "last day of period"
  case nth, episode, repaired, listed, decided

  /// The English name.
  package var english: String { rawValue }

  /// The Chinese name; strict FEEL knows the English one alone.
  package var chinese: String { entry.chinese }

  /// How a policy calls it, by example; nil where policies do not know it.
  package var policyExample: String? { entry.policyExample }

  /// How strict FEEL calls it, by an example without variables; nil where only policies know it.
  package var example: String? { entry.example }

  /// The forms in which strict FEEL calls it, such as `substring(string: string, start position: number)`.
  package var signatures: [String] { entry.signatures }

  /// What it gives.
  package var summary: LocalizedText { entry.summary }

  /// Which values it takes and gives: ranges, units, and when the result is null.
  package var rule: LocalizedText? { entry.rule }

  /// Its row of the table.
  package var entry: BuiltinEntry {
    // A test holds the table complete.
    Self.entries[self] ?? BuiltinEntry(self, rawValue, summary: LocalizedText(verbatim: rawValue))
  }

  private static let entries = Dictionary(uniqueKeysWithValues: BuiltinEntry.all.map { ($0.builtin, $0) })

  /// The functions that policies know, in the order of the reference.
  package static let ofPolicies = allCases.filter { $0.policyExample != nil }

  /// The functions that strict FEEL knows.
  package static let ofFEEL = allCases.filter { !$0.signatures.isEmpty }

  /// Finds the function of policies that `name` spells in either language.
  package init?(policySpelling name: String) {
    guard let builtin = Self.ofPolicies.first(where: { $0.english == name || $0.chinese == name }) else { return nil }
    self = builtin
  }

  /// Finds the function of strict FEEL that `name` spells.
  package init?(feelName name: String) {
    guard let builtin = Builtin(rawValue: name), !builtin.signatures.isEmpty else { return nil }
    self = builtin
  }
}

/// One row of the table of functions.
package struct BuiltinEntry: Sendable {
  package let builtin: Builtin
  package let chinese: String
  package let signatures: [String]
  package let example: String?
  package let policyExample: String?
  package let summary: LocalizedText
  package let rule: LocalizedText?

  init(
    _ builtin: Builtin, _ chinese: String, _ signatures: [String] = [], example: String? = nil, policy: String? = nil,
    summary: LocalizedText, rule: LocalizedText? = nil
  ) {
    self.builtin = builtin
    self.chinese = chinese
    self.signatures = signatures
    self.example = example
    self.policyExample = policy
    self.summary = summary
    self.rule = rule
  }

  /// Every row; each function has one.
  static let all =
    truth + numbers + roundings + texts + conversions + calendar + lists + listEdits + contexts + ranges + records
    + results + times

  /// Makes the text of a summary or a rule; the table would be twice as long with the type's name in each row.
  static func said(_ english: String, _ chinese: String) -> LocalizedText { LocalizedText(english, chinese) }
}
