/// How well a made-up subject behaves: what its records have in common, so that bad grades are not mere accidents.
enum SampleConduct: Int, CaseIterable {
  case spotless
  case ordinary
  case careless
  case bad

  /// How many of a thousand subjects behave like this.
  static let weights = [150, 420, 320, 110]

  /// How much rarer each further label of a record is, in thousandths.
  var recordLabelRatio: Int { [60, 340, 440, 560][rawValue] }

  /// How much rarer each further label of the subject itself is, in thousandths.
  var subjectLabelRatio: Int { [450, 720, 880, 1000][rawValue] }

  /// In how many cases of a thousand a yes or no is the unusual one, such as a report that was not filed.
  var exceptionChance: Int { [10, 70, 220, 450][rawValue] }

  /// In how many cases of a thousand a record was put right.
  var repairChance: Int { [700, 550, 350, 150][rawValue] }

  /// The weights of having no record of a type, one, two and so on.
  var recordWeights: [Int] {
    switch self {
    case .spotless: [800, 170, 30]
    case .ordinary: [430, 320, 150, 70, 30]
    case .careless: [180, 280, 230, 150, 80, 50, 30]
    case .bad: [60, 120, 190, 200, 150, 110, 80, 50, 40]
    }
  }
}
