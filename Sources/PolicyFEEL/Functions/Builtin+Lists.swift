import PolicySyntax
import PolicyTypes

extension Builtin {
  func listed(_ arguments: [FEELValue]) -> FEELValue {
    switch self {
    case .concatenate, .union: return joined(arguments)
    case .append:
      guard let list = arguments[0].list else { return .null }
      return .list(list + arguments.dropFirst())
    default: break
    }
    guard let list = arguments[0].list else { return .null }
    switch self {
    case .listContains: return .boolean(list.contains { $0.equals(arguments[1]) == true })
    case .indexOf:
      return .list(list.indices.filter { list[$0].equals(arguments[1]) == true }.map { .integer($0 + 1) })
    case .reverse: return .list(list.reversed())
    case .flatten: return .list(flattened(list))
    case .distinctValues: return .list(distinct(list))
    case .sort: return sorted(list)
    default: return edited(list, arguments)
    }
  }

  private func joined(_ arguments: [FEELValue]) -> FEELValue {
    var result: [FEELValue] = []
    for argument in arguments {
      guard let list = argument.list else { return .null }
      result += list
    }
    return .list(self == .union ? distinct(result) : result)
  }

  /// The values without repetitions, by equality as FEEL has it.
  private func distinct(_ list: [FEELValue]) -> [FEELValue] {
    var seen: Set<FEELValue> = []
    var result: [FEELValue] = []
    for value in list where seen.insert(value).inserted {
      // The set tells what is written alike, but not what is equal and written otherwise, such as times in two zones.
      if value.mayEqualOtherForms, result.contains(where: { $0.equals(value) == true }) { continue }
      result.append(value)
    }
    return result
  }

  private func flattened(_ list: [FEELValue]) -> [FEELValue] {
    list.flatMap { value in value.list.map(flattened) ?? [value] }
  }

  private func sorted(_ list: [FEELValue]) -> FEELValue {
    guard list.allSatisfy({ value in list.first.map { value.compare($0) != nil } ?? true }) else { return .null }
    // The order of the offsets makes the sorting stable.
    let order = list.indices.sorted { a, b in
      let order = list[a].compare(list[b]) ?? 0
      return order < 0 || order == 0 && a < b
    }
    return .list(order.map { list[$0] })
  }

  // MARK: Positions

  private func edited(_ list: [FEELValue], _ arguments: [FEELValue]) -> FEELValue {
    guard let position = arguments[1].number else { return .null }
    var result = list
    switch self {
    case .sublist: return sublist(list, position, arguments.count > 2 ? arguments[2] : .null)
    case .insertBefore:
      guard let offset = position.listOffset(in: list.count) else { return .null }
      result.insert(arguments[2], at: offset)
    case .remove:
      guard let offset = position.listOffset(in: list.count) else { return .null }
      result.remove(at: offset)
    default:
      guard let offset = position.listOffset(in: list.count) else { return .null }
      result[offset] = arguments[2]
    }
    return .list(result)
  }

  private func sublist(_ list: [FEELValue], _ position: Decimal128, _ length: FEELValue) -> FEELValue {
    guard let offset = position.listOffset(in: list.count) else { return .null }
    var count = list.count - offset
    if !length.isNull {
      guard let given = length.number?.wholeNumber, given >= 0, given <= count else { return .null }
      count = given
    }
    return .list(Array(list[offset..<offset + count]))
  }
}

extension FEELValue {
  /// Whether an equal value may be written in another way.
  var mayEqualOtherForms: Bool {
    switch self {
    case .time, .dateTime, .list, .context, .range: true
    default: false
    }
  }
}
