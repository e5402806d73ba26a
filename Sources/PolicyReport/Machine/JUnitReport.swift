/// What a run of checks or tests found, as JUnit XML, which every build server reads.
///
/// There are no times in it: the same input gives the same bytes.
package struct JUnitReport: Hashable, Sendable {
  package let name: String
  package let suites: [Suite]

  package init(name: String, suites: [Suite]) {
    self.name = name
    self.suites = suites
  }

  /// The cases of one file.
  package struct Suite: Hashable, Sendable {
    package let file: String
    package let cases: [Case]

    package init(file: String, cases: [Case]) {
      self.file = file
      self.cases = cases
    }
  }

  package struct Case: Hashable, Sendable {
    package let name: String
    package let outcome: Outcome

    /// What there is to read about it, whatever the outcome.
    package let notes: String

    package init(name: String, outcome: Outcome, notes: String = "") {
      self.name = name
      self.outcome = outcome
      self.notes = notes
    }
  }

  package enum Outcome: Hashable, Sendable {
    case passed
    /// It came out otherwise than expected.
    case failed(Problem)
    /// It could not be carried out.
    case broken(Problem)
  }

  package struct Problem: Hashable, Sendable {
    /// The code of a diagnostic.
    package let type: String
    package let message: String
    package let text: String

    package init(type: String, message: String, text: String) {
      self.type = type
      self.message = message
      self.text = text
    }
  }

  // MARK: Text

  package var text: String {
    let open = "<testsuites name=\"\(quoted(name))\"\(counts(of: suites.flatMap(\.cases)))>\n"
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + open + suites.map(text(of:)).joined() + "</testsuites>\n"
  }

  private func text(of suite: Suite) -> String {
    let name = quoted(suite.file)
    let open = "  <testsuite name=\"\(name)\" file=\"\(name)\"\(counts(of: suite.cases)) skipped=\"0\">\n"
    return open + suite.cases.map { text(of: $0, in: suite) }.joined() + "  </testsuite>\n"
  }

  private func counts(of cases: [Case]) -> String {
    let failures = cases.count { if case .failed = $0.outcome { true } else { false } }
    let errors = cases.count { if case .broken = $0.outcome { true } else { false } }
    return " tests=\"\(cases.count)\" failures=\"\(failures)\" errors=\"\(errors)\""
  }

  private func text(of testCase: Case, in suite: Suite) -> String {
    let open = "    <testcase name=\"\(quoted(testCase.name))\" classname=\"\(quoted(suite.file))\""
    var inner = ""
    switch testCase.outcome {
    case .passed: break
    case .failed(let problem): inner += element("failure", problem)
    case .broken(let problem): inner += element("error", problem)
    }
    if !testCase.notes.isEmpty { inner += "      <system-out>\(quoted(testCase.notes))</system-out>\n" }
    return inner.isEmpty ? open + "/>\n" : open + ">\n" + inner + "    </testcase>\n"
  }

  private func element(_ name: String, _ problem: Problem) -> String {
    let attributes = "type=\"\(quoted(problem.type))\" message=\"\(quoted(problem.message))\""
    return "      <\(name) \(attributes)>\(quoted(problem.text))</\(name)>\n"
  }

  /// Escapes what has a meaning in XML, and replaces what must not stand in it at all.
  private func quoted(_ text: String) -> String {
    var quoted = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": quoted += "&amp;"
      case "<": quoted += "&lt;"
      case ">": quoted += "&gt;"
      case "\"": quoted += "&quot;"
      case "\n", "\t": quoted.unicodeScalars.append(scalar)
      case "\u{0}"..<" ", "\u{FFFE}", "\u{FFFF}": quoted.unicodeScalars.append("\u{FFFD}")
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted
  }
}
