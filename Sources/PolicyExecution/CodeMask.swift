import PolicyIR
import PolicyTypes

/// A mask taken apart: a test of one code column, and the rest of its conditions.
struct CodeMask {
  let code: ValueID
  /// In ascending order.
  let codes: [UInt8]
  /// What else must hold; nil where that is all.
  let rest: ValueID?
}

/// A condition that holds for some codes of a column that is never absent.
struct CodeTest {
  let code: ValueID
  let codes: [UInt8]

  init?(_ id: ValueID, in folder: ProgramFolder) {
    switch folder[id].operation {
    case .isOneOf(let code, let codes): self.init(code, codes, in: folder)
    case .compare(.equal, let code, let b):
      guard case .code(let labels) = folder[b].type.lane, case .label(let label)? = folder.literalValue(b),
        let place = labels.code(of: label)
      else { return nil }
      self.init(code, [place], in: folder)
    default: return nil
    }
  }

  private init?(_ code: ValueID, _ codes: [UInt8], in folder: ProgramFolder) {
    guard !folder[code].type.isOptional else { return nil }
    self.code = code
    self.codes = codes
  }
}

extension ProgramFolder {
  /// Takes a mask apart, if one of its conditions tests a code column: the first of them that does.
  mutating func takeApart(_ mask: ValueID) -> CodeMask? {
    var conditions = conjuncts(of: mask)
    guard let place = conditions.firstIndex(where: { CodeTest($0, in: self) != nil }),
      let test = CodeTest(conditions.remove(at: place), in: self)
    else { return nil }
    let domain = self[mask].domain
    let rest = conditions.dropFirst().reduce(conditions.first) { rest, condition in
      rest.map { fold(.and($0, condition), domain: domain, type: .boolean) }
    }
    return CodeMask(code: test.code, codes: test.codes, rest: rest)
  }

  /// The conditions that a mask joins with `and`, from left to right, each once; none of them is ever absent.
  private func conjuncts(of mask: ValueID) -> [ValueID] {
    var conjuncts: [ValueID] = []
    var seen: Set<ValueID> = []
    var pending = [mask]
    while let next = pending.popLast() {
      // Masks share conditions, so that a walk along every path might never end.
      guard seen.insert(next).inserted else { continue }
      if case .and(let a, let b) = self[next].operation, !self[a].type.isOptional, !self[b].type.isOptional {
        pending += [b, a]
      } else {
        conjuncts.append(next)
      }
    }
    return conjuncts
  }
}
