import PolicyExecution
import PolicyIR
import PolicyLowering
import PolicyReport
import PolicyTypes
import ReferenceEvaluator
import Testing

/// Variants of a subject are what a reader would have made of the changed data.
struct BatchVariantsTests {
  @Test(arguments: RandomRuns.seeds)
  func variantsComeToWhatTheChangedDataDo(seed: Int) throws {
    let random = RandomPolicy(seed: UInt64(seed))
    let program = lower(random.policy, numbers: .narrow)
    let interpreter = Interpreter(plan: ExecutionPlan(program: program, asOf: random.asOf, keeping: .results))
    let complete = Interpreter(plan: ExecutionPlan(program: program, asOf: random.asOf, keeping: .everything))
    for subject in 0..<3 {
      let whole = try EngineRun(complete, [random.subject(seed: UInt64(subject))]).values
      let data = VariantData(SubjectReader(ExplanationPlan(for: program), batch: whole.batch, values: whole, row: 0))
      let changes = data.someChanges()
      let variants = BatchVariants(of: whole.batch, schema: program.schema, selection: interpreter.plan.selection)
      // All in one batch, so that rows of one variant that land in another would show.
      let values = interpreter.run(variants.makeBatch(changes))
      let changed = try EngineRun(interpreter, changes.map { data.record(after: $0) }).values
      let outline = program.outline
      let wanted =
        [outline.score.map { outline[$0].result }, outline.grade?.result].compactMap(\.self)
        + outline.rules.map(\.condition.result)
      for place in changes.indices {
        for id in wanted {
          #expect(
            values.value(of: id, row: place) == changed.value(of: id, row: place),
            "policy \(seed), subject \(subject), \(changes[place])")
        }
      }
    }
  }
}

/// The data of a batch's only subject, as a reader had them in hand.
private struct VariantData {
  let reader: SubjectReader

  init(_ reader: SubjectReader) {
    self.reader = reader
  }

  private var schema: RecordSchema { reader.program.schema }

  /// No change; each record taken out, alone and with the last one; each truth and label turned; a record put in twice.
  func someChanges() -> [[DataChange]] {
    var changes: [[DataChange]] = [[]]
    for index in schema.domains.indices {
      let domain = DomainID(index)
      let rows = reader.rows(of: domain)
      if index > 0, let last = rows.last {
        changes += rows.prefix(4).map { $0 == last ? [.remove($0)] : [.remove($0), .remove(last)] }
        if rows.count + 2 <= schema[domain].limit, let parent = schema[domain].parent,
          let above = reader.row(above: last, in: parent)
        {
          let copy = DataChange.insert(domain, below: above, fields: fields(of: last))
          changes += [[copy], [copy, .remove(rows[0])], [copy, copy]]
        }
      }
      for (field, declared) in schema[domain].fields.enumerated() where field != schema[domain].voidMark {
        for row in rows.prefix(2) {
          if case .boolean(let truth) = reader.field(field, at: row) {
            changes.append([.set(row, field: field, .boolean(!truth))])
          }
          if case .label(let labels) = declared.kind, let label = labels.labels.last {
            changes.append([.set(row, field: field, .label(label))])
          }
          if declared.isOptional { changes.append([.set(row, field: field, .absent)]) }
        }
      }
    }
    return changes
  }

  private func fields(of place: RowPlace) -> [Int: Value] {
    Dictionary(
      uniqueKeysWithValues: schema[place.domain].fields.indices.compactMap { field in
        let value = reader.field(field, at: place)
        return value.isAbsent ? nil : (field, value)
      })
  }

  /// Returns the subject with its records after some changes.
  func record(after changes: [DataChange]) -> SubjectRecord { record(at: reader.subject, changes) }

  private func record(at place: RowPlace, _ changes: [DataChange]) -> SubjectRecord {
    var record = SubjectRecord(fields: named(fields(of: place), place.domain))
    for change in changes {
      guard case .set(place, let field, let value) = change else { continue }
      record.fields[schema[place.domain].fields[field].name] = value.isAbsent ? nil : value
    }
    for domain in schema.children(of: place.domain) {
      let below = reader.rows(of: domain).filter { row in
        reader.row(above: row, in: place.domain) == place && !changes.contains(.remove(row))
      }
      let inserted = changes.compactMap { change -> SubjectRecord? in
        guard case .insert(domain, place, let fields) = change else { return nil }
        return SubjectRecord(fields: named(fields, domain))
      }
      record.records[schema[domain].name] = below.map { self.record(at: $0, changes) } + inserted
    }
    return record
  }

  private func named(_ fields: [Int: Value], _ domain: DomainID) -> [String: Value] {
    Dictionary(uniqueKeysWithValues: fields.map { (schema[domain].fields[$0].name, $1) })
  }
}
