import Testing

/// A policy written as one file is the same policy.
@Suite struct FlattenedPolicyTests {
  @Test func expressionsOverSeveralLinesStayExpressions() throws {
    let policy = PolicyFolder.policy.replacing(
      "    stairs: {deduct: floor}",
      with: """
            stairs:
              deduct: |-
                if floor > 2
                then floor
                else 0
            height:
              when: >-
                floor > 1
                and floor < 5
              deduct: floor
                + 1
        """)
    let folder = try PolicyFolder(["policies/shop.yaml": policy])
    let flat = try folder.run("compile", "policies/shop.yaml", "--emit", "policy", "--output", "flat.yaml")
    #expect(flat.status == 0, "\(flat.errors)")
    let programs = try ["policies/shop.yaml", "flat.yaml"].map { path in
      try folder.run("compile", path, "--emit", "ir", "--no-locations")
    }
    #expect(programs.allSatisfy { $0.status == 0 }, "\(programs.map(\.errors))")
    #expect(programs[0].output == programs[1].output && programs[0].output.contains("height"))
  }
}
