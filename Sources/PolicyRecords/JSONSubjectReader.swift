import CSimdJSON
import PolicyExecution
import PolicyIR

// From the tokens of one line to one subject.

extension ScannedLine {
  /// Puts the subject of the line into the assembler's batch; returns its faults, if it has any.
  func assemble(with assembler: inout SubjectAssembler) -> [RowFault] {
    guard status == .read else { return [damage(file: assembler.files[0], assembler.decoder)] }
    for place in unsafe tokens.indices {
      let token = unsafe tokens[place]
      switch token.kind {
      case .string:
        let piece = unsafe text(of: token)
        assembler.set(unsafe piece.span, .string, number: Int(token.field))
      case .number, .true, .false:
        let piece = unsafe text(of: token)
        assembler.set(unsafe piece.span, .bare, number: Int(token.field))
      case .null: break
      case .beginRow:
        if token.domain == 0 { assembler.beginSubject() } else { assembler.builder.beginRow(of: domain(of: token)) }
      case .endRow:
        if token.domain != 0 { assembler.endRow(of: domain(of: token)) }
      case .composite, .notRecords, .duplicate: add(token, to: &assembler)
      }
    }
    let faults = assembler.endSubject()
    return faults.isEmpty ? [] : faults.withSubject(id(assembler.decoder))
  }

  /// The subject's id as it stands in the line, if the scanner got that far.
  func id(_ decoder: RecordDecoder) -> String? {
    guard let token = idToken(decoder) else { return nil }
    let piece = unsafe text(of: token)
    return String(copying: unsafe piece.span)
  }

  private func idToken(_ decoder: RecordDecoder) -> JSONToken? {
    guard let number = decoder.idNumber else { return nil }
    for place in unsafe tokens.indices {
      let token = unsafe tokens[place]
      if Int(token.field) == number, token.kind == .string || token.kind == .number { return token }
    }
    return nil
  }

  private func domain(of token: JSONToken) -> DomainID { DomainID(Int(token.domain)) }

  @inline(__always)
  @unsafe
  private func text(of token: JSONToken) -> UnsafeBufferPointer<UInt8> {
    let source = token.isUnescaped ? unsafe unescaped : unsafe text
    return unsafe UnsafeBufferPointer(
      rebasing: source[Int(token.offset)..<Int(token.offset) + Int(token.length)])
  }

  // MARK: Faults

  private func add(_ token: JSONToken, to assembler: inout SubjectAssembler) {
    let piece = unsafe text(of: token)
    let value = shortened(unsafe piece.span)
    let isWholeType = token.field == UInt16.max
    switch token.kind {
    case .duplicate where isWholeType: assembler.add(.repeatedField, domain: domain(of: token))
    case .duplicate: assembler.add(.repeatedField, number: Int(token.field))
    case .notRecords: assembler.add(.notRecords, domain: domain(of: token), value: value)
    default:
      let field = assembler.decoder.decoders[Int(token.field)]
      let kind = assembler.decoder.schema[field.domain].fields[field.field].kind
      assembler.addInvalid(.wrongKind(expected: kind), number: Int(token.field), value: value)
    }
  }

  /// The fault of a line that is no subject at all.
  private func damage(file: String, _ decoder: RecordDecoder) -> RowFault {
    let reason: FaultReason =
      switch status {
      case .invalidUTF8: .invalidUTF8
      case .tooDeep: .nestedTooDeep
      case .notAnObject: .notAnObject
      case .outOfMemory: .outOfMemory
      case .malformed, .read: .malformedLine(at: errorColumn)
      }
    return RowFault(file: file, line: 0, subject: id(decoder), reason: reason)
  }
}

extension [RowFault] {
  func withSubject(_ id: String?) -> [RowFault] {
    map { fault in
      var fault = fault
      fault.subject = id
      return fault
    }
  }
}
