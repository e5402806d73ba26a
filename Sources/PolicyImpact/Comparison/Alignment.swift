/// How the elements of two lists belong together.
enum AlignedPair: Hashable {
  /// Equal, at these places.
  case equal(old: Int, new: Int)
  /// Different, but one stands where the other stood.
  case replaced(old: Int, new: Int)
  case removed(old: Int)
  case added(new: Int)
}

/// Aligns two lists by their longest common subsequence; between equal elements, those left over are paired in order.
///
/// Lists of more than 2,000 elements are paired in order alone, so that the table stays small.
func aligned(_ old: [String], _ new: [String]) -> [AlignedPair] {
  var pairs: [AlignedPair] = []
  var (oldStart, newStart) = (0, 0)
  func addGap(_ oldEnd: Int, _ newEnd: Int) {
    let paired = min(oldEnd - oldStart, newEnd - newStart)
    for offset in 0..<paired { pairs.append(.replaced(old: oldStart + offset, new: newStart + offset)) }
    for place in (oldStart + paired)..<max(oldEnd, oldStart + paired) { pairs.append(.removed(old: place)) }
    for place in (newStart + paired)..<max(newEnd, newStart + paired) { pairs.append(.added(new: place)) }
  }
  for (oldPlace, newPlace) in commonSubsequence(old, new) {
    addGap(oldPlace, newPlace)
    pairs.append(.equal(old: oldPlace, new: newPlace))
    (oldStart, newStart) = (oldPlace + 1, newPlace + 1)
  }
  addGap(old.count, new.count)
  return pairs
}

private func commonSubsequence(_ old: [String], _ new: [String]) -> [(Int, Int)] {
  guard old.count <= 2000, new.count <= 2000 else { return [] }
  let width = new.count + 1
  // The length of the longest one from each pair of places on.
  var lengths = [Int32](repeating: 0, count: (old.count + 1) * width)
  for i in old.indices.reversed() {
    for j in new.indices.reversed() {
      lengths[i * width + j] =
        old[i] == new[j]
        ? lengths[(i + 1) * width + j + 1] + 1 : max(lengths[(i + 1) * width + j], lengths[i * width + j + 1])
    }
  }
  var places: [(Int, Int)] = []
  var (i, j) = (0, 0)
  while i < old.count, j < new.count {
    if old[i] == new[j] {
      places.append((i, j))
      (i, j) = (i + 1, j + 1)
    } else if lengths[(i + 1) * width + j] >= lengths[i * width + j + 1] {
      i += 1
    } else {
      j += 1
    }
  }
  return places
}
