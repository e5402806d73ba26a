/// How a decision counts for the grade.
package enum DecisionEffect: Hashable, Sendable {
  /// The grade that it names is the grade.
  case exactly
  case noBetterThan
  case noWorseThan
  /// The grade is moved by so many places, and the decision names none.
  case worse(Int)
  case better(Int)

  /// What data write: `no better than`, `1 worse`.
  package var label: String {
    switch self {
    case .exactly: "exactly"
    case .noBetterThan: "no better than"
    case .noWorseThan: "no worse than"
    case .worse(let places): "\(places) worse"
    case .better(let places): "\(places) better"
    }
  }

  /// By how many places it makes the grade worse; nil where it names a grade.
  package var placesWorse: Int? {
    switch self {
    case .worse(let places): places
    case .better(let places): -places
    case .exactly, .noBetterThan, .noWorseThan: nil
    }
  }

  /// Every effect on the grades of a scale: a grade can be moved from one end of it to the other.
  package static func all(on scale: LabelSet) -> [DecisionEffect] {
    let places = Array(1..<max(1, scale.rankedCount))
    return [.exactly, .noBetterThan, .noWorseThan] + places.map { .worse($0) } + places.map { .better($0) }
  }

  /// Finds the effect on the grades of a scale that `label` writes.
  package init?(label: String, on scale: LabelSet) {
    guard let effect = Self.all(on: scale).first(where: { $0.label == label }) else { return nil }
    self = effect
  }
}
