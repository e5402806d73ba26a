package import PolicyDiagnostics
package import PolicyTypes

/// One thing wrong in a data file.
package struct RowFault: Hashable, Sendable {
  package let file: String

  /// The line in the file, from one.
  package var line: Int

  /// The id of the subject, where it could be read.
  package var subject: String?

  /// The record type and the field, as the file names them; nil for the subject itself and for a whole line.
  package let record: String?
  package let field: String?

  /// What stands there, shortened.
  package let value: String?
  package let reason: FaultReason

  /// What became of it: a fault sets the subject aside, unless the policy says what else an invalid value means.
  package let treatment: InvalidValue

  package init(
    file: String, line: Int, subject: String? = nil, record: String? = nil, field: String? = nil,
    value: String? = nil, reason: FaultReason, treatment: InvalidValue = .fault
  ) {
    self.treatment = treatment
    self.file = file
    self.line = line
    self.subject = subject
    self.record = record
    self.field = field
    self.value = value
    self.reason = reason
  }
}

/// Why a piece of data is a fault.
package struct FaultReason: Hashable, Sendable {
  package let code: DiagnosticCode
  package let text: LocalizedText

  package init(_ code: DiagnosticCode, _ text: LocalizedText) {
    self.code = code
    self.text = text
  }
}

extension RowFault {
  /// The field, that of a record with its type in front; nil for a whole line or record.
  var fieldPath: String? { field.map { (record.map { "\($0)." } ?? "") + $0 } }

  /// Appends the fault as one line of JSON; the reason is in both languages, so that no setting changes the file.
  package func appendJSONLine(to bytes: inout [UInt8]) {
    bytes.append("{\"file\":")
    bytes.appendJSONString(file)
    bytes.append(",\"line\":")
    bytes.append(String(line))
    for (name, text) in [("subject", subject), ("record", record), ("field", field), ("value", value)] {
      bytes.append(",\"\(name)\":")
      bytes.appendJSONString(text)
    }
    bytes.append(",\"code\":")
    bytes.appendJSONString(reason.code.rawValue)
    bytes.append(",\"reason\":")
    bytes.appendJSONString(reason.text.english)
    bytes.append(",\"reason_zh\":")
    bytes.appendJSONString(reason.text.chinese)
    if treatment != .fault {
      bytes.append(",\"treatment\":")
      bytes.appendJSONString(treatment.rawValue)
    }
    bytes.append("}\n")
  }
}
