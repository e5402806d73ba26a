import PolicyDiagnostics
import PolicyDigest
import PolicyRecords
import PolicyReport
import PolicyTypes

// One explanation, against its own digest and against itself made again.

extension VerifyRun {
  func explanation(_ tree: JSONTree, _ path: String) async throws -> Verification {
    var outcome = Verification(.explanation, path: path)
    guard let receipt = tree["receipt"], let digest = receipt["digest"]?.digest,
      let sources = [SourceStamp](receipt["sources"]),
      let asOf = tree["asOf"]?.string.flatMap({ CalendarDate(text: $0) }), let id = tree["subject"]?["id"]?.string,
      let name = tree["policy"]?["name"]?.string
    else {
      throw CommandFailure(
        LocalizedText("the explanation in `\(path)` has no receipt", "`\(path)` 中的解释没有凭据"), status: .findings)
    }
    let bare = tree.replacing("receipt", with: receipt.removing("digest"))
    if SHA256.digest(of: bare.bytes) != digest {
      outcome.findings.append(
        Verification.Finding(
          "explanation altered",
          LocalizedText("\(id): the explanation was altered: its digest is another", "\(id)：解释被改动：摘要不符"), id: id))
    }
    outcome.findings += compareDate(asOf)
    if let version = receipt["engine"]?.string, let language = receipt["language"]?.integer {
      outcome.notes = engineNotes(EngineStamp(version: version, language: language))
    }
    let policy = try loadPolicy(name, sources, asOf: asOf)
    outcome.findings += compare(sources, policy.stamp.sources)
    outcome.checked = [
      LocalizedText("\(id): the explanation", "\(id)：解释"),
      LocalizedText("\(sources.count) file\(sources.count == 1 ? "" : "s") of the policy", "政策文件 \(sources.count) 个"),
    ]
    guard command.subjects != nil else {
      outcome.notes.append(Self.notRepeated)
      return outcome
    }
    let again = try await makeAgain(tree, receipt, policy, asOf, id)
    if again["receipt"]?["input"] != receipt["input"] {
      outcome.findings.append(
        Verification.Finding(
          "input changed",
          LocalizedText("\(id): the data of the subject are others", "\(id)：对象数据已不同"), id: id,
          was: receipt["input"]?.text, now: again["receipt"]?["input"]?.text))
    }
    let differences = JSONDifference.all(
      between: tree.removing("receipt"), and: again.removing("receipt"), limit: limit)
    outcome.findings += differences.found.map { finding(of: $0, id) }
    outcome.leftOutCount = differences.count - differences.found.count
    outcome.checked.append(LocalizedText("made again", "重新计算"))
    return outcome
  }

  private func makeAgain(
    _ tree: JSONTree, _ receipt: JSONTree, _ policy: LoadedPolicy, _ asOf: CalendarDate, _ id: String
  ) async throws -> JSONTree {
    let explainer = Explainer(
      policy, asOf: asOf, hasAdvice: receipt["advice"]?.boolean ?? true, isMasking: receipt["mask"]?.boolean ?? false)
    let without = (tree["without"]?["records"]?.array ?? []).compactMap(\.string)
    let source = RecordSource(path: command.subjects ?? "-")
    switch try await explainer.explain(command.subject ?? id, in: source, without: without) {
    case .faulty(let messages): throw CommandFailure(messages[0], status: .findings)
    case .explanation(let explanation, let names):
      do throws(JSONTreeError) {
        return try JSONTree(bytes: explainer.json(of: explanation, hiding: names, isPretty: false))
      } catch {
        throw CommandFailure(error.reason, status: .findings)
      }
    }
  }

  private func finding(of difference: JSONDifference, _ id: String) -> Verification.Finding {
    let (was, now) = (difference.first?.text ?? "", difference.second?.text ?? "")
    return Verification.Finding(
      "step changed",
      LocalizedText(
        "\(id): `\(difference.path)` is `\(was)` in the file, and `\(now)` made again",
        "\(id)：`\(difference.path)` 在文件中为 `\(was)`，重新计算为 `\(now)`"),
      id: id, column: difference.path, was: difference.first?.text, now: difference.second?.text)
  }
}

/// One place at which two JSON values differ; nil where one of them has nothing there.
struct JSONDifference: Hashable {
  let path: String
  let first: JSONTree?
  let second: JSONTree?

  /// Returns the places at which two values differ, the innermost ones, at most `limit`, and how many there are.
  static func all(
    between first: JSONTree, and second: JSONTree, limit: Int
  ) -> (found: [JSONDifference], count: Int) {
    var found: [JSONDifference] = []
    collect("", first, second, &found)
    return (Array(found.prefix(limit)), found.count)
  }

  private static func collect(_ path: String, _ first: JSONTree, _ second: JSONTree, _ found: inout [JSONDifference]) {
    if first == second { return }
    if let left = first.members, let right = second.members {
      let names = left.map(\.name) + right.map(\.name).filter { first[$0] == nil }
      for name in names { pair(path.isEmpty ? name : path + "." + name, first[name], second[name], &found) }
    } else if let left = first.array, let right = second.array {
      for place in 0..<max(left.count, right.count) {
        pair(
          "\(path)[\(place)]", place < left.count ? left[place] : nil, place < right.count ? right[place] : nil, &found)
      }
    } else {
      found.append(JSONDifference(path: path, first: first, second: second))
    }
  }

  private static func pair(_ path: String, _ first: JSONTree?, _ second: JSONTree?, _ found: inout [JSONDifference]) {
    if let first, let second {
      collect(path, first, second, &found)
    } else {
      found.append(JSONDifference(path: path, first: first, second: second))
    }
  }
}
