import PolicyExecution
import PolicyIR
import PolicyReport
import PolicyTypes

/// Something that can be done, as a search handles it.
struct OpenAction {
  let id: String
  let kind: ActionStep.Kind
  let changes: [DataChange]
  /// Of actions that are about the same thing only one can be done.
  let subject: Target
  let record: RecordReference?
  let source: String?
  /// The first day on which it counts.
  var countsFrom: CalendarDate
  /// For a repair: how it is done, and for which indicators.
  let repair: OpenRepair?

  /// What an action is about.
  struct Target: Hashable {
    let place: RowPlace
    /// The field that gets a value; nil where the record itself is meant.
    let field: Int?
  }
}

/// A repair of a record that has not been done.
struct OpenRepair {
  let place: RowPlace
  let way: RepairWay
  /// The repairs of the indicators for which the record counts, with the points that it costs there, and those that
  /// rules look at, which cost none.
  var parts: [Part]
  /// Whether a rule that holds looks at the repair, so that it may matter without giving points back.
  var liftsRule = false

  struct Part {
    let outline: RepairOutline
    let points: Decimal128
  }

  /// Returns the changes of the data that the repair makes when it is done on `date`.
  func changes(on date: CalendarDate) -> [DataChange] {
    switch way {
    case .field(let field): return [.set(place, field: field, .date(date))]
    case .records(let domain, let method, let done, let methods, let needsAll):
      return methods.prefix(needsAll ? methods.count : 1).map {
        .insert(domain, below: place, fields: [method: $0, done: .date(date)])
      }
    }
  }
}
