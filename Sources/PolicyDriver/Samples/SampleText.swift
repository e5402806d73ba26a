import PolicyIR
import PolicySemantics
import PolicyTypes

/// How the values of made-up records are written: under the names, with the codes and in the date formats of the data.
struct SampleText: Sendable {
  let mapping: DataMapping

  /// For each field of each domain, the outside code of each label that has one.
  private let codes: [[[String: String]]]

  init(_ mapping: DataMapping) {
    self.mapping = mapping
    codes = mapping.domains.map { domain in
      domain.fields.map { field in
        // Of several codes that stand for one label, the first is written.
        Dictionary(field.codes.sorted { $0.key < $1.key }.map { ($0.value, $0.key) }) { first, _ in first }
      }
    }
  }

  /// Returns what the value looks like outside.
  func text(of value: SampleValue, field: Int, of domain: Int) -> String {
    let known = codes[domain][field]
    switch value {
    case .text(let text): return text
    case .label(let label): return known[label] ?? label
    case .boolean(let value): return known[value ? "true" : "false"] ?? (value ? "true" : "false")
    case .number(let number, let decimals): return scaledIntegerText(number, scale: decimals)
    case .date(let date):
      let (year, month, day) = date.components
      return Self.date(year, month, day, mapping.domains[domain].fields[field].dateFormat)
    case .impossibleDate(let year): return Self.date(year, 2, 30, mapping.domains[domain].fields[field].dateFormat)
    }
  }

  /// Whether a JSON file has the value without quotes.
  func isBare(_ value: SampleValue, field: Int, of domain: Int) -> Bool {
    switch value {
    case .boolean: codes[domain][field].isEmpty
    case .number: true
    case .label, .text, .date, .impossibleDate: false
    }
  }

  private static func date(_ year: Int, _ month: Int, _ day: Int, _ format: DateFormat) -> String {
    let parts = (padded(year, to: 4), padded(month, to: 2), padded(day, to: 2))
    return switch format {
    case .iso: "\(parts.0)-\(parts.1)-\(parts.2)"
    case .compact: parts.0 + parts.1 + parts.2
    case .slashes: "\(parts.0)/\(parts.1)/\(parts.2)"
    case .dots: "\(parts.0).\(parts.1).\(parts.2)"
    case .chinese: "\(parts.0)年\(parts.1)月\(parts.2)日"
    }
  }
}
