package import PolicyExecution
package import PolicyIR

/// Masking of the texts of fields that a policy declares so, such as names of people: the first character stays, each
/// other becomes `*`.
extension Masking {
  package static func name(_ text: String) -> String {
    text.isEmpty ? text : String(text.prefix(1)) + String(repeating: "*", count: text.count - 1)
  }

  /// The texts of masked fields in a batch, the longest first, so that none hides inside another.
  package static func names(in batch: Batch, _ schema: RecordSchema) -> [String] {
    var names: Set<String> = []
    for (index, domain) in schema.domains.enumerated() {
      for (field, declared) in domain.fields.enumerated() where declared.isMasked {
        let column = batch[DomainID(index)].columns[field]
        for row in column.texts.indices where column.isPresent(row) { names.insert(batch.text(column.texts[row])) }
      }
    }
    return names.filter { $0.count > 1 }.sorted { ($1.utf8.count, $0) < ($0.utf8.count, $1) }
  }

  /// Hides `names` wherever they stand in `bytes`, as they are or as JSON writes them.
  package static func hide(_ names: [String], in bytes: inout [UInt8]) {
    for name in names {
      var written: [UInt8] = []
      written.appendJSONString(name)
      let masked = Array(self.name(name).utf8)
      for form in Set([Array(name.utf8), Array(written.dropFirst().dropLast())]) {
        replace(form, by: masked, in: &bytes)
      }
    }
  }

  private static func replace(_ wanted: [UInt8], by masked: [UInt8], in bytes: inout [UInt8]) {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var place = 0
    while place < bytes.count {
      if bytes[place] == wanted[0], bytes[place...].starts(with: wanted) {
        out += masked
        place += wanted.count
      } else {
        out.append(bytes[place])
        place += 1
      }
    }
    bytes = out
  }
}

extension IRProgram {
  /// Whether a value is made of a text that masked output hides.
  func readsMasked(_ value: ValueID) -> Bool {
    var open = [value]
    var known = Set(open)
    while let next = open.popLast() {
      let instruction = self[next]
      if case .input(let field) = instruction.operation, schema[instruction.domain].fields[field].isMasked {
        return true
      }
      for operand in instruction.operation.operands where known.insert(operand).inserted { open.append(operand) }
    }
    return false
  }
}
