import PolicyIR
import PolicyTypes

/// What a case says of one policy, held against another in which declarations may be gone.
extension PolicyTestCase {
  /// Returns the case as one of `policy`; nil where it names what is not there any more.
  func rebound(to policy: CompiledPolicy) -> PolicyTestCase? {
    let (old, new) = (self.policy.program.outline, policy.program.outline)
    var rebound = self
    rebound.policy = policy
    if old.names == new.names { return rebound }
    let expectations = expectations.compactMap { $0.rebound(from: old, to: new) }
    guard expectations.count == self.expectations.count else { return nil }
    rebound.expectations = expectations
    return rebound
  }
}

extension Expectation {
  /// Returns the expectation with the places of what it names in another outline; nil where it is not there.
  fileprivate func rebound(from old: Outline, to new: Outline) -> Expectation? {
    func place(of id: IndicatorID) -> IndicatorID? {
      let name = old[id].clause.name
      return new.indicators.firstIndex { $0.clause.name == name }.map(IndicatorID.init)
    }
    let kind: Kind? =
      switch self.kind {
      case .grade, .otherGrade, .name, .gradeToConfirm: self.kind
      case .indicator(let id, let value): place(of: id).map { .indicator($0, value) }
      case .indicatorToConfirm(let id): place(of: id).map { .indicatorToConfirm($0) }
      case .measureNumber(let number, let record, let value):
        MeasureNumberPlace.all(in: new).first { $0.name(in: new) == number.name(in: old) }.map {
          .measureNumber($0, record: record, value)
        }
      case .measureOfRecord(let measure, let record, let isGiven):
        new.measures.firstIndex { $0.clause.name == old.measures[measure].clause.name }.map {
          .measureOfRecord($0, record: record, isGiven)
        }
      case .output(let output, let record, let value):
        new.outputs.firstIndex { $0.clause.name == old.outputs[output].clause.name }.map {
          .output($0, record: record, value)
        }
      }
    return kind.map { Expectation(written: written, kind: $0) }
  }
}

extension Outline {
  /// The names of what an expectation may be about, in their order.
  fileprivate var names: [[String]] {
    [
      indicators.map(\.clause.name), MeasureNumberPlace.all(in: self).map { $0.name(in: self) },
      measures.map(\.clause.name), outputs.map(\.clause.name),
    ]
  }
}
