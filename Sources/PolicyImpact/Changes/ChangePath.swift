package import PolicySyntax

/// Where in a policy a change lies: the keys and names that lead to it.
package struct ChangePath: Hashable, Sendable {
  package let section: Section
  package private(set) var steps: [Step] = []
  /// The title of the declaration, where it has one.
  package private(set) var title: String?

  package enum Section: Hashable, Sendable {
    case policy
    /// The catalogue of measures, which policies share.
    case catalogue
    /// The calendar of working days.
    case calendar
  }

  package enum Step: Hashable, Sendable {
    case keyword(Keyword)
    case name(String)
    /// A row of a lookup, by its tests as written.
    case row(String)
    /// An element of a list, counted from one.
    case item(Int)

    var isRow: Bool {
      switch self {
      case .row, .item: true
      case .keyword, .name: false
      }
    }
  }

  init(_ section: Section) {
    self.section = section
  }

  func appending(_ step: Step) -> ChangePath {
    var path = self
    path.steps.append(step)
    return path
  }

  /// Returns the path with the title of the declaration that it leads to; a part keeps that of the whole.
  func titled(_ title: String?) -> ChangePath {
    guard !steps.isEmpty, declarationCount == steps.count else { return self }
    var path = self
    path.title = title
    return path
  }

  package var keywords: [Keyword] {
    steps.compactMap { step in if case .keyword(let keyword) = step { keyword } else { nil } }
  }

  /// How many of the first steps name the declaration in which the change lies.
  var declarationCount: Int {
    guard case .keyword(let first)? = steps.first else { return 0 }
    if first == .score { return indicatorCount }
    guard steps.count > 1, case .name = steps[1] else { return 1 }
    return 2
  }

  /// `score`, then `indicators` and a name for each level.
  private var indicatorCount: Int {
    var count = 1
    while count + 1 < steps.count, steps[count] == .keyword(.indicators), case .name = steps[count + 1] { count += 2 }
    return count
  }

  /// The name of the declaration, for nested indicators with those above it; nil for what has none, such as `grade`.
  package var declarationName: String? {
    let names = steps.prefix(declarationCount).compactMap { step in if case .name(let name) = step { name } else { nil }
    }
    return names.isEmpty ? nil : names.joined(separator: ".")
  }

  /// The steps inside the declaration.
  package var part: ArraySlice<Step> { steps.dropFirst(declarationCount) }

  /// The whole path as one text, such as `score.indicators.minor.cap`.
  package var text: String {
    let parts = steps.map { step in
      switch step {
      case .keyword(let keyword): keyword.english
      case .name(let name): name
      case .row(let tests): "[\(tests)]"
      case .item(let place): "[\(place)]"
      }
    }
    return (section == .policy ? parts : ["\(section)"] + parts).joined(separator: ".")
  }
}
