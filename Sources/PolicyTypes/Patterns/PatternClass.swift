/// A set of characters in a pattern.
struct PatternClass: Sendable {
  private let items: [Item]
  private let isNegated: Bool
  private let without: [PatternClass]
  private let ignoresCase: Bool

  enum Item: Sendable {
    case range(Unicode.Scalar, Unicode.Scalar)
    case named(Name, isNegated: Bool)
  }

  enum Name: Sendable {
    case blank
    case digit
    case word
    case nameStart
    case nameCharacter
    /// A general category of Unicode such as `Lu`, or all that begin with its letter.
    case category(String)
    case block(ClosedRange<UInt32>)
  }

  init(_ items: [Item], isNegated: Bool = false, without: PatternClass? = nil, ignoresCase: Bool = false) {
    self.items = items
    self.isNegated = isNegated
    self.without = without.map { [$0] } ?? []
    self.ignoresCase = ignoresCase
  }

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    let isInside = holds(scalar) != isNegated
    return isInside && !without.contains { $0.contains(scalar) }
  }

  private func holds(_ scalar: Unicode.Scalar) -> Bool {
    if holdsItself(scalar) { return true }
    guard ignoresCase else { return false }
    return scalar.caseVariants.contains(where: holdsItself)
  }

  private func holdsItself(_ scalar: Unicode.Scalar) -> Bool {
    items.contains { item in
      switch item {
      case .range(let low, let high): low <= scalar && scalar <= high
      case .named(let name, let isNegated): name.contains(scalar) != isNegated
      }
    }
  }
}

extension PatternClass.Name {
  fileprivate func contains(_ scalar: Unicode.Scalar) -> Bool {
    switch self {
    case .blank: scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r"
    case .digit: scalar.properties.generalCategory == .decimalNumber
    case .word: !"PZC".contains(scalar.categoryCode.first ?? "C")
    case .nameStart: scalar.startsXMLName
    case .nameCharacter: scalar.continuesXMLName
    case .category(let name): name.utf8.count == 1 ? scalar.categoryCode.hasPrefix(name) : scalar.categoryCode == name
    case .block(let range): range.contains(scalar.value)
    }
  }
}

extension Unicode.Scalar {
  /// The other letters that differ in case alone.
  fileprivate var caseVariants: [Unicode.Scalar] {
    var variants: [Unicode.Scalar] = []
    func add(_ text: String) {
      let mapped = text.unicodeScalars
      if mapped.count == 1, let first = mapped.first, first != self { variants.append(first) }
    }
    add(properties.lowercaseMapping)
    add(properties.uppercaseMapping)
    add(properties.titlecaseMapping)
    // By way of the other case: the Kelvin sign and K are both small k.
    for variant in variants {
      add(variant.properties.lowercaseMapping)
      add(variant.properties.uppercaseMapping)
    }
    return variants
  }

  /// The two letters of the general category.
  fileprivate var categoryCode: String {
    switch properties.generalCategory {
    case .uppercaseLetter: "Lu"
    case .lowercaseLetter: "Ll"
    case .titlecaseLetter: "Lt"
    case .modifierLetter: "Lm"
    case .otherLetter: "Lo"
    case .nonspacingMark: "Mn"
    case .spacingMark: "Mc"
    case .enclosingMark: "Me"
    case .decimalNumber: "Nd"
    case .letterNumber: "Nl"
    case .otherNumber: "No"
    default: otherCategoryCode
    }
  }

  private var otherCategoryCode: String {
    switch properties.generalCategory {
    case .connectorPunctuation: "Pc"
    case .dashPunctuation: "Pd"
    case .openPunctuation: "Ps"
    case .closePunctuation: "Pe"
    case .initialPunctuation: "Pi"
    case .finalPunctuation: "Pf"
    case .otherPunctuation: "Po"
    case .mathSymbol: "Sm"
    case .currencySymbol: "Sc"
    case .modifierSymbol: "Sk"
    case .otherSymbol: "So"
    case .spaceSeparator: "Zs"
    case .lineSeparator: "Zl"
    case .paragraphSeparator: "Zp"
    case .control: "Cc"
    case .format: "Cf"
    case .privateUse: "Co"
    default: "Cn"
    }
  }

  /// Whether a name of XML may begin with the character.
  fileprivate var startsXMLName: Bool {
    switch value {
    case 0x3A, 0x5F, 0x41...0x5A, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D, 0x37F...0x1FFF,
      0x200C...0x200D, 0x2070...0x218F, 0x2C00...0x2FEF, 0x3001...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFFD,
      0x10000...0xEFFFF:
      true
    default: false
    }
  }

  fileprivate var continuesXMLName: Bool {
    switch value {
    case 0x2D, 0x2E, 0x30...0x39, 0xB7, 0x300...0x36F, 0x203F...0x2040: true
    default: startsXMLName
    }
  }
}
