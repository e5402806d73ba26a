import Foundation
import Testing

/// What `assay explain` advises, on a policy so small that every outcome can be worked out by hand.
struct AdviceTests {
  /// As of 2023-01-01, from 100: the gas leak of 2022-10-01 costs 30, the blocked exit of 2022-11-01 costs 10, the
  /// missing plan 10: 50, a C. Both records count for 12 months.
  ///
  /// The leak: 92 days have gone by, so that repaired today all 30 come back; it counts after 3 months, which is today.
  /// Until 2023-03-30 (180 days) all of it comes back, until 2023-10-01 (365 days) half. The exit: repaired today it
  /// counts from 2023-02-01; until 2023-04-30 (180 days) all comes back, until 2023-11-01 (365 days) half.
  private static let policy = """
    policy: yard
    version: "1"
    subject: yard
    subjects:
      yard: {id: text, fields: {plan filed: yes or no, size: {one of: [small, large], optional: true}}}
    records:
      acts:
        key: number
        at: found on
        at most: 99
        fields: {number: text, found on: date, degree: {one of: [minor, serious]}}
        repairable: {methods: [fixed, trained]}
        status: true
    score:
      start: 100
      indicators:
        acts: {each: acts, within: 12 months, deduct: {by: degree, minor: 10, serious: 30}, repair: standard}
        plan: {when: not(plan filed), deduct: 10}
        size: {points: {by: size, small: 5, large: 0}, missing: 0}
    grades: [A, B, C]
    grade: {by: score, ≥ 90: A, ≥ 60: B, otherwise: C}
    repairs:
      standard:
        methods: {any of: [fixed, trained]}
        not before: 3 months
        restore: {by: took, ≤ 180 days: 100%, ≤ 365 days: 50%, otherwise: 0%}

    """

  private static let subjects = """
    {"id": "Y", "plan filed": false, "size": "large", "acts": [\
    {"number": "leak", "found on": "2022-10-01", "degree": "serious"}, \
    {"number": "exit", "found on": "2022-11-01", "degree": "minor"}]}
    {"id": "Z", "plan filed": true, "acts": [\
    {"number": "leak", "found on": "2022-10-01", "degree": "serious", "status": "disputed"}, \
    {"number": "exit", "found on": "2022-11-01", "degree": "minor"}]}
    {"id": "A", "plan filed": true, "size": "large", "acts": []}

    """

  private func explain(_ id: String, _ more: String...) throws -> [String: Any] {
    let run = try text(id, ["--format", "json"] + more)
    #expect(run.status == 0, "\(run.errors)")
    return try #require(JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
  }

  private func text(_ id: String, _ more: [String] = []) throws -> CommandRun {
    let folder = try PolicyFolder(["yard.yaml": Self.policy, "yards.jsonl": Self.subjects])
    let arguments = ["explain", "yard.yaml", "--subjects", "yards.jsonl", "--as-of", "2023-01-01", "--subject", id]
    return try CommandRun(arguments + more, in: folder.url)
  }

  /// Writes an outcome as `2023-01-01 50 C`.
  private func outcome(_ value: Any?) -> String {
    guard let outcome = value as? [String: Any] else { return "none" }
    return ["asOf", "score", "grade"].map { "\(outcome[$0] ?? "")" }.joined(separator: " ")
  }

  @Test func everythingThatCanBeDoneIsRunAlone() throws {
    let advice = try #require(explain("Y")["advice"] as? [String: Any])
    #expect(outcome(advice["now"]) == "2023-01-01 50 C")
    let actions = try #require(advice["actions"] as? [[String: Any]])
    #expect(actions.map { $0["id"] as? String } == ["repair/acts[leak]", "repair/acts[exit]", "change/plan filed"])
    #expect(
      actions.map { outcome($0["alone"]) } == ["2023-01-01 80 B", "2023-02-01 60 B", "2023-01-01 60 B"])
    let terms = actions.map { action in
      (action["terms"] as? [[String: Any]] ?? []).map { "\($0["lastDay"] ?? "") \($0["pointsBack"] ?? "")" }
    }
    #expect(terms == [["2023-03-30 30", "2023-10-01 15"], ["2023-04-30 10", "2023-11-01 5"], []])
  }

  /// B wants 60: the leak (80) or the plan (60) today; with time alone the leak ends on 2023-10-01: 80. A wants 90: the
  /// leak and the plan today; on 2023-10-01 the exit or the plan is enough, 80 + 10; on 2023-11-01, when the exit ends
  /// too, time alone: 90.
  @Test func theSmallestSetsAreFound() throws {
    let advice = try #require(explain("Y")["advice"] as? [String: Any])
    let targets = try #require(advice["targets"] as? [[String: Any]])
    let ways = targets.map { target in
      (target["ways"] as? [[String: Any]] ?? []).flatMap { way in
        (way["sets"] as? [[String: Any]] ?? []).map { set in
          "\((set["actions"] as? [String] ?? []).joined(separator: " + ")) → \(outcome(set["outcome"]))"
            + " \(way["proof"] ?? "")"
        }
      }
    }
    #expect(
      ways == [
        [
          "repair/acts[leak] → 2023-01-01 80 B smallest", "change/plan filed → 2023-01-01 60 B smallest",
          " → 2023-10-01 80 B smallest",
        ],
        [
          "repair/acts[leak] + change/plan filed → 2023-01-01 90 A smallest",
          "repair/acts[exit] → 2023-10-01 90 A smallest", "change/plan filed → 2023-10-01 90 A smallest",
          " → 2023-11-01 90 A smallest",
        ],
      ])
    let events = (advice["events"] as? [[String: Any]] ?? []).map { outcome($0["outcome"]) }
    #expect(events == ["2023-10-01 80 B", "2023-11-01 90 A"])
  }

  /// Z without the disputed leak: 100 - 10 = 90. Its size is missing: 5 points more, or none.
  @Test func missingAndDisputedDataLeaveAnInterval() throws {
    let explanation = try explain("Z", "--without", "leak")
    let uncertainty = try #require(explanation["uncertainty"] as? [String: Any])
    #expect(outcome(uncertainty["worst"]) == "2023-01-01 60 B")
    #expect(outcome(uncertainty["best"]) == "2023-01-01 95 A")
    #expect(uncertainty["decidedBy"] as? String == "unknown/acts[leak]/status")
    #expect(uncertainty["complete"] as? Bool == true)
    let without = try #require(explanation["without"] as? [String: Any])
    #expect(outcome(without["now"]) == "2023-01-01 60 B")
    #expect(outcome(without["outcome"]) == "2023-01-01 90 A")
    let leaning = (without["leaning"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
    #expect(leaning == ["grade", "grade/base", "score", "score.acts"])
  }

  @Test func theBestGradeNeedsNoAdvice() throws {
    let explanation = try explain("A")
    let advice = try #require(explanation["advice"] as? [String: Any])
    #expect((advice["targets"] as? [Any])?.isEmpty == true)
    #expect(explanation["uncertainty"] is NSNull)
    #expect(try explain("A", "--no-advice")["advice"] is NSNull)
  }

  /// Where points are a risk, fewer are better: to sell meat is no advice, and what adds most is the first reason.
  ///
  /// 20 for the meat and 15 for two acts are 35, a B; without meat 15, an A.
  @Test func fewerPointsOfRiskAreBetter() throws {
    let policy = """
      policy: stall
      version: "1"
      subject: stall
      subjects:
        stall: {id: text, fields: {sells meat: yes or no, sells fish: yes or no, acts: {integer: 0..9}}}
      score:
        indicators:
          meat: {points: {by: sells meat, true: 20, false: 0}}
          fish: {points: {by: sells fish, true: 10, false: 0}}
          acts: {points: {by: acts, 0: 0, 1: 5, otherwise: 15}}
      grades: [A, B, C]
      grade: {by: score, ≤ 20: A, ≤ 40: B, otherwise: C}

      """
    let subjects = #"{"id": "S", "sells meat": true, "sells fish": false, "acts": 2}"#
    let folder = try PolicyFolder(["stall.yaml": policy, "stalls.jsonl": subjects])
    let options = ["stall.yaml", "--subjects", "stalls.jsonl", "--as-of", "2023-01-01"]
    let run = try CommandRun(["explain", "--subject", "S", "--format", "json"] + options, in: folder.url)
    let explanation = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    let advice = try #require(explanation?["advice"] as? [String: Any])
    let actions = try #require(advice["actions"] as? [[String: Any]])
    #expect(actions.map { $0["id"] as? String } == ["change/sells meat"])
    #expect(actions.map { outcome($0["alone"]) } == ["2023-01-01 15 A"])
    let results = try CommandRun(
      ["run", "--faults", "f", "--reasons", "5", "--format", "csv"] + options, in: folder.url)
    #expect(results.output.hasSuffix("S,35,B,B,,,,,score.meat:20|score.acts:15,\n"), "\(results.output)")
  }

  /// A repair that no indicator reads may lift a rule: done on 2023-01-01, the fire of 2022-12-01 counts as repaired
  /// from 2023-02-01 on, and then another rule holds. The small fire matters to nobody.
  @Test func aRepairThatLiftsARuleIsAWay() throws {
    let policy = """
      policy: pier
      version: "1"
      subject: pier
      subjects: {pier: {id: text, fields: {tonnes: {integer: 0..100}}}}
      records:
        fires:
          key: number
          at: burnt on
          at most: 9
          fields: {number: text, burnt on: date, size: {one of: [small, large]}}
          repairable: {methods: [rebuilt]}
      facts:
        large fires: {each: fires, within: 3 years, where: size = large}
        open fires: {each: large fires, where: not(repaired(rebuilding))}
      score: {points: tonnes}
      grades: [A, B, C]
      grade: {by: score, ≥ 90: A, ≥ 60: B, otherwise: C}
      rules:
        fire: {when: exists(open fires), grade: C}
        after a fire: {when: exists(large fires) and not(exists(open fires)), grade: no better than B}
      repairs:
        rebuilding: {methods: {any of: [rebuilt]}, not before: 2 months, restore: 100%}

      """
    let subject = #"""
      {"id": "P", "tonnes": 95, "fires": [{"number": "a", "burnt on": "2022-12-01", "size": "large"}, \#
      {"number": "b", "burnt on": "2022-12-01", "size": "small"}]}
      """#
    let folder = try PolicyFolder(["pier.yaml": policy, "piers.jsonl": subject])
    let command = ["explain", "pier.yaml", "--subjects", "piers.jsonl", "--as-of", "2023-01-01", "--subject", "P"]
    let run = try CommandRun(command + ["--format", "json"], in: folder.url)
    let explanation = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    let advice = try #require(explanation?["advice"] as? [String: Any])
    let actions = try #require(advice["actions"] as? [[String: Any]])
    #expect(actions.map { $0["id"] as? String } == ["repair/fires[a]"])
    #expect(actions.map { $0["countsFrom"] as? String } == ["2023-02-01"])
    #expect(actions.map { outcome($0["alone"]) } == ["2023-02-01 95 B"])
  }

  @Test func whatPeopleRead() throws {
    let text = try text("Y", ["--language", "en"]).output
    #expect(text.contains("2023-01-01, 1 action: [1] → 80, B (no fewer do)\n        or [3] → 60, B\n"))
    #expect(text.contains("2023-11-01, without doing anything → 90, A\n"))
    #expect(text.contains("done by 2023-03-30: 100% back, 30 points\n"))
    #expect(try self.text("Y", ["--language", "zh"]).output.contains("至迟 2023-03-30 完成：恢复 100%，30 分\n"))
    #expect(try self.text("Y", ["--without", "none"]).status == 2)
  }
  /// Of 300 open records not even all pairs fit into the budget of the search, so that it must not say that there is no
  /// way: only that none was found. The ban of 2022-12-15 keeps A away for six months whatever is repaired.
  @Test(arguments: [(3, "no way before", "之前无法达到", true), (300, "no way found before", "之前未找到办法", false)])
  func aSearchThatWasCutShortSaysSo(_ count: Int, _ english: String, _ chinese: String, _ isProven: Bool) throws {
    let policy = """
      policy: yard
      version: "1"
      subject: yard
      subjects:
        yard: {id: text, fields: {}}
      records:
        acts: {key: number, at: found on, at most: 999, fields: {number: text, found on: date}, repairable: {methods: [fixed]}}
        bans: {key: number, at: since, at most: 9, fields: {number: text, since: date}}
      facts:
        fresh bans: {each: bans, within: 6 months}
      score:
        start: 100
        indicators:
          acts: {each: acts, within: 12 months, deduct: 0.1, repair: standard}
      grades: [A, B]
      grade: {by: score, ≥ 60: A, otherwise: B}
      rules:
        banned: {when: exists(fresh bans), grade: no better than B}
      repairs:
        standard: {methods: {any of: [fixed]}, restore: 100%}

      """
    let acts = (1...count).map { #"{"number": "\#($0)", "found on": "2022-11-01"}"# }.joined(separator: ", ")
    let subject = #"{"id": "Y", "acts": [\#(acts)], "bans": [{"number": "1", "since": "2022-12-15"}]}"#
    let folder = try PolicyFolder(["yard.yaml": policy, "yards.jsonl": subject])
    let explain = ["explain", "yard.yaml", "--subjects", "yards.jsonl", "--as-of", "2023-01-01", "--subject", "Y"]
    let text = try CommandRun(explain, in: folder.url)
    #expect(text.output.contains("A: \(english) 2023-06-15, because"), "\(text.output.prefix(2000))\(text.errors)")
    #expect(try CommandRun(explain + ["--language", "zh"], in: folder.url).output.contains("A：2023-06-15 \(chinese)"))
    let json = try CommandRun(explain + ["--format", "json"], in: folder.url).output
    #expect(json.contains("\"complete\": \(isProven)"))
  }

}
