import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// A kind of subject or a record type as it is being declared.
struct DomainDraft {
  let name: String
  let nameScalar: YAMLScalar
  let form: Form?
  let parent: Int?
  var fields: [FieldDraft] = []
  var key: Int?
  var date: Int?
  var limit = 100_000
  var repairs: Int?
  var status: Int?
  var voidMark: Int?
  var void: TypedValue?

  /// Whether the policy's author named it; repairs are named by the language.
  var isNamedByPolicy = true
  /// Whether the records are results that another policy publishes.
  var isPublished = false

  func field(named name: String) -> Int? { fields.firstIndex { $0.name == name } }
}

/// A field as it is being declared.
struct FieldDraft {
  let name: String
  let nameScalar: YAMLScalar?
  let title: String?
  let span: SourceSpan
  var type: PolicyType
  let identifier: String?
  let isPlanned: Bool
  let requiredWhen: YAMLScalar?
  /// Whether masked output hides its text.
  var isMasked = false
  var onInvalid = InvalidValue.fault
}

extension PolicyChecker {
  /// Declares the policy's kind of subject and all record types that it and its imports describe.
  func declareRecords() {
    declareSubject()
    let types = ([policy] + imports).flatMap { $0[.records]?.named ?? [] }
    var pending = types
    // A record type comes after the one that it hangs below, whatever the order in the file.
    while !pending.isEmpty {
      let ready = pending.filter { entry in parentName(of: entry).map { parentIndex(named: $0) != nil } ?? true }
      guard !ready.isEmpty else {
        for entry in pending {
          report(.unknownRecordType(entry.piece.form?[.under]?.scalar ?? entry.name, known: recordTypeNames))
        }
        return
      }
      for entry in ready { declareRecordType(entry) }
      pending.removeAll { entry in ready.contains { $0.name.span == entry.name.span } }
    }
  }

  var recordTypeNames: [String] { domains.dropFirst().filter(\.isNamedByPolicy).map(\.name) }

  private func parentName(of entry: NamedPiece) -> String? { entry.piece.form?[.under]?.text }

  private func parentIndex(named name: String) -> Int? { domains.dropFirst().firstIndex { $0.name == name } }

  private func declareSubject() {
    let kinds = ([policy] + imports).flatMap { $0[.subjects]?.named ?? [] }
    guard let wanted = policy[.subject]?.scalar else { return declareEmptySubject() }
    guard let kind = kind(named: wanted, among: kinds), let form = kind.piece.form else { return declareEmptySubject() }
    var draft = DomainDraft(name: kind.name.text, nameScalar: kind.name, form: form, parent: nil)
    let identifier = form[.id]?.scalar
    draft.fields = [identifierField(identifier, at: kind.name.span)]
    draft.key = 0
    draft.limit = 1
    domains.append(draft)
    declareFields(of: 0, form)
  }

  /// The kind of subject called so; where none is, the one that the name is nearest to, so that its fields are known.
  private func kind(named wanted: YAMLScalar, among kinds: [NamedPiece]) -> NamedPiece? {
    if let kind = kinds.first(where: { $0.name.text == wanted.text }) { return kind }
    let names = kinds.map(\.name.text)
    report(.unknownSubject(wanted, known: names))
    let near = nearestName(to: wanted.text, among: names)
    guard let kind = kinds.first(where: { $0.name.text == near }) else {
      brokenNames.formUnion(kinds.flatMap { $0.piece.form?[.fields]?.named.map(\.name.text) ?? [] })
      return nil
    }
    return kind
  }

  private func declareEmptySubject() {
    let name = policy[.policy]?.scalar ?? policy.entries.values.first!.key
    domains.append(DomainDraft(name: "subject", nameScalar: name, form: nil, parent: nil))
  }

  private func identifierField(_ scalar: YAMLScalar?, at span: SourceSpan) -> FieldDraft {
    let kind = scalar.flatMap { TypeWord(spelling: $0.text) } ?? .text
    if let scalar, TypeWord(spelling: scalar.text).map({ !TypeWord.identifying.contains($0) }) ?? true {
      report(.badWord(scalar, allowed: TypeWord.identifying.map(\.words)))
    }
    return FieldDraft(
      name: "id", nameScalar: nil, title: nil, span: scalar?.span ?? span, type: .text,
      identifier: kind.isIdentifier ? kind.rawValue : nil, isPlanned: false, requiredWhen: nil)
  }

  private func declareRecordType(_ entry: NamedPiece) {
    guard let form = entry.piece.form else {
      brokenNames.insert(entry.name.text)
      return
    }
    let parent = parentName(of: entry).flatMap(parentIndex(named:)) ?? 0
    let index = domains.count
    domains.append(DomainDraft(name: entry.name.text, nameScalar: entry.name, form: form, parent: parent))
    declareFields(of: index, form)
    domains[index].key = place(named: form[.key]?.scalar, in: index)
    domains[index].date = datePlace(named: form[.at]?.scalar, in: index)
    if let scalar = form[.atMost]?.scalar, let limit = wholeNumber(scalar, in: 1...1_000_000) {
      domains[index].limit = limit
    }
    if isTrue(form[.status]) { declareStatus(of: index, at: form.keySpan(.status)) }
    declareVoidMark(of: index)
    if let repairable = form[.repairable] { declareRepairs(of: index, repairable, at: form.keySpan(.repairable)) }
  }

  func place(named scalar: YAMLScalar?, in domain: Int) -> Int? {
    guard let scalar else { return nil }
    if let index = domains[domain].field(named: scalar.text) { return index }
    if brokenNames.contains(scalar.text) { return nil }
    report(.unknownField(scalar, in: domains[domain].name, known: domains[domain].fields.map(\.name)))
    return nil
  }

  private func datePlace(named scalar: YAMLScalar?, in domain: Int) -> Int? {
    guard let scalar, let index = place(named: scalar, in: domain) else { return nil }
    let field = domains[domain].fields[index]
    if field.type.form == .date, !field.type.isOptional, !field.isPlanned { return index }
    report(.notARecordDate(scalar))
    return nil
  }

  /// Adds the field `status`, whose labels say whether a record counts.
  private func declareStatus(of domain: Int, at span: SourceSpan) {
    domains[domain].status = domains[domain].fields.count
    domains[domain].fields.append(
      languageField("status", .oneOf(LabelSet(["in force", "disputed", "withdrawn"])).optional(), at: span))
  }

  /// Adds the record type `repairs` below a repairable one: method, done and, where it was taken back, revoked on.
  private func declareRepairs(of domain: Int, _ piece: Piece, at span: SourceSpan) {
    guard piece.form != nil || isTrue(piece) else { return }
    let methods = piece.form?[.methods]?.elements.compactMap(\.text)
    var draft = DomainDraft(name: "repairs", nameScalar: domains[domain].nameScalar, form: nil, parent: domain)
    draft.isNamedByPolicy = false
    draft.fields = [
      languageField("method", methods.map { .oneOf(LabelSet($0)) } ?? .text, at: span),
      languageField("done", .date, at: span), languageField("revoked on", .date.optional(), at: span),
    ]
    draft.date = 1
    domains[domain].repairs = domains.count
    domains.append(draft)
  }

  private func languageField(_ name: String, _ type: PolicyType, at span: SourceSpan) -> FieldDraft {
    FieldDraft(
      name: name, nameScalar: nil, title: nil, span: span, type: type, identifier: nil, isPlanned: false,
      requiredWhen: nil)
  }

  // MARK: Fields

  private func declareFields(of domain: Int, _ form: Form) {
    for entry in form[.fields]?.named ?? [] {
      guard checkName(entry.name), var field = field(entry) else {
        brokenNames.insert(entry.name.text)
        continue
      }
      apply(onInvalid(entry.piece.form?[.onInvalid], inRecord: domain > 0), to: &field)
      if let earlier = domains[domain].fields.first(where: { $0.name == field.name }) {
        report(.duplicateName(entry.name, earlier: earlier.span))
      } else {
        domains[domain].fields.append(field)
      }
    }
  }

  func field(_ entry: NamedPiece) -> FieldDraft? {
    let form = entry.piece.form
    guard let (type, identifier) = fieldType(entry.piece, of: entry.name) else { return nil }
    let requiredWhen = form?[.requiredWhen]?.scalar
    let isOptional = isTrue(form?[.optional]) || requiredWhen != nil
    return FieldDraft(
      name: entry.name.text, nameScalar: entry.name, title: form?[.title]?.text, span: entry.name.span,
      type: type.optional(isOptional), identifier: identifier, isPlanned: isTrue(form?[.planned]),
      requiredWhen: requiredWhen, isMasked: isMasked(form?[.mask], type))
  }

  /// Whether masked output hides a field, which only texts can be.
  private func isMasked(_ piece: Piece?, _ type: PolicyType) -> Bool {
    guard let piece, isTrue(piece) else { return false }
    if type.form == .text { return true }
    report(.typeMismatch(piece.span, type.form, wanted: .text))
    return false
  }

  /// Reads the type of a field, or of whatever else declares one.
  func fieldType(_ piece: Piece, of name: YAMLScalar) -> (PolicyType, identifier: String?)? {
    if let scalar = piece.scalar { return simpleType(scalar) }
    guard let form = piece.form else { return nil }
    let kinds: [Keyword] = [.type, .oneOf, .scale, .integer, .number, .percent, .money]
    let given = kinds.filter { form[$0] != nil }
    guard given.count == 1, let kind = given.first, let piece = form[kind] else {
      if form.isWhole || given.count > 1 {
        report(.fieldNeedsOneType(name, given: given.map { form.keySpan($0) }))
      }
      return nil
    }
    if kind == .type { return piece.scalar.flatMap(simpleType) }
    if kind == .oneOf || kind == .scale { return labelType(piece, isScale: kind == .scale).map { ($0, nil) } }
    return numberType(kind, piece, form).map { (.number($0), nil) }
  }

  private func simpleType(_ scalar: YAMLScalar) -> (PolicyType, identifier: String?)? {
    switch TypeWord(spelling: scalar.text) {
    case .text: return (.text, nil)
    case .date: return (.date, nil)
    case .yesOrNo: return (.boolean, nil)
    case .unifiedCode, .citizenNumber, .registrationNumber:
      return (.text, TypeWord(spelling: scalar.text)?.rawValue)
    case .integer: return (.number(NumberType(range: Self.defaultRange, decimals: 0)), nil)
    case nil:
      report(.badType(scalar))
      return nil
    }
  }

  private func labelType(_ piece: Piece, isScale: Bool) -> PolicyType? {
    let scalars = piece.elements.compactMap(\.scalar)
    guard scalars.count <= LabelSet.capacity else {
      report(.tooManyLabels(at: piece.span))
      return nil
    }
    for (index, scalar) in scalars.enumerated() where scalars[..<index].contains(where: { $0.text == scalar.text }) {
      report(.duplicateLabel(scalar))
    }
    return .oneOf(LabelSet(scalars.map(\.text), isScale: isScale))
  }

  /// Reads the type of a number: a range, or a currency for money, and its decimals.
  func numberType(_ kind: Keyword, _ piece: Piece, _ form: Form) -> NumberType? {
    guard let scalar = piece.scalar else { return nil }
    let given = form[.decimals]?.scalar.flatMap { wholeNumber($0, in: 0...18) }
    switch kind {
    case .money:
      guard scalar.text.utf8.count == 3, scalar.text.utf8.allSatisfy((UInt8(ascii: "A")...UInt8(ascii: "Z")).contains)
      else {
        report(.badCurrency(scalar))
        return nil
      }
      return NumberType(range: Self.defaultRange, decimals: given ?? 2, unit: .money(scalar.text))
    case .integer: return numberRange(scalar).map { NumberType(range: $0, decimals: 0) }
    case .percent:
      return numberRange(scalar).map { range in
        let hundredth = NumberRange(Decimal128(coefficient: 1, scale: 2))
        return NumberType(range: range * hundredth, decimals: (given ?? 2) + 2, unit: .percent)
      }
    default: return numberRange(scalar).map { NumberType(range: $0, decimals: given) }
    }
  }

  /// The range of numbers without one of their own: 15 digits before the point.
  static let defaultRange = NumberRange(
    lower: Decimal128(-999_999_999_999_999), upper: Decimal128(999_999_999_999_999))

  private func numberRange(_ scalar: YAMLScalar) -> NumberRange? {
    guard let range = range(in: scalar) else { return nil }
    let low = range.low.flatMap(literalNumber)
    let high = range.high.flatMap(literalNumber)
    let isOpen = (range.low != nil && !range.includesLow) || (range.high != nil && !range.includesHigh)
    if (range.low != nil && low == nil) || (range.high != nil && high == nil) || isOpen {
      report(.notARange(scalar))
      return nil
    }
    if let low, let high, low > high {
      report(.emptyRange(scalar))
      return nil
    }
    return NumberRange(lower: low ?? Self.defaultRange.lower, upper: high ?? Self.defaultRange.upper)
  }

  private func literalNumber(_ expression: Expression) -> Decimal128? {
    switch expression.kind {
    case .number(let digits): Decimal128(exactly: digits)
    case .negation(let inner): literalNumber(inner)?.negated
    default: nil
    }
  }

  func wholeNumber(_ scalar: YAMLScalar, in range: ClosedRange<Int>) -> Int? {
    if let number = Int(scalar.text), range.contains(number) { return number }
    report(.notAWholeNumber(scalar, in: range))
    return nil
  }

  /// Reads a flag; what is neither true nor false is reported, and taken for what it is nearer to.
  func isTrue(_ piece: Piece?) -> Bool {
    guard let scalar = piece?.scalar else { return false }
    if ["true", "是", "真"].contains(scalar.text) { return true }
    if ["false", "否", "假"].contains(scalar.text) { return false }
    report(.badWord(scalar, allowed: ["true", "false"]))
    return nearestName(to: scalar.text, among: ["true", "false"]) == "true"
  }

  // MARK: Requirements

  /// Checks the conditions under which fields must be present, before anything else reads the fields.
  func checkRequirements() {
    let read = readFields
    defer { readFields = read }
    for domain in domains.indices {
      for (index, field) in domains[domain].fields.enumerated() {
        guard let scalar = field.requiredWhen else { continue }
        guard let value = condition(Piece(.scalar(scalar), at: scalar.span), Scope(domain: domain)) else { continue }
        let canonical = parsed(scalar)?.description ?? scalar.text
        requirements[FieldReference(domain: domain, field: index)] = Requirement(canonical: canonical, value: value)
      }
    }
  }

  /// Returns the domains as the typed policy keeps them.
  func typedDomains() -> [TypedDomain] {
    domains.enumerated().map { index, draft in
      let fields = draft.fields.enumerated().map { place, field in
        TypedField(
          name: field.name, title: field.title, span: field.span, type: field.type, identifier: field.identifier,
          isPlanned: field.isPlanned, requiredWhen: requirements[FieldReference(domain: index, field: place)]?.value,
          isRead: readFields.contains(FieldReference(domain: index, field: place)), isMasked: field.isMasked,
          onInvalid: field.onInvalid)
      }
      return TypedDomain(
        name: draft.name, title: draft.form?[.title]?.text, span: draft.nameScalar.span, parent: draft.parent,
        fields: fields,
        key: draft.key, date: draft.date, limit: draft.limit, repairs: draft.repairs, status: draft.status,
        voidMark: draft.voidMark, void: draft.void, isPublished: draft.isPublished)
    }
  }
}
