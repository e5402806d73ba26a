import PolicyDiagnostics
import PolicyDriver
import PolicyIR
import PolicyImpact
import Testing

/// What counts as a change, and what it is called.
@Suite struct ComparisonTests {

  // MARK: No change

  @Test(arguments: [
    ("grade: {by: score, ≥ 90: A,", "grade:   {by:   score,   '>= 90': A,  # the best\n "),
    ("count(dirty) >= 3", "count( dirty )>=3"),
    ("deduct: base points, cap: 90", "cap: 90, deduct: base points"),
    ("kind, food: 80, other: 100", "kind, other: 100, food: 80"),
    ("weight: 40", "weight: 40.0"),
    ("not(clean)", "非(clean)"),
    ("grade: no better than B", "grade: 最高为 B"),
    ("constants:", "常数:"),
    ("any of: [course, report]", "any of: [report, course]"),
    ("tall: floor >= 4", "tall: (floor >= 4)"),
  ])
  func whatSaysTheSameIsNoChange(_ old: String, _ new: String) throws {
    #expect(try PolicyText.pair(PolicyText.policy, PolicyText.edited((old, new))).comparison.changes.isEmpty)
  }

  @Test func theOrderOfDeclarationsIsNoChange() throws {
    let tall = "  tall: floor >= 4\n"
    let moved = PolicyText.edited((tall, ""), ("facts:\n", "facts:\n" + tall))
    #expect(try PolicyText.pair(PolicyText.policy, moved).comparison.changes.isEmpty)
  }

  // MARK: Changes

  @Test(arguments: [
    ("2024-01-01: 25", "2024-01-01: 30", "constant changed constants.base points.2024-01-01: 25 → 30"),
    ("cap: 90", "cap: 80", "cap changed score.indicators.conduct.indicators.visits.cap: 90 → 80"),
    (", cap: 90", "", "cap removed score.indicators.conduct.indicators.visits.cap: 90"),
    (
      "deduct: base points", "deduct: 15",
      "deduction changed score.indicators.conduct.indicators.visits.deduct: base points → 15"
    ),
    ("food: 80", "food: 85", "row changed score.indicators.trade.points.[food]: 80 → 85"),
    ("≤ 4: 5", "≤ 4: 6", "row changed score.indicators.conduct.indicators.stairs.deduct.[≤ 4]: 5 → 6"),
    ("≤ 4: 5", "≤ 3: 5", "row changed score.indicators.conduct.indicators.stairs.deduct.[≤ 3]: ≤ 4: 5 → ≤ 3: 5"),
    ("≥ 90: A", "≥ 88: A", "threshold changed grade.[≥ 88]: ≥ 90: A → ≥ 88: A"),
    ("clamp: 0..", "clamp: 10..", "clamp changed score.indicators.conduct.clamp: 0.. → 10.."),
    ("within: 1 year", "within: 2 years", "window changed facts.dirty.within: 1 year → 2 years"),
    ("≤ 30 days: 100%", "≤ 30 days: 90%", "repair tier changed repairs.standard.restore.[≤ 30 days]: 100% → 90%"),
    ("not before: 1 month", "not before: 2 months", "repair changed repairs.standard.not before: 1 month → 2 months"),
    (
      "count(dirty) >= 3", "count(dirty) > 3", "condition changed rules.many.when: count(dirty) >= 3 → count(dirty) > 3"
    ),
    ("no better than B", "1 worse", "move changed rules.many.grade: no better than B → 1 worse"),
    ("alert: red", "alert: yellow", "alert changed rules.many.alert: red → yellow"),
    ("C: 4}", "C: 6}", "measure number changed measures.visit.visits per year.[C]: 4 → 6"),
    ("praise: {for: A}", "praise: {for: [A, B]}", "grades of a measure changed measures.praise.for: A → [A, B]"),
    ("floor >= 4", "floor >= 5", "fact changed facts.tall: floor >= 4 → floor >= 5"),
    ("title: 行为", "title: 守法", "title changed score.indicators.conduct.title: 行为 → 守法"),
    ("law: 条例", "law: 新条例", "basis changed sources.law: 条例 → 新条例"),
    ("at most: 9", "at most: 8", "records changed records.visits.at most: 9 → 8"),
  ])
  func oneEditIsOneChange(_ old: String, _ new: String, _ expected: String) throws {
    let changes = try PolicyText.pair(PolicyText.policy, PolicyText.edited((old, new))).comparison.changes
    #expect(changes.map(\.summary) == [expected])
  }

  @Test func aDeclarationIsAddedOrRemovedWhole() throws {
    let rule = "  high: {when: tall and exists(dirty), tag: high}\n"
    let shorter = PolicyText.edited((rule, ""))
    let removed = try PolicyText.pair(PolicyText.policy, shorter).comparison.changes
    #expect(removed.map(\.summary) == ["rule removed rules.high: {when: tall and exists(dirty), tag: high}"])
    let added = try PolicyText.pair(shorter, PolicyText.policy).comparison.changes
    #expect(added.map(\.operation) == [.added])
  }

  @Test func whatIsAddedIsShownInOneLineWithoutComments() throws {
    let new = PolicyText.edited(
      ("rules:\n", "rules:\n  odd:\n    # 说明\n    when: floor = 3  # 三层\n    tag: odd\n"))
    let change = try #require(try PolicyText.pair(PolicyText.policy, new).comparison.changes.first)
    #expect(change.summary == "rule added rules.odd: {when: floor = 3, tag: odd}")
    let line = new.split(separator: "\n").firstIndex { $0 == "  odd:" }
    #expect(change.new?.span.startPosition.line == line.map { $0 + 1 })
  }

  @Test func aNewNameIsNoOtherMeaning() throws {
    let renamed = PolicyText.edited(("dirty", "unclean"), ("  tall:", "  tower:"), ("when: tall", "when: tower"))
    let changes = try PolicyText.pair(PolicyText.policy, renamed).comparison.changes
    #expect(
      changes.map(\.summary) == [
        "fact renamed facts.unclean: dirty → unclean", "fact renamed facts.tower: tall → tower",
      ])
    #expect(changes.allSatisfy { !$0.canMatter })
  }

  @Test func rowsInAnotherOrderAreAChangeWhereTheFirstDecides() throws {
    let old = PolicyText.edited(("≤ 2: 0, ≤ 4: 5", "in (1, 2): 0, ≤ 4: 5"))
    let new = PolicyText.edited(("≤ 2: 0, ≤ 4: 5", "≤ 4: 5, in (1, 2): 0"))
    let pair = try? PolicyText.pair(old, new)
    // The checker may refuse a row that is never reached; where it does, there is nothing to compare.
    if let pair { #expect(pair.comparison.changes.map(\.operation) == [.reordered]) }
  }

  @Test func whatIsImportedIsPartOfThePolicy() throws {
    let measures = PolicyText.measures.replacing("title: 表扬", with: "title: 表彰").replacing("0..52", with: "0..60")
    let changes = try PolicyText.pair(PolicyText.policy, PolicyText.policy, newMeasures: measures).comparison.changes
    #expect(
      changes.map(\.summary) == [
        "measure changed catalogue.measures.visit.numbers.visits per year.integer: 0..52 → 0..60",
        "title changed catalogue.measures.praise.title: 表扬 → 表彰",
      ])
  }

  @Test func everyChangeHasBothPlacesAndASentenceInBothLanguages() throws {
    let pair = try PolicyText.pair(PolicyText.policy, PolicyText.edited(("cap: 90", "cap: 80")))
    let change = try #require(pair.comparison.changes.first)
    #expect(change.old?.span.location.hasPrefix("old/shop.yaml:25:") == true)
    #expect(change.new?.span.location.hasPrefix("new/shop.yaml:25:") == true)
    #expect(change.sentence.english == "indicator `conduct.visits` (检查), cap: `90` becomes `80` (-10)")
    #expect(change.sentence.chinese == "指标“conduct.visits”（检查），上限：由“90”改为“80”（-10）")
  }

  // MARK: The way from one to the other

  @Test func eachChangeIsAStepByItself() throws {
    let pair = try PolicyText.pair(PolicyText.policy, PolicyText.edited(("cap: 90", "cap: 80"), ("≥ 75: B", "≥ 70: B")))
    let steps = pair.steps(limit: 24)
    #expect(steps.map(\.changes) == [[0], [1]])
    let programs = [steps.last?.program, pair.new.program].compactMap(\.self)
    let texts = programs.map { IRPrinter.text(of: $0, withLocations: true) }
    #expect(texts.count == 2 && texts[0] == texts[1])
  }

  @Test func weightsThatTotalAHundredOnlyTogetherAreOneStep() throws {
    let new = PolicyText.edited(("weight: 60", "weight: 70"), ("weight: 40", "weight: 30"), ("cap: 90", "cap: 80"))
    let pair = try PolicyText.pair(PolicyText.policy, new)
    #expect(
      pair.steps(limit: 24).map { step in step.changes.map { pair.comparison.changes[$0].kind } } == [
        [.cap], [.weight, .weight],
      ])
  }

  @Test func whatIsReadIsDeclaredBeforeItIsRead() throws {
    let new = PolicyText.edited(
      ("  tall: floor >= 4\n", "  tall: floor >= 4\n  low: floor <= 1\n"), ("when: tall and", "when: low and"))
    let pair = try PolicyText.pair(PolicyText.policy, new)
    #expect(pair.steps(limit: 24).flatMap(\.changes).count == pair.comparison.changes.count)
    #expect(pair.comparison.changes.map(\.kind) == [.fact, .condition])
  }

  @Test func changesOfRecordsAreOneStepBeforeWhatReadsThem() throws {
    let new = PolicyText.edited(
      ("floor: {integer: 1..5}", "floor: {integer: 1..5}, staff: {integer: 0..99}, rooms: {integer: 0..99}"),
      ("floor >= 4", "floor >= 4 or staff + rooms > 20"))
    let pair = try PolicyText.pair(PolicyText.policy, new)
    let kinds = pair.steps(limit: 24).map { step in step.changes.map { pair.comparison.changes[$0].kind } }
    #expect(kinds == [[.field, .field], [.fact]])
  }

  @Test func changesOfWordsAreNoSteps() throws {
    let pair = try PolicyText.pair(PolicyText.policy, PolicyText.edited(("title: 店铺", "title: 商铺")))
    #expect(pair.steps(limit: 24).isEmpty)
  }

  @Test func beyondTheLimitTheRestIsOneStep() throws {
    let new = PolicyText.edited(("cap: 90", "cap: 80"), ("≥ 75: B", "≥ 70: B"), ("2024-01-01: 25", "2024-01-01: 30"))
    let steps = try PolicyText.pair(PolicyText.policy, new).steps(limit: 2)
    #expect(steps.map(\.changes.count) == [1, 2])
  }
}
