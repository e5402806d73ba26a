import PolicyDiagnostics
import PolicyTypes

/// Writes explanations for programs.
///
/// ```
/// {
///   "schema": "assay.explanation/2",
///   "policy": {"name", "version", "title"},
///   "asOf": "2023-01-01",
///   "period": {"start", "end"},
///   "history": {"counted": [REFERENCE], "notCounted": [UNCOUNTED]},
///   "disputed": [REFERENCE],
///   "discretion": [{"id", "clause": CLAUSE, "words"}],
///   "subject": {"id", "fields": [FIGURE]},
///   "invalid": [{"record", "field", "value", "code", "treatment": "missing" | "void"}],
///   "grade": {"id", "clause": CLAUSE, "base": VALUE, "moves": [
///     {"rule", "clause": CLAUSE, "move": MOVE, "before", "after", "effective"}],
///     "decision": {"clause": CLAUSE, "record", "date", "effect", "grade", "before", "after", "reason", "decidedBy",
///       "until"},
///     "outcome": {"clause": CLAUSE, "reason", "shows", "until"}, "result"},
///   "score": {"indicator": "score", "result": 86.5},
///   "indicators": [INDICATOR],
///   "facts": [{"id", "clause": CLAUSE, "value": VALUE, "selection": {"source", "records": [KEY]},
///     "list": {"listed", "leaves", "stays": [{"record", "entered", "leaves", "events": [
///       {"kind": "enters" | "joins" | "restarts" | "removed" | "leavesEarly", "date", "source", "record", "leaves"}
///     ]}]}}],
///   "rules": [{"id", "clause": CLAUSE, "holds", "condition": VALUE, "move": MOVE, "alert", "tag",
///     "repairs": [{"record", "repair"}]}],
///   "measures": [{"id", "clause": CLAUSE, "given", "kind", "department", "targets": […], "grades": […], "fitsGrade",
///     APPLICATION, "records": {"source", "values": [{REFERENCE, APPLICATION}], "notCounted": [UNCOUNTED]},
///     "conflicts": [NAME], "discretion", "exceptions"}],
///   "outputs": [{"id", "clause": CLAUSE, "unit", "value": VALUE, "records": {"source", "values": [
///     {"key", "value": VALUE}]}}]
/// }
/// APPLICATION "condition": VALUE, "exception": VALUE, "over", "followUp": {"state", "since", "ended"},
///             "escalation": {"measure", "count", "within", "place", "counts", "holds"},
///             "displacedBy": [{"measure", "kind"}], "gap", "numbers": [{"name", "title", "unit", "value": VALUE}]
/// FIGURE     {"name", "title", "value", "unit"}
/// CLAUSE     {"name", "title", "file", "line", "basis", "assumption"}
/// VALUE      {"text", "file", "line", "result", "inputs": [FIGURE],
///             "rows": [ROW], "tally": {"take": "highest" | "lowest" | "sum", "rows": [{"row": ROW, "value": VALUE,
///             "taken"}]}, "members": MEMBERS, "arithmetic"}
/// ROW        {"number", "test", "text", "file", "line", "members": MEMBERS, "reference"}
/// MEMBERS    {"need": "all" | "any" | "atLeast", "count", "holding", "conditions": [VALUE]}
/// MOVE       {"kind": "exactly" | "noBetterThan" | "noWorseThan" | "worse" | "better", "grade", "steps"}
/// INDICATOR  {"id", "clause": CLAUSE, "weight", "applies", "condition": VALUE,
///             "worth": "points" | "deduct" | "sum" | "weightedMean" | "highest" | "lowest", "taken",
///             "value": VALUE, "start": VALUE,
///             "records": {"source", "counted": [RECORD], "notCounted": [UNCOUNTED]}, "subtotal",
///             "missing": MISSING,
///             "limits": [{"id", "kind": "restored" | "capPer" | "cap" | "atLeast" | "atMost" | "round",
///               "bound": VALUE, "digits", "mode", "before", "after", "file", "line"}], "result",
///             "grade": VALUE, "children": [INDICATOR]}
/// RECORD     {"id", "key", "date", "fields": [FIGURE], "worth": VALUE, "missing": MISSING, "points", "repair": REPAIR,
///             "contribution", "capPer": {"caps": [
///               {"keys", "values": [FIGURE], "bound": VALUE, "file", "line"}], "before", "after"}}
/// REFERENCE  {"id", "key", "date", "fields": [FIGURE]}
/// MISSING    {"outcome": "leftOut" | "replaced" | "notRated", "value": VALUE}
/// REPAIR     {"clause": CLAUSE, "state": "inEffect" | "notYetInEffect" | "notDone" | "notRepairable" |
///             "needsNotMet" | "beyondBudget", "exclusion": VALUE, "done", "effectiveFrom", "share": VALUE,
///             "pointsGivenBack", "budget": {"limit", "within", "place"}}
/// UNCOUNTED  {"id", "key", "date", "fields": [FIGURE], "reasons": [
///             {"kind": "withdrawn" | "void" | "windowOver" | "outsideRange" | "conditionNotMet" | "duplicate" |
///              "notKept" |
///              "notSelected", "text", "since", "from", "until", "instead"}]}
/// ```
///
/// A period's `end` is the first day after it, and so is the `until` of a range. Every field is always there, and null
/// where there is nothing. Numbers are exact JSON numbers, dates `2023-01-01`,
/// durations as a policy writes them (`3 months`); a unit is `percent` (the value is the share: 0.05 is 5 %) or a
/// currency. A number that is null was left out; so was an indicator whose `result` is null.
package enum ExplanationJSON {
  package static let schema = "assay.explanation/2"

  /// Returns the JSON text of `explanation`, with a line end.
  package static func bytes(of explanation: Explanation, isPretty: Bool = true) -> [UInt8] {
    var writer = JSONWriter(isPretty: isPretty)
    writer.write(explanation)
    writer.endLine()
    return writer.bytes
  }
}

extension JSONWriter {
  fileprivate mutating func write(_ explanation: Explanation) {
    object { writer in
      writer.member("schema", ExplanationJSON.schema)
      writer.key("policy")
      writer.write(explanation.policy)
      writer.member("asOf", explanation.asOf.description)
      writer.member("period", explanation.period) { writer, period in
        writer.object { writer in
          writer.member("start", period.start.description)
          writer.member("end", period.end.description)
        }
      }
      writer.member("history", explanation.history) { $0.write($1) }
      writer.member("disputed", explanation.disputed) { $0.write($1) }
      writer.member("discretion", explanation.discretion) { writer, step in
        writer.object { writer in
          writer.member("id", step.id)
          writer.member("clause", step.clause)
          writer.member("words", step.words)
        }
      }
      writer.key("subject")
      writer.object { writer in
        writer.member("id", explanation.subject.id)
        writer.member("fields", explanation.subject.fields)
      }
      writer.member("invalid", explanation.invalid) { $0.write($1) }
      writer.member("grade", explanation.grade) { $0.write($1) }
      writer.member("score", explanation.score) { $0.write($1) }
      writer.member("indicators", explanation.indicators) { $0.write($1) }
      writer.member("facts", explanation.facts) { $0.write($1) }
      writer.member("rules", explanation.rules) { $0.write($1) }
      writer.member("measures", explanation.measures) { $0.write($1) }
      writer.member("outputs", explanation.outputs) { $0.write($1) }
      writer.member("advice", explanation.advice) { $0.write($1) }
      writer.member("uncertainty", explanation.uncertainty) { $0.write($1) }
      writer.member("without", explanation.without) { $0.write($1) }
      writer.member("receipt", explanation.receipt) { $0.write($1) }
    }
  }

  private mutating func write(_ value: InvalidValueStep) {
    object { writer in
      writer.member("record", value.record)
      writer.member("field", value.field)
      writer.member("value", value.value)
      writer.member("code", value.code.rawValue)
      writer.member("treatment", value.treatment.rawValue)
    }
  }

  private mutating func write(_ policy: PolicyReference) {
    object { writer in
      writer.member("name", policy.name)
      writer.member("version", policy.version)
      writer.member("title", policy.title)
    }
  }

  // MARK: Grade, facts, rules, measures

  private mutating func write(_ score: ScoreStep) {
    object { writer in
      writer.member("indicator", score.indicator)
      writer.member("result", score.result)
      writer.member("lessIsBetter", score.lessIsBetter)
    }
  }

  private mutating func write(_ grade: GradeStep) {
    object { writer in
      writer.member("id", GradeStep.id)
      writer.member("clause", grade.clause)
      writer.member("base", grade.base)
      writer.member("next", grade.next) { $0.write($1) }
      writer.member("moves", grade.moves) { $0.write($1) }
      writer.member("decision", grade.decision) { $0.write($1) }
      writer.member("outcome", grade.outcome) { $0.write($1) }
      writer.member("result", grade.result)
    }
  }

  private mutating func write(_ step: MoveStep) {
    object { writer in
      writer.member("id", GradeStep.id + "/" + step.rule)
      writer.member("rule", step.rule)
      writer.member("state", step.state.rawValue)
      writer.member("clause", step.clause)
      writer.member("move", step.move)
      writer.member("before", step.before)
      writer.member("after", step.after)
    }
  }

  mutating func member(_ name: String, _ move: Move?) {
    member(name, move) { writer, move in
      writer.object { writer in
        writer.member("kind", move.kind)
        writer.member("grade", move.grade)
        writer.member("steps", move.steps) { $0.integer($1) }
      }
    }
  }

  private mutating func write(_ fact: FactStep) {
    object { writer in
      writer.member("id", fact.id)
      writer.member("clause", fact.clause)
      switch fact.kind {
      case .value(let value):
        writer.member("value", value)
        writer.member("selection", String?.none)
        writer.member("list", String?.none)
      case .selection(let source, let records):
        writer.member("value", String?.none)
        writer.key("selection")
        writer.object { writer in
          writer.member("source", source)
          writer.member("records", records) { $0.string($1) }
        }
        writer.member("list", String?.none)
      case .list(let list):
        writer.member("value", String?.none)
        writer.member("selection", String?.none)
        writer.key("list")
        writer.write(list)
      }
    }
  }

  private mutating func write(_ rule: RuleStep) {
    object { writer in
      writer.member("id", rule.id)
      writer.member("state", rule.state.rawValue)
      writer.member("clause", rule.clause)
      writer.member("condition", rule.condition)
      writer.member("gap", rule.gap) { $0.write($1) }
      writer.member("move", rule.move)
      writer.member("alert", rule.alert)
      writer.member("tag", rule.tag)
      if !rule.repairs.isEmpty { writer.member("repairs", rule.repairs) { $0.write($1) } }
    }
  }

  private mutating func write(_ output: OutputStep) {
    object { writer in
      writer.member("id", output.id)
      writer.member("clause", output.clause)
      writer.member("unit", output.unit.name)
      switch output.results {
      case .subject(let value):
        writer.member("value", value)
        writer.member("records", String?.none)
      case .records(let source, let records):
        writer.member("value", String?.none)
        writer.key("records")
        writer.object { writer in
          writer.member("source", source)
          writer.member("values", records) { writer, record in
            writer.object { writer in
              writer.member("key", record.key)
              writer.member("value", record.value)
            }
          }
        }
      }
    }
  }

  // MARK: Indicators

  private mutating func write(_ indicator: IndicatorStep) {
    object { writer in
      writer.member("id", indicator.id)
      writer.member("state", indicator.state.rawValue)
      writer.member("clause", indicator.clause)
      writer.member("weight", indicator.weight)
      writer.member("condition", indicator.condition)
      writer.writeWorth(indicator.worth)
      writer.member("subtotal", indicator.subtotal)
      writer.member("missing", indicator.missing) { $0.write($1) }
      writer.member("limits", indicator.limits) { $0.write($1) }
      writer.member("result", indicator.result)
      writer.member("grade", indicator.grade)
      writer.member("children", indicator.children) { $0.write($1) }
    }
  }

  /// Writes the members `worth`, `taken`, `value`, `start` and `records`.
  private mutating func writeWorth(_ worth: IndicatorStep.Worth) {
    var taken: String?
    var (name, value, start, records) = ("", ValueStep?.none, ValueStep?.none, RecordsStep?.none)
    switch worth {
    case .value(let own, let isDeduction): (name, value) = (isDeduction ? "deduct" : "points", own)
    case .records(let own): (name, records) = (own.isDeduction ? "deduct" : "points", own)
    case .sum(let first, _): (name, start) = ("sum", first)
    case .weightedMean: name = "weightedMean"
    case .chosen(let choice, let first, let children, let counts):
      (name, start, taken) = (choice.take.rawValue, first, counts.map { children[$0].id })
    }
    member("worth", name)
    member("taken", taken)
    member("value", value)
    member("start", start)
    member("records", records) { $0.write($1) }
  }

  private mutating func write(_ missing: MissingStep) {
    object { writer in
      switch missing {
      case .leftOut:
        writer.member("outcome", "leftOut")
        writer.member("value", ValueStep?.none)
      case .notRated:
        writer.member("outcome", "notRated")
        writer.member("value", ValueStep?.none)
      case .replaced(let value):
        writer.member("outcome", "replaced")
        writer.member("value", value)
      }
    }
  }

  private mutating func write(_ limit: LimitStep) {
    object { writer in
      writer.member("id", limit.id)
      writer.member("kind", limit.kind.name)
      writer.member("bound", limit.bound)
      writer.member("digits", limit.kind.rounding?.digits) { $0.integer($1) }
      writer.member("mode", limit.kind.rounding?.mode.rawValue)
      writer.member("before", limit.before)
      writer.member("after", limit.after)
      writer.writePlace(limit.place)
    }
  }

  // MARK: Records

  private mutating func write(_ history: HistoryStep) {
    object { writer in
      writer.member("counted", history.counted) { $0.write($1) }
      writer.member("notCounted", history.notCounted) { $0.write($1) }
    }
  }

  private mutating func write(_ records: RecordsStep) {
    object { writer in
      writer.member("source", records.source)
      writer.member("counted", records.counted) { $0.write($1) }
      writer.member("notCounted", records.notCounted) { $0.write($1) }
    }
  }

  private mutating func write(_ record: RecordStep) {
    object { writer in
      writer.writeReference(record.record, record.state)
      writer.member("worth", record.worth)
      writer.member("missing", record.missing) { $0.write($1) }
      writer.member("points", record.points)
      writer.member("repair", record.repair) { $0.write($1) }
      writer.member("contribution", record.contribution)
      writer.member("capPer", record.keyCaps) { $0.write($1) }
    }
  }

  mutating func write(_ record: UncountedRecord) {
    object { writer in
      writer.writeReference(record.record, record.state)
      writer.member("reasons", record.reasons) { $0.write($1) }
    }
  }

  private mutating func write(_ reason: UncountedRecord.Reason) {
    object { writer in
      writer.member("kind", reason.kind)
      writer.member("text", reason.text)
      writer.member("since", reason.since?.description)
      writer.member("from", reason.range.from?.description)
      writer.member("until", reason.range.until?.description)
      writer.member("instead", reason.instead)
    }
  }

  /// A record that counts by itself, outside of any indicator.
  mutating func write(_ record: RecordReference) {
    object { $0.writeReference(record, .counted) }
  }

  mutating func writeReference(_ record: RecordReference, _ state: StepState) {
    member("id", record.id)
    member("state", state.rawValue)
    member("disputed", record.isDisputed)
    member("key", record.key)
    member("date", record.date?.description)
    member("fields", record.fields)
  }
}
