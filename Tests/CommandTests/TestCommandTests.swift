import Testing

struct TestCommandTests {
  @Test func passingTestsAreCounted() throws {
    let run = try PolicyFolder().run("test")
    #expect(run.status == 0)
    #expect(run.output == "passed  policies/shop.tests.yaml  1 test\n")
    #expect(run.errors == "1 test passed\n")
  }

  @Test func aFailureShowsExpectedActualAndWhy() throws {
    let tests = PolicyFolder.tests.replacing("grade: 甲, score: 99", with: "score: 98")
    let run = try PolicyFolder(["policies/shop.tests.yaml": tests]).run("test")
    #expect(run.status == 1)
    #expect(run.output.contains("error[P114]: expected `score` to be `98`, but it is `99`"))
    #expect(run.output.contains("start 100"))
    #expect(run.errors == "1 of 1 test failed\n")
  }

  @Test func noTestsAtAllIsAnError() throws {
    let run = try PolicyFolder().run("test", "policies/shop.yaml")
    #expect(run.status == 1)
    let empty = try PolicyFolder(["other/a.yaml": PolicyFolder.policy]).run("test", "other")
    #expect(empty.status == 1)
    #expect(empty.errors.contains("there are no tests"))
  }

  @Test func aFileOfTestsThatCannotBeReadIsNotPassedOver() throws {
    let run = try PolicyFolder(["policies/more.yaml": "tests: [shop\n"]).run("test")
    #expect(run.status == 1)
    #expect(run.output.contains("policies/more.yaml"))
  }

  /// The files are run on several threads; what is written does not show it.
  @Test func outcomesAreInTheOrderOfTheFiles() throws {
    let numbers = (10..<40).map(String.init)
    let files = numbers.map { ("policies/t\($0).tests.yaml", PolicyFolder.tests) }
    let run = try PolicyFolder(Dictionary(uniqueKeysWithValues: files)).run("test")
    let expected = ["shop"] + numbers.map { "t\($0)" }
    #expect(run.output == expected.map { "passed  policies/\($0).tests.yaml  1 test\n" }.joined())
  }

  @Test func jsonCountsAndNamesTheTests() throws {
    let run = try PolicyFolder().run("test", "--format", "json")
    #expect(run.status == 0)
    #expect(run.output.contains("\"passed\": 1"))
    #expect(run.output.contains("\"name\": \"干净\""))
  }
}
