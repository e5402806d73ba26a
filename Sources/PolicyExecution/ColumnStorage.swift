package import PolicyIR

/// Which array of a column is in use.
package enum ColumnStorage: Hashable, Sendable {
  case bytes
  case dates
  case integers
  case decimals
  case texts
}

extension Lane {
  /// Where a column of the lane keeps its values.
  package var storage: ColumnStorage {
    switch self {
    case .boolean, .code: .bytes
    case .date: .dates
    case .duration, .integer: .integers
    case .decimal: .decimals
    case .text: .texts
    }
  }
}
