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
    permissions:
      contents: read
      pull-requests: write
    jobs:
      policies:
        runs-on: ubuntu-latest
        steps:
          - uses: actions/checkout@v4
            with:
              fetch-depth: 0
          - run: >-
              assay ci --format github --comment comment.md
              --base "${{ github.event.pull_request.base.sha || github.event.before }}"
          - if: always()
            run: cat comment.md >> "$GITHUB_STEP_SUMMARY"
          # One comment, which each run writes anew. From a fork it may not be written; the summary has it as well.
          - if: always() && github.event_name == 'pull_request'
            continue-on-error: true
            env:
              GH_TOKEN: ${{ github.token }}
            run: gh pr comment "${{ github.event.number }}" --body-file comment.md --edit-last --create-if-none

    """

  private static let gitLab = """
    # Checks every change of the policies. The image must have the command `assay` and git.
    policies:
      rules:
        - if: $CI_PIPELINE_SOURCE == "merge_request_event"
        - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
      variables:
        GIT_DEPTH: 0
      script:
        - assay ci --base "${CI_MERGE_REQUEST_DIFF_BASE_SHA:-$CI_COMMIT_BEFORE_SHA}" --junit tests.xml
          --code-quality quality.json --comment comment.md
      after_script:
        # With a project token in COMMENT_TOKEN, the merge request gets the outcome as a comment.
        - |
          if [ -n "$COMMENT_TOKEN" ] && [ -n "$CI_MERGE_REQUEST_IID" ]; then
            curl --fail --request POST --header "PRIVATE-TOKEN: $COMMENT_TOKEN" --form "body=<comment.md" \\
              "$CI_API_V4_URL/projects/$CI_PROJECT_ID/merge_requests/$CI_MERGE_REQUEST_IID/notes"
          fi
      artifacts:
        when: always
        paths: [comment.md]
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
