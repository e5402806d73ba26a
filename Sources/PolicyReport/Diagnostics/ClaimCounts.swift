/// How many claims of policies were proved, refuted and left open.
package struct ClaimCounts: Hashable, Sendable {
  package var proved = 0
  package var refuted = 0
  package var undecided = 0

  package init() {}

  package var total: Int { proved + refuted + undecided }
}
