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

  @Test(arguments: [("[high]", 0), ("{includes: [high]}", 0), ("{excludes: [high]}", 1), ("[high, low]", 1)])
  func aListOfNamesIsWhatMustBeAmongThem(_ rules: String, _ status: Int32) throws {
    let policy = PolicyFolder.policy + "rules: {high: {when: floor >= 4, alert: 红}, low: {when: floor < 2, alert: 蓝}}\n"
    let tests = "tests: shop\nas of: 2023-01-01\ncases: [{name: c, given: {floor: 5}, expect: {rules: \(rules)}}]\n"
    let run = try PolicyFolder(["policies/shop.yaml": policy, "policies/shop.tests.yaml": tests]).run("test")
    #expect(run.status == status, "\(run.output)")
  }

  // MARK: Subjects from files

  private static let fromFiles = """
    tests: shop
    as of: 2023-01-01
    cases:
      - name: 文件中的对象：100-30-2、100-1、100-5
        given: {file: ../subjects.jsonl}
        columns: {given: [subject, floor], expect: [score, grade]}
        rows:
          - [a, "-", 68, 乙]
          - [c, "-", 99, 甲]
          - [c, 5, 95, 甲]
      - {name: 数据有误, given: {文件: ../subjects.jsonl, 对象: b}, expect: {faults: [floor]}}
      - {name: CSV 文件夹, given: {file: ../data, subject: "007"}, expect: {score: 67, grade: 乙}}

    """

  private static let folderOfCSV = [
    "data/subjects.csv": "id,floor\n007,3\n",
    "data/visits.csv": "subject,number,visited on,clean\n007,1,2022-05-01,false\n007,2,2021-05-01,false\n",
  ]

  @Test func subjectsMayLieInFilesOfData() throws {
    let files = Self.folderOfCSV.merging(["policies/shop.tests.yaml": Self.fromFiles]) { $1 }
    let run = try PolicyFolder(files).run("test", "--coverage", "--mutate")
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    #expect(run.errors.hasPrefix("5 tests passed\n"), "\(run.errors)")
    #expect(run.output.contains("window 2/2"), "\(run.output)")
  }

  @Test(arguments: [
    ("{file: ../subjects.jsonl}", "needs `subject`"), ("{subject: a}", "needs `file`"),
    ("{file: ../nowhere.jsonl, subject: a}", "cannot be read"),
    ("{file: ../subjects.jsonl, subject: z}", "there is no subject `z`"),
    ("{file: ../subjects.jsonl, subject: a, visits: [{number: '1'}]}", "are those of the file"),
    ("{file: ../subjects.jsonl, subject: b}", "../subjects.jsonl:2"),
  ])
  func aSubjectThatIsNotThereIsNoPass(_ given: String, _ message: String) throws {
    let tests = "tests: shop\nas of: 2023-01-01\ncases: [{name: c, given: \(given), expect: {score: 9}}]\n"
    let run = try PolicyFolder(["policies/shop.tests.yaml": tests]).run("test")
    #expect(run.status == 1)
    #expect(run.output.contains(message.replacing("../subjects.jsonl:2", with: "subjects.jsonl:2")), "\(run.output)")
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
