import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// Checks one policy.
///
/// Declarations are collected first, then checked on demand: a value that reads another declaration has that one
/// checked before it, and one that is asked for while it is being checked is part of a cycle. A function that returns
/// nil has reported why, so its caller keeps silent: one mistake gives one error.
///
/// The state is here; each kind of declaration has an extension in a file of its own.
final class PolicyChecker {
  let policy: Form
  let imports: [Form]
  /// The calendar of working days; nil where the policy names none, or a wrong one.
  private(set) var calendar: WorkingCalendar?
  let published: [String: PublishedPolicy]
  var diagnostics = DiagnosticSet()

  /// Every declared name of the flat namespace.
  var symbols: [String: Symbol] = [:]

  /// The names whose declaration is wrong: to use them is no second mistake.
  var brokenNames: Set<String> = []

  /// Those of the broken names that an expression cannot even be read with.
  var namesWithKeywords: Set<String> = []

  /// Whether a cycle has been reported; what reads its members leads into it as well.
  var hasCycle = false

  // Data.
  var domains: [DomainDraft] = []
  var catalogue: [String: CatalogueEntry] = [:]
  /// The reference figures; nil for those with mistakes.
  var references: [String: ReferenceTable?] = [:]
  var referenceNames: [String: SourceSpan] = [:]

  // Declarations of the policy, with what the check made of each so far.
  var constants: [Draft<TypedConstant>] = []
  var facts: [Draft<TypedFact>] = []
  var rules: [Draft<TypedRule>] = []
  var repairs: [Draft<TypedRepair>] = []
  var indicators: [IndicatorDraft] = []
  var indicatorPlaces: [String: Int] = [:]
  var holes: [PolicyHole] = []
  var partGrades: [PartGradeDraft] = []
  /// The places of those `missing` of groups that hold for a part.
  var inheritedMissing: Set<SourceSpan> = []
  var selections: [TypedSelection] = []
  /// The places of the selections by the offset in the file at which they are written.
  var selectionsAtOffset: [Int: [Int]] = [:]
  /// The lists, in the order in which they were checked.
  var lists: [TypedList] = []
  /// The text and expression of each condition under which a field is required.
  var requirements: [FieldReference: Requirement] = [:]
  var grade: TypedGrade?
  var scale: LabelSet?
  var scaleSpan: SourceSpan?
  /// The full names of the documents that `basis` cites by short ones.
  var sourceTitles: [String: String] = [:]
  var effective: (from: CalendarDate?, until: CalendarDate?) = (nil, nil)
  var period: TypedPeriod?
  var history: HistoryDraft?
  var decisions: DecisionsDraft?

  /// What the declaration that is being checked has read, to find cycles that pass through grades and rules.
  var readers: [Dependency] = []
  var reads: [Dependency: [(target: Dependency, span: SourceSpan)]] = [:]

  /// For each fact with a value the deepest domain that it reads, and for each declaration how many it leans on in a
  /// row.
  var factDomains: [Int: Int] = [:]
  var chainLengths: [Dependency: Int] = [:]

  /// Each scalar's expression and each test, read once; and the constants that are read.
  var parsedExpressions: [SourceSpan: Expression] = [:]
  var knownTests: [SourceSpan: [UnaryTest]] = [:]
  var usedConstants: Set<Int> = []
  /// The fields that something of the policy reads, other than a condition under which a field is required.
  var readFields: Set<FieldReference> = []

  init(_ sources: PolicySources) {
    policy = sources.policy.form
    imports = sources.imports.map(\.form)
    published = sources.published
    brokenNames = ([sources.policy] + sources.imports).reduce(into: []) { $0.formUnion($1.strayNames) }
    calendar = sources.calendar.flatMap { readCalendar($0.form, into: &diagnostics) }
  }

  func report(_ diagnostic: Diagnostic) {
    diagnostics.insert(diagnostic)
  }

  /// Checks everything, in the order in which it becomes known.
  func checkPolicy() -> TypedPolicy? {
    checkHeader()
    declareScale()
    declareRecords()
    declareHistory()
    declarePublished()
    declareDecisions()
    declareCatalogue()
    declareReferences()
    declareNames()
    declareIndicators()
    declarePeriod()
    checkRequirements()
    checkVoids()
    for index in constants.indices { _ = constant(at: index) }
    for index in facts.indices { _ = fact(at: index, readAt: nil) }
    checkIndicators()
    for index in partGrades.indices { _ = partGrade(at: index, readAt: nil) }
    checkGrade()
    for index in rules.indices { _ = rule(at: index) }
    checkMoves()
    checkShownGrades()
    let measures = reading(as: .measures) { checkMeasures() }
    let followUps = checkFollowUps(of: measures)
    let outputs = reading(as: .outputs) { checkOutputs() }
    let combinations = combinations(of: measures)
    checkUnusedRepairs()
    checkCircumstances()
    let remembered = reading(as: .outputs) { checkRemembered() }
    checkCycles()
    checkUse()
    return typedPolicy(
      measures: measures, outputs: outputs, remembered: remembered, followUps: followUps, combinations: combinations)
  }

  private func typedPolicy(
    measures: [TypedMeasure], outputs: [TypedOutput], remembered: [TypedRemembered], followUps: [TypedFollowUp],
    combinations: [TypedCombination]
  ) -> TypedPolicy? {
    guard !diagnostics.containsError(besides: DiagnosticCode.openClaims), isWhole(measures, outputs) else { return nil }
    // The selection of the previous result is one of the policy's, so that it has to be made before they are listed.
    let history = self.history.map { typedHistory($0, remembered) }
    let decisions = self.decisions.map { typedDecisions($0) }
    return TypedPolicy(
      id: policy[.policy]?.text ?? "", title: policy[.title]?.text, version: policy[.version]?.text ?? "",
      effectiveFrom: effective.from, effectiveUntil: effective.until, span: policy.keySpan(.policy),
      domains: typedDomains(), constants: constants.compactMap(\.result), selections: selections,
      facts: facts.compactMap(\.result), indicators: indicators.compactMap(\.result),
      score: indicatorPlaces["score"].map(IndicatorIndex.init), grade: grade, rules: rules.compactMap(\.result),
      repairs: repairs.compactMap(\.result), measures: measures, outputs: outputs,
      notEncoded: notEncodedClauses(), period: period, calendar: calendar, history: history,
      partGrades: partGrades.compactMap(\.result), followUps: followUps, combinations: combinations,
      lists: lists, decisions: decisions)
  }

  /// Whether every declaration came to something, so that their places are those of the lists.
  private func isWhole(_ measures: [TypedMeasure], _ outputs: [TypedOutput]) -> Bool {
    constants.allSatisfy { $0.result != nil } && facts.allSatisfy { $0.result != nil }
      && indicators.allSatisfy { $0.result != nil } && partGrades.allSatisfy { $0.result != nil }
      && rules.allSatisfy { $0.result != nil }
      && repairs.allSatisfy { $0.result != nil } && measures.count == policy[.measures]?.named.count ?? 0
      && outputs.count == policy[.outputs].map { max($0.named.count, $0.elements.count { $0.scalar != nil }) } ?? 0
      && (grade == nil) == (policy[.grade] == nil)
  }

  private func notEncodedClauses() -> [NotEncodedClause] {
    (policy[.notEncoded]?.elements ?? []).compactMap { piece in
      guard let form = piece.form, let clause = form[.clause]?.text, let reason = form[.reason]?.text else {
        return nil
      }
      return NotEncodedClause(clause: clause, reason: reason, span: piece.span)
    }
  }
}

/// What a name of the flat namespace stands for.
enum Symbol {
  case recordType(domain: Int)
  case subjectField(Int)
  case constant(Int)
  case fact(Int)
  case rule(Int)
}

/// A declaration that is checked on demand.
struct Draft<Result> {
  let name: YAMLScalar
  let piece: Piece
  var state = State.unchecked

  enum State {
    case unchecked
    case checking
    case checked(Result?)
  }

  init(name: YAMLScalar, piece: Piece) {
    self.name = name
    self.piece = piece
  }

  /// What the check made of it; nil before, and where it is wrong.
  var result: Result? {
    if case .checked(let result) = state { result } else { nil }
  }
}

/// A declaration, as the start or the end of a "reads" arrow.
enum Dependency: Hashable {
  case fact(Int)
  case indicator(Int)
  case partGrade(Int)
  case rule(Int)
  /// A repair; it may read facts of its records.
  case repair(Int)
  /// What makes records of a type void; it reads no other declaration.
  case records(Int)
  case baseGrade
  case grade
  /// The measures together, and the outputs together; nothing reads them.
  case measures
  case outputs
}

/// The condition under which a field must be present.
struct Requirement {
  /// The condition's canonical text, which narrows the field wherever it is known to hold.
  let canonical: String
  let value: TypedValue
}
