import PolicyDriver
import Testing

struct SourcePathTests {
  @Test(arguments: [
    ("a/./b//c.yaml", "a/b/c.yaml"), ("a/../b", "b"), ("a/..", "."), ("", "."), ("../../a", "../../a"),
    ("a/../../b", "../b"), ("/a/../../b", "/b"), ("/", "/"),
  ])
  func pathsAreNormalized(_ text: String, _ expected: String) {
    #expect(SourcePath(text).text == expected)
  }

  @Test func aRelativePathCountsFromItsFolder() {
    let policy = SourcePath("policies/wanzhi/a.yaml")
    #expect(policy.folder.appending("../common/b.yaml").text == "policies/common/b.yaml")
    #expect(policy.folder.appending("/etc/b.yaml").text == "/etc/b.yaml")
    #expect(SourcePath("a.yaml").folder.appending("b.yaml").text == "b.yaml")
  }

  @Test func ancestorsAreTheNearestFirstAndBounded() {
    #expect(SourcePath("/a/b").selfAndAncestors.map(\.text) == ["/a/b", "/a", "/"])
    let relative = SourcePath("a/b").selfAndAncestors.map(\.text)
    #expect(relative.prefix(5) == ["a/b", "a", ".", "..", "../.."])
    #expect(relative.count == 32)
  }
}
