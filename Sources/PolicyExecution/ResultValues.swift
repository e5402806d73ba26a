import PolicyIR

extension Outline {
  /// The values that results are made of: the score, the grade, the rules, the measures, the outputs, and what
  /// violates a requirement.
  var resultValues: [ValueID] {
    var values: [ValueID] = []
    if let score { values.append(self[score].result) }
    if let grade {
      values += [grade.result, grade.base.result] + [grade.shown].compactMap(\.self)
      if let decision = grade.decision { values += [decision.isDecided, decision.reasonText] }
    }
    values += rules.map(\.condition.result)
    for measure in measures {
      values +=
        [measure.isGiven, measure.records?.isGiven, measure.followUp?.isEnded].compactMap(\.self)
        + measure.numbers.map(\.value.result)
    }
    values += outputs.map(\.value.result)
    if let history { values += history.remembered.map(\.value) + [period?.start].compactMap(\.self) }
    if let disputes { values.append(disputes.isDisputed) }
    values += discretions.map(\.rests)
    return values + requirements.map(\.isViolated)
  }
}
