import CLibYAML

/// One step of libyaml's reading; places are counts of characters after a byte order mark.
struct YAMLEvent {
  let content: Content
  let start: Int
  let end: Int

  enum Content {
    case streamStart
    case streamEnd
    case documentStart
    case documentEnd
    case alias
    case scalar(text: String, style: YAMLScalar.Style)
    case sequenceStart
    case sequenceEnd
    case mappingStart
    case mappingEnd
  }

  /// Whether an anchor or a tag stands before the value, and so at `start`.
  var hasProperties = false
}

/// Where and why libyaml gave up, in its own words.
struct YAMLProblem: Error {
  let problem: String
  let index: Int
  let context: String
  let contextIndex: Int
}

/// The events of one text, read by libyaml.
///
/// All unsafe code of the YAML layer is here. The reader owns the C structure and a copy of the text, which therefore
/// live as long as it does and are freed on every path.
@safe struct YAMLEventReader: ~Copyable {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let input: UnsafeMutableBufferPointer<UInt8>

  /// Prepares to read `bytes`, which are valid UTF-8 without a byte order mark.
  init(_ bytes: ArraySlice<UInt8>) {
    unsafe parser = .allocate(capacity: 1)
    unsafe input = .allocate(capacity: bytes.count)
    _ = unsafe input.initialize(from: bytes)
    // It fails only when memory is exhausted, where Swift's own allocations stop the program too.
    precondition(unsafe yaml_parser_initialize(parser) == 1, "out of memory")
    unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    unsafe yaml_parser_set_input_string(parser, input.baseAddress, input.count)
  }

  deinit {
    unsafe yaml_parser_delete(parser)
    unsafe parser.deallocate()
    unsafe input.deallocate()
  }

  /// Returns the next event; must not be called again after the end of the stream or a problem.
  mutating func next() throws(YAMLProblem) -> YAMLEvent {
    var event = unsafe yaml_event_t()
    guard unsafe yaml_parser_parse(parser, &event) == 1 else { throw problem() }
    defer { unsafe yaml_event_delete(&event) }
    return unsafe Self.copy(event)
  }

  private func problem() -> YAMLProblem {
    let state = unsafe parser.pointee
    return unsafe YAMLProblem(
      problem: state.problem.map { unsafe String(cString: $0) } ?? "",
      index: Int(state.problem_mark.index),
      context: state.context.map { unsafe String(cString: $0) } ?? "",
      contextIndex: Int(state.context_mark.index))
  }

  private static func copy(_ event: yaml_event_t) -> YAMLEvent {
    unsafe YAMLEvent(
      content: content(of: event),
      start: Int(event.start_mark.index),
      end: Int(event.end_mark.index),
      hasProperties: hasProperties(event))
  }

  private static func content(of event: yaml_event_t) -> YAMLEvent.Content {
    switch unsafe event.type {
    case YAML_STREAM_START_EVENT: .streamStart
    case YAML_DOCUMENT_START_EVENT: .documentStart
    case YAML_DOCUMENT_END_EVENT: .documentEnd
    case YAML_ALIAS_EVENT: .alias
    case YAML_SCALAR_EVENT: unsafe scalar(event.data.scalar)
    case YAML_SEQUENCE_START_EVENT: .sequenceStart
    case YAML_SEQUENCE_END_EVENT: .sequenceEnd
    case YAML_MAPPING_START_EVENT: .mappingStart
    case YAML_MAPPING_END_EVENT: .mappingEnd
    default: .streamEnd
    }
  }

  private static func scalar(_ data: yaml_event_t.__Unnamed_union_data.__Unnamed_struct_scalar) -> YAMLEvent.Content {
    let bytes = unsafe UnsafeBufferPointer(start: data.value, count: data.length)
    return unsafe .scalar(text: String(decoding: bytes, as: UTF8.self), style: style(data.style))
  }

  private static func style(_ style: yaml_scalar_style_t) -> YAMLScalar.Style {
    switch style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
    case YAML_LITERAL_SCALAR_STYLE: .literal
    case YAML_FOLDED_SCALAR_STYLE: .folded
    default: .plain
    }
  }

  private static func hasProperties(_ event: yaml_event_t) -> Bool {
    switch unsafe event.type {
    case YAML_SCALAR_EVENT: unsafe event.data.scalar.anchor != nil || event.data.scalar.tag != nil
    case YAML_SEQUENCE_START_EVENT:
      unsafe event.data.sequence_start.anchor != nil || event.data.sequence_start.tag != nil
    case YAML_MAPPING_START_EVENT:
      unsafe event.data.mapping_start.anchor != nil || event.data.mapping_start.tag != nil
    default: false
    }
  }
}
