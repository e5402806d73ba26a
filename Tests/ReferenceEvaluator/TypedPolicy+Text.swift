package import PolicySemantics
import PolicyTypes

extension TypedPolicy {
  /// The whole policy as text, for people who look for the reason of a failure.
  package var dump: String {
    var lines: [String] = []
    for domain in domains { lines.append(text(of: domain)) }
    for constant in constants {
      let entries = constant.entries.map { "\($0.from): \($0.value)" }
      lines.append("\(constant.clause.name) = {\(entries.joined(separator: ", "))}")
    }
    for (place, selection) in selections.enumerated() { lines.append("s\(place) = \(text(of: selection))") }
    for fact in facts { lines.append("\(fact.clause.name) = \(text(of: fact.kind))") }
    for (place, repair) in repairs.enumerated() { lines.append("p\(place) = \(text(of: repair))") }
    for (place, indicator) in indicators.enumerated() { lines.append("i\(place) = \(text(of: indicator))") }
    if let grade { lines.append("grade \(grade.scale.labels) = \(grade.base)") }
    for rule in rules {
      lines.append("\(rule.clause.name): when \(rule.condition)\(rule.move.map { " grade \($0)" } ?? "")")
    }
    for measure in measures { lines.append(text(of: measure)) }
    for followUp in followUps {
      lines.append(
        "follow up s\(followUp.selection.index): f\(followUp.measure), f\(followUp.state) ends \(followUp.ends)")
    }
    for combination in combinations {
      lines.append("\(combination.clause.name) = \(combination.take) \(combination.parts)")
    }
    for output in outputs { lines.append("\(output.clause.name) of d\(output.domain) = \(output.value)") }
    return lines.joined(separator: "\n")
  }

  private func text(of domain: TypedDomain) -> String {
    let fields = domain.fields.map { field in
      let absence = field.type.isOptional ? "?" : ""
      let need = field.requiredWhen.map { " required when \($0)" } ?? ""
      return "\(field.name): \(text(of: field.type))\(absence)\(field.isPlanned ? " planned" : "")\(need)"
    }
    let date = domain.date.map { " at f\($0)" } ?? ""
    let status = domain.status.map { " status f\($0)" } ?? ""
    let parent = domain.parent.map { " below d\($0)" } ?? ""
    return "\(domain.name)\(parent)\(date)\(status) at most \(domain.limit): {\(fields.joined(separator: ", "))}"
  }

  private func text(of type: PolicyType) -> String {
    switch type.form {
    case .number(let number): "\(number.range) \(number.decimals.map { "/\($0)" } ?? "/-")"
    case .oneOf(let labels): "\(labels.labels)\(labels.isScale ? " scale" : "")"
    default: "\(type.form)"
    }
  }

  private func text(of selection: TypedSelection) -> String {
    joined([
      ("each", selection.base.map { "s\($0.index)" } ?? "d\(selection.domain)"), ("within", selection.window?.value),
      ("where", selection.condition), ("once per", selection.oncePer.isEmpty ? nil : selection.oncePer),
      ("keep", selection.keep.map { "\($0)" }), ("below", "d\(selection.above)"),
    ])
  }

  private func text(of fact: TypedFact.Kind) -> String {
    switch fact {
    case .value(let value): value.description
    case .selection(let id): "s\(id.index)"
    }
  }

  private func text(of repair: TypedRepair) -> String {
    joined([
      ("of", "d\(repair.domain)"), ("done", text(of: repair.done)), ("from", repair.from),
      ("not before", repair.notBefore), ("never", repair.never), ("needs", repair.needs), ("restore", repair.restore),
      ("cap", repair.cap), ("budget", repair.budget.map { "\($0.limit) until \($0.until)" }),
    ])
  }

  private func text(of done: TypedRepair.Done) -> String {
    switch done {
    case .date(let date): date.description
    case .records(let domain, _, _, _, let methods, let needsAll):
      "\(needsAll ? "all" : "any") of \(methods) in d\(domain)"
    }
  }

  private func text(of indicator: TypedIndicator) -> String {
    joined([
      (indicator.clause.name, text(of: indicator.type)), ("weight", indicator.weight.map { "\($0)" }),
      ("when", indicator.condition),
      ("each", indicator.selection.map { "s\($0.index)" }), ("repair", indicator.repair.map { "p\($0.index)" }),
      ("worth", text(of: indicator.worth)), ("cap", indicator.cap),
      ("cap per", indicator.keyCaps.isEmpty ? nil : text(of: indicator.keyCaps)), ("at least", indicator.clampLow),
      ("at most", indicator.clampHigh), ("round", indicator.rounding.map { "\($0.digits) \($0.mode.rawValue)" }),
      ("missing", text(of: indicator.missing)),
    ])
  }

  private func text(of caps: [TypedKeyCap]) -> String {
    caps.map { "\($0.bound) per \($0.keys)" }.joined(separator: ", ")
  }

  private func text(of worth: TypedIndicator.Worth) -> String {
    switch worth {
    case .points(let points): "points \(points)"
    case .deduction(let points): "deduct \(points)"
    case .sum(let start, let children): "sum from \(start.map(\.description) ?? "0") of \(children.map(\.index))"
    case .chosen(let choice, let start, let children):
      "\(choice) from \(start.map(\.description) ?? "0") of \(children.map(\.index))"
    case .weightedMean(let children): "mean of \(children.map(\.index))"
    }
  }

  private func text(of missing: TypedIndicator.Missing?) -> String? {
    switch missing {
    case .value(let value)?: value.description
    case .leftOut?: "left out"
    case .notRated?: "not rated"
    case nil: nil
    }
  }

  private func text(of measure: TypedMeasure) -> String {
    let numbers = measure.numbers.map { "\($0.name) = \($0.value)" }
    return "\(measure.clause.name): "
      + joined([
        ("for", measure.grades.map { $0.description }), ("when", measure.condition),
        ("unless", measure.exception), ("each", measure.selection.map { "s\($0.index)" }),
        ("escalates", measure.escalation.map { "m\($0.measure) at \($0.count) in s\($0.counted.index)" }),
        ("instead", measure.displacers.map { "\($0.measure) \($0.kind)" }.description),
        ("from", measure.time.from), ("term", measure.time.term), ("until", measure.time.until),
        ("due", measure.time.due),
        ("numbers", numbers.isEmpty ? nil : numbers.joined(separator: ", ")),
      ])
  }

  /// Writes what is there, each after its name.
  private func joined(_ parts: [(String, (any CustomStringConvertible)?)]) -> String {
    parts.compactMap { name, part in part.map { "\(name) \($0)" } }.joined(separator: "; ")
  }
}

extension SubjectRecord {
  /// The subject as text, with its fields and records in the order of their names.
  package var dump: String {
    let values = fields.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
    let below = records.sorted { $0.key < $1.key }.map { name, records in
      "\(name): [\(records.map(\.dump).joined(separator: ", "))]"
    }
    return "{\((values + below).joined(separator: ", "))}"
  }
}
