package import PolicyDiagnostics

/// A value of a YAML file and where it stands.
package struct YAMLNode: Sendable {
  package let content: Content

  /// The value's own characters, quotes and brackets included; empty, right after the key, where a value is missing.
  package let span: SourceSpan

  package indirect enum Content: Sendable {
    case scalar(YAMLScalar)
    case sequence([YAMLNode])
    case mapping([YAMLEntry])
  }
}

/// A key of a mapping with its value.
package struct YAMLEntry: Sendable {
  package let key: YAMLScalar
  package let value: YAMLNode

  package init(key: YAMLScalar, value: YAMLNode) {
    self.key = key
    self.value = value
  }

  /// The key and the value together.
  package var span: SourceSpan { key.span.union(value.span) }
}

extension YAMLNode {
  /// The text, if the value is one.
  package var scalar: YAMLScalar? {
    if case .scalar(let scalar) = content { scalar } else { nil }
  }

  /// The values of the list, if the value is one.
  package var elements: [YAMLNode]? {
    if case .sequence(let elements) = content { elements } else { nil }
  }

  /// The entries of the mapping in written order, if the value is one; no key occurs twice.
  package var entries: [YAMLEntry]? {
    if case .mapping(let entries) = content { entries } else { nil }
  }

  /// Whether nothing is written where the value should stand.
  package var isMissing: Bool { scalar?.isMissing ?? false }

  /// Returns the value of the mapping's entry `key`, if there is one.
  package func value(of key: String) -> YAMLNode? {
    entries?.first { $0.key.text == key }?.value
  }

  /// A word for what the value is, for messages.
  package var kind: LocalizedText {
    switch content {
    case .scalar: LocalizedText("text", "文本")
    case .sequence: LocalizedText("list", "列表")
    case .mapping: LocalizedText("mapping", "映射")
    }
  }
}
