package import PolicyDiagnostics
import PolicySyntax
package import PolicyTypes

/// A finding that the author of a policy knows of and lets stand, with a reason and until a date.
package struct Allowance: Hashable, Sendable {
  package let code: DiagnosticCode
  package let reason: String
  package let until: CalendarDate

  /// The mapping in which it stands, and so the piece of the policy that it is about: in one file, or where one policy
  /// extends another, in several.
  let scope: [SourceSpan]
  let codeSpan: SourceSpan
  let untilSpan: SourceSpan

  func covers(_ diagnostic: Diagnostic) -> Bool {
    diagnostic.code == code && diagnostic.severity != .error && scope.contains { $0.contains(diagnostic.span) }
  }
}

/// The allowances of a policy.
struct Allowances {
  private(set) var all: [Allowance] = []
  private(set) var mistakes = DiagnosticSet()

  /// The policy's own file: whether those that it extends need their allowances, their own check says.
  private let file: SourceFile

  init(in form: Form?, of file: SourceFile) {
    self.file = file
    if let form { collect(from: form) }
  }

  // MARK: Reading

  private mutating func collect(from form: Form) {
    for piece in form[.allow]?.elements ?? [] {
      if let entry = piece.form, let allowance = allowance(entry, in: form.places) { all.append(allowance) }
    }
    for entry in form.entries.values { collect(from: entry.piece) }
    for other in form.others { collect(from: other.piece) }
  }

  private mutating func collect(from piece: Piece) {
    switch piece.content {
    case .form(let form): collect(from: form)
    case .list(let pieces): for piece in pieces { collect(from: piece) }
    case .named(let pieces): for named in pieces { collect(from: named.piece) }
    case .scalar, .node: break
    }
  }

  private mutating func allowance(_ form: Form, in scope: [SourceSpan]) -> Allowance? {
    guard let finding = form[.finding]?.scalar, let reason = form[.reason]?.text, let until = form[.until]?.scalar
    else {
      return nil
    }
    guard let code = DiagnosticCode(rawValue: finding.text), code.severity != .error else {
      mistakes.insert(.notAnAllowedCode(finding))
      return nil
    }
    let date = CalendarDate(text: until.text)
    // What is allowed until a date that is wrong is no second mistake.
    if date == nil { mistakes.insert(.allowanceNeedsDate(until)) }
    return Allowance(
      code: code, reason: reason, until: date ?? .latest, scope: scope, codeSpan: finding.span, untilSpan: until.span)
  }

  // MARK: Applying

  /// Takes out what is allowed.
  ///
  /// - Parameter isComplete: Whether everything was looked for, so that an allowance without a finding is one too many.
  func applied(to found: DiagnosticSet, isComplete: Bool) -> (diagnostics: DiagnosticSet, allowedCount: Int) {
    var rest = mistakes
    var used: Set<Allowance> = []
    var count = 0
    for diagnostic in found.sorted {
      if let allowance = all.first(where: { $0.covers(diagnostic) }) {
        used.insert(allowance)
        count += 1
      } else {
        rest.insert(diagnostic)
      }
    }
    for allowance in all where !used.contains(allowance) && !found.containsError && allowance.codeSpan.file == file {
      if isComplete || !allowance.code.mayComeFromProofs { rest.insert(.nothingAllowed(allowance)) }
    }
    return (rest, count)
  }

  /// The allowances whose last day lies before `date`.
  func expired(before date: CalendarDate) -> DiagnosticSet {
    var expired = DiagnosticSet()
    for allowance in all where allowance.until < date && allowance.codeSpan.file == file {
      expired.insert(.allowanceExpired(allowance))
    }
    return expired
  }
}

extension Form {
  /// The span of the form, and what of it stands in other files.
  fileprivate var places: [SourceSpan] {
    [span] + entries.values.flatMap { [$0.key.span, $0.piece.span] }.filter { $0.file != span.file }
  }
}

extension DiagnosticCode {
  /// Whether only proofs find all mistakes of the kind.
  fileprivate var mayComeFromProofs: Bool {
    switch self {
    case .conditionNeverMet, .gradeNeverGiven, .measureNeverGiven, .undecided, .neverReached, .alwaysHolds,
      .limitNeverBites, .unusedDeclaration, .measuresConflict, .pointsTurnBack, .worseIsRewarded, .repairDoesHarm,
      .measureTurnsBack:
      true
    default: false
    }
  }
}

extension Diagnostic {
  fileprivate static func notAnAllowedCode(_ scalar: YAMLScalar) -> Diagnostic {
    let known = DiagnosticCode.allCases.filter { $0.severity != .error }.map(\.rawValue)
    return Diagnostic(
      .badWord,
      LocalizedText("`\(scalar.text)` is not the code of a warning", "`\(scalar.text)` 不是警告的代码"), at: scalar.span,
      help: LocalizedText(
        "errors cannot be allowed; a warning shows its code, such as `R103`", "错误不能允许；警告前写有代码，例如 `R103`"),
      fixIt: nearestName(to: scalar.text, among: known).map { FixIt(replacing: scalar.span, with: $0) })
  }

  fileprivate static func allowanceNeedsDate(_ scalar: YAMLScalar) -> Diagnostic {
    Diagnostic(
      .badDate, LocalizedText("`\(scalar.text)` is not a date", "`\(scalar.text)` 不是日期"), at: scalar.span,
      help: LocalizedText(
        "the last day on which the finding is allowed, such as `2026-12-31`", "写允许的最后一天，例如 `2026-12-31`"))
  }

  fileprivate static func nothingAllowed(_ allowance: Allowance) -> Diagnostic {
    Diagnostic(
      .nothingAllowed,
      LocalizedText("there is no `\(allowance.code.rawValue)` here to allow", "这里没有 `\(allowance.code.rawValue)` 需要允许"),
      at: allowance.codeSpan, help: LocalizedText("remove the allowance", "请删去这项允许"))
  }

  fileprivate static func allowanceExpired(_ allowance: Allowance) -> Diagnostic {
    Diagnostic(
      .allowanceExpired,
      LocalizedText(
        "`\(allowance.code.rawValue)` was allowed until \(allowance.until): \(allowance.reason)",
        "`\(allowance.code.rawValue)` 仅允许至 \(allowance.until)：\(allowance.reason)"),
      at: allowance.untilSpan,
      help: LocalizedText("mend the finding, or allow it for longer", "请处理该问题，或延长允许的期限"))
  }
}
