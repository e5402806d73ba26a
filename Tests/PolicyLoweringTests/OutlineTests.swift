import PolicyIR
import PolicyLowering
import PolicySemantics
import PolicyTypes
import ReferenceEvaluator
import Testing

/// What explanations are made of.
struct OutlineTests {
  private typealias Sketch = PolicySketch

  @Test func inputsAreNamedOnceInOrder() {
    var sketch = Sketch()
    let share = sketch.fact("share", .arithmetic(.divide, Sketch.points, Sketch.staff))
    let value = TypedExpression.arithmetic(
      .add, .arithmetic(.add, Sketch.count, share),
      .arithmetic(.multiply, Sketch.count, Sketch.bonus.orElse(.literal(0))))
    sketch.indicator(.points(TypedValue(value)))
    let outline = lower(sketch.policy).outline
    guard case .points(let points) = outline.indicators[0].worth, case .value(let fact) = outline.facts[0].kind else {
      Issue.record("the outline has another shape")
      return
    }
    #expect(points.inputs.map(\.name) == ["count", "share", "bonus"])
    #expect(points.inputs[1].value == fact.result)
    #expect(fact.inputs.map(\.name) == ["points", "staff"])
  }

  @Test func rowsKeepTheirConditionsAndValues() {
    var sketch = Sketch()
    let rows = [(Sketch.count.compared(.less, .literal(3)), TypedValue(Sketch.points))]
    sketch.indicator(.points(TypedValue(rows, otherwise: TypedValue(.literal(0)))))
    guard case .points(let points) = lower(sketch.policy).outline.indicators[0].worth else {
      Issue.record("the outline has another shape")
      return
    }
    #expect(points.inputs.map(\.name) == ["count"])
    #expect(points.rows.map { $0.condition != nil } == [true, false])
    #expect(points.rows[0].value.inputs.map(\.name) == ["points"])
  }

  @Test func aSelectionNamesEveryFilterOfItsBaseFirst() {
    var sketch = Sketch()
    let base = sketch.select(within: .literal(CalendarDuration(months: 12)))
    let own = sketch.select(from: base, where: Sketch.amount.compared(.greater, .literal(5)), oncePer: [Sketch.section])
    sketch.indicator(.points(TypedValue(.literal(1))), each: own)
    let selection = lower(sketch.policy).outline.indicators[0].selection
    #expect(selection?.filters.map(\.kind) == [.inForce, .within, .condition, .oncePer])
    #expect(selection?.filters.last?.passes == selection?.mask)
  }

  @Test func aRecordSaysWhenItExpires() {
    var sketch = Sketch()
    let base = sketch.select(within: .literal(CalendarDuration(months: 12)))
    sketch.indicator(.points(TypedValue(.literal(1))), each: base)
    let firm = Firm(penalties: [Penalty(date: "2023-03-31")])
    let expires = sketch.values(of: { $0.indicators[0].selection?.filters.last?.expires }, for: firm)
    #expect(expires == Array(repeating: .date(CalendarDate(text: "2024-03-31") ?? .earliest), count: 2))
  }

  @Test func limitsComeInTheOrderOfTheirApplication() {
    var sketch = Sketch()
    sketch.indicator(.points(TypedValue(Sketch.points)), cap: 90, clamp: 1...80, round: 0)
    let indicator = lower(sketch.policy).outline.indicators[0]
    #expect(indicator.limits.map(\.kind) == [.cap, .atLeast, .atMost, .round(digits: 0, .halfUp)])
    #expect(indicator.limits.last?.result == indicator.result)
  }

  @Test func aRepairTellsWhatHappenedToARecord() {
    var sketch = Sketch()
    let repair = sketch.repair(needsAll: false, restore: 1)
    sketch.indicator(.deduction(TypedValue(.literal(10))), each: sketch.select(), repair: repair)
    let firm = Firm(penalties: [Penalty(date: "2023-11-30", repairs: [(method: 1, done: "2023-12-15")])])
    let effective = sketch.values(of: { $0.indicators[0].repair?.effectiveFrom }, for: firm)
    let isRepaired = sketch.values(of: { $0.indicators[0].repair?.isRepaired }, for: firm)
    let isRepairable = sketch.values(of: { $0.indicators[0].repair?.isRepairable?.result }, for: firm)
    #expect(effective == Array(repeating: .date(CalendarDate(text: "2024-02-29") ?? .earliest), count: 2))
    #expect(isRepaired == [.boolean(false), .boolean(false)])
    #expect(isRepairable == [.boolean(true), .boolean(true)])
  }
}
