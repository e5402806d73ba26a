/// Answers that were found once for one subject.
///
/// Declarations read each other many times over; without a memory a policy of a few dozen of them would take minutes.
final class Memory<Question: Hashable, Answer> {
  private var answers: [Question: Answer] = [:]

  func recall(_ question: Question, otherwise find: () -> Answer) -> Answer {
    if let answer = answers[question] { return answer }
    let answer = find()
    answers[question] = answer
    return answer
  }
}

/// A declaration, by its place, as one row sees it.
struct RowQuestion: Hashable {
  let place: Int
  let row: ObjectIdentifier

  init(_ place: Int, at row: ReferenceRow) {
    self.place = place
    self.row = ObjectIdentifier(row)
  }
}
