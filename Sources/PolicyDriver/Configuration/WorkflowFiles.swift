/// The files that let a code host and a working copy run `assay ci`, with their paths below the root of a repository.
package enum WorkflowFiles {
  package struct File: Sendable {
    package let path: String
    package let text: String
    package let isExecutable: Bool
  }

  package static let all = [
    File(path: "assay.yaml", text: configuration, isExecutable: false),
    File(path: ".github/workflows/policies.yml", text: gitHub, isExecutable: false),
    File(path: ".gitlab-ci.yml", text: gitLab, isExecutable: false),
    File(path: ".githooks/pre-commit", text: hook, isExecutable: true),
  ]

  package static let configuration = """
    # What `assay ci` asks of every change. This file marks the root of the package as well.
    # `assay ci` 对每次修改的要求；本文件同时标明政策包的根目录。
    paths: [policies]
    layout: true
    maximum warnings: 0
    # How many outcomes may have no test: lower it as tests are added. 允许多少种结果没有测试：补充测试后请调低。
    # maximum uncovered: 0
    # require sources: true
    # With data a change shows whom it moves. 有数据时可看出修改影响到谁。
    # impact:
    #   base: origin/main
    #   data: data/sample.jsonl
    #   as of: 2025-06-30
    #   fail if: ["share(down >= 2 grades) > 0.5%"]

    """

  private static let gitHub = """
    # Checks every change of the policies. The command `assay` must be on the path of the runner: build it with
    # `make build` in its own repository, or take it from your organisation's image.
    name: policies
    on:
      pull_request:
      push:
        branches: [main]
    jobs:
      policies:
        runs-on: ubuntu-latest
        steps:
          - uses: actions/checkout@v4
            with:
              fetch-depth: 0
          - run: assay ci --format github --base "${{ github.event.pull_request.base.sha || github.event.before }}"

    """

  private static let gitLab = """
    # Checks every change of the policies. The image must have the command `assay` and git.
    policies:
      variables:
        GIT_DEPTH: 0
      script:
        - assay ci --base "${CI_MERGE_REQUEST_DIFF_BASE_SHA:-$CI_COMMIT_BEFORE_SHA}" --junit tests.xml --code-quality quality.json
      artifacts:
        when: always
        reports:
          junit: tests.xml
          codequality: quality.json

    """

  private static let hook = """
    #!/bin/sh
    # Runs before each commit once `git config core.hooksPath .githooks` was said in the working copy.
    exec assay ci --without-impact

    """
}
