/// How many members of a condition that is made of others must hold.
package enum MemberNeed: Hashable, Sendable {
  case all
  case any
  case atLeast(Int)
}
