/// What a rule does to the grade, with the grade or the number of steps that it names.
package enum GradeMove<Bound> {
  case exactly(Bound)
  case noBetterThan(Bound)
  case noWorseThan(Bound)
  case worse(Bound)
  case better(Bound)

  package var bound: Bound {
    switch self {
    case .exactly(let bound), .noBetterThan(let bound), .noWorseThan(let bound), .worse(let bound),
      .better(let bound):
      bound
    }
  }

  package var kind: MoveKind {
    switch self {
    case .exactly: .exact
    case .noBetterThan: .ceiling
    case .noWorseThan: .floor
    case .worse, .better: .shift
    }
  }

  package func map<Other>(_ transform: (Bound) -> Other) -> GradeMove<Other> {
    switch self {
    case .exactly(let bound): .exactly(transform(bound))
    case .noBetterThan(let bound): .noBetterThan(transform(bound))
    case .noWorseThan(let bound): .noWorseThan(transform(bound))
    case .worse(let bound): .worse(transform(bound))
    case .better(let bound): .better(transform(bound))
    }
  }
}

extension GradeMove: Equatable where Bound: Equatable {}
extension GradeMove: Hashable where Bound: Hashable {}
extension GradeMove: Sendable where Bound: Sendable {}
