import PolicyDiagnostics

/// A path to a piece of a policy, as `change` and `remove` write it: `score.late.deduct`, `rules.serious list`.
struct PolicyPath {
  let scalar: YAMLScalar
  let segments: [Segment]

  struct Segment {
    let text: String
    let span: SourceSpan
  }

  init(_ scalar: YAMLScalar) {
    self.scalar = scalar
    let bytes = Array(scalar.text.utf8)
    var segments: [Segment] = []
    var start = 0
    for end in bytes.indices.filter({ bytes[$0] == UInt8(ascii: ".") }) + [bytes.count] {
      segments.append(Self.segment(bytes, start..<end, of: scalar))
      start = end + 1
    }
    self.segments = segments
  }

  private static func segment(_ bytes: [UInt8], _ range: Range<Int>, of scalar: YAMLScalar) -> Segment {
    let blank = UInt8(ascii: " ")
    let start = range.first { bytes[$0] != blank } ?? range.upperBound
    let end = range.last { bytes[$0] != blank }.map { $0 + 1 } ?? start
    return Segment(text: String(decoding: bytes[start..<end], as: UTF8.self), span: scalar.span(of: start..<end))
  }
}

/// What stands where a path has led so far, by the vocabulary.
enum PolicyPlace {
  /// A mapping with the keys of a form.
  case form(FormID)
  /// A mapping from names to pieces of a shape.
  case names(Shape)
  /// Something that paths do not lead into: a scalar, a list, a value.
  case end

  init(_ shape: Shape) {
    switch shape {
    case .form(let id), .valueOr(let id), .scalarOr(_, .form(let id)): self = .form(id)
    case .named(let element), .scalarOr(_, .named(let element)), .listOr(_, .named(let element)): self = .names(element)
    default: self = .end
    }
  }

  /// One step along a path; `keyword` where it is by a key of the language.
  struct Step {
    let keyword: Keyword?
    let shape: Shape
  }

  /// Returns where `segment` leads from here; the parts of an indicator follow it without the key `indicators`.
  func step(to segment: String) -> Step? {
    switch self {
    case .form(let id):
      if let key = id.description.key(spelled: segment) { return Step(keyword: key.keyword, shape: key.shape) }
      if id == .indicator { return Step(keyword: nil, shape: .form(.indicator)) }
      return id.description.otherKeys.map { Step(keyword: nil, shape: $0) }
    case .names(let element): return Step(keyword: nil, shape: element)
    case .end: return nil
    }
  }
}
