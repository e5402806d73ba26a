// swift-tools-version: 6.2

// The manifest is a map: one section for each target, from the foundations up. Arrows point down.

import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "assay",
  products: [
    .executable(name: "assay", targets: ["assay"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [

    // MARK: System libraries, behind thin shims

    .systemLibrary(
      name: "CLibYAML",
      pkgConfig: "yaml-0.1",
      providers: [.apt(["libyaml-dev"])]
    ),
    .systemLibrary(
      name: "CNettle",
      pkgConfig: "nettle",
      providers: [.apt(["nettle-dev"])]
    ),
    .target(
      name: "CSimdJSON",
      cxxSettings: [.unsafeFlags(["-O3", "-Wall", "-Wextra", "-Werror"])],
      linkerSettings: [.linkedLibrary("simdjson")]
    ),

    // MARK: PolicyDiagnostics: source text, spans, messages in two languages

    .target(
      name: "PolicyDiagnostics",
      swiftSettings: strict
    ),

    // MARK: PolicyDigest: digests of bytes and files

    .target(
      name: "PolicyDigest",
      dependencies: [
        "CNettle"
      ],
      swiftSettings: strict
    ),

    // MARK: PolicyTypes: types, exact values, the calendar

    .target(
      name: "PolicyTypes",
      dependencies: [
        "PolicyDiagnostics"
      ],
      swiftSettings: strict
    ),

    // MARK: PolicySyntax: YAML and FEEL to trees; knows no types

    .target(
      name: "PolicySyntax",
      dependencies: [
        "CLibYAML",
        "PolicyDiagnostics",
        "PolicyTypes",
      ],
      swiftSettings: strict
    ),

    // MARK: PolicyFEEL: strict FEEL alone, checked and calculated; grades nothing

    .target(
      name: "PolicyFEEL",
      dependencies: [
        "PolicyDiagnostics",
        "PolicySyntax",
        "PolicyTypes",
      ],
      swiftSettings: strict
    ),

    // MARK: PolicySemantics: names, types, ranges, lints

    .target(
      name: "PolicySemantics",
      dependencies: [
        "PolicyDiagnostics",
        "PolicySyntax",
        "PolicyTypes",
      ],
      swiftSettings: strict
    ),

    // MARK: PolicyIR: the typed form that every engine reads; knows no YAML

    .target(
      name: "PolicyIR",
      dependencies: [
        "PolicyDiagnostics",
        "PolicyTypes",
      ],
      swiftSettings: strict
    ),

    // MARK: PolicyLowering: the typed policy to the IR, then passes

    .target(
      name: "PolicyLowering",
      dependencies: [
        "PolicyDiagnostics",
        "PolicyIR",
        "PolicySemantics",
        "PolicyTypes",
      ],
      swiftSettings: strict
    ),

    // MARK: PolicyExecution: every hot loop; batches and traces on one plan

    .target(
      name: "PolicyExecution",
      dependencies: [
        "PolicyDiagnostics",
        "PolicyIR",
        "PolicyTypes",
      ],
      swiftSettings: strict
    ),

    // MARK: PolicyAnalysis: what can be proved of a policy, with examples

    .target(
      name: "PolicyAnalysis",
      dependencies: [
        "PolicyDiagnostics",
        "PolicyExecution",
        "PolicyIR",
        "PolicyTypes",
      ],
      swiftSettings: strict
    ),

    // MARK: PolicyImpact: what a change of a policy says otherwise, and whom it moves

    .target(
      name: "PolicyImpact",
      dependencies: [
        "PolicyDiagnostics",
        "PolicyExecution",
        "PolicyIR",
        "PolicySemantics",
        "PolicySyntax",
        "PolicyTypes",
      ],
      swiftSettings: strict
    ),

    // MARK: PolicyReport: diagnostics and explanations for people and programs

    .target(
      name: "PolicyReport",
      dependencies: [
        "PolicyDiagnostics",
        "PolicyDigest",
        "PolicyExecution",
        "PolicyImpact",
        "PolicyIR",
        "PolicyTypes",
      ],
      swiftSettings: strict
    ),

    // MARK: PolicyAdvice: what would change a grade, by search over the same plan

    .target(
      name: "PolicyAdvice",
      dependencies: [
        "PolicyAnalysis",
        "PolicyDiagnostics",
        "PolicyExecution",
        "PolicyIR",
        "PolicyReport",
        "PolicyTypes",
      ],
      swiftSettings: strict
    ),

    // MARK: PolicyDriver: the façade; pure

    .target(
      name: "PolicyDriver",
      dependencies: [
        "PolicyAnalysis",
        "PolicyDiagnostics",
        "PolicyDigest",
        "PolicyExecution",
        "PolicyFEEL",
        "PolicyImpact",
        "PolicyIR",
        "PolicyLowering",
        "PolicyReport",
        "PolicySemantics",
        "PolicySyntax",
        "PolicyTypes",
      ],
      swiftSettings: strict
    ),

    // MARK: PolicyRecords: files of subjects in, results out

    .target(
      name: "PolicyRecords",
      dependencies: [
        "CSimdJSON",
        "PolicyDiagnostics",
        "PolicyDigest",
        "PolicyExecution",
        "PolicyIR",
        "PolicyReport",
        "PolicyTypes",
      ],
      swiftSettings: strict
    ),

    // MARK: assay: the commands

    .executableTarget(
      name: "assay",
      dependencies: [
        "PolicyAdvice",
        "PolicyAnalysis",
        "PolicyDiagnostics",
        "PolicyDigest",
        "PolicyDriver",
        "PolicyExecution",
        "PolicyFEEL",
        "PolicyImpact",
        "PolicyIR",
        "PolicyRecords",
        "PolicyReport",
        "PolicySyntax",
        "PolicyTypes",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict
    ),

    // MARK: Benchmarks: how long each stage takes

    .target(
      name: "CAllocationCount",
      path: "Benchmarks/CAllocationCount"
    ),
    .executableTarget(
      name: "StageBenchmarks",
      dependencies: [
        "CAllocationCount",
        "PolicyDiagnostics",
        "PolicyDriver",
        "PolicyExecution",
        "PolicyIR",
        "PolicyLowering",
        "PolicyRecords",
        "PolicyReport",
        "PolicyTypes",
      ],
      path: "Benchmarks/StageBenchmarks",
      swiftSettings: strict
    ),

    // MARK: Tests

    .target(
      name: "ReferenceEvaluator",
      dependencies: [
        "PolicyDiagnostics",
        "PolicySemantics",
        "PolicyTypes",
      ],
      path: "Tests/ReferenceEvaluator",
      swiftSettings: strict
    ),
    .testTarget(
      name: "DifferentialTests",
      dependencies: [
        "PolicyAnalysis",
        "PolicyDiagnostics",
        "PolicyExecution",
        "PolicyIR",
        "PolicyLowering",
        "PolicyReport",
        "PolicySemantics",
        "PolicyTypes",
        "ReferenceEvaluator",
      ],
      swiftSettings: strict
    ),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "assay"
      ],
      swiftSettings: strict
    ),
    .testTarget(
      name: "CorpusTests",
      dependencies: [
        "PolicyAnalysis",
        "PolicyDiagnostics",
        "PolicyDriver",
        "PolicyFEEL",
        "PolicyIR",
        "PolicyReport",
        "PolicySemantics",
        "PolicySyntax",
        "PolicyTypes",
      ],
      swiftSettings: strict
    ),
    .testTarget(
      name: "PolicyDriverTests",
      dependencies: [
        "PolicyDiagnostics",
        "PolicyDriver",
        "PolicyIR",
        "PolicyReport",
        "PolicyTypes",
      ],
      swiftSettings: strict
    ),
    .testTarget(
      name: "PolicyExecutionTests",
      dependencies: [
        "PolicyDiagnostics",
        "PolicyExecution",
        "PolicyIR",
        "PolicyTypes",
      ],
      swiftSettings: strict
    ),
    .testTarget(
      name: "PolicyFEELTests",
      dependencies: [
        "PolicyDiagnostics",
        "PolicyFEEL",
        "PolicySyntax",
        "PolicyTypes",
      ],
      swiftSettings: strict
    ),
    .testTarget(
      name: "PolicyIRTests",
      dependencies: [
        "PolicyDiagnostics",
        "PolicyIR",
        "PolicyTypes",
      ],
      swiftSettings: strict
    ),
    .testTarget(
      name: "PolicyImpactTests",
      dependencies: [
        "PolicyDiagnostics",
        "PolicyDriver",
        "PolicyImpact",
        "PolicySemantics",
        "PolicySyntax",
      ],
      swiftSettings: strict
    ),
    .testTarget(
      name: "PolicyLoweringTests",
      dependencies: [
        "PolicyDiagnostics",
        "PolicyExecution",
        "PolicyIR",
        "PolicyLowering",
        "PolicySemantics",
        "PolicyTypes",
        "ReferenceEvaluator",
      ],
      swiftSettings: strict
    ),
    .testTarget(
      name: "PolicyRecordsTests",
      dependencies: [
        "PolicyDiagnostics",
        "PolicyDigest",
        "PolicyExecution",
        "PolicyIR",
        "PolicyRecords",
        "PolicyReport",
        "PolicyTypes",
      ],
      swiftSettings: strict
    ),
    .testTarget(
      name: "PolicyReportTests",
      dependencies: [
        "PolicyDiagnostics",
        "PolicyExecution",
        "PolicyIR",
        "PolicyReport",
        "PolicyTypes",
      ],
      swiftSettings: strict
    ),
    .testTarget(
      name: "PolicySyntaxTests",
      dependencies: [
        "PolicyDiagnostics",
        "PolicySyntax",
      ],
      swiftSettings: strict
    ),
    .testTarget(
      name: "PolicyTypesTests",
      dependencies: [
        "PolicyTypes"
      ],
      swiftSettings: strict
    ),
    .testTarget(
      name: "TidyTests",
      swiftSettings: strict
    ),
  ],
  cxxLanguageStandard: .cxx20
)
