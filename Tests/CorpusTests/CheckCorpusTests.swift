import PolicyDiagnostics
import Testing

/// The corpus of checks: good files about which nothing is said, and bad ones whose one mistake gives one message.
@Suite struct CheckCorpusTests {
  @Test(arguments: CheckCase.good)
  func nothingIsSaid(about file: CheckCase) {
    let found = file.check()
    #expect(found.isEmpty, "\(found.sorted.map { "\($0.span.location) \($0.code.rawValue) \($0.message.english)" })")
  }

  @Test(arguments: CheckCase.bad)
  func oneMistakeGivesOneMessage(about file: CheckCase) throws {
    let found = file.check()
    let codes = found.sorted.map(\.code)
    let promised = try #require(file.code, "the name begins with a code")
    if file.hasMany {
      #expect(codes.contains(promised) && codes.count > 1)
    } else {
      #expect(codes == [promised])
    }
    try expectRecorded(file.snapshot(of: found), at: file.snapshotPath)
  }

  @Test func everySnapshotHasItsFile() {
    let snapshots = ["/bad", "/proofs", "/coverage", "/eval"].flatMap {
      Repository.files(below: CheckCase.folder + $0, suffix: ".txt")
    }
    #expect(Set(snapshots).subtracting(CheckCase.bad.map(\.snapshotPath)).isEmpty)
  }
}
