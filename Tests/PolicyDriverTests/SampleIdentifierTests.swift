import PolicyDriver
import PolicyTypes
import Testing

/// The check digits of made-up identifiers, worked out here by the words of the standards.
struct SampleIdentifierTests {
  private func identifiers(_ kind: String, faults: Int = 0) throws -> [String] {
    let records = SamplePolicy.records.split(separator: "id: text", maxSplits: 1).joined(separator: "id: \(kind)")
    let library = PolicyLibrary.sample(["common/records.yaml": records])
    let policy = try #require(library.compilation(at: SourcePath("policies/shop.yaml"))?.policy)
    let generator = SampleGenerator(
      policy: policy.typed, seed: 7, asOf: CalendarDate(dayNumber: 20_000), faultsPermille: faults)
    return (0..<400).compactMap { index in
      if case .text(let text) = generator.subject(index).values[0] { text } else { nil }
    }
  }

  @Test func unifiedCodesAreValid() throws {
    let codes = try identifiers("uscc")
    #expect(codes.allSatisfy { isUnifiedCode($0) } && Set(codes).count == 400)
  }

  @Test func citizenNumbersAreValid() throws {
    let numbers = try identifiers("citizen id")
    #expect(numbers.allSatisfy { isCitizenNumber($0) } && Set(numbers).count == 400)
  }

  @Test(arguments: ["uscc", "citizen id"])
  func wrongCheckDigitsCome(_ kind: String) throws {
    let wrong = try identifiers(kind, faults: 1000).filter { !isUnifiedCode($0) && !isCitizenNumber($0) }
    #expect(!wrong.isEmpty)
  }

  /// GB 32100-2015: with weights 3^i modulo 31, all 18 characters sum to a multiple of 31, the last with weight 1.
  private func isUnifiedCode(_ text: String) -> Bool {
    let values = text.compactMap { Array("0123456789ABCDEFGHJKLMNPQRTUWXY").firstIndex(of: $0) }
    let weights = (0..<17).map { power in (0..<power).reduce(1) { product, _ in product * 3 % 31 } } + [1]
    return values.count == 18 && zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 } % 31 == 0
  }

  /// GB 11643-1999: with weights 2^(17−i) modulo 11, all 18 characters sum to 1 modulo 11; X is ten.
  private func isCitizenNumber(_ text: String) -> Bool {
    let values = text.compactMap { $0 == "X" ? 10 : $0.wholeNumberValue }
    let weights = (0..<18).map { place in (0..<(17 - place)).reduce(1) { product, _ in product * 2 % 11 } }
    return values.count == 18 && zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 } % 11 == 1
  }
}
