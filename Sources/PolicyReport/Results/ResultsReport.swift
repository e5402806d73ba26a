package import PolicyTypes

/// What the results of one or several runs say together: how grades are distributed, in whole and by fields of the
/// subjects, and what the data were like.
package struct ResultsReport: Sendable {
  /// One entry for each file of results, in the order given.
  package let runs: [Run]
  /// The fields by which subjects are told apart.
  package let fields: [String]

  package init(runs: [Run], fields: [String]) {
    self.runs = runs
    self.fields = fields
  }

  /// One file of results.
  package struct Run: Sendable {
    /// What the run is called: its date, or the name of its file.
    package let label: String
    package let path: String
    package let whole: Group
    /// For each field a group for each of its values.
    package let groups: [[String: Group]]
    /// Nil where there is no file of faults.
    package let quality: Quality?
    /// For each grade how many with it have a score, and the sum of these.
    package let gradeScores: [String: (count: Int, sum: Decimal128)]

    package init(
      label: String, path: String, whole: Group, groups: [[String: Group]], quality: Quality?,
      gradeScores: [String: (count: Int, sum: Decimal128)]
    ) {
      self.label = label
      self.path = path
      self.whole = whole
      self.groups = groups
      self.quality = quality
      self.gradeScores = gradeScores
    }
  }

  /// Subjects that are counted together.
  package struct Group: Hashable, Sendable {
    package private(set) var subjects = 0
    /// How many have each grade; the empty one is none.
    package private(set) var grades: [String: Int] = [:]
    package private(set) var scored = 0
    /// The sum of the scores; nil where it has more than 34 digits.
    package private(set) var scoreSum: Decimal128? = .zero
    /// How many ids are unified codes with the right check character.
    package private(set) var unifiedCodes = 0

    package init() {}

    package mutating func add(grade: String, score: Decimal128?, hasUnifiedCode: Bool) {
      subjects += 1
      grades[grade, default: 0] += 1
      if hasUnifiedCode { unifiedCodes += 1 }
      guard let score else { return }
      scored += 1
      scoreSum = scoreSum?.adding(score)
    }

    /// The mean of the scores, which is the index of a region or an industry: rounded half up to two decimals.
    package var index: Decimal128? {
      guard scored > 0 else { return nil }
      return scoreSum?.divided(by: Decimal128(scored))?.rounded(toScale: 2, .halfUp)
    }
  }

  /// What the file of faults says of the data.
  package struct Quality: Hashable, Sendable {
    package let path: String
    package private(set) var faults = 0
    /// How many subjects, or lines without an id, have a fault.
    package private(set) var subjects = 0
    /// How many faults there are of each code, and in each field, as `records.field`.
    package private(set) var codes: [String: Int] = [:]
    package private(set) var fields: [String: Int] = [:]
    /// How many faults lie in each file of the data.
    package private(set) var sources: [String: Int] = [:]

    package init(path: String) {
      self.path = path
    }

    package mutating func add(code: String, field: String, source: String, isNewSubject: Bool) {
      faults += 1
      if !source.isEmpty { sources[source, default: 0] += 1 }
      if isNewSubject { subjects += 1 }
      codes[code, default: 0] += 1
      if !field.isEmpty { fields[field, default: 0] += 1 }
    }
  }

  /// The grades of all runs, the one with the highest mean score first: results do not tell the scale. What has no
  /// score comes last.
  package var grades: [String] {
    var sums: [String: (count: Int, sum: Decimal128)] = [:]
    for run in runs {
      for (grade, entry) in run.gradeScores {
        let known = sums[grade] ?? (0, .zero)
        sums[grade] = (known.count + entry.count, known.sum.adding(entry.sum) ?? known.sum)
      }
    }
    let means = sums.compactMapValues { $0.count == 0 ? nil : $0.sum.divided(by: Decimal128($0.count)) }
    return Set(runs.flatMap { $0.whole.grades.keys }).sorted { first, second in
      switch (means[first], means[second]) {
      case (let a?, let b?) where a != b: a > b
      case (nil, _?): false
      case (_?, nil): true
      default: first < second
      }
    }
  }
}
