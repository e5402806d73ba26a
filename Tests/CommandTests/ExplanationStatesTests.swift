import Foundation
import Testing

/// One subject in every state that an explanation knows, in all of its forms.
///
/// As of 2023-06-30, from 100. Penalties count for 12 months and 20 points each, the first minor one in a year nothing:
/// F, the first, is in grace; A and B are reports of one act, of which the later weighs as much, so that the earlier
/// counts; R is repaired and gives half of its 20 back; O is over; W is withdrawn; D is disputed and counts; X is void
/// by its own field; S is of another kind. So A, D and R cost 20 + 20 + 10 = 50, of which the cap leaves 40. The staff
/// is missing, for which the policy gives 3. It makes 100 − 40 + 3 = 63, and the rule that
/// fires moves B to C.
struct ExplanationStatesTests {
  private static let policy = """
    policy: stall
    version: "1"
    subject: stall
    subjects:
      stall: {id: text, fields: {staff: {integer: 0..99, optional: true}, warned: yes or no}}
    records:
      penalties:
        key: number
        at: decided on
        at most: 50
        fields: {number: text, act: text, decided on: date, degree: {one of: [minor, serious]}, appealed: yes or no}
        repairable: {methods: [fixed]}
        status: true
        void when: appealed
    score:
      start: 100
      indicators:
        minor:
          title: Minor penalties
          each: penalties
          within: 12 months
          where: degree = minor
          once per: act
          deduct: {by: nth(12 months), 1: 0, otherwise: 20}
          repair: standard
          cap: 40
        staff: {points: {by: staff, ≤ 9: 5, otherwise: 1}, missing: 3}
        fire: {when: warned, deduct: 30}
    grades: [A, B, C]
    grade: {by: score, ≥ 90: A, ≥ 60: B, otherwise: C}
    rules:
      many: {when: 'count(penalties[degree = minor]) >= 3', grade: 1 worse}
      none: {when: 'count(penalties) = 0', grade: 1 better}
    repairs:
      standard: {methods: {any of: [fixed]}, restore: {by: took, ≤ 30 days: 100%, otherwise: 50%}}

    """

  private static let subjects: String = {
    func penalty(_ number: String, _ act: String, _ date: String, _ more: String = "") -> String {
      let degree = number == "S" ? "serious" : "minor"
      return #"{"number": "\#(number)", "act": "\#(act)", "decided on": "\#(date)", "degree": "\#(degree)", "#
        + #""appealed": \#(number == "X")\#(more)}"#
    }
    let penalties = [
      penalty("O", "o", "2021-06-01"), penalty("F", "f", "2022-08-01"), penalty("A", "ab", "2022-09-01"),
      penalty("B", "ab", "2022-09-05"),
      penalty("R", "r", "2022-10-01", #", "repairs": [{"method": "fixed", "done": "2022-12-01"}]"#),
      penalty("D", "d", "2022-11-01", #", "status": "disputed""#),
      penalty("W", "w", "2022-11-15", #", "status": "withdrawn""#), penalty("X", "x", "2022-12-01"),
      penalty("S", "s", "2023-01-05"),
    ]
    return #"{"id": "S1", "warned": false, "penalties": [\#(penalties.joined(separator: ", "))]}"# + "\n"
  }()

  private func explain(_ format: String, _ language: String) throws -> String {
    let folder = try PolicyFolder(["stall.yaml": Self.policy, "stalls.jsonl": Self.subjects])
    let run = try folder.run(
      "explain", "stall.yaml", "--subjects", "stalls.jsonl", "--as-of", "2023-06-30", "--subject", "S1", "--format",
      format, "--language", language, "--no-advice")
    #expect(run.status == 0, "\(run.errors)")
    return run.output
  }

  /// What each form says of each state: English, Chinese.
  private static let words: [(english: String, chinese: String)] = [
    ("Minor penalties: -40", "Minor penalties：-40 分"),
    // Capped.
    ("-50 → -40", "-50 → -40"),
    // Repaired, and how much came back.
    ("-20 + 20 × 50% = -10", "-20 + 20 × 50% = -10"),
    // Expired.
    ("no longer counts since 2022-06-01", "自 2022-06-01 起不再计入"),
    // Of two copies the one that counts.
    ("A counts for the same `act`", "同一“act”计入的是 A"),
    ("withdrawn", "已撤销"), ("void: ", "作废"), ("disputed", "有异议"),
    // Missing, and what stands in.
    ("data are missing; 3 stands in, as the policy says", "数据缺失，按规定计 3 分"),
    // Not applicable, fired, not fired.
    ("does not apply: `warned`", "不适用：“warned”"), ("many, 1 step worse: B → C", "many，等级下调 1 档：B → C"),
  ]

  @Test(arguments: ["text", "html"])
  func peopleReadEveryState(_ format: String) throws {
    let texts = try (english: plain(explain(format, "en")), chinese: plain(explain(format, "zh")))
    for (english, chinese) in Self.words {
      #expect(texts.english.contains(english.replacing("`", with: format == "html" ? "" : "`")), "\(texts.english)")
      #expect(texts.chinese.contains(chinese), "\(texts.chinese)")
    }
  }

  /// The words of a page without its marks, on one line as those of the wrapped text.
  private func plain(_ text: String) -> String {
    text.replacing(/<style>(.|\n)*<\/style>/, with: "").replacing(/<[^>]*>/, with: "").replacing("&quot;", with: "\"")
      .replacing(/\n +/, with: " ")
  }

  @Test func programsReadEveryState() throws {
    let bytes = Data(try explain("json", "en").utf8)
    let whole = try #require(JSONSerialization.jsonObject(with: bytes) as? [String: Any])
    let root = try #require((whole["indicators"] as? [[String: Any]])?.first)
    #expect((whole["score"] as? [String: Any])?["result"] as? Int == 63)
    let parts = try #require(root["children"] as? [[String: Any]])
    #expect(parts.map { $0["state"] as? String } == ["capped", "missing", "notApplicable"])
    let records = try #require(parts[0]["records"] as? [String: Any])
    func states(_ name: String) -> [String: String] {
      let steps = records[name] as? [[String: Any]] ?? []
      return Dictionary(uniqueKeysWithValues: steps.map { ($0["key"] as? String ?? "", $0["state"] as? String ?? "") })
    }
    #expect(states("counted") == ["F": "inGrace", "A": "counted", "R": "repaired", "D": "counted"])
    #expect(
      states("notCounted")
        == ["O": "expired", "B": "duplicate", "W": "withdrawn", "X": "void", "S": "excluded"])
    #expect((whole["rules"] as? [[String: Any]])?.map { $0["state"] as? String } == ["fired", "notFired"])
    #expect((whole["disputed"] as? [[String: Any]])?.map { $0["key"] as? String } == ["D"])
  }
}
