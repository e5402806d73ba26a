import CSimdJSON
import PolicyIR

/// Where the text of one value is, and how it is written.
struct ScannedCell {
  private let bits: RecordCell

  @inline(__always)
  init(_ bits: RecordCell) {
    self.bits = bits
  }

  @inline(__always)
  var isAbsent: Bool { bits == 0 }

  @inline(__always)
  var range: Range<Int> {
    let start = Int(bits & 0xFFFF_FFFF)
    return unsafe Range(uncheckedBounds: (start, start + Int(bits >> 32 & 0x0FFF_FFFF)))
  }

  @inline(__always)
  var form: WrittenForm {
    switch Int32(truncatingIfNeeded: bits >> 60 & 3) {
    case RecordCellString: .string
    case RecordCellBare: .bare
    default: .field
    }
  }

  /// Whether the text is among the unescaped strings.
  @inline(__always)
  var isUnescaped: Bool { bits >> 62 & 1 != 0 }
}

/// The rows of all domains as pieces of text, before they are decoded; good during the call that hands them over.
@safe
struct ScannedRows {
  let text: UnsafeBufferPointer<UInt8>
  let unescaped: UnsafeBufferPointer<UInt8>
  let domains: [DomainCells]
}

/// The rows of one domain.
@safe
struct DomainCells {
  /// `stride` cells for each row: the fields that are read, in the order of the schema.
  let cells: UnsafeBufferPointer<RecordCell>
  let stride: Int
  let rowCount: Int
  /// The first row of each row of the parent.
  let starts: UnsafeBufferPointer<Int32>
}
