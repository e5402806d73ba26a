/// What a rule does to the grade; codes are places on the scale, best first.
///
/// Shifts are summed, then clamped to the scale; then the highest floor holds; then the lowest ceiling; then the
/// worst exact grade.
package enum GradeMove: Hashable, Sendable {
  case exactly(UInt8)
  case noBetterThan(UInt8)
  case noWorseThan(UInt8)
  case worse(Int)
  case better(Int)
}
