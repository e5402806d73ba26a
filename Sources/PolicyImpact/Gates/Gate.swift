package import PolicyDiagnostics
import PolicySyntax
import PolicyTypes

/// A condition on the figures of an impact report, such as `share(down >= 2 grades) > 0.5%`: where it holds, the change
/// of the policy is held back.
///
/// It is an expression of FEEL. `share`, `count` and the other figures are those of `GateFigure`; what stands in the
/// brackets of `share` and `count` is asked of each pair of an old and a new grade.
package struct Gate: Hashable, Sendable {
  package let text: String
  private let expression: Expression

  /// Reads a gate, or reports what is wrong with it and returns nil.
  ///
  /// It is tried on the names that the report has, so that a misspelt one is found before the population is read.
  package init?(_ text: String, names: GateNames, into diagnostics: inout DiagnosticSet) {
    self.text = text
    let file = SourceFile(path: "--fail-if", text: text)
    let source = ExpressionSource(withoutUnits(text), file: file, start: 0)
    guard let expression = parseExpression(source, into: &diagnostics) else { return nil }
    self.expression = expression
    let value: GateValue
    do throws(GateFailure) {
      value = try GateEvaluation(names: names, figures: nil).value(of: expression)
    } catch {
      diagnostics.insert(error.diagnostic)
      return nil
    }
    guard case .boolean = value else {
      diagnostics.insert(.gateIsNoCondition(expression))
      return nil
    }
  }

  /// Returns whether the condition holds for a population; nil where that cannot be told: nobody was compared, or the
  /// condition divides by zero.
  package func holds(for population: ImpactReport.Population, changeCount: Int) -> Bool? {
    guard population.tally.compared > 0 else { return nil }
    let figures = GateFigures(population: population, changeCount: changeCount)
    let evaluation = GateEvaluation(names: GateNames(population.subject), figures: figures)
    // The gate was tried on the same names, so that nothing can fail but a division by zero.
    return (try? evaluation.value(of: expression)).map { $0 == .boolean(true) }
  }
}

/// Returns `text` with the word for grades behind a number blanked out: `2 grades` is 2.
///
/// The blanks take as many bytes as the word, so that places stay what they are.
private func withoutUnits(_ text: String) -> String {
  var result = ""
  var rest = Substring(text)
  var isAfterNumber = false
  while let character = rest.first {
    if isAfterNumber, let unit = ["grades", "grade", "级", "档"].first(where: { rest.hasPrefix($0) }),
      !(rest.dropFirst(unit.count).first?.isLetter ?? false)
    {
      result += String(repeating: " ", count: unit.utf8.count)
      rest = rest.dropFirst(unit.count)
      isAfterNumber = false
      continue
    }
    isAfterNumber = character.isNumber || (isAfterNumber && character == " ")
    result.append(character)
    rest = rest.dropFirst()
  }
  return result
}

extension Diagnostic {
  static func gateIsNoCondition(_ expression: Expression) -> Diagnostic {
    Diagnostic(
      .gateIsNoCondition,
      LocalizedText("a gate must be a condition that holds or not", "门槛应为是否成立的条件"), at: expression.span,
      help: LocalizedText("compare the figure: `share(down >= 1 grade) > 1%`", "请比较指标，例如 `占比(降级 >= 1 级) > 1%`"))
  }

  static func unknownFigure(_ name: String, at span: SourceSpan, known: [String]) -> Diagnostic {
    let nearest = nearestName(to: name, among: known)
    return Diagnostic(
      .unknownFigure, LocalizedText("the report has no figure `\(name)`", "报告中没有指标 `\(name)`"), at: span,
      help: nearest == nil
        ? LocalizedText(
          "known here: \(known.map { "`\($0)`" }.joined(separator: ", "))",
          "此处可用：\(known.map { "`\($0)`" }.joined(separator: "、"))") : nil,
      fixIt: nearest.map { FixIt(replacing: span, with: $0) })
  }

  static func unknownGrade(_ label: String, at span: SourceSpan, known: [String]) -> Diagnostic {
    Diagnostic(
      .unknownFigure,
      LocalizedText("neither policy has a grade `\(label)`", "两版政策都没有等级 `\(label)`"), at: span,
      help: LocalizedText(
        "the grades are \(known.map { "`\($0)`" }.joined(separator: ", "))",
        "等级有 \(known.map { "`\($0)`" }.joined(separator: "、"))"))
  }

  static func wrongFigureUse(_ message: LocalizedText, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .wrongFigureUse, message, at: span,
      help: LocalizedText(
        "for example `share(down >= 2 grades) > 0.5%` or `lost(\"market ban\") > 10`",
        "例如 `占比(降级 >= 2 级) > 0.5%` 或 `减少(\"market ban\") > 10`"))
  }
}
