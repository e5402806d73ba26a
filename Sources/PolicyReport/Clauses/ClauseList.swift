package import PolicyDiagnostics

/// What of its source a policy computes as it stands there, and what rests on something else.
///
/// The clauses of a policy are its indicators that have a worth, its grade, its rules, its repairs, its measures, the
/// facts that name a basis, and what it lists as not encoded. One is computable where neither it nor a value in it is
/// assumed, leaves a decision to people, or is not encoded.
package struct ClauseList: Hashable, Sendable {
  /// The policy's id.
  package let policy: String

  /// The policy's own file.
  package let path: String
  package let clauses: [PolicyClause]

  package init(policy: String, path: String, clauses: [PolicyClause]) {
    self.policy = policy
    self.path = path
    self.clauses = clauses
  }

  package var computableCount: Int { clauses.count { $0.reservations.isEmpty } }

  /// How many clauses have a reservation of the kind.
  package func count(of kind: Reservation.Kind) -> Int {
    clauses.count { clause in clause.reservations.contains { $0.kind == kind } }
  }
}

/// One clause of a policy.
package struct PolicyClause: Hashable, Sendable {
  /// Where it stands in the policy, such as `score.industry.minor`; for one that is not encoded its words.
  package let name: String
  package let reservations: [Reservation]

  package init(name: String, reservations: [Reservation]) {
    self.name = name
    self.reservations = reservations
  }
}

/// Why a clause cannot be computed as its source has it.
package struct Reservation: Hashable, Sendable {
  package let kind: Kind

  /// The reason in the policy, or the words of the source that leave a decision to people.
  package let text: String
  package let span: SourceSpan

  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case assumed
    case discretion
    case notEncoded = "not encoded"
  }

  package init(_ kind: Kind, _ text: String, at span: SourceSpan) {
    self.kind = kind
    self.text = text
    self.span = span
  }
}

extension Reservation.Kind {
  package var title: LocalizedText {
    switch self {
    case .assumed: LocalizedText("assumed", "自拟")
    case .discretion: LocalizedText("discretion", "裁量")
    case .notEncoded: LocalizedText("not encoded", "未编入")
    }
  }
}

// MARK: For people

extension ClauseList {
  /// Returns the count and every reservation with its place.
  package func text(in language: Language, style: TextStyle = .plain) -> String {
    var table = TextTable(columns: [.init(""), .init(""), .init(""), .init("")])
    for clause in clauses {
      for reservation in clause.reservations {
        let place = "\(reservation.span.file.path):\(reservation.span.startPosition.line)"
        table.append([reservation.kind.title.text(in: language), clause.name, reservation.text, place])
      }
    }
    return style.paint(summary.text(in: language), as: .strong) + "\n" + table.text(style: style, indentation: 2)
  }

  private var summary: LocalizedText {
    let parts = Reservation.Kind.allCases.map { (kind: $0, count: count(of: $0)) }
    let english = parts.map { "\($0.count) \($0.kind.title.english)" }.joined(separator: ", ")
    let chinese = parts.map { "\($0.kind.title.chinese) \($0.count) 条" }.joined(separator: "，")
    return LocalizedText(
      "\(policy): \(computableCount) of \(clauses.count) clauses can be computed as the source has them; \(english)",
      "\(policy)：共 \(clauses.count) 条，可按原文计算 \(computableCount) 条；\(chinese)")
  }
}

// MARK: For programs

extension JSONWriter {
  /// Writes lists of clauses under `clauses`: `{"policy", "file", "clauses", "computable", "assumed", "discretion",
  /// "notEncoded", "reservations": [{"clause", "kind", "text", "file", "line"}]}` each, or null where none were asked
  /// for.
  mutating func clauses(_ lists: [ClauseList]?) {
    key("clauses")
    guard let lists else { return null() }
    array(lists) { writer, list in
      writer.object { object in
        object.member("policy", list.policy)
        object.member("file", list.path)
        object.member("clauses", list.clauses.count)
        object.member("computable", list.computableCount)
        object.member("assumed", list.count(of: .assumed))
        object.member("discretion", list.count(of: .discretion))
        object.member("notEncoded", list.count(of: .notEncoded))
        object.key("reservations")
        object.array { array in
          for clause in list.clauses { for reservation in clause.reservations { array.write(reservation, of: clause) } }
        }
      }
    }
  }

  private mutating func write(_ reservation: Reservation, of clause: PolicyClause) {
    object { object in
      object.member("clause", clause.name)
      object.member("kind", reservation.kind.rawValue)
      object.member("text", reservation.text)
      object.member("file", reservation.span.file.path)
      object.member("line", reservation.span.startPosition.line)
    }
  }
}
